"""What happens at the table of the demonstration, one function for each part; the list is the order."""

from __future__ import annotations

from collections.abc import Callable

from goodoffices.talks.demo.notes import demo_notes
from goodoffices.talks.demo.people import Table

__all__ = ["STEPS"]

STEPS: tuple[Callable[[Table], None], ...] = (demo_notes,)
