"""What other rooms know that touches a commitment: incidents and verdicts of a ceasefire, windows of a corridor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from goodoffices.ceasefire.terms import Terms
    from goodoffices.commitments import Agreement, Happening

__all__ = ["Joined", "join_options", "joined"]

F = TypeVar("F", bound=Callable[..., Any])
_REPLICATES, _LARGEST_LEDGER = 99, 20_000_000


@dataclass(frozen=True)
class Joined:
    """What touches which commitment, and the files that it was read from, with their hashes."""

    at: Mapping[str, Sequence[Happening]] = field(default_factory=dict)
    inputs: tuple[tuple[str, str], ...] = ()


def join_options(function: F) -> F:
    """The options `--ceasefire`, `--ledger`, `--store` and `--corridor`."""
    for option in (
        click.option("--corridor", "plans", multiple=True, metavar="PLAN", help="The plan of a corridor; repeatable."),
        click.option("--store", metavar="STORE", help="A store of events, for the verdict on the ceasefire."),
        click.option("--ledger", "ledgers", multiple=True, metavar="CSV", help="Incidents of monitors; repeatable."),
        click.option("--ceasefire", "terms", metavar="TERMS", help="The terms of a ceasefire that it names."),
    ):
        function = option(function)
    return function


def joined(agreement: Agreement, asked: Mapping[str, Any], as_of: dt.date, say: Callable[[str], None]) -> Joined:
    """Ask the rooms. Raises UsageError where incidents or events are given without the terms they belong to."""
    from goodoffices.commitments import touching

    terms, ledgers, store, plans = (asked[key] for key in ("terms", "ledgers", "store", "plans"))
    if (ledgers or store) and not terms:
        raise click.UsageError("Incidents and events touch the clauses of a ceasefire: --ceasefire TERMS")
    if terms and not (ledgers or store):
        raise click.UsageError("The terms of a ceasefire say nothing that happened. Give a --ledger, or a --store.")
    happenings = [*_ceasefires(terms, ledgers, store, as_of, say), *_corridors(plans, as_of, say)]
    files = [one for one in (terms, *ledgers, *plans) if one]
    return Joined(touching(agreement, happenings), tuple((Path(one).name, _digest(one)) for one in files))


def _digest(file: str) -> str:
    from goodoffices.cli.ceasefire_incidents import digest

    return digest(file)


def _ceasefires(
    file: str | None, ledgers: Sequence[str], store: str | None, as_of: dt.date, say: Callable[[str], None]
) -> Iterator[Happening]:
    if not file:
        return
    from goodoffices.ceasefire.terms import read_terms

    for terms in read_terms(file):
        if ledgers:
            yield from _incidents(terms, ledgers, as_of)
        if store:
            say(f"Is it being kept: {terms.title}")
            yield from _verdict(terms, store, as_of, say)


def _incidents(terms: Terms, ledgers: Sequence[str], as_of: dt.date) -> Iterator[Happening]:
    """Incidents on the days on which the ceasefire was in force. A ledger sets none of them against one clause."""
    from goodoffices.ceasefire import incidents
    from goodoffices.commitments import Happening, Touch
    from goodoffices.errors import EvidenceError
    from goodoffices.values import read_utf8

    first = terms.start.day if terms.start else dt.date.min
    last = terms.end.last_touched_day if terms.end else dt.date.max
    for file in ledgers:
        text = read_utf8(file, _LARGEST_LEDGER, EvidenceError)
        ledger = incidents.parse_ledger(text, Path(file).stem, file)
        for one in ledger.incidents:
            if one.last < first or one.first > min(last, as_of) or one.reported.on > as_of:
                continue
            verified = one.verified if one.verified and one.verified.on <= as_of else None
            finding = f"{one.finding} by {verified.by}" if verified else "not verified"
            text = f"{one.id}: {one.kind}, {one.place}; reported by {one.reported.by}, {finding}"
            yield Happening(Touch("ceasefire", terms.id), one.first, text, ledger.name)


def _verdict(terms: Terms, store: str, as_of: dt.date, say: Callable[[str], None]) -> Iterator[Happening]:
    from goodoffices.ceasefire import report
    from goodoffices.commitments import Happening, Touch
    from goodoffices.evidence import events

    with events.open_store(store) as connection:
        table = events.events(connection)
        found = report.study(table, terms, events.Choice(), as_of=as_of, replicates=_REPLICATES, advance=say)
    verdict = found.whole.verdict
    yield Happening(Touch("ceasefire", terms.id), as_of, f"verdict: {verdict.word}; {verdict.why}", Path(store).name)


def _corridors(plans: Sequence[str], as_of: dt.date, say: Callable[[str], None]) -> Iterator[Happening]:
    """Whether the plan is agreed, and its windows that are over. The words of the mark name nobody."""
    if not plans:
        return
    from goodoffices.commitments import Happening, Touch
    from goodoffices.corridors import consent
    from goodoffices.corridors.plan import read_corridor

    for file in plans:
        say(f"Is it agreed: {file}")
        plan = read_corridor(file)
        touch, source = Touch("corridor", plan.id), Path(file).name
        mark = consent.mark(plan.record, as_of)
        yield Happening(touch, as_of, mark.loud, source)
        for opens, closes in plan.windows:
            if closes.date() < as_of:
                text = f"window closed: {opens:%Y-%m-%d %H:%M} to {closes:%H:%M}, {plan.time_zone or 'local time'}"
                yield Happening(touch, closes.date(), text, source)
