"""Accounts: a name, a passphrase that unlocks a key, and nothing else about the person."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from goodoffices.errors import SealError
from goodoffices.seal import Cost, PrivateKey, lock, unlock
from goodoffices.talks.models.base import VisibleManager, new_id

__all__ = ["Member"]


class MemberManager(BaseUserManager["Member"]):
    """All accounts, for signing in (django-allauth asks it): the only manager that does not ask who is looking."""

    use_in_migrations = True

    def create_member(self, username: str, passphrase: str, **fields: Any) -> Member:
        """A new account with a new key pair, locked under the passphrase."""
        member = self.model(username=username, **fields)
        member.new_key(passphrase)
        member.save()
        return member


class Member(AbstractBaseUser):
    """Somebody who can sign in. No passphrase is stored, not even hashed: it is right when it unlocks the key."""

    id = models.CharField(primary_key=True, max_length=22, default=new_id, editable=False)
    username = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=8, blank=True)
    timezone = models.CharField(max_length=64, blank=True)
    is_administrator = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    password = None
    public_key = models.BinaryField(default=bytes, editable=False)
    locked_key = models.BinaryField(default=bytes, editable=False)
    made = models.DateTimeField(auto_now_add=True)

    objects = MemberManager()
    known: VisibleManager[Member] = VisibleManager()  # what pages ask

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        ordering = ("made", "pk")

    def __str__(self) -> str:
        return self.name or self.username

    def new_key(self, passphrase: str) -> PrivateKey:
        """Make a new key pair. What was sealed to the old one stays closed until somebody shares it again."""
        key = PrivateKey.generate()
        self.public_key = key.public().raw
        self.relock(key, passphrase)
        return key

    def relock(self, key: PrivateKey, passphrase: str) -> None:
        """Lock the key under another passphrase."""
        self.locked_key = lock(key.raw, passphrase, Cost(**settings.PASSPHRASE_COST))

    def unlocked(self, passphrase: str) -> PrivateKey | None:
        """The key, when the passphrase is right."""
        try:
            return PrivateKey(unlock(bytes(self.locked_key), passphrase))
        except SealError:
            return None

    def check_password(self, raw_password: str) -> bool:
        """Whether the passphrase unlocks the key."""
        return self.unlocked(raw_password) is not None

    def has_usable_password(self) -> bool:
        """Whether a passphrase was set."""
        return bool(self.locked_key)

    def get_session_auth_hash(self) -> str:
        """Sessions end when the passphrase changes."""
        from django.utils.crypto import salted_hmac  # noqa: PLC0415 (Django's own, not at import of the models)

        return salted_hmac("goodoffices.member", bytes(self.locked_key).hex(), algorithm="sha256").hexdigest()
