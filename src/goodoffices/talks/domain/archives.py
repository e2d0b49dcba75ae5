"""A whole process as one file under a passphrase: to keep, to restore, to move to another installation.

What is confidential stays sealed as it is: an archive that was opened still opens no room.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.serializers import python
from django.core.serializers.base import DeserializationError
from django.db import IntegrityError, connection, models
from django.utils.translation import gettext as _

from goodoffices.errors import TalksError
from goodoffices.seal import Cost, open_archive, write_archive
from goodoffices.talks.access.viewer import looking_as_the_system
from goodoffices.talks.domain.archive_rows import archived_models, plain, rows_of
from goodoffices.talks.domain.log import all_or_nothing, record_act
from goodoffices.talks.domain.record import broken_entry
from goodoffices.talks.models import LockKey, Member, Process

__all__ = ["export_process", "import_process"]

_FORMAT = {"format": "goodoffices-process", "version": 1}
_LONGEST = 64 * 1024 * 1024  # bytes of a row: more than anybody could have sent


@all_or_nothing
def export_process(*, process: Process, out: BinaryIO, passphrase: str, cost: Cost = Cost()) -> None:
    """Write all of a process, and the accounts that its rows name with their locked keys. Second factors stay behind.

    The record says that it was exported; what is being written meanwhile waits, so that the archive is of one moment.
    """
    with looking_as_the_system():
        record_act("process.export", process_id=process.pk, on=process)
        first = {**_FORMAT, "process": process.pk}
        write_archive(_lines([first, *rows_of(process)]), out, passphrase, cost)


@all_or_nothing
def import_process(*, stream: BinaryIO, passphrase: str) -> Process:
    """Bring in a process that was exported, whole or not at all.

    People sign in with their own passphrase. An account that is here already (the same id) stays as it is here; one
    that comes along is no administrator here. Raises TalksError when the process is here already, when a name stands
    for another account, and when the record of acts does not hold; SealError when the archive does not open.
    """
    lines = _read(open_archive(stream, passphrase))
    first = next(lines, {})
    if {name: first.get(name) for name in _FORMAT} != _FORMAT or not first.get("process"):
        raise TalksError.of(
            _("the archive is of a kind that this version does not know"), remedy=_("Import it with a newer version.")
        )
    with looking_as_the_system():
        if Process.objects.filter(pk=first["process"]).exists():
            raise TalksError.of(
                _("this process is here already; an archive is never mixed with what is here"),
                remedy=_("Import it into another installation (another --home or DATABASE_URL)."),
            )
        _Rows(str(first["process"])).store(lines)
        process = Process.objects.get(pk=first["process"])
        if (broken := broken_entry(process)) is not None:
            raise TalksError.of(
                _("the record of acts in the archive does not hold from entry %(number)s on") % {"number": broken}
            )
        record_act("process.import", process_id=process.pk, on=process)
        return Process.objects.get(pk=process.pk)


class _Rows:
    """The rows of an archive on their way in. Every key must point to a row of the same archive: so none can reach
    into another process of this installation."""

    def __init__(self, process_id: str) -> None:
        self.process_id = process_id
        self.models = {model._meta.label_lower: model for model in archived_models()}  # noqa: SLF001 (Django's name)
        self.here: set[tuple[type[models.Model], str]] = set()
        self.named: set[tuple[type[models.Model], str]] = set()
        self.other_key: set[str] = set()  # accounts that have made a new key since the archive was written

    def store(self, lines: Iterable[dict[str, Any]]) -> None:
        """Store all rows, then see that nothing is missing."""
        try:
            for line in lines:
                self._store(line)
            if self.named - self.here:
                raise _forged()
            connection.check_constraints()
        except (DeserializationError, FieldDoesNotExist, ValidationError, KeyError, TypeError, ValueError) as error:
            raise TalksError.of(
                _("the archive holds a row that this version does not know"),
                remedy=_("Import it with the newest version."),
            ) from error
        except IntegrityError as error:
            raise TalksError.of(_("the archive holds a row that is here already, or only half")) from error

    def _store(self, line: dict[str, Any]) -> None:
        model = self.models[line["model"]]
        (row,) = python.Deserializer([line])
        record = row.object
        self.here.add((model, record.pk))
        if model is Process and record.pk != self.process_id:
            raise _forged()
        if model is Member and self._is_here(record):
            return
        for key in record._meta.concrete_fields:  # noqa: SLF001 (Django's name)
            if key.remote_field and (value := getattr(record, key.attname)) is not None:
                self.named.add((key.related_model, value))
        for name, values in (row.m2m_data or {}).items():
            related = record._meta.get_field(name).related_model  # noqa: SLF001 (the same)
            self.named |= {(related, value) for value in values}
        if model is LockKey and record.member_id in self.other_key:
            return
        row.save(force_insert=True)

    def _is_here(self, member: Member) -> bool:
        """Whether an account is here already. One that comes along manages nothing here."""
        member.is_administrator = False
        known = Member.objects.filter(pk=member.pk).first()
        if known is None:
            if Member.objects.filter(username=member.username).exists():
                raise TalksError.of(
                    _("the name `%(name)s` stands for another account here") % {"name": member.username},
                    remedy=_("Rename the account here first; nothing was imported."),
                )
            return False
        if bytes(known.public_key) != bytes(member.public_key):
            self.other_key.add(known.pk)
        return True


def _lines(rows: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    for row in rows:
        yield json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=plain).encode() + b"\n"


def _read(parts: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """The lines of an archive."""
    rest = b""
    for part in parts:
        *whole, rest = (rest + part).split(b"\n")
        yield from map(_object, whole)
        if len(rest) > _LONGEST:
            raise _forged()
    if rest:
        raise TalksError.of(_("the archive ends within a row"))


def _object(line: bytes) -> dict[str, Any]:
    try:
        read = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _forged() from error
    if not isinstance(read, dict):
        raise _forged()
    return read


def _forged() -> TalksError:
    return TalksError.of(_("the archive does not hold together; it was not written by Good Offices"))
