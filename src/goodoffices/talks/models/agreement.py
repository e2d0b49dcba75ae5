"""An agreement on the table for signature: the frozen file, as it stood after each signature."""

from __future__ import annotations

from django.db import models

from goodoffices.talks.models.base import Confidential, SealedField

__all__ = ["AgreementCopy"]


class AgreementCopy(Confidential):
    """The file of an agreement as it stood at one moment. It never changes: a signature makes another copy.

    `file` is the text of a file that `goodoffices agreement` writes. Not sealed: `number`, which counts the copies in
    this room, and `first`, the copy with which this agreement came to the room.
    """

    number = models.PositiveIntegerField()
    first = models.ForeignKey("self", on_delete=models.PROTECT, related_name="later", null=True)
    file = SealedField()

    class Meta(Confidential.Meta):
        ordering = ("-number", "pk")
        constraints = (models.UniqueConstraint(fields=("room", "number"), name="agreement_copy_once"),)
