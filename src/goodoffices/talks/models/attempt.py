"""Wrong passphrases and codes, counted, so that nobody can try many."""

from __future__ import annotations

from django.db import models

from goodoffices.talks.models.base import Record

__all__ = ["Attempt"]


class Attempt(Record):
    """How often something was tried in vain. `key` is a keyed hash: the table names neither people nor addresses."""

    key = models.CharField(max_length=64, unique=True)
    failures = models.PositiveIntegerField(default=0)
    until = models.DateTimeField(null=True, blank=True)
    last = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.failures} in vain"
