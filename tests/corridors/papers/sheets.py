"""A sheet with everything on it, in names that must not get out and names that are hard to write."""

from __future__ import annotations

import datetime as dt

from goodoffices.corridors.papers import Contact, Notice, Passage, Point, Sheet, Step, Stretch, Window

AS_OF = dt.date(2031, 3, 10)
HARD = ("Old & <Mill>", "=2+5", "شارع النهر", "Øst \"gate\" 'two'")
"""Names with signs that formats give a meaning to, and in another direction of writing."""
COURSE = ((36.20011, 37.10013), (36.21017, 37.12019), (36.23523, 37.15527), (36.27029, 37.16031))
FINE = ("36.20011", "37.10013", "36.21017", "37.12019", "36.23523", "37.15527", "36.27029", "37.16031")

SECRETS = {
    "people": "SECRET-PEOPLE",
    "by": "SECRET-AUTHOR",
    "caution": "SECRET-CAUTION",
    "notices": "SECRET-NOTICE",
    "passages": "SECRET-VEHICLE",
    "stretches": "SECRET-BODY",
    "steps": "SECRET-ROAD",
    "points": "SECRET-GATE",
    "fallback": "SECRET-FALLBACK",
    "abort": "SECRET-ABORT",
    "contacts": "SECRET-OFFICE",
    "vehicles": "SECRET-KIND",
    "title": "SECRET-TITLE",
    "start": "SECRET-START",
}
"""A word for each field, which stands nowhere else."""


def local(*when):
    """A local time, as agreed: it has no zone of its own."""
    return dt.datetime(*when)  # noqa: DTZ001


def sheet(seen_by=(), **more):
    at = local(2031, 3, 14, 7)
    gate = SECRETS["points"]
    told = {
        "corridor": "river",
        "title": SECRETS["title"],
        "mark": "NOT AGREED, as of 2031-03-10",
        "agreed": False,
        "version": "sha256:0123456789abcdef",
        "as_of": AS_OF,
        "course": COURSE,
        "steps": (
            Step("depart", 0, *COURSE[0], HARD[2], heading=90),
            Step("left", 900, *COURSE[1], SECRETS["steps"]),
            Step("checkpoint", 2500, *COURSE[2], gate, 21),
            Step("arrive", 7000, *COURSE[3], HARD[0]),
        ),
        "points": (
            Point(SECRETS["start"], "start", *COURSE[0], 0),
            Point(gate, "checkpoint", *COURSE[2], 2500, 21),
            Point(HARD[0], "end", *COURSE[3], 7000),
        ),
        "stretches": (
            Stretch(HARD[1], SECRETS["start"], gate, COURSE[:3], "agreed", (("B", f"{SECRETS['stretches']} agreed"),)),
            Stretch(HARD[3], gate, HARD[0], COURSE[2:], "not agreed", (("C", "C refused"),), (HARD[0],), "2031-03-15"),
        ),
        "windows": (
            Window("window 1", at, at.replace(hour=16)),
            Window("window 2", local(2031, 7, 14, 7), local(2031, 7, 15, 2), withdrawn=True),
        ),
        "contacts": (Contact(SECRETS["contacts"], "channel 4"),),
        "notices": (Notice(SECRETS["notices"], "2031-03-14", "2031-03-09 10:00", "liaison"),),
        "passages": (
            Passage(
                SECRETS["passages"],
                HARD[0],
                at,
                ((gate, at.replace(minute=20)),),
                at.replace(minute=50),
            ),
        ),
        "abort": SECRETS["abort"],
        "fallback": SECRETS["fallback"],
        "people": (SECRETS["people"],),
        "vehicles": ((SECRETS["vehicles"], 4),),
        "by": SECRETS["by"],
        "caution": SECRETS["caution"],
        "seen_by": seen_by,
        "zone": "Europe/Zurich",
    }
    return Sheet(**(told | more))
