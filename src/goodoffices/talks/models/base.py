"""What all records share: ids that cannot be guessed, a manager that knows who asks, fields that are kept sealed."""

from __future__ import annotations

import json
import secrets
import string
from collections.abc import Collection
from typing import Any, Self, TypeVar

from django.db import models

from goodoffices.seal import PublicKey, open_box, seal_box
from goodoffices.talks.access.viewer import current_viewer, known_room
from goodoffices.talks.access.visible import visible

__all__ = ["Confidential", "InRoom", "Record", "SealedField", "VisibleManager", "new_id"]

_LETTERS = string.ascii_letters + string.digits
_M = TypeVar("_M", bound=models.Model)


def new_id() -> str:
    """An id of 130 random bits, in letters and digits."""
    return "".join(secrets.choice(_LETTERS) for _ in range(22))


class VisibleManager(models.Manager[_M]):
    """Only rows that the current viewer may know of. A query for nobody raises UnscopedError."""

    use_in_migrations = False

    def get_queryset(self) -> models.QuerySet[_M]:
        """The rows that may be known of."""
        return super().get_queryset().filter(visible(self.model, current_viewer()))


class Record(models.Model):
    """A row with an id that cannot be guessed."""

    id = models.CharField(primary_key=True, max_length=22, default=new_id, editable=False)

    objects: VisibleManager[Self] = VisibleManager()

    class Meta:
        abstract = True
        # Always one order, and never that of storage: where a row lies in a database tells when it was changed last.
        ordering = ("pk",)


class InRoom(Record):
    """A record with a `room`, which is not asked for again when it was read as the viewer came in."""

    class Meta:
        abstract = True
        ordering = ("pk",)

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any]) -> Self:
        """The record of a row, with its room where that is known."""
        record = super().from_db(db, field_names, values)
        if room := known_room(record.__dict__.get("room_id")):
            record._state.fields_cache["room"] = room  # noqa: SLF001 (Django's name for related records that are known)
        return record


class SealedField(property):
    """One confidential value of a record (text, number, list, object): kept sealed to the record's room."""

    def __init__(self, default: Any = "") -> None:
        self.default = default
        super().__init__(self._read, self._write)

    def __set_name__(self, owner: type, name: str) -> None:
        self.key = name

    def _read(self, record: Confidential) -> Any:
        return record.contents().get(self.key, self.default)

    def _write(self, record: Confidential, value: Any) -> None:
        record.contents()[self.key] = value
        record.unsealed = True


class Confidential(InRoom):
    """A record of one room. Its SealedFields lie in `sealed`, closed to the lock that the room has now.

    The box is bound to the record's own id and kind: moved to another row, it does not open. What is said in the public
    room is not sealed. Reading raises SealError when the viewer holds no key to the lock.
    """

    process = models.ForeignKey("talks.Process", on_delete=models.CASCADE, related_name="+")
    room = models.ForeignKey("talks.Room", on_delete=models.PROTECT, related_name="+")
    lock = models.ForeignKey("talks.Lock", on_delete=models.PROTECT, related_name="+", null=True, editable=False)
    author = models.ForeignKey("talks.Seat", on_delete=models.PROTECT, related_name="+", null=True)
    sealed = models.BinaryField(default=bytes, editable=False)
    made = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True
        ordering = ("made", "pk")

    unsealed = False

    def contents(self) -> dict[str, Any]:
        """The confidential values by name, opened with the current viewer's keys."""
        known: dict[str, Any] | None = self.__dict__.get("_contents")
        if known is None:
            known = json.loads(self._opened()) if self.sealed else {}
            self.__dict__["_contents"] = known
        return known

    def is_open(self) -> bool:
        """Whether the current viewer holds the key to this record."""
        return not self.lock_id or "_contents" in self.__dict__ or current_viewer().keyring.holds(self.lock_id)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Seal what was written, then store it."""
        if self.unsealed or self._state.adding:
            self._seal()
            if (fields := kwargs.get("update_fields")) is not None:
                kwargs["update_fields"] = {*fields, "sealed", "lock", "room"}
        super().save(*args, **kwargs)

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        """Forget what was opened, too."""
        self.__dict__.pop("_contents", None)
        super().refresh_from_db(*args, **kwargs)

    def _seal(self) -> None:
        self.process_id = self.room.process_id
        plain = json.dumps(self.contents(), ensure_ascii=False, separators=(",", ":")).encode()
        lock = self.room.lock()
        self.lock = lock
        self.sealed = plain if lock is None else seal_box(plain, PublicKey(bytes(lock.public_key)), self._info(lock.pk))
        self.unsealed = False

    def _opened(self) -> bytes:
        if self.lock_id is None:
            return bytes(self.sealed)
        key = current_viewer().keyring.lock_key(self.lock_id)
        return open_box(bytes(self.sealed), key, self._info(self.lock_id))

    def _info(self, lock_id: str) -> str:
        return f"goodoffices/talks/1/{self._meta.model_name}/{self.pk}/{lock_id}"
