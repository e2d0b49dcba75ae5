"""The terms of a ceasefire as they were shown to a room."""

from __future__ import annotations

from django.db import models

from goodoffices.ceasefire.terms import Terms, parse_terms
from goodoffices.talks.models.base import Confidential, SealedField

__all__ = ["CeasefireTerms"]


class CeasefireTerms(Confidential):
    """One ceasefire of the mediator's dossier, as it stood when it was shown to a room. It never changes.

    `name` is its id, `text` a file of terms that holds it alone. Not sealed: `number`, which counts how often terms
    were shown to this room; of one name the newest counts.
    """

    number = models.PositiveIntegerField()
    name = SealedField()
    text = SealedField()

    class Meta(Confidential.Meta):
        ordering = ("-number", "pk")
        constraints = (models.UniqueConstraint(fields=("room", "number"), name="ceasefire_terms_number_once"),)

    @property
    def terms(self) -> Terms:
        """The terms as a value."""
        return parse_terms(self.text)[0]
