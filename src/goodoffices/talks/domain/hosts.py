"""Hosts on the mediator's desk: their file, the data they are compared by, and what the parties told of candidates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Max
from django.utils.translation import gettext as _

from goodoffices.errors import FileError, TalksError, Where
from goodoffices.talks.access.viewer import looking_as_the_system
from goodoffices.talks.domain.case import case_dossier
from goodoffices.talks.domain.jobs.acts import start_job
from goodoffices.talks.domain.jobs.hosts_work import FILE
from goodoffices.talks.domain.log import all_or_nothing, record_act
from goodoffices.talks.models import DeskHosts, HostRating, Job, Process, Room, Seat

if TYPE_CHECKING:
    from goodoffices.hosting import Hosts

__all__ = ["ENDINGS", "LONGEST", "SentStore", "ask_hosts", "load_hosts", "parse_desk_hosts", "rate_host", "ratings_now"]

LONGEST = 400_000
"""Characters of a file of hosts."""

ENDINGS = (".duckdb", ".csv", ".csv.gz")


@dataclass(frozen=True)
class SentStore:
    """A file of data as it was sent."""

    name: str
    content: bytes = field(repr=False)


def parse_desk_hosts(process: Process, text: str) -> Hosts:
    """The hosts that a text states, for the parties of the case."""
    from goodoffices import hosting  # noqa: PLC0415 (loaded when it is needed)

    return hosting.parse_hosts(text, FILE, tuple(party.id for party in case_dossier(process).parties))


def load_hosts(
    *, process: Process, author: Seat, text: str, store: SentStore | None = None, weights: str = "", drop: bool = False
) -> DeskHosts:
    """Bring in a version of the file of hosts. Data that are not sent again are those of the version before,
    unless they are to be dropped.

    Raises UserError with all that is wrong with the file or the weights, TalksError where there is no case.
    """
    from goodoffices import hosting  # noqa: PLC0415 (as above)

    if len(text) > LONGEST:
        raise TalksError.of(
            _("the file has more than %(most)d characters") % {"most": LONGEST},
            remedy=_("votes and ideal points of all states are sent as data, beside it"),
        )
    parse_desk_hosts(process, text)
    if weights:
        hosting.parse_weights(weights, "weights.yaml")
    if store is not None:
        _refuse_other_files(store)
    return _stored(process, author, (text, weights), SentStore("", b"") if drop and store is None else store)


def _refuse_other_files(store: SentStore) -> None:
    is_duckdb = store.content[8:12] == b"DUCK"
    if not store.name.endswith(ENDINGS) or store.name.endswith(".duckdb") != is_duckdb:
        raise FileError.of(
            _("data come in as a store (.duckdb) or as one table (.csv, .csv.gz)"),
            Where(store.name),
            "goodoffices hosting import FILE --store hosts.duckdb",
        )


@all_or_nothing
def _stored(process: Process, author: Seat, told: tuple[str, str], store: SentStore | None) -> DeskHosts:
    with looking_as_the_system():
        Process.objects.select_for_update().get(pk=process.pk)
        room = Room.objects.get(process=process, kind=Room.Kind.DESK)
    before = DeskHosts.objects.filter(process=process).first()
    desk = DeskHosts(room=room, author=author, number=before.number + 1 if before else 1)
    desk.text, desk.weights = told
    if store is not None:
        desk.lay_store(store.name, store.content)
    elif before is not None and before.is_open():
        desk.store_name, desk.store = before.store_name, before.store
    desk.save(force_insert=True)
    record_act("hosts.load", on=desk)
    return desk


@all_or_nothing
def rate_host(
    *, process: Process, author: Seat, about: tuple[str, str], rating: Sequence[int], day: dt.date | None, note: str
) -> HostRating:
    """Record what a party told of a candidate (`about`, the ids of both): the lowest and the highest rating from 0
    (unacceptable) to 100 (wished for), or none where what it told before is to count no more."""
    party, candidate = about
    with looking_as_the_system():
        Process.objects.select_for_update().get(pk=process.pk)
        room = Room.objects.get(process=process, kind=Room.Kind.DESK)
        last = HostRating.objects.filter(process=process).aggregate(last=Max("number"))["last"] or 0
    made = HostRating(room=room, author=author, number=last + 1, party=party, candidate=candidate, note=note)
    made.rating, made.day = list(rating), day.isoformat() if day else ""
    made.save(force_insert=True)
    record_act("hosts.rate", on=made)
    return made


def ratings_now() -> list[HostRating]:
    """What counts now: of each party and candidate the newest that the viewer can open, those taken back included."""
    newest: dict[tuple[str, str], HostRating] = {}
    for one in HostRating.objects.all():
        if one.is_open():
            newest.setdefault((one.party, one.candidate), one)
    return list(newest.values())


def ask_hosts(*, desk: DeskHosts, author: Seat) -> Job:
    """Ask for the comparison, with the ratings as they are now. Raises TalksError when too many runs are under way."""
    names = ("party", "candidate", "rating", "day", "note")
    told: list[dict[str, Any]] = [{name: getattr(one, name) for name in names} for one in ratings_now()]
    process = Process.objects.get(pk=desk.process_id)
    return start_job(process=process, author=author, kind=Job.Kind.HOSTS, about=desk, options={"ratings": told})
