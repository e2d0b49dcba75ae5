"""Notes: on the mediator's desk, in a caucus, or shared."""

from __future__ import annotations

from goodoffices.talks.models.base import Confidential, SealedField

__all__ = ["Note"]


class Note(Confidential):
    """A note, read by those of its room."""

    title = SealedField()
    text = SealedField()

    class Meta(Confidential.Meta):
        ordering = ("-made",)
