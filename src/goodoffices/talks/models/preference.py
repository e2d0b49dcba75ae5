"""What a delegation says of its own interests in its caucus, and packages that the mediator shows to some."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from goodoffices.talks.models.base import Confidential, SealedField
from goodoffices.talks.models.process import Party

__all__ = ["Preference", "SharedPackage"]


class Preference(Confidential):
    """One statement of a party on one question, in its caucus. Never changed: a new one takes its place.

    `issue` names the question; it is empty for the worth of no agreement. `line` says it in the grammar of a dossier
    (`6..8 national > zones >> all`; `45..60` for the worth of no agreement); `asked` keeps the question as it was put
    then. Not sealed: whose it is, its number among the statements on its question, and whether it is the latest.
    """

    class State(models.TextChoices):
        """Whether the party has made up its mind."""

        STATED = "stated", _("stated")
        NOT_YET = "not yet", _("not yet")

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    current = models.BooleanField(default=True)
    issue = SealedField()
    state = SealedField()
    line = SealedField()
    note = SealedField()
    asked = SealedField({})

    class Meta(Confidential.Meta):
        ordering = ("-number", "pk")


class SharedPackage(Confidential):
    """A package that the mediator shows to those of a room: the options alone, nobody's numbers.

    Not sealed: when it was taken back.
    """

    title = SealedField()
    package = SealedField({})
    withdrawn = models.DateTimeField(null=True, editable=False)

    class Meta(Confidential.Meta):
        ordering = ("-made", "pk")
