"""A case on the table, what each party stated of it in its caucus, and packages shown to some."""

from __future__ import annotations

from goodoffices.talks.access.viewer import looking_as
from goodoffices.talks.domain.case import load_case
from goodoffices.talks.domain.packages import share_package
from goodoffices.talks.domain.preferences import state_preference
from goodoffices.talks.models import DeskDossier

DOSSIER = """\
# {desk}
dossier: harbour
title: {desk}
parties:
  north: {{name: The North, role: principal, fallback: {{worth: 20..40, by: "{desk}"}}}}
  south: {{name: The South, role: principal, fallback: 30}}
  east: {{name: The East, role: guarantor, fallback: 10..30}}
issues:
  road:
    ask: {ask}
    options: {{open: "{option} open", shared: under shared control, shut: shut}}
    north: {{prefer: 6..8 open > shared >> !shut, note: "{desk}"}}
    south: 4..6 shut > shared > open
    east: 2..3 shared > open = shut
  port:
    ask: Who runs the port?
    options: {{north: the North, both: both by turns, south: the South}}
    north: 5..9 north > both >> south
    south: 6..8 south >> both > north
    east: 0
linkages:
  - road=shut excludes port=both
texts:
  draft:
    title: {desk}
    package: {{road: shared, port: both}}
"""


def put(world) -> None:
    """The case, a statement of each party (by its own people), a package in every caucus, named room and plenary."""
    from tests.talks.world import marker

    text = DOSSIER.format(
        desk=marker("desk", "dossier"), ask=marker("plenary", "ask"), option=marker("plenary", "option")
    )
    with looking_as(world.viewer("mediator")):
        case = load_case(process=world.process, text=text)
        world.records["casefile"] = {"plenary": case}
        world.records["deskdossier"] = {"desk": DeskDossier.objects.get()}
    world.records["preference"] = {}
    for who, party in (("north", "north"), ("south", "south"), ("guarantor", "east")):
        with looking_as(world.viewer(who)):
            world.records["preference"][party] = state_preference(
                party=world.parties[party],
                issue="road",
                line="5..7 open > shared > !shut",
                note=marker(party, "note"),
                version=0,
            )
    shown = {"north": ["north"], "south": ["south"], "east": ["east"], "north-south": ["north", "south"], "plenary": []}
    with looking_as(world.viewer("mediator")):
        world.records["sharedpackage"] = {
            room: share_package(
                process=world.process,
                package={"road": "shared", "port": "both"},
                parties=[world.parties[party] for party in parties],
                title=marker(room, "package"),
            )
            for room, parties in shown.items()
        }
