"""The commitments of the demonstration: drawn from the clauses of its understanding, and as made up as these."""

from __future__ import annotations

import datetime as dt

from goodoffices.talks.demo.people import Table
from goodoffices.talks.demo.understanding import SINCE, adopted_version
from goodoffices.talks.demo.understanding_words import CHECKPOINT, LIST, QUIET, ROAD
from goodoffices.talks.domain.commitment_standing import today
from goodoffices.talks.domain.commitments import draw_commitment, enter_into_force, say_of_commitment
from goodoffices.talks.models import Commitment

__all__ = ["demo_commitments"]

_MADE_UP = "Made up for the demonstration: nobody promised it, and nothing of it happened."
_TERMS = "syria-2016-12-30"
# Each: its name here, who is bound, what, by when, article, the words of the clause.
_COMMITMENTS: tuple[tuple[str, tuple[str, ...], str, str, str, str], ...] = (
    ("quiet", ("gov", "opp"), "refrain from any attack in Area 1 (made up)", "standing", "1.1", QUIET),
    ("road", ("gov",), "open the road between Place A and Place B (made up)", "within 7 days of in force", "2.1", ROAD),
    ("checkpoint", ("opp",), "open the checkpoint at Place C (made up)", "within 3 days of {road}", "2.1", CHECKPOINT),
    (
        *("list", ("opp",), "hand over a list of the persons held at Place D (made up)"),
        *("within 5 days of in force", "2.2", LIST),
    ),
)
_REPORT = {"source": "Letter with the list, three pages (made up)"}
_FINDING = {"source": "The list, seen and counted by two monitors at Place D (made up)", "grade": "F6"}


def demo_commitments(table: Table) -> None:
    """Four in plenary: one at all times, beside which incidents stand; one overdue; one that waits for it; one
    reported and confirmed."""
    made: dict[str, Commitment] = {}
    with table.acting("mediator") as seat:
        room = table.room("plenary")
        version = adopted_version(room)
        enter_into_force(author=seat, room=room, day=today() - SINCE, words=_MADE_UP)
        for name, who, what, due, article, clause in _COMMITMENTS:
            after = {one: drawn.pk for one, drawn in made.items()}
            told = {
                "who": [table.parties[one].pk for one in who],
                "what": what,
                "where": "",
                "due": due.format(**after),
            }
            told |= {"verified_by": ["monitor"], "depends_on": [], "article": article, "clause": clause}
            told |= {"touches": {"ceasefire": _TERMS, "clause": "acts"} if due == "standing" else {}}
            made[name] = draw_commitment(process=table.process, author=seat, room=room, version=version, **told)
    done = today() - SINCE + dt.timedelta(days=3)
    for who, said, rests in (("opp", "reported done", _REPORT), ("monitor", "confirmed", _FINDING)):
        with table.acting(who) as seat:
            say_of_commitment(commitment=made["list"], author=seat, said=said, done=done, words=_MADE_UP, **rests)
