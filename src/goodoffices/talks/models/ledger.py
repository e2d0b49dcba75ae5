"""The ledger of claims, and the texts that claims are read from: both on the mediator's desk."""

from __future__ import annotations

from django.db import models

from goodoffices.talks.models.base import Confidential, SealedField

__all__ = ["DeskLedger", "DeskReading"]


class DeskLedger(Confidential):
    """The ledger's text (YAML) as it was written, comments included; each change is a new one, the newest counts.

    Not sealed: `number`, which counts how often the ledger was changed.
    """

    number = models.PositiveIntegerField()
    text = SealedField()

    class Meta(Confidential.Meta):
        ordering = ("-number", "pk")
        constraints = (models.UniqueConstraint(fields=("process", "number"), name="ledger_number_once"),)


class DeskReading(Confidential):
    """A text that somebody pasted, what the rules suggest of it, and what persons decided. No suggestion is a claim.

    `document` is what the text is (id, what, url, published), `found` the reading as JSON has it, `review` its review
    file before any decision. `decisions` holds for each suggestion decided `{"decision", "corrected", "filled", "by"}`,
    `claims` the claim that a confirmed figure became.
    """

    text = SealedField()
    document = SealedField({})
    found = SealedField({})
    review = SealedField()
    decisions = SealedField({})
    claims = SealedField({})

    class Meta(Confidential.Meta):
        ordering = ("-made", "pk")
