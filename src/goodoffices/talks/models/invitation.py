"""Invitations: the only way in. The code travels by another road than the address."""

from __future__ import annotations

from django.db import models

from goodoffices.talks.access.roles import Role
from goodoffices.talks.models.base import Record
from goodoffices.talks.models.process import Party, Process, Seat

__all__ = ["Invitation"]


class Invitation(Record):
    """A seat that waits for somebody with the code.

    With a `member` it is a way back in for somebody who lost their passphrase; without a `process` it makes an account
    that has no seat yet (the administrator's). Nothing here is said in confidence, so nothing is sealed but the keys.

    `bundle` holds the keys of the seat's rooms, closed under the code; empty when the inviter (the administrator) holds
    none: then somebody of the room shares them afterwards. `proof` tells a right code from a wrong one.

    `maker` is the account that made it; `seconder`, the second person who said that it is right, where one is needed
    (domain/second_person.py).
    """

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="invitations", null=True, blank=True)
    role = models.CharField(max_length=16, choices=Role.choices)
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    member = models.ForeignKey("talks.Member", on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    label = models.CharField(max_length=120)
    inviter = models.ForeignKey(Seat, on_delete=models.SET_NULL, related_name="+", null=True)
    maker = models.ForeignKey("talks.Member", on_delete=models.SET_NULL, related_name="+", null=True)
    seconder = models.ForeignKey("talks.Member", on_delete=models.SET_NULL, related_name="+", null=True)
    proof = models.CharField(max_length=64)
    bundle = models.BinaryField(default=bytes, editable=False)
    made = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True, blank=True)
    withdrawn = models.DateTimeField(null=True, blank=True)
    wrong_codes = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("made", "pk")

    def __str__(self) -> str:
        return f"invitation of {self.label}"
