"""A double-blind question of the demonstration. No key is made here: each side makes its own in its browser."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from goodoffices.talks.demo.people import Table
from goodoffices.talks.domain.blind import ask_blind
from goodoffices.talks.models import TextVersion
from goodoffices.talks.views.blind_words import asked_about

__all__ = ["demo_blind"]

_TITLE = "This draft as the one text of the next round (made up)"
_MOST = 3


def demo_blind(table: Table) -> None:
    """Asked of the two sides about the first text shown in plenary. Who answers makes a key on the device at hand."""
    with table.acting("mediator") as seat:
        told = {
            "parties": [table.parties["gov"], table.parties["opp"]],
            "title": _TITLE,
            "version": TextVersion.objects.filter(room=table.room("plenary")).earliest("made"),
            "proposal": None,
            "to_all": False,
            "deadline": timezone.now() + dt.timedelta(days=2),
            "most": _MOST,
        }
        ask_blind(process=table.process, author=seat, **asked_about(told))
