"""What came of setting events against terms: how many are inside, and why the others are not; what the terms miss."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from goodoffices.ceasefire.incidents.actors import members, names_in_terms
from goodoffices.ceasefire.incidents.against import Against
from goodoffices.ceasefire.incidents.judgement import FITS, Fit
from goodoffices.ceasefire.terms import Area, Terms

__all__ = ["Reason", "Summary", "summarise"]

_MOST: Final = 12
_CIVILIANS: Final = "civilians"


@dataclass(frozen=True)
class Reason:
    """A reason of one clause, and for how many events it is given."""

    clause: str
    fit: Fit
    why: str
    events: int


@dataclass(frozen=True)
class Summary:
    """Events by overall fit and by clause; the commonest reasons; names that the terms or the events do not know.

    `undated` are events that may lie anywhere in more than a week, by overall fit. `strangers` are actors whom the
    terms name neither as a party nor as not covered, with their events. `unused` are names of the terms that no event
    bears.
    """

    events: int
    overall: dict[Fit, int]
    undated: dict[Fit, int]
    clauses: dict[str, dict[Fit, int]]
    reasons: tuple[Reason, ...]
    strangers: tuple[tuple[str, int], ...]
    unused: tuple[str, ...]


def summarise(found: Against) -> Summary:
    """The summary of all events."""
    undated = np.bincount(found.fits[~found.dated], minlength=len(FITS))
    return Summary(
        events=len(found),
        overall=found.counted(),
        undated={fit: int(undated[place]) for place, fit in enumerate(FITS)},
        clauses={clause.name: clause.counted() for clause in found.clauses},
        reasons=_reasons(found),
        strangers=_strangers(found),
        unused=_unused(found),
    )


def _reasons(found: Against) -> tuple[Reason, ...]:
    """The commonest reasons that are not inside, clause by clause."""
    told = []
    for clause in found.clauses:
        counts: Counter[tuple[Fit, str]] = Counter()
        for judgement, number in zip(clause.judgements, np.bincount(clause.which), strict=True):
            if judgement.fit != "inside":
                counts[judgement] += int(number)
        ranked = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0][1]))[:_MOST]
        told += [Reason(clause.name, fit, why, number) for (fit, why), number in ranked]
    return tuple(told)


def _actors(found: Against) -> Counter[str]:
    """Sides of events by name, with the number of events."""
    names: Counter[str] = Counter()
    for column in ("actor_a", "actor_b"):
        for row in found.rows[column].combine_chunks().value_counts().to_pylist():
            if row["values"]:
                names[row["values"]] += row["counts"]
    return names


def _strangers(found: Against) -> tuple[tuple[str, int], ...]:
    known = names_in_terms(found.terms)
    counts: Counter[str] = Counter()
    for side, number in _actors(found).items():
        for name in members(side, known):
            if name.casefold() not in known and not name.casefold().startswith(_CIVILIANS):
                counts[name] += number
    return tuple(sorted(counts.items(), key=_most_first)[:_MOST])


def _most_first(entry: tuple[str, int]) -> tuple[int, str]:
    return -entry[1], entry[0]


def _unused(found: Against) -> tuple[str, ...]:
    """Names of actors, dyads and places in the terms that no event bears, and which may be misspelt."""
    terms = found.terms
    groups = terms.exceptions.groups if terms.exceptions else ()
    actors = [name for party in terms.parties for name in party.actors]
    actors += [name for group in groups for name in group.actors]
    known = names_in_terms(terms)
    borne = {name.casefold() for side in _actors(found) for name in members(side, known)}
    missing = [name for name in actors if name.casefold() not in borne]
    dyads = _values(found, "dyad") | _values(found, "dyad_id")
    missing += [name for name in terms.dyads if name.casefold() not in dyads]
    for area in _areas(terms):
        for level in ("admin1", "admin2", "admin3"):
            there = _values(found, level)
            missing += [name for name in getattr(area, level) if name.casefold() not in there]
    return tuple(dict.fromkeys(missing))


def _areas(terms: Terms) -> tuple[Area, ...]:
    both = (terms.area, terms.exceptions.area if terms.exceptions else None)
    return tuple(area for area in both if area is not None)


def _values(found: Against, column: str) -> set[str]:
    values: list[Any] = found.rows[column].combine_chunks().unique().to_pylist()
    return {str(value).casefold() for value in values if value is not None}
