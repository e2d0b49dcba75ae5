"""Incidents under a ceasefire: what was reported, and each later stage as a record of its own, never overwritten."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from goodoffices.talks.models.base import Confidential, SealedField
from goodoffices.talks.models.process import Room

__all__ = ["Incident", "IncidentStep"]


class WrittenOnce(Confidential):
    """A record whose words are never changed: a change of mind is another record. Only its room may grow."""

    class Meta(Confidential.Meta):
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store it; what it says is stored once."""
        if not self._state.adding and self.unsealed:
            raise RuntimeError("what was reported or found is never changed: record another stage")
        super().save(*args, **kwargs)

    def move_to(self, room: Room) -> None:
        """Seal it, word for word, to another room."""
        self.contents()
        self.room = room
        self._seal()
        self.save(update_fields=["room", "lock", "sealed", "changed"])


class Incident(WrittenOnce):
    """What somebody reported. Written once; only the room grows when it is shared with guarantors.

    Not sealed: `client`, the name that the device gave to the entry, by which a second sending is known.
    `when` holds `precision` and, as far as known, `first`, `last` (days), `hour` and `zone`; `where` holds `area`,
    `place`, `precision` and, where told, `latitude` and `longitude`; `killed` and `injured` hold `low`, `best` and
    `high`, and are empty where nothing is known. `accused` is whom the claimant accuses, and no finding.
    """

    class Day(models.TextChoices):
        """How well the time is known."""

        HOUR = "hour", _("day and hour")
        DAY = "day", _("the day")
        RANGE = "range", _("some day between two")
        UNKNOWN = "unknown", _("not known")

    class Spot(models.TextChoices):
        """How well the place is known."""

        PLACE = "place", _("at the place named")
        NEAR = "near", _("near the place named")
        DISTRICT = "district", _("somewhere in the district")
        AREA = "area", _("somewhere in the province or valley")
        UNKNOWN = "unknown", _("not known")

    client = models.CharField(max_length=22, editable=False)
    ceasefire = SealedField()
    kind = SealedField()
    words = SealedField()
    when = SealedField({})
    where = SealedField({})
    claimant = SealedField()
    accused = SealedField()
    killed = SealedField({})
    injured = SealedField({})
    source = SealedField()

    class Meta(WrittenOnce.Meta):
        ordering = ("-made", "pk")
        constraints = (models.UniqueConstraint(fields=("process", "client"), name="incident_client_once"),)


class IncidentStep(WrittenOnce):
    """A stage after the report, or what a guarantor says of it: by whom, when, and never changed.

    An attribution counts once a second person of the mediator's team has agreed (`seconder`, `seconded`); until then
    it lies on the desk. `finding` is a word of `Finding`; `attributed_to` is told by an attribution only.
    """

    class Stage(models.TextChoices):
        """Which act it is."""

        VERIFICATION = "verification", _("verified")
        ATTRIBUTION = "attribution", _("attributed")
        STATUS = "status", _("a guarantor's word")

    class Finding(models.TextChoices):
        """What a verifier, and a guarantor, may say. `cannot confirm` is not `denied`."""

        CONFIRMED = "confirmed", _("confirmed")
        PARTLY = "partly confirmed", _("partly confirmed")
        CANNOT = "cannot confirm", _("cannot confirm")
        DENIED = "denied", _("denied")

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="steps")
    stage = models.CharField(max_length=12, choices=Stage.choices)
    party = models.ForeignKey("talks.Party", on_delete=models.PROTECT, related_name="+", null=True)
    seconder = models.ForeignKey("talks.Seat", on_delete=models.PROTECT, related_name="+", null=True)
    seconded = models.DateTimeField(null=True)
    finding = SealedField()
    attributed_to = SealedField()
    words = SealedField()

    class Meta(WrittenOnce.Meta):
        ordering = ("made", "pk")

    @property
    def counts(self) -> bool:
        """Whether it stands: an attribution needs a second person."""
        return self.stage != self.Stage.ATTRIBUTION or self.seconded is not None

    @property
    def confirms(self) -> bool:
        """Whether it says that it happened, at least in part."""
        return self.finding in {self.Finding.CONFIRMED.value, self.Finding.PARTLY.value}

    @property
    def finding_in_words(self) -> str:
        """The finding in the reader's language."""
        return str(dict(self.Finding.choices).get(self.finding, ""))
