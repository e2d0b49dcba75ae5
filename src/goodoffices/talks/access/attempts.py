"""Nobody can try many passphrases or codes, and nobody can lock out somebody else by typing wrong ones.

What is tried from a browser in which the name has signed in before is counted for that browser alone. Everything else
is counted for the address with the name, and for the address. After some free tries the wait doubles each time.
Counting comes before trying, so that many tries at once do not slip through.
"""

from __future__ import annotations

import datetime as dt
import hmac
import ipaddress
import math
from collections.abc import Sequence
from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import ngettext

from goodoffices.seal import derive
from goodoffices.talks.access.devices import known_device
from goodoffices.talks.access.viewer import looking_as_the_system
from goodoffices.talks.models import Attempt

__all__ = [
    "Counter",
    "begin",
    "invitation_counters",
    "member_counters",
    "sign_in_counters",
    "sign_up_counters",
    "succeeded",
    "wait_text",
]

_FREE = 5
_FREE_FOR_ADDRESS = 20
_LONGEST = 15 * 60  # seconds
_KEPT = dt.timedelta(days=1)


@dataclass(frozen=True)
class Counter:
    """One thing that is counted. A counter of one's own starts anew with a success; a shared one only forgets it."""

    key: str
    free: int = _FREE
    shared: bool = False


def sign_in_counters(request: HttpRequest, name: str) -> list[Counter]:
    """What a try to sign in is counted for; the same whether or not there is such a name."""
    device = known_device(request, name)
    if device:
        return [Counter(_hash("device", name, device))]
    address = _address(request)
    return [Counter(_hash("name", name, address)), _for_address(address)]


def invitation_counters(request: HttpRequest) -> list[Counter]:
    """What a try of an invitation's code is counted for, beside the invitation itself."""
    return [Counter(_hash("invitation", _address(request)), _FREE_FOR_ADDRESS, shared=True)]


def sign_up_counters(request: HttpRequest) -> list[Counter]:
    """What signing up for stories is counted for: where it comes from."""
    return [Counter(_hash("sign-up", _address(request)), _FREE_FOR_ADDRESS, shared=True)]


def member_counters(purpose: str, member_id: str) -> list[Counter]:
    """For what is asked only of somebody who is known already: the second factor, the passphrase once more."""
    return [Counter(_hash(purpose, member_id))]


def begin(counters: Sequence[Counter]) -> int:
    """Count a try as one in vain before it is made; the seconds to wait first (then nothing is counted), or 0."""
    now = timezone.now()
    with looking_as_the_system(), transaction.atomic():
        Attempt.objects.filter(last__lt=now - _KEPT).delete()
        rows = []
        for counter in counters:
            Attempt.objects.get_or_create(key=counter.key, defaults={"last": now})
            rows.append(Attempt.objects.select_for_update().get(key=counter.key))
        waits = [(row.until - now).total_seconds() for row in rows if row.until and row.until > now]
        if waits:
            return math.ceil(max(waits))
        for counter, row in zip(counters, rows, strict=True):
            row.failures += 1
            row.last = now
            over = row.failures - counter.free
            row.until = now + dt.timedelta(seconds=min(2 ** min(over, 20), _LONGEST)) if over >= 0 else None
            row.save()
    return 0


def succeeded(counters: Sequence[Counter]) -> None:
    """The try that was counted was a good one."""
    with looking_as_the_system():
        for counter in counters:
            if counter.shared:
                Attempt.objects.filter(key=counter.key, failures__gt=0).update(failures=F("failures") - 1, until=None)
            else:
                Attempt.objects.filter(key=counter.key).delete()


def wait_text(seconds: int) -> str:
    """What somebody who has to wait is told."""
    return ngettext(
        "Too many wrong tries from here. Wait %(seconds)d second, then try again.",
        "Too many wrong tries from here. Wait %(seconds)d seconds, then try again.",
        seconds,
    ) % {"seconds": seconds}


def _for_address(address: str) -> Counter:
    return Counter(_hash("address", address), _FREE_FOR_ADDRESS, shared=True)


def _address(request: HttpRequest) -> str:
    """The network address; for IPv6 the network of 64 bits, since one household has that many addresses."""
    given = get_adapter().get_client_ip(request)
    try:
        address = ipaddress.ip_address(given)
    except ValueError:
        return str(given)
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def _hash(*parts: str) -> str:
    key = derive(settings.SECRET_KEY.encode(), "goodoffices/attempts/1")
    return hmac.new(key, "\0".join(parts).encode(), "sha256").hexdigest()
