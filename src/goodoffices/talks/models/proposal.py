"""Proposals of the mediator, the answers of those addressed, and what came of them.

How answers are kept sealed until all are in. Each proposal has a key pair. Its private key is cut into as many shares
as there are parties addressed; the share of a party is sealed to the keys of its own people, not to its caucus, since
the mediator belongs to every caucus. An answer is closed under a fresh secret, which is sealed to the proposal's key
and to the party's own people, who may read back what they said. Answering lays the party's share down for those of the
proposal's room. Only when all the shares lie there do they give the key. From the first moment on, every party
addressed has a row with an answer (an empty one), a share laid down (a wrong one) and the same sizes, so that a
copy of the database does not tell who has answered either, nor how many.

What this protects against: the mediator, a party, or a thief with the database and all keys of the mediator and of
all parties but one that has not answered learn no answer. What it does not: whoever controls the running server (it
sees an answer when it is given, and the key when it is made); the last party to answer, together with whoever holds
the database, can open the others' answers first; two copies of the database, compared, show which row has changed.
"""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from goodoffices.talks.models.base import Confidential, SealedField
from goodoffices.talks.models.process import Party

__all__ = ["Answer", "Outcome", "Proposal"]


class Proposal(Confidential):
    """What the mediator proposes to the delegations of a room.

    Not sealed: the deadline, the state, whether the answers will be shown to the room, which proposal it follows.
    `package` is a list of pairs (issue, option), `package_words` the same in the words that stood at the table then;
    `text_version` is the id of a version of the text; `standings` keeps, by party, what its consent was needed for when
    the proposal was made.
    """

    class State(models.TextChoices):
        """Where it stands. `opened` says that all answers came, not what they were."""

        WAITING = "waiting", _("waiting for answers")
        OPENED = "opened", _("answered by all")
        LAPSED = "lapsed", _("lapsed")
        WITHDRAWN = "withdrawn", _("withdrawn")

    title = SealedField()
    words = SealedField()
    package = SealedField([])
    package_words = SealedField([])
    text_version = SealedField()
    standings = SealedField({})
    deadline = models.DateTimeField()
    shows_answers = models.BooleanField()
    follows = models.ForeignKey("self", on_delete=models.SET_NULL, related_name="+", null=True)
    state = models.CharField(max_length=16, choices=State.choices, default=State.WAITING)
    ended = models.DateTimeField(null=True)
    public_key = models.BinaryField(editable=False)

    class Meta(Confidential.Meta):
        ordering = ("-made", "pk")

    @property
    def now(self) -> Proposal.State:
        """The state at this moment: a proposal whose deadline is over has lapsed, stored or not."""
        if self.state == Proposal.State.WAITING and self.deadline <= timezone.now():
            return Proposal.State.LAPSED
        return Proposal.State(self.state)

    @property
    def is_waiting(self) -> bool:
        """Whether it can be answered."""
        return self.now == Proposal.State.WAITING

    @property
    def now_in_words(self) -> str:
        """The state, for people."""
        return str(self.now.label)


class Answer(Confidential):
    """One party's answer, in its caucus. Made together with the proposal, empty: that it is there tells nothing.

    `verdict` and `words` are filled when all answers are opened, and `author` then says who gave it. Before, the
    answer lies in `closed`, its secret in `secret` (sealed to the proposal's key) and in `copies` (to the party's own
    people; a fixed number, which names nobody, so that new people of the party do not show in it); `shares` holds the
    party's share, sealed to each who sat for it when the proposal was made, by member; `laid_down` is the share
    given for opening. Its two times are those of the proposal. Not sealed: the party, and what its consent is needed
    for.
    """

    class Verdict(models.TextChoices):
        """What a party may say."""

        ACCEPT = "accept", _("Accept")
        AMEND = "amend", _("Accept with an amendment")
        ABSTAIN = "abstain", _("Abstain")
        REFUSE = "refuse", _("Refuse")

    verdict = SealedField()
    words = SealedField()
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="answers")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    standing = models.CharField(max_length=16, choices=Party.Standing.choices)
    closed = models.BinaryField(default=bytes, editable=False)
    secret = models.BinaryField(default=bytes, editable=False)
    laid_down = models.BinaryField(default=bytes, editable=False)
    copies = models.JSONField(default=list, editable=False)
    shares = models.JSONField(default=dict, editable=False)
    made = models.DateTimeField()
    changed = models.DateTimeField()

    class Meta(Confidential.Meta):
        ordering = ("party__place", "party__name", "pk")
        constraints = (models.UniqueConstraint(fields=("proposal", "party"), name="answer_once"),)


class Outcome(Confidential):
    """What came of a proposal, for its room: `adopted`, and `answers` (party, verdict, words) when they are shown."""

    adopted = SealedField(default=False)
    answers = SealedField([])
    proposal = models.OneToOneField(Proposal, on_delete=models.CASCADE, related_name="outcome")
