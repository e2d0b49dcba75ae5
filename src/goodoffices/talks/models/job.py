"""Long work for the mediator: what was asked, how far it is, and what came of it."""

from __future__ import annotations

from django.db import models
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from goodoffices.talks.models.base import Confidential, SealedField

__all__ = ["Job", "JobResult"]


class Job(Confidential):
    """A run of the engine on the case as it was when it was asked for, on the mediator's desk.

    Sealed: the dossier it reads, its hash, and everything that was chosen. Plain, because the one who runs it holds no
    key: what sort of run it is, which record of the desk it reads beside the case or in its place (`about`, an id), how
    far it is (no more than a share and one of four words that are the same whatever comes out), and which server runs
    it. `runner` names the server process; `beat` is when it last said that it lives.
    """

    class Kind(models.TextChoices):
        """What is asked."""

        SETTLEMENT = "settlement", _("What all could accept")
        STUDY = "study", _("How sure it is, and what to ask next")
        BLOCKERS = "blockers", _("What blocks an agreement")
        TRADES = "trades", _("What could be traded")
        WHAT_IF = "what_if", _("What if")
        DIVISION = "division", _("A fair division of the issues")
        HOLD = "hold", _("Would it hold")
        HOSTS = "hosts", _("Who could host")

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting", _("waiting for its turn")
        RUNNING = "running", _("running")
        INTERRUPTED = "interrupted", _("interrupted")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")

    class Phase(models.TextChoices):
        """What it is doing, in a word that tells nothing of the answer."""

        READING = "reading", _("reading the case")
        SEARCHING = "searching", _("searching")
        WEIGHING = "weighing", _("weighing")
        WRITING = "writing", _("writing it down")

    UNDER_WAY = (State.WAITING, State.RUNNING)

    kind = models.CharField(max_length=16, choices=Kind.choices)
    about = models.CharField(max_length=22, blank=True)
    state = models.CharField(max_length=16, choices=State.choices, default=State.WAITING)
    phase = models.CharField(max_length=16, choices=Phase.choices, default=Phase.READING)
    progress = models.FloatField(default=0.0)
    runner = models.CharField(max_length=120, blank=True)
    beat = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=1)
    ended = models.DateTimeField(null=True, blank=True)

    dossier = SealedField()
    dossier_hash = SealedField()
    options = SealedField({})

    class Meta(Confidential.Meta):
        ordering = ("-made", "-pk")

    def is_under_way(self) -> bool:
        """Whether it may still come to an end by itself."""
        return self.state in {*self.UNDER_WAY, self.State.INTERRUPTED}

    def is_done(self) -> bool:
        """Whether there is an answer."""
        return self.state == self.State.DONE


class JobResult(Confidential):
    """What came of a run, sealed with the desk's public key alone: nobody who made it could read it again.

    `html` is shown as it is, so it bears the proof that this installation made it: whoever can write into the database
    (and seal with a public key that lies there) must not be able to write the mediator's page.

    `problem` is a Problem, kept as its code so that every reader is told in their own language; `said` is what is told
    beside it: the engine's own words, or the name of the fault.
    """

    class Problem(models.TextChoices):
        """Why there is no answer."""

        REFUSED = "refused", _("It cannot be answered as it was asked.")
        LATE = "late", _("It took longer than an hour and was stopped. Ask for less: fewer draws.")
        DIED = (
            "died",
            _("Its process was ended by the system; memory may have run out. Ask for less: fewer draws."),
        )
        BUG = "bug", _("It failed by a fault of the software.")
        INTERRUPTED = "interrupted", _("It was interrupted several times and is not begun again. Ask for less.")

    job = models.OneToOneField(Job, on_delete=models.CASCADE, related_name="result")

    as_json = SealedField()
    html = SealedField()
    proof = SealedField()
    facts = SealedField({})
    packages = SealedField([])
    problem = SealedField()
    said = SealedField()

    def problem_in_words(self) -> str:
        """Why there is no answer, in the language of who reads; its code when it is of a version that knew others."""
        return str(dict(self.Problem.choices).get(self.problem, self.problem))

    def prove(self) -> None:
        """Put the installation's mark on what is to be shown as it is."""
        self.proof = self._mark()

    def is_proved(self) -> bool:
        """Whether this installation made what is to be shown."""
        return constant_time_compare(self.proof, self._mark())

    def _mark(self) -> str:
        said = f"{self.job_id}\n{self.html}"
        return salted_hmac("goodoffices.jobresult", said, algorithm="sha256").hexdigest()
