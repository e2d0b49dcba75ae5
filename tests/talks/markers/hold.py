"""A stability model, a file of hosts and a rating: on the mediator's desk, where alone they can lie."""

from __future__ import annotations

import base64

from goodoffices.talks.access.viewer import looking_as
from goodoffices.talks.models import DeskHosts, DeskStability, HostRating

MODEL = """\
stability:
  title: {mark}TITLE
  by: {mark}BY
  makers:
    {mark}MAKER:
      name: {mark}NAME
      options: {{{mark}OPTION: {mark}WORDS}}
      prefers: [not {mark}OPTION]
  agreement: none
"""
HOSTS = """\
hosts:
  by: {mark}HOSTSBY
  caution: {mark}CAUTION
  parties: {{north: SYR, south: TUR}}
  candidates: [KAZ, CHE]
"""


def put(world) -> None:
    """Written as it would be read; nothing is worked out."""
    from tests.talks.world import marker

    seat, desk, mark = world.seats["mediator"], world.rooms["desk"], marker("desk", "hold")
    with looking_as(world.viewer("mediator")):
        model = DeskStability(room=desk, author=seat, number=1, name=f"{mark}OF", title=f"{mark}MODEL")
        model.begun, model.text = f"{mark}BEGUN", MODEL.format(mark=mark)
        model.save(force_insert=True)
        hosts = DeskHosts(room=desk, author=seat, number=1, text=HOSTS.format(mark=mark))
        hosts.weights = f"weights: # {mark}WEIGHTS"
        hosts.store_name, hosts.store = f"{mark}.csv", base64.b64encode(mark.encode()).decode()
        hosts.save(force_insert=True)
        rating = HostRating(room=desk, author=seat, number=1, party=f"{mark}PARTY", candidate=f"{mark}CANDIDATE")
        rating.rating, rating.day, rating.note = [40, 60], "2031-03-01", f"{mark}NOTE"
        rating.save(force_insert=True)
    world.records["deskstability"] = {"desk": model}
    world.records["deskhosts"] = {"desk": hosts}
    world.records["hostrating"] = {"desk": rating}
