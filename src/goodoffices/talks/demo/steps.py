"""What happens at the table of the demonstration, one function for each part; the list is the order."""

from __future__ import annotations

from collections.abc import Callable

from goodoffices.talks.demo.blind import demo_blind
from goodoffices.talks.demo.ceasefire import demo_ceasefire
from goodoffices.talks.demo.commitments import demo_commitments
from goodoffices.talks.demo.corridors import demo_corridors
from goodoffices.talks.demo.hold import demo_hold
from goodoffices.talks.demo.notes import demo_notes
from goodoffices.talks.demo.people import Table
from goodoffices.talks.demo.stories import demo_stories
from goodoffices.talks.demo.understanding import demo_adoption, demo_signature
from goodoffices.talks.demo.work import (
    demo_case,
    demo_events,
    demo_ledger,
    demo_preferences,
    demo_preparing,
    demo_proposal,
    demo_text,
)

__all__ = ["STEPS"]

STEPS: tuple[Callable[[Table], None], ...] = (
    demo_notes,
    demo_case,
    demo_preparing,
    demo_preferences,
    demo_events,
    demo_text,
    demo_adoption,
    demo_signature,
    demo_proposal,
    demo_blind,
    demo_ledger,
    demo_ceasefire,
    demo_commitments,
    demo_corridors,
    demo_hold,
    demo_stories,
)
