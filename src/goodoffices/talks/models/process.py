"""A peace process on this installation: who takes part, and the rooms in which things are said."""

from __future__ import annotations

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from goodoffices.talks.access.roles import Role
from goodoffices.talks.models.base import Record
from goodoffices.talks.wording.lists import listed

__all__ = ["Lock", "LockKey", "Party", "Process", "Room", "Seat"]


class Process(Record):
    """One process. Its title and its parties' names are not sealed: everybody at the table knows them."""

    title = models.CharField(max_length=200)
    made = models.DateTimeField(auto_now_add=True)
    verifies_own = models.BooleanField(default=False)  # whether a monitor may verify what they reported themselves
    entitled = models.JSONField(default=dict, editable=False)  # who verifies and attributes: access/entitled.py
    chain_length = models.PositiveIntegerField(default=0, editable=False)
    chain_head = models.CharField(max_length=64, default="0" * 64, editable=False)

    class Meta:
        ordering = ("made", "pk")

    def __str__(self) -> str:
        return self.title


class Party(Record):
    """A party to the talks, or a guarantor: somebody with a caucus of their own. `key` is its name in a dossier."""

    class Standing(models.TextChoices):
        """What its consent is needed for."""

        PRINCIPAL = "principal", _("principal: must accept")
        GUARANTOR = "guarantor", _("guarantor: must accept or abstain")

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="parties")
    key = models.SlugField(max_length=64)
    name = models.CharField(max_length=200)
    standing = models.CharField(max_length=16, choices=Standing.choices, default=Standing.PRINCIPAL)
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("place", "name", "pk")
        constraints = (models.UniqueConstraint(fields=("process", "key"), name="party_key_once"),)

    def __str__(self) -> str:
        return self.name


class Seat(Record):
    """A member's place at a table: a role and, for delegates and guarantors, a party."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="seats")
    member = models.ForeignKey("talks.Member", on_delete=models.PROTECT, related_name="seats")
    role = models.CharField(max_length=16, choices=Role.choices)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="seats", null=True, blank=True)
    made = models.DateTimeField(auto_now_add=True)
    ended = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("made", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("process", "member"), condition=models.Q(ended=None), name="one_seat_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"{self.member} ({self.party or self.get_role_display()})"


class Room(Record):
    """An audience: everything that is said is said in one room, and those who belong to it hold its keys."""

    class Kind(models.TextChoices):
        """Who belongs to it; the mediator's team belongs to every room."""

        DESK = "desk", _("Mediator's desk")
        CAUCUS = "caucus", _("Caucus")
        NAMED = "named", _("Named delegations")
        MONITORING = "monitoring", _("Monitoring")
        PLENARY = "plenary", _("Plenary")
        PUBLIC = "public", _("Public")

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="rooms")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    parties = models.ManyToManyField(Party, related_name="rooms", blank=True)

    @cached_property
    def party_list(self) -> list[Party]:
        """Its parties, in their order. Said once, when the room is opened."""
        return list(self.parties.all())

    def __str__(self) -> str:
        names = listed(party.name for party in self.party_list)
        return f"{self.get_kind_display()}: {names}" if names else str(self.get_kind_display())

    def lock(self) -> Lock | None:
        """The lock to which is sealed now; None for the public room, which has none."""
        if self.kind == Room.Kind.PUBLIC:
            return None
        found = Lock._base_manager.filter(room_id=self.pk).order_by("-number").first()  # noqa: SLF001 (Django's name)
        if found is None:
            raise RuntimeError("a room has been opened without a lock")
        return found


class Lock(Record):
    """A key pair of a room. A new one is made when somebody leaves, so that they cannot read what follows."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="locks")
    number = models.PositiveIntegerField()
    public_key = models.BinaryField(editable=False)
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("made", "pk")
        constraints = (models.UniqueConstraint(fields=("room", "number"), name="lock_number_once"),)

    def __str__(self) -> str:
        return f"lock {self.number} of {self.room_id}"


class LockKey(Record):
    """The private key of a lock, sealed to one member's public key."""

    lock = models.ForeignKey(Lock, on_delete=models.CASCADE, related_name="keys")
    member = models.ForeignKey("talks.Member", on_delete=models.CASCADE, related_name="lock_keys")
    sealed = models.BinaryField(editable=False)
    shared_by = models.ForeignKey("talks.Seat", on_delete=models.SET_NULL, related_name="+", null=True)
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("made", "pk")
        constraints = (models.UniqueConstraint(fields=("lock", "member"), name="lock_key_once"),)

    def __str__(self) -> str:
        return f"key to {self.lock_id}"
