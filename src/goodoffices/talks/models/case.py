"""The case: what is at the table (known to all who sit there) and the mediator's own dossier (on the desk)."""

from __future__ import annotations

from django.db import models

from goodoffices.talks.models.base import Confidential, SealedField

__all__ = ["CaseFile", "DeskDossier"]


class CaseFile(Confidential):
    """The questions of a process, in the plenary room; the newest counts.

    `questions` is a list of `{"id", "ask", "options": {id: words}}`. Not sealed: `number`, which counts how often the
    case was laid on the table.
    """

    number = models.PositiveIntegerField()
    questions = SealedField([])

    class Meta(Confidential.Meta):
        ordering = ("-number", "pk")
        constraints = (models.UniqueConstraint(fields=("process", "number"), name="case_number_once"),)


class DeskDossier(Confidential):
    """The mediator's dossier as it was written, comments included, on the desk; the newest counts.

    It holds what the others do not see: the mediator's assessment of the parties, linkages, texts, rounds, sources.
    Not sealed: `number`, the same as that of the CaseFile made from it.
    """

    number = models.PositiveIntegerField()
    text = SealedField()

    class Meta(Confidential.Meta):
        ordering = ("-number", "pk")
        constraints = (models.UniqueConstraint(fields=("process", "number"), name="dossier_number_once"),)
