"""Who is sent stories by e-mail, and the letters that wait to be sent or were."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from goodoffices.talks.models.base import Record
from goodoffices.talks.models.process import Process
from goodoffices.talks.models.story import StoryRelease

__all__ = ["Letter", "Subscriber"]


class Subscriber(Record):
    """An address to which the stories of a process are sent, once its owner has confirmed it.

    `address` is closed under a key of the installation, and `mark` a keyed hash of it, so that a stolen database names
    nobody. `nonce` goes into the codes of the links that it is sent: a new one makes the old links worthless.
    `wanted` is what was asked for and not confirmed yet; `told`, up to which moment it has been told of stories.
    """

    class Frequency(models.TextChoices):
        """How often."""

        EACH = "each", _("each story, when it comes out")
        WEEKLY = "weekly", _("once a week, on Monday at 08:00 UTC")

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="+")
    mark = models.CharField(max_length=64)
    address = models.BinaryField(editable=False)
    nonce = models.CharField(max_length=22)
    language = models.CharField(max_length=12)
    frequency = models.CharField(max_length=8, choices=Frequency.choices)
    wanted = models.JSONField(default=dict)
    asked = models.DateTimeField()
    confirmed = models.DateTimeField(null=True)
    told = models.DateTimeField(null=True)

    class Meta:
        ordering = ("asked", "pk")
        constraints = (models.UniqueConstraint(fields=("process", "mark"), name="subscriber_once"),)

    def __str__(self) -> str:
        return "a subscriber"


class Letter(Record):
    """One e-mail to one subscriber. A row for each pair of subscriber and what is told makes that nobody gets it twice.

    `since` and `until` bound the time that a digest is about. `refused` is the kind of the last failure with the
    server's number, never its words, which may repeat the address.
    """

    class Kind(models.TextChoices):
        """What it is about."""

        CONFIRM = "confirm", _("asks to confirm an address")
        STORY = "story", _("a story")
        WITHDRAWN = "withdrawn", _("a story was withdrawn")
        WEEK = "week", _("the stories of a week")

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting", _("waits to be sent")
        SENDING = "sending", _("is being sent")
        SENT = "sent", _("was handed to the mail server")
        FAILED = "failed", _("was given up")
        UNKNOWN = "unknown", _("was cut off while it was sent: it may have arrived, and is not sent again")

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="+")
    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    release = models.ForeignKey(StoryRelease, on_delete=models.CASCADE, related_name="+", null=True)
    since = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    due = models.DateTimeField(db_index=True)
    refused = models.CharField(max_length=60, blank=True)
    made = models.DateTimeField(auto_now_add=True)
    ended = models.DateTimeField(null=True)

    class Meta:
        ordering = ("due", "pk")
        constraints = (
            models.UniqueConstraint(fields=("subscriber", "kind", "release"), name="letter_of_a_story_once"),
            models.UniqueConstraint(fields=("subscriber", "kind", "until"), name="letter_of_a_week_once"),
        )

    def __str__(self) -> str:
        return f"letter ({self.kind})"
