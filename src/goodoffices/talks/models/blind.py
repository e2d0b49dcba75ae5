"""Double-blind questions: whether all say yes, by the protocol of `goodoffices.seal.unanimity`. The server is a board.

The keys lie on the devices of those who answer, and an answer comes here closed: no row, and nothing that the server
ever holds, tells what a delegation said. What the server does hold is who has done the open step. It shows that to
nobody else before the step ends: a message that waits is marked neither with an hour nor in the record of acts.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from goodoffices.talks.models.base import Confidential, SealedField
from goodoffices.talks.models.process import Party

__all__ = ["BlindHolder", "BlindMessage", "BlindNaming", "BlindQuestion"]


class BlindQuestion(Confidential):
    """What is asked, of whom, until when, and the invitation once the roster is complete.

    Sealed: `title`; `about`, what it was made of, in words; `text`, the whole that is asked, whose SHA-256 stands in
    the invitation; `invitation`, as its file has it; `earlier`, what a further run must know of the session that died
    (`run`, `after`, `keys`); `agreed`, once all is opened. Not sealed: the deadline, the open step, and `most`, the
    largest number of questions to a delegation in this round of talks that was promised with it.
    """

    class State(models.TextChoices):
        """Where it stands."""

        ROSTER = "roster", _("keys are gathered")
        RUNNING = "running", _("running")
        DONE = "done", _("opened")
        LAPSED = "lapsed", _("died at the deadline")
        WITHDRAWN = "withdrawn", _("taken back")

    title = SealedField()
    about = SealedField()
    text = SealedField()
    invitation = SealedField({})
    earlier = SealedField({})
    agreed = SealedField(None)
    deadline = models.DateTimeField()
    most = models.PositiveSmallIntegerField()
    follows = models.ForeignKey("self", on_delete=models.SET_NULL, related_name="+", null=True)
    state = models.CharField(max_length=16, choices=State.choices, default=State.ROSTER)
    phase = models.CharField(max_length=8, default="", blank=True)
    ended = models.DateTimeField(null=True)

    class Meta(Confidential.Meta):
        ordering = ("-made", "pk")

    @property
    def now(self) -> BlindQuestion.State:
        """The state at this moment: what was not finished by its deadline has died, stored or not."""
        if self.state in {self.State.ROSTER, self.State.RUNNING} and self.deadline <= timezone.now():
            return BlindQuestion.State.LAPSED
        return BlindQuestion.State(self.state)

    @property
    def is_over(self) -> bool:
        """Whether nothing more can come."""
        return self.now not in {self.State.ROSTER, self.State.RUNNING}

    @property
    def has_died(self) -> bool:
        """Whether it ended at its deadline without an outcome."""
        return self.now == self.State.LAPSED

    @property
    def may_be_withdrawn(self) -> bool:
        """Whether the mediator's team can take it back: as long as no answer can have been closed."""
        return self.now == self.State.ROSTER or (self.now == self.State.RUNNING and self.phase == "key")

    @property
    def now_in_words(self) -> str:
        """The state, for people."""
        return str(self.now.label)


class BlindHolder(Confidential):
    """One line of the roster: a delegation that is asked, or the mediator's team (no party), in their order.

    Sealed: `name`, as the roster has it; `key`, the public half (Ed25519, 64 digits), empty until it is there; `acts`,
    who acts on which device.
    """

    question = models.ForeignKey(BlindQuestion, on_delete=models.CASCADE, related_name="holders")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", null=True)
    place = models.PositiveSmallIntegerField()
    name = SealedField()
    key = SealedField()
    acts = SealedField()

    class Meta(Confidential.Meta):
        ordering = ("place", "pk")
        constraints = (models.UniqueConstraint(fields=("question", "place"), name="blind_place_once"),)


class BlindNaming(Confidential):
    """Whom a delegation named to answer on their device: `seat`, an id. It lies in the caucus; the newest counts."""

    question = models.ForeignKey(BlindQuestion, on_delete=models.CASCADE, related_name="namings")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    seat = SealedField()

    class Meta(Confidential.Meta):
        ordering = ("-made", "pk")


class BlindMessage(Confidential):
    """One signed message of the protocol (`message`, as its file has it). Written once, after it was checked.

    Not sealed: whose line of the roster it is, for which step, and `out`, whether the step is over, so that the others
    may see it. Its two times are those of the beginning of the step.
    """

    question = models.ForeignKey(BlindQuestion, on_delete=models.CASCADE, related_name="messages")
    holder = models.ForeignKey(BlindHolder, on_delete=models.PROTECT, related_name="messages")
    phase = models.CharField(max_length=8)
    out = models.BooleanField(default=False)
    message = SealedField({})
    made = models.DateTimeField()
    changed = models.DateTimeField()

    class Meta(Confidential.Meta):
        ordering = ("holder__place", "phase", "pk")
        constraints = (models.UniqueConstraint(fields=("holder", "phase"), name="blind_step_once"),)

    def delete(self, *_args: Any, **_kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refused: the record of a session only grows."""
        raise RuntimeError("a message of a double-blind question is never deleted")
