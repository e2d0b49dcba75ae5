"""Two ledgers or more side by side: which incidents are the same, where they disagree, and how far they agree."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from goodoffices.ceasefire.incidents.agreement import Agreement, agreement
from goodoffices.ceasefire.incidents.ledger import Incident, Ledger
from goodoffices.ceasefire.incidents.matching import Pair, match_ledgers

__all__ = ["Comparison", "Difference", "Twosome", "compare_ledgers"]


@dataclass(frozen=True)
class Difference:
    """What two ledgers tell differently of one incident: `what`, and what each says ("" for nothing)."""

    one: str
    other: str
    what: str
    first: str
    second: str


@dataclass(frozen=True)
class Twosome:
    """Two ledgers: pairs taken for one incident, what differs in them, what stands in one only, how far they agree.

    `spanning` incidents that may lie on several days are left out of the agreement by day and place.
    """

    first: Ledger
    second: Ledger
    pairs: tuple[Pair, ...]
    differences: tuple[Difference, ...]
    only_first: tuple[Incident, ...]
    only_second: tuple[Incident, ...]
    agreements: tuple[Agreement, ...]
    spanning: int


@dataclass(frozen=True)
class Comparison:
    """Every two ledgers, and how far the bodies agree whose statuses one ledger carries."""

    ledgers: tuple[Ledger, ...]
    twosomes: tuple[Twosome, ...]
    bodies: tuple[tuple[str, Agreement], ...]


def compare_ledgers(
    ledgers: Sequence[Ledger], seed: int = 1, advance: Callable[[str], None] = lambda _: None
) -> Comparison:
    """Compare every two. The same ledgers and seed give the same answer. Raises EvidenceError as `match_ledgers`."""
    found = []
    for one, other in combinations(ledgers, 2):
        advance(f"Matching {one.name} and {other.name}")
        found.append(_twosome(one, other, seed))
    return Comparison(tuple(ledgers), tuple(found), tuple(_bodies(ledgers)))


def _twosome(one: Ledger, other: Ledger, seed: int) -> Twosome:
    pairs = match_ledgers(one, other, seed)
    both = [(one.incidents[pair.one], other.incidents[pair.other]) for pair in pairs]
    differences = tuple(each for left, right in both for each in _differences(left, right))
    only = _without(one, {pair.one for pair in pairs}), _without(other, {pair.other for pair in pairs})
    judges = one.name, other.name
    findings = [(left.finding, right.finding) for left, right in both if left.finding and right.finding]
    agreements = (
        agreement("kind of the incidents that both have", judges, [(left.kind, right.kind) for left, right in both]),
        agreement("finding on those that both verified", judges, findings),
        agreement("whether a day and place has an incident", judges, _by_day_and_place(one, other)),
    )
    spanning = sum(each.first != each.last for ledger in (one, other) for each in ledger.incidents)
    return Twosome(one, other, pairs, differences, only[0], only[1], agreements, spanning)


def _without(ledger: Ledger, matched: set[int]) -> tuple[Incident, ...]:
    return tuple(each for place, each in enumerate(ledger.incidents) if place not in matched)


def _differences(one: Incident, other: Incident) -> Iterator[Difference]:
    """Every column in which two records of one incident differ; what one does not tell is a difference too."""
    told = {
        "day": (_days(one), _days(other)),
        "kind": (one.kind, other.kind),
        "deaths": (_count(one.deaths), _count(other.deaths)),
        "injured": (_count(one.injured), _count(other.injured)),
        "stage": (one.stage, other.stage),
        "finding": (one.finding, other.finding),
        "accused": (one.accused, other.accused),
        "attributed to": (one.attributed_to, other.attributed_to),
    }
    for what, (first, second) in told.items():
        if first.casefold() != second.casefold():
            yield Difference(one.id, other.id, what, first, second)


def _days(incident: Incident) -> str:
    return incident.first.isoformat() if incident.first == incident.last else f"{incident.first}..{incident.last}"


def _count(value: int | None) -> str:
    return "" if value is None else str(value)


def _by_day_and_place(one: Ledger, other: Ledger) -> list[tuple[str, str]]:
    """For every day that both ledgers span and every place that either names: does each have an incident there?

    Places are the finest of district and province that every incident of both ledgers tells; else the whole is one.
    """
    sharp = [[each for each in ledger.incidents if each.first == each.last] for ledger in (one, other)]
    if not all(sharp):
        return []
    first = max(min(each.first for each in incidents) for incidents in sharp)
    last = min(max(each.first for each in incidents) for incidents in sharp)
    place = _place_of([each for incidents in sharp for each in incidents])
    seen = [{(each.first, place(each)) for each in incidents} for incidents in sharp]
    places = sorted({place(each) for incidents in sharp for each in incidents})
    days = [first + dt.timedelta(number) for number in range((last - first).days + 1)]
    words = {True: "incident", False: "none"}
    return [(words[(day, where) in seen[0]], words[(day, where) in seen[1]]) for day in days for where in places]


def _place_of(incidents: Sequence[Incident]) -> Callable[[Incident], str]:
    for name in ("admin2", "admin1"):
        if all(getattr(each, name) for each in incidents):
            return lambda each, name=name: str(getattr(each, name)).casefold()  # type: ignore[misc]
    return lambda _: ""


def _bodies(ledgers: Sequence[Ledger]) -> Iterator[tuple[str, Agreement]]:
    """Every two bodies whose statuses stand in one ledger, over the incidents of which both say something."""
    for ledger in ledgers:
        for first, second in combinations(ledger.bodies, 2):
            told = [(dict(each.statuses)[first], dict(each.statuses)[second]) for each in ledger.incidents]
            yield ledger.name, agreement("status of the same incidents", (first, second), [x for x in told if all(x)])
