"""Entries made without a line: sealed in the browser to the monitors' room, opened here when they are sent."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from goodoffices.errors import TalksError
from goodoffices.seal import PublicKey, new_page_key, open_from_browser
from goodoffices.talks.access.viewer import current_viewer
from goodoffices.talks.domain.rooms import monitoring_room
from goodoffices.talks.models import Lock, Process

__all__ = ["PageSeal", "open_draft", "page_seal"]


@dataclass(frozen=True)
class PageSeal:
    """What a page needs to seal drafts: the name of the lock, the public key, and what the device carries along."""

    lock: str
    public: str
    carried: str
    info: str


def page_seal(process: Process) -> PageSeal:
    """A new key for one opening of the entry page."""
    lock = monitoring_room(process=process).lock()
    if lock is None:
        raise RuntimeError("the monitoring room has no lock")
    key = new_page_key(PublicKey(bytes(lock.public_key)), _info(lock.pk))
    return PageSeal(lock.pk, _text(key.public), _text(key.carried), _info(lock.pk))


def open_draft(*, lock: str, carried: str, box: str) -> dict[str, str]:
    """The fields of a draft, by the names of the form. Raises TalksError for what is no draft of this room, SealError
    where the viewer holds no key."""
    if not Lock.objects.filter(pk=lock, room__kind="monitoring").exists():
        raise _no_draft()
    try:
        sealed, key = (base64.b64decode(text, validate=True) for text in (box, carried))
    except (binascii.Error, ValueError) as error:
        raise _no_draft() from error
    plain = open_from_browser(sealed, key, current_viewer().keyring.lock_key(lock), _info(lock))
    try:
        told: Any = json.loads(plain)
    except ValueError as error:
        raise _no_draft() from error
    if not isinstance(told, dict):
        raise _no_draft()
    return {str(name): str(value) for name, value in told.items() if isinstance(value, str)}


def _info(lock: str) -> str:
    return f"goodoffices/talks/1/incident-draft/{lock}"


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _no_draft() -> TalksError:
    return TalksError.of(_("this is no draft of an incident"), remedy=_("enter it anew"))
