"""What is settled before and around the table: who consents, who is missing, the agenda, rounds and sessions.

Plain columns are only what is needed to find and order rows (dates, order, party); everything said is sealed.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from goodoffices.talks.models.base import Confidential, SealedField
from goodoffices.talks.models.process import Party

__all__ = ["Absent", "AgendaItem", "Round", "Session", "Statement"]


class Absent(Confidential):
    """Somebody who is not at the table: a group that ought to be heard, or a party that was left out, and why."""

    class Kind(models.TextChoices):
        """Who they are."""

        WOMEN = "women", _("Women")
        CIVIL = "civil", _("Civil society")
        DISPLACED = "displaced", _("Displaced people and refugees")
        YOUTH = "youth", _("The young")
        MINORITY = "minority", _("A minority or community")
        PARTY = "party", _("A party to the conflict")
        OTHER = "other", _("Others")

    class Standing(models.TextChoices):
        """How things stand with them."""

        MISSING = "missing", _("not heard")
        CONSULTED = "consulted", _("consulted")
        EXCLUDED = "excluded", _("left out")

    kind = SealedField(Kind.OTHER.value)
    standing = SealedField(Standing.MISSING.value)
    who = SealedField()
    how = SealedField()
    reason = SealedField()
    judgement = SealedField()

    class Meta(Confidential.Meta):
        ordering = ("made", "pk")

    def get_kind_display(self) -> str:
        """Who they are, in words."""
        return str(Absent.Kind(self.kind).label)

    def get_standing_display(self) -> str:
        """How things stand with them, in words."""
        return str(Absent.Standing(self.standing).label)


class Statement(Confidential):
    """What a party said about taking part, on a day. Written once: a change of mind is another statement.

    Even the answer is sealed. Plain are the party, the day, and whether the mediator's team wrote it down for them.
    """

    class Answer(models.TextChoices):
        """What was said."""

        INVITED = "invited", _("invited, no answer yet")
        ACCEPTED = "accepted", _("accepted")
        CONDITIONS = "conditions", _("accepted with conditions")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    said = models.DateField()
    on_behalf = models.BooleanField(default=False)
    answer = SealedField(Answer.INVITED.value)
    conditions = SealedField()
    words = SealedField()
    source = SealedField()

    class Meta(Confidential.Meta):
        ordering = ("-said", "-made", "pk")

    def get_answer_display(self) -> str:
        """What was said, in words."""
        return str(Statement.Answer(self.answer).label)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store it once; a stored statement is never changed."""
        if not self._state.adding:
            raise RuntimeError("a statement of consent is never changed: record another one")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refused: what was said stays said."""
        raise RuntimeError("a statement of consent is never deleted: record another one")


class AgendaItem(Confidential):
    """Something to be talked about. `place` orders all items of a process; a reader counts only those they see."""

    place = models.PositiveIntegerField(default=0)
    title = SealedField()
    text = SealedField()

    class Meta(Confidential.Meta):
        ordering = ("place", "made", "pk")


class Round(Confidential):
    """A round of talks. `on_record`: an earlier one, known from a source; its dates are as exact as the source's."""

    first = models.DateField(null=True)
    last = models.DateField(null=True)
    on_record = models.BooleanField(default=False)
    title = SealedField()
    text = SealedField()
    when = SealedField()
    where = SealedField()
    host = SealedField()
    came = SealedField(())
    agreed = SealedField(())
    unverified = SealedField()
    source = SealedField()

    class Meta(Confidential.Meta):
        ordering = ("first", "made", "pk")


class Session(Confidential):
    """A sitting of a round, from one moment to another, in the time zone of where it is held.

    `expected` and `came` are lists of ids of parties, `people` of ids of the seats that came; `came` and `people` are
    None until attendance is taken.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+", null=True)
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    zone = models.CharField(max_length=64)
    cancelled = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=0)
    agenda = models.ManyToManyField(AgendaItem, related_name="+", blank=True)
    title = SealedField()
    place = SealedField()
    text = SealedField()
    expected = SealedField(())
    came = SealedField(None)
    people = SealedField(None)
    others = SealedField()

    class Meta(Confidential.Meta):
        ordering = ("starts", "made", "pk")
