"""The single negotiating text: a draft on the mediator's desk, and the versions that were made of it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext as _

from goodoffices.talks.models.base import Confidential, SealedField
from goodoffices.talks.wording.clauses import Wording

__all__ = ["Text", "TextAsking", "TextComment", "TextVersion"]


class Text(Confidential):
    """A text being drafted. It lies on the mediator's desk; others see the versions shown to them, never the draft."""

    draft = SealedField({})

    class Meta(Confidential.Meta):
        ordering = ("made", "pk")

    @property
    def wording(self) -> Wording:
        """The draft as it stands."""
        return Wording.read(self.draft)

    @wording.setter
    def wording(self, wording: Wording) -> None:
        self.draft = wording.plain()


class TextVersion(Confidential):
    """All of a text as it stood when it was published. It never changes. Each room it is shown to has its own copy.

    Not sealed: `number`, which counts the versions of this text that this room has seen (so that it tells nothing of
    those it has not), and `copy_of`, the version on the desk that it is a copy of.
    """

    text = models.ForeignKey(Text, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    copy_of = models.ForeignKey("self", on_delete=models.PROTECT, related_name="copies", null=True)
    content = SealedField({})
    note = SealedField()

    class Meta(Confidential.Meta):
        ordering = ("-made", "-number", "pk")
        constraints = (models.UniqueConstraint(fields=("text", "room", "number"), name="text_version_once"),)

    def __str__(self) -> str:
        return _("version %(number)s (%(room)s)") % {"number": self.number, "room": self.room}

    @property
    def wording(self) -> Wording:
        """The words, articles and clauses."""
        return Wording.read(self.content)


class TextAsking(Confidential):
    """Who asked for a bracket, told to one room. Not sealed: `clause`, whose id says nothing.

    `bracket`: the disputed words with their signs, by which the bracket is found again in every version that has it.
    """

    text = models.ForeignKey(Text, on_delete=models.CASCADE, related_name="askings")
    clause = models.CharField(max_length=22)
    bracket = SealedField()
    party = SealedField()
    reason = SealedField()

    class Meta(Confidential.Meta):
        ordering = ("made", "pk")


class TextComment(Confidential):
    """Something said about a clause to one room. `to`: the comment that it answers."""

    text = models.ForeignKey(Text, on_delete=models.CASCADE, related_name="comments")
    version = models.ForeignKey(TextVersion, on_delete=models.PROTECT, related_name="comments")
    clause = models.CharField(max_length=22)
    to = models.ForeignKey("self", on_delete=models.PROTECT, related_name="answers", null=True)
    words = SealedField()

    class Meta(Confidential.Meta):
        ordering = ("made", "pk")
