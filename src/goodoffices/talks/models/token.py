"""Tokens: how a program acts for a member, without their passphrase."""

from __future__ import annotations

from django.db import models

from goodoffices.talks.models.base import Record
from goodoffices.talks.models.process import Process

__all__ = ["Token"]


class Token(Record):
    """A program's way in to one process, with the seat of the member who made it.

    `closed_key` is the member's key, closed under the secret of the token; the secret is shown once and never stored.
    """

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="tokens")
    member = models.ForeignKey("talks.Member", on_delete=models.CASCADE, related_name="tokens")
    label = models.CharField(max_length=120)
    may_write = models.BooleanField(default=False)
    proof = models.CharField(max_length=64, editable=False)
    closed_key = models.BinaryField(editable=False)
    made = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField()
    last_used = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("-made", "pk")

    def __str__(self) -> str:
        return self.label
