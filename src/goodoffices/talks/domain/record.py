"""Whether the record of a process holds: each entry follows from the one before.

A record may have many thousand entries, so a view does not read them all. This server keeps in its memory, where a
change of the database does not reach, up to which entry it has checked the record from the first on, when, and the
hash of that entry. A view checks what has come since; the whole is checked after a start, and whenever somebody asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.core.cache import cache
from django.utils import timezone

from goodoffices.seal import GENESIS, Link, broken_link
from goodoffices.talks.access.viewer import looking_as_the_system
from goodoffices.talks.models import Entry, Process

__all__ = ["Checked", "broken_entry", "check_record"]


@dataclass(frozen=True)
class Checked:
    """What was checked. Entries 1 to `whole` were checked from the first on, at `at`; those up to `number`, whose hash
    is `head`, later. `broken` is the first entry that does not hold, None when all do."""

    number: int
    head: str
    whole: int
    at: datetime
    broken: int | None = None


def check_record(process: Process, *, whole: bool = False, shown: tuple[int, int] = (1, 0)) -> Checked:
    """Check the entries since the last check (all when there was none, when it found a break, or when `whole` is asked
    for), and those from the first to the last of `shown`. A record that no longer leads to what was checked before is
    broken, though every entry follow from the one before."""
    key = f"record/checked/{process.pk}"
    before: Checked | None = cache.get(key)
    if before is not None and _hash_of(process, before.number) != before.head:
        return replace(before, broken=broken_entry(process) or before.number)
    if before is None or whole or before.broken is not None:
        found = _checked(process, _nothing())
        found = replace(found, whole=found.number)
    else:
        found = _checked(process, before)
    if found.broken is None:
        cache.set(key, found, timeout=None)
        first, last = shown
        links = _links(process, first - 1, last)
        return replace(found, broken=broken_link(links, after=first - 1, head=_hash_of(process, first - 1)))
    if before is not None:
        cache.set(key, replace(before, broken=found.broken), timeout=None)
    return found


def broken_entry(process: Process) -> int | None:
    """The number of the first entry that was changed, left out or put in; None when the record is whole."""
    return _checked(process, _nothing()).broken


def _nothing() -> Checked:
    return Checked(0, GENESIS, 0, timezone.now())


def _checked(process: Process, since: Checked) -> Checked:
    """The check of all entries after those checked before."""
    with looking_as_the_system():
        most = Entry.objects.filter(process=process).order_by("-number").values_list("number", flat=True).first() or 0
        # Read after the entries: an act done meanwhile makes the chain longer than they are, never shorter.
        stands = Process.objects.get(pk=process.pk)
    number, head = since.number, since.head

    def passing() -> Iterator[Link]:
        nonlocal number, head
        for link in _links(process, since.number, stands.chain_length):
            yield link
            number, head = link.number, link.hash

    broken = broken_link(passing(), after=since.number, head=since.head)
    if broken is None and (number, head) != (stands.chain_length, stands.chain_head):
        broken = number + 1
    if broken is None and most > stands.chain_length:
        broken = stands.chain_length + 1
    return replace(since, number=number, head=head, broken=broken)


def _links(process: Process, after: int, last: int) -> Iterator[Link]:
    with looking_as_the_system():
        entries = Entry.objects.filter(process=process, number__gt=after, number__lte=last).order_by("number")
    for entry in entries.iterator():
        yield Link(entry.number, entry.content(), entry.hash)


def _hash_of(process: Process, number: int) -> str:
    """The hash of an entry as it is stored now; "" when it is gone."""
    if not number:
        return GENESIS
    with looking_as_the_system():
        return Entry.objects.filter(process=process, number=number).values_list("hash", flat=True).first() or ""
