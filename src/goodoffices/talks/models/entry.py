"""The record of who did what: append-only, each entry bound to the one before it. Never the content."""

from __future__ import annotations

from typing import Any

from django.db import models

from goodoffices.talks.models.acts import ACTS
from goodoffices.talks.models.base import InRoom
from goodoffices.talks.models.process import Process, Room, Seat

__all__ = ["Entry"]


class Entry(InRoom):
    """One act: when, by which seat, what it was, to which record of which room."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="entries")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+", null=True)
    act = models.CharField(max_length=64)
    kind = models.CharField(max_length=32, blank=True)
    record = models.CharField(max_length=22, blank=True)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+", null=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("number", "pk")
        constraints = (models.UniqueConstraint(fields=("process", "number"), name="entry_number_once"),)

    def __str__(self) -> str:
        return f"{self.number} {self.act}"

    def in_words(self) -> str:
        """The act in words; its code when it is of a version that knew others."""
        return str(ACTS.get(self.act, self.act))

    def content(self) -> dict[str, Any]:
        """What the hash covers."""
        return {
            "process": self.process_id,
            "at": self.at.isoformat(),
            "seat": self.seat_id or "",
            "act": self.act,
            "kind": self.kind,
            "record": self.record,
            "room": self.room_id or "",
        }
