"""Those who are missing, statements of consent, agenda items, rounds and sessions, in every room."""

from __future__ import annotations

import datetime as dt

from goodoffices.talks.access.viewer import looking_as
from goodoffices.talks.domain.agenda import add_item
from goodoffices.talks.domain.attendance import take_attendance
from goodoffices.talks.domain.consent import record_statement
from goodoffices.talks.domain.missing import name_absent
from goodoffices.talks.domain.sessions import open_round, plan_session
from goodoffices.talks.models import Absent, Statement

# whose statement lies in a room: a party that belongs to it
SPEAKER = {"desk": "north", "north": "north", "south": "south", "east": "east", "north-south": "north"}


def put(world) -> None:
    """One record of each kind in each room; every word is a marker."""
    with looking_as(world.viewer("mediator")):
        for name, room in world.rooms.items():
            found = _records(world, name, {"room": room, "author": world.seats["mediator"]})
            for record in found:
                world.records.setdefault(record._meta.model_name, {})[name] = record
    world.others["party"] = world.parties["north"]


def _records(world, name, told):
    from tests.talks.world import marker

    words = {thing: marker(name, thing) for thing in ("who", "how", "reason", "judgement", "text", "place", "others")}
    text, party = words["text"], world.parties[SPEAKER.get(name, "north")]
    yield name_absent(
        **told, standing=Absent.Standing.EXCLUDED, **{key: words[key] for key in ("who", "how", "reason", "judgement")}
    )
    yield record_statement(
        **told,
        party=party,
        answer=Statement.Answer.CONDITIONS,
        said=dt.date(2015, 5, 25),
        conditions=marker(name, "conditions"),
        words=marker(name, "words"),
        source=marker(name, "source"),
    )
    item = add_item(**told, title=marker(name, "item"), text=text)
    yield item
    first = open_round(**told, title=marker(name, "round"), text=text, first=dt.date(2015, 5, 25))
    first.when = first.where = first.host = first.unverified = first.source = marker(name, "record")
    first.came = first.agreed = [marker(name, "record")]
    first.save()
    yield first
    session = plan_session(
        **told,
        title=marker(name, "session"),
        starts=dt.datetime(2015, 5, 25, 9, tzinfo=dt.UTC),
        ends=dt.datetime(2015, 5, 25, 12, tzinfo=dt.UTC),
        zone="Asia/Almaty",
        round=first,
        place=words["place"],
        text=text,
        expected=[party],
        agenda=[item],
    )
    yield take_attendance(session=session, came=[party], others=words["others"])
