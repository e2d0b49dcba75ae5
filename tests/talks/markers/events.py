"""A release of events on the mediator's desk, where alone events can lie: markers in every field, and in the rows."""

from __future__ import annotations

from goodoffices.evidence import events
from goodoffices.talks.access.viewer import looking_as
from goodoffices.talks.models import EventImport, EventRelease, EventRows

FILE = """event_id,date_start,kind,actor_a,actor_b,country,admin1,latitude,longitude,place_precision,deaths_best,outlets
1,2017-05-02,{kind},{actor},Others,XXA,{place},35.12,37.41,point,3,{outlet}
2,2017-05-09,{kind},{actor},Others,XXA,{place},35.14,37.44,point,1,{outlet};Radio
"""


def put(world) -> None:
    """One release with two events; everything that it is called and everything that it tells bears a marker."""
    from tests.talks.world import marker

    def mark(thing: str) -> str:
        return marker("desk", thing)

    desk, author = world.rooms["desk"], world.seats["mediator"]
    words = {name: mark(name) for name in ("kind", "actor", "place", "outlet")}
    with looking_as(world.viewer("mediator")), events.memory_store() as connection:
        file = events.FileInMemory(mark("file"), FILE.format(**words).encode())
        layout, name = events.SOURCES["own"], mark("release")
        told = events.import_file(connection, file, layout, source="own", release=name)
        held = events.summary_json(events.summarise(connection))["events"][0]
        release = EventRelease(room=desk, author=author)
        release.source, release.release, release.held = "own", name, held | {"flags": {mark("flag"): 1}}
        release.offer = {"countries": [mark("country")], "kinds": [mark("kind")], "dyads": [mark("dyad")]}
        release.save(force_insert=True)
        for number, piece in enumerate(events.pieces(connection, "own", name)):
            rows = EventRows(of=release, room=desk, author=author, number=number)
            rows.table = piece.table
            rows.put(piece.content)
            rows.save(force_insert=True)
        one = EventImport(of=release, room=desk, author=author)
        one.file, one.sha256, one.rejected = told.file, told.sha256, f"line,event_id,reason\n4,{mark('rejected')},no\n"
        one.told = {"read": 3, "new": 2, "known": 0, "changed": 0, "rejected": 1, "flagged": 0, "flags": {}}
        one.told["passed_over"] = [mark("column")]
        one.save(force_insert=True)
    world.records["eventrelease"] = {"desk": release}
    world.records["eventrows"] = {"desk": rows}
    world.records["eventimport"] = {"desk": one}
