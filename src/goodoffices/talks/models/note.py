"""Notes: on the mediator's desk, in a caucus, or shared."""

from __future__ import annotations

from django.db import models

from goodoffices.talks.models.base import Confidential, SealedField

__all__ = ["Note"]


class Note(Confidential):
    """A note, read by those of its room. `about` is a session, which some of its readers may not know of."""

    about = models.ForeignKey("talks.Session", on_delete=models.SET_NULL, related_name="+", null=True)
    edited = models.DateTimeField(null=True)
    title = SealedField()
    text = SealedField()

    class Meta(Confidential.Meta):
        ordering = ("-made", "pk")
