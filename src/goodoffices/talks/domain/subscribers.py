"""Signing up for stories by e-mail: confirmed by a link, ended by another, and never told who else is on the list.

Addresses lie closed under a key that is made of the installation's own. The codes of the links are reckoned from that
key and kept nowhere.
"""

from __future__ import annotations

import datetime as dt
import hmac

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from goodoffices.seal import close, derive, pad, reopen, unpad
from goodoffices.talks.access.viewer import looking_as_the_system
from goodoffices.talks.models import Letter, Process, Subscriber
from goodoffices.talks.models.base import new_id

__all__ = [
    "KEPT",
    "MOST_LETTERS",
    "address_mark",
    "address_of",
    "code_for",
    "confirm",
    "forget_unconfirmed",
    "leave",
    "sign_up",
]

KEPT = dt.timedelta(days=2)
"""How long an address waits to be confirmed before it is forgotten."""

MOST_LETTERS = 3
"""Letters that ask one address to confirm, in a day: nobody fills a stranger's letter box."""

_CODE = 43


@transaction.atomic
def sign_up(*, process: Process, address: str, language: str, frequency: str) -> None:
    """Ask an address to confirm that it wants stories. Nothing else changes: not for one that is on the list already,
    and the same is done for both, so that nobody learns which it is."""
    now = timezone.now()
    wanted = {"language": language, "frequency": frequency}
    with looking_as_the_system():
        Process.objects.select_for_update().get(pk=process.pk)
        mark = address_mark(process.pk, address)
        found = Subscriber.objects.filter(process=process, mark=mark).first()
        if found is None:
            found = Subscriber(process=process, mark=mark, nonce=new_id(), **wanted)
            found.address = close(pad(address.encode()), _key("addresses"), _info(found))
        asking = Letter.objects.filter(subscriber=found, kind=Letter.Kind.CONFIRM)
        if asking.filter(made__gt=now - dt.timedelta(days=1)).count() >= MOST_LETTERS:
            return
        found.wanted, found.asked = wanted, now
        found.save()
        asking.filter(state=Letter.State.WAITING).delete()
        Letter(process=process, subscriber=found, kind=Letter.Kind.CONFIRM, due=now).save(force_insert=True)


@transaction.atomic
def confirm(process_id: str, code: str) -> bool:
    """Take up what was asked for, with the code that the address was sent; whether the code was right."""
    with looking_as_the_system():
        found = _found(process_id, code, "confirm")
        if found is None or not found.wanted or found.asked < timezone.now() - KEPT:
            return False
        found.language, found.frequency = found.wanted["language"], found.wanted["frequency"]
        found.wanted = {}
        if found.confirmed is None:
            found.confirmed = found.told = timezone.now()
        found.save()
        return True


@transaction.atomic
def leave(process_id: str, code: str) -> None:
    """Forget an address with all that waits for it. Nothing happens with a code that is wrong."""
    with looking_as_the_system():
        found = _found(process_id, code, "leave")
        if found is not None:
            found.delete()


def code_for(subscriber: Subscriber, purpose: str) -> str:
    """The code of a link for one subscriber and one purpose, `confirm` or `leave`. What is asked for goes into the
    first, so that an older link confirms nothing that was asked for later."""
    told = f"{purpose} {subscriber.pk} {subscriber.nonce}"
    if purpose == "confirm":
        told += f" {subscriber.asked.isoformat()}"
    proof = hmac.new(_key("codes"), told.encode(), "sha256").hexdigest()[:_CODE]
    return f"{subscriber.pk}{proof}"


def address_of(subscriber: Subscriber) -> str:
    """The address. Raises SealError when the installation's key is another."""
    return unpad(reopen(bytes(subscriber.address), _key("addresses"), _info(subscriber))).decode()


def address_mark(process_id: str, address: str) -> str:
    """What stands for an address: the same however it is capitalised."""
    return hmac.new(_key("marks"), f"{process_id} {address.casefold()}".encode(), "sha256").hexdigest()


def forget_unconfirmed() -> None:
    """Delete the addresses that nobody has confirmed in time."""
    with looking_as_the_system():
        Subscriber.objects.filter(confirmed=None, asked__lt=timezone.now() - KEPT).delete()


def _found(process_id: str, code: str, purpose: str) -> Subscriber | None:
    found = Subscriber.objects.filter(process_id=process_id, pk=code[:-_CODE]).select_for_update().first()
    if found is None or not constant_time_compare(code_for(found, purpose), code):
        return None
    return found


def _key(purpose: str) -> bytes:
    return derive(settings.SECRET_KEY.encode(), f"goodoffices/subscribers/1/{purpose}")


def _info(subscriber: Subscriber) -> str:
    return f"goodoffices/subscribers/1/{subscriber.pk}"
