"""Issues of the report on a ceasefire: frozen on the desk, then released to a room at one stated moment."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from goodoffices.talks.models.base import Confidential, SealedField

__all__ = ["ReportIssue", "ReportRelease"]


class ReportIssue(Confidential):
    """A report as it was made, on the mediator's desk: its bytes, and what a program reads. It never changes.

    Not sealed: `number`, which counts the issues of the process. `hash` is `sha256:` and the hash of the page.
    """

    number = models.PositiveIntegerField()
    title = SealedField()
    page = SealedField()
    data = SealedField({})
    hash = SealedField()

    class Meta(Confidential.Meta):
        ordering = ("-number", "pk")
        constraints = (models.UniqueConstraint(fields=("process", "number"), name="report_issue_number_once"),)


class ReportRelease(Confidential):
    """An issue for the people of one room, from the moment `opens` on, once a second person has agreed.

    Before that nobody outside the mediator's team can know of it (access/visible.py), and it holds no word of the
    report: the same bytes are sealed to the room when the second person agrees. Not sealed: `number`, which counts the
    releases to this room, so that it tells nothing of issues that the room has not seen.
    """

    issue = models.ForeignKey(ReportIssue, on_delete=models.PROTECT, related_name="releases")
    opens = models.DateTimeField()
    seconder = models.ForeignKey("talks.Seat", on_delete=models.PROTECT, related_name="+", null=True)
    seconded = models.DateTimeField(null=True)
    number = models.PositiveIntegerField(null=True)
    title = SealedField()
    page = SealedField()
    data = SealedField({})
    hash = SealedField()

    class Meta(Confidential.Meta):
        ordering = ("-opens", "-number", "pk")
        constraints = (models.UniqueConstraint(fields=("room", "number"), name="report_release_number_once"),)

    @property
    def is_out(self) -> bool:
        """Whether its readers can read it."""
        return self.seconded is not None and self.opens <= timezone.now()
