"""What an agreement obliges whom to do, as it was drawn from a clause, and what was said of it since."""

from __future__ import annotations

from django.db import models

from goodoffices.talks.models.base import Confidential, SealedField
from goodoffices.talks.models.incident import WrittenOnce

__all__ = ["Commitment", "CommitmentLine", "EntryIntoForce"]


class EntryIntoForce(WrittenOnce):
    """From which day the periods of a room's commitments run; of one room the newest counts. `day` is ISO.

    Not sealed: `number`, which counts how often a room was told.
    """

    number = models.PositiveIntegerField()
    day = SealedField()
    words = SealedField()

    class Meta(WrittenOnce.Meta):
        ordering = ("-number", "pk")
        constraints = (models.UniqueConstraint(fields=("room", "number"), name="entry_into_force_number_once"),)


class Commitment(WrittenOnce):
    """One commitment, shown to a room. Its words never change: one that was drawn wrongly is withdrawn and drawn anew.

    `who` and `verified_by` are ids of parties, or `mediator` and `monitor`; `due` as `commitments.parse_due` reads it,
    where a period may run from the id of another commitment of the room; `depends_on` are ids of such; `touches` holds
    `ceasefire` with `clause`, and `corridor`, by name; `drawn_from` says which version of which text the clause is of.
    Not sealed: `withdrawn`, since when it does not count.
    """

    withdrawn = models.DateTimeField(null=True)
    who = SealedField([])
    what = SealedField()
    where = SealedField()
    due = SealedField("unknown")
    verified_by = SealedField([])
    depends_on = SealedField([])
    article = SealedField()
    clause = SealedField()
    drawn_from = SealedField()
    touches = SealedField({})

    class Meta(WrittenOnce.Meta):
        ordering = ("made", "pk")

    @property
    def title(self) -> str:
        """How it is called in a list of choices."""
        return str(self.what)


class CommitmentLine(WrittenOnce):
    """What a party, the mediator's team or the monitors said of a commitment. A change of mind is another line.

    `said` is a word of `commitments.SAID`; `done` the day (ISO) on which it was done, where that is told; `source` and
    `grade` (Admiralty) what it rests on. Not sealed: `party`, empty for the mediator's team and the monitors.
    """

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="lines")
    party = models.ForeignKey("talks.Party", on_delete=models.PROTECT, related_name="+", null=True)
    said = SealedField()
    done = SealedField()
    source = SealedField()
    grade = SealedField()
    words = SealedField()

    class Meta(Confidential.Meta):
        ordering = ("made", "pk")
