"""The commitments of the demonstration: made up by us, like the clauses they are drawn from."""

from __future__ import annotations

import datetime as dt

from goodoffices.talks.demo.people import Table
from goodoffices.talks.domain.commitment_standing import today
from goodoffices.talks.domain.commitments import draw_commitment, enter_into_force, say_of_commitment

__all__ = ["demo_commitments"]

_MADE_UP = "Made up for the demonstration: nobody promised it, and nothing of it happened."
_TERMS = "syria-2016-12-30"
_IN_FORCE = dt.timedelta(days=10)
# Each: who is bound, what, by when, who verifies, article.
_COMMITMENTS: tuple[tuple[tuple[str, ...], str, str, str, str], ...] = (
    (("gov", "opp"), "refrain from any attack in Area 1 (made up)", "standing", "monitor", "1.1"),
    (("gov",), "open the road between Place A and Place B (made up)", "within 3 weeks of in force", "monitor", "2.1"),
    (("opp",), "hand over a list of persons held at Place C (made up)", "within 5 days of in force", "monitor", "2.2"),
)


def demo_commitments(table: Table) -> None:
    """Three in plenary: one at all times, beside which incidents stand; one that is due; one reported and confirmed."""
    made = []
    with table.acting("mediator") as seat:
        room = table.room("plenary")
        enter_into_force(author=seat, room=room, day=today() - _IN_FORCE, words=_MADE_UP)
        for who, what, due, verifies, article in _COMMITMENTS:
            told = {"who": [table.parties[one].pk for one in who], "what": what, "where": "", "due": due}
            told |= {"verified_by": [verifies], "depends_on": [], "article": article, "clause": _MADE_UP}
            told |= {"touches": {"ceasefire": _TERMS, "clause": "acts"} if due == "standing" else {}}
            made.append(draw_commitment(process=table.process, author=seat, room=room, **told))
    done = today() - _IN_FORCE + dt.timedelta(days=3)
    with table.acting("opp") as seat:
        say_of_commitment(commitment=made[2], author=seat, said="reported done", done=done, source=_MADE_UP)
    with table.acting("monitor") as seat:
        say_of_commitment(commitment=made[2], author=seat, said="confirmed", done=done, source=_MADE_UP, grade="F6")
