"""A commitment in every room, with what was said of it and from which day its periods run."""

from __future__ import annotations

from goodoffices.talks.access.viewer import looking_as
from goodoffices.talks.models import Commitment, CommitmentLine, EntryIntoForce


def put(world) -> None:
    """Laid as the acts would, but in rooms too in which who is bound could not read it."""
    from tests.talks.world import marker

    seat, bound, verifies = world.seats["mediator"], world.parties["north"].pk, world.parties["south"].pk
    kinds = world.records
    with looking_as(world.viewer("mediator")):
        for name, room in world.rooms.items():
            told = EntryIntoForce(room=room, author=seat, number=1)
            told.day, told.words = "2031-04-01", marker(name, "force")
            told.save(force_insert=True)
            kinds.setdefault("entryintoforce", {})[name] = told
            one = Commitment(room=room, author=seat)
            one.who, one.verified_by, one.due = [bound], [verifies], "within 14 days of in force"
            for field in ("what", "where", "article", "clause"):
                setattr(one, field, marker(name, f"promised-{field}"))
            one.drawn_from = marker(name, "drawn-from")
            one.touches = {"ceasefire": marker(name, "ceasefire"), "clause": "acts"}
            one.save(force_insert=True)
            kinds.setdefault("commitment", {})[name] = one
            line = CommitmentLine(commitment=one, room=room, author=seat)
            line.said, line.done, line.grade = "suspended", "", "B2"
            line.source, line.words = marker(name, "line-source"), marker(name, "line-words")
            line.save(force_insert=True)
            kinds.setdefault("commitmentline", {})[name] = line
