"""Corridors: plans on the mediator's desk, what a room was shown of them, and consent asked of delegations by stretch.

A plan lies on the desk alone. What a room reads of it is a copy of its own, made when it was shown, no more exact than
the plan allows. Consent is asked and given in the caucus of the delegation, so that no delegation can know of another's
answer, nor whether another was asked.
"""

from __future__ import annotations

import base64
import datetime as dt
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from goodoffices.talks.models.base import Confidential, SealedField
from goodoffices.talks.models.process import Party

__all__ = ["ConsentAsked", "ConsentGiven", "CorridorNotice", "CorridorShown", "DeskCorridor"]


def _moment(iso: str) -> dt.datetime | None:
    """A sealed moment, for a page to show; None for none."""
    return dt.datetime.fromisoformat(iso) if iso else None


class DeskCorridor(Confidential):
    """One version of a plan of a corridor, with its roads, as it was brought in. It never changes.

    `name` is the id of the corridor in the file, `text` the file, `roads` a network as the room of roads packs it, in
    base64, `drawing` what was drawn of dangers, `answer` what was reckoned of all three when they came in. Not sealed:
    `number`, which counts all versions.
    """

    number = models.PositiveIntegerField()
    name = SealedField()
    title = SealedField()
    text = SealedField()
    roads = SealedField()
    drawing = SealedField()
    answer = SealedField({})

    class Meta(Confidential.Meta):
        ordering = ("-number", "pk")
        constraints = (models.UniqueConstraint(fields=("process", "number"), name="corridor_plan_number_once"),)

    def network(self) -> bytes:
        """The packed roads; empty where the plan has none."""
        return base64.b64decode(self.roads)

    def lay_network(self, content: bytes) -> None:
        """Lay packed roads in, as text, which is what is sealed."""
        self.roads = base64.b64encode(content).decode()


class CorridorShown(Confidential):
    """What a room was shown of a plan, at one moment. It never changes, but for `ended`.

    Sealed: `name`, the id of the corridor; `exact`, whether places and roads are as the plan has them; `told`, what is
    read; `drawn`, the map as GeoJSON; `papers`, files to take out; `until`, the moment (ISO) up to which an agreement
    holds. Not sealed: `number`, which counts what this room was shown of all corridors; `agreed`, what the gates said
    then; `ended`, since when that holds no more. The two are not sealed so that a delegation that takes its consent
    back ends an agreement in rooms it cannot open, and touches nothing where none was told.
    """

    plan = models.ForeignKey(DeskCorridor, on_delete=models.PROTECT, related_name="showings")
    number = models.PositiveIntegerField()
    agreed = models.BooleanField(default=False)
    ended = models.DateTimeField(null=True)
    name = SealedField()
    title = SealedField()
    exact = SealedField(default=False)
    told = SealedField({})
    drawn = SealedField({})
    papers = SealedField(())
    until = SealedField()

    class Meta(Confidential.Meta):
        ordering = ("-number", "pk")
        constraints = (models.UniqueConstraint(fields=("room", "number"), name="corridor_shown_number_once"),)

    @property
    def until_moment(self) -> dt.datetime | None:
        """When an agreement ends by itself."""
        return _moment(self.until)

    def is_agreed(self) -> bool:
        """Whether it may be called agreed now: it was when it was shown, and nothing has ended that since."""
        if not self.agreed or self.ended is not None or not self.until:
            return False
        return timezone.now() < dt.datetime.fromisoformat(self.until)


class ConsentAsked(Confidential):
    """Consent to one stretch, asked of the delegation that controls it, in its caucus. Without an answer it is no.

    Sealed: the stretch (`stretch` its id, `title` its words); `body`, the one of the plan that the delegation speaks
    for; what is asked (`words`); `conditions` that the mediator's team offers; from when until when it would be valid
    (`since`, `until`, ISO). Not sealed: the deadline, and whether it was taken back.
    """

    plan = models.ForeignKey(DeskCorridor, on_delete=models.PROTECT, related_name="askings")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    deadline = models.DateTimeField()
    taken_back = models.DateTimeField(null=True)
    stretch = SealedField()
    body = SealedField()
    title = SealedField()
    words = SealedField()
    conditions = SealedField()
    since = SealedField()
    until = SealedField()

    class Meta(Confidential.Meta):
        ordering = ("-made", "pk")

    @property
    def since_moment(self) -> dt.datetime | None:
        """From when it is valid."""
        return _moment(self.since)

    @property
    def until_moment(self) -> dt.datetime | None:
        """Until when it is valid."""
        return _moment(self.until)

    @property
    def is_waiting(self) -> bool:
        """Whether it can be answered with a yes or a no."""
        return self.taken_back is None and timezone.now() < self.deadline


class ConsentGiven(Confidential):
    """What a delegation said to one asking. Written once: a change of mind is another record, and the newest counts.

    Sealed: the answer; `office`, the office of the person who gives it; `document`, where it stands in writing besides;
    its conditions; from when until when it is valid (ISO).
    """

    class Answer(models.TextChoices):
        """What was said."""

        YES = "yes", _("yes")
        CONDITIONS = "conditions", _("yes, with conditions")
        NO = "no", _("no")
        WITHDRAWN = "withdrawn", _("consent withdrawn")

    asked = models.ForeignKey(ConsentAsked, on_delete=models.PROTECT, related_name="given")
    answer = SealedField(Answer.NO.value)
    office = SealedField()
    document = SealedField()
    conditions = SealedField()
    words = SealedField()
    since = SealedField()
    until = SealedField()

    class Meta(Confidential.Meta):
        ordering = ("-made", "pk")

    @property
    def since_moment(self) -> dt.datetime | None:
        """From when it is valid."""
        return _moment(self.since)

    @property
    def until_moment(self) -> dt.datetime | None:
        """Until when it is valid."""
        return _moment(self.until)

    def get_answer_display(self) -> str:
        """What was said, in words."""
        return str(ConsentGiven.Answer(self.answer).label)

    def consents(self) -> bool:
        """Whether it is a yes, with or without conditions."""
        return self.answer in {ConsentGiven.Answer.YES, ConsentGiven.Answer.CONDITIONS}

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store it once; an answer that was given is never changed."""
        if not self._state.adding:
            raise RuntimeError("an answer about consent is never changed: record another one")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refused: what was said stays said."""
        raise RuntimeError("an answer about consent is never deleted: record another one")


class CorridorNotice(Confidential):
    """That a body was notified of a window of a plan: whom, of which window (`opens`, ISO), when (`at`, ISO), by whom.

    Not sealed: nothing but the plan.
    """

    plan = models.ForeignKey(DeskCorridor, on_delete=models.PROTECT, related_name="notices")
    whom = SealedField()
    opens = SealedField()
    at = SealedField()
    by = SealedField()

    class Meta(Confidential.Meta):
        ordering = ("-made", "pk")

    @property
    def at_moment(self) -> dt.datetime | None:
        """When it was told."""
        return _moment(self.at)

    @property
    def opens_moment(self) -> dt.datetime | None:
        """When the window opens of which it was told."""
        return _moment(self.opens)
