"""The clauses of parties and of groups left out: whether an event is between those bound.

A side may be a coalition, written as names with commas between them. Names are compared letter by letter, but for
capitals: a group under another name is not one of those bound until the terms say so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from goodoffices.ceasefire.incidents.judgement import Judge, Judgement
from goodoffices.ceasefire.terms import Terms
from goodoffices.values import series

__all__ = ["ACTOR_COLUMNS", "group_judge", "members", "names_in_terms", "party_judge"]

ACTOR_COLUMNS: Final = ("actor_a", "actor_b", "dyad", "dyad_id")
_CIVILIANS: Final = "civilians"


def names_in_terms(terms: Terms) -> dict[str, str]:
    """Every name of an actor that the terms know, in small letters, with its party or `not covered`."""
    groups = terms.exceptions.groups if terms.exceptions else ()
    found = {name.casefold(): "" for group in groups for name in group.actors}
    return found | {name.casefold(): party.id for party in terms.parties for name in party.actors}


def members(name: str, known: Mapping[str, Any]) -> tuple[str, ...]:
    """Those who make up a side: one, or several where it is a coalition whose whole name is not known itself."""
    if name.casefold() in known:
        return (name,)
    return tuple(part.strip() for part in name.split(", ") if part.strip())


@dataclass(frozen=True)
class _Side:
    """One side of an event: which of its members are bound (with the party), and which are not."""

    name: str
    bound: tuple[tuple[str, str], ...] = ()
    others: tuple[str, ...] = ()

    @property
    def is_told(self) -> bool:
        return bool(self.name)

    @property
    def is_civilian(self) -> bool:
        return self.name.casefold() == _CIVILIANS or self.name.casefold().startswith(f"{_CIVILIANS} (")


def party_judge(terms: Terms) -> Judge:
    """Judges an event by its two sides: both bound, or one bound and the other civilians."""
    known = {name: party for name, party in names_in_terms(terms).items() if party}
    dyads = {name.casefold() for name in terms.dyads}
    nameless = [party.name or party.id for party in terms.parties if not party.actors]

    def side(name: str | None) -> _Side:
        parts = members(name or "", known)
        bound = tuple((part, known[part.casefold()]) for part in parts if part.casefold() in known)
        return _Side(name or "", bound, tuple(part for part in parts if part.casefold() not in known))

    def judge(row: Mapping[str, Any]) -> Judgement:
        if any((row[key] or "").casefold() in dyads for key in ("dyad", "dyad_id") if row[key]):
            return Judgement("inside", f"the dyad {row['dyad'] or row['dyad_id']} is named in the terms")
        if not known and not dyads:
            return Judgement("unclear", "it is not known which names in event data stand for those bound")
        one, other = side(row["actor_a"]), side(row["actor_b"])
        found = _between(one, other)
        if found.fit == "outside" and nameless and (one.bound or other.bound or not known):
            return Judgement("unclear", f"{found.why}; names of {series(nameless, 'or')} in event data are not told")
        return found

    return judge


def _between(one: _Side, other: _Side) -> Judgement:
    for side in (one, other):
        if side.is_told and not side.bound and not side.is_civilian:
            return Judgement("outside", f"{side.name} is no party")
    untold = [side for side in (one, other) if not side.is_told]
    if untold:
        named = one.name or other.name
        return Judgement("unclear", f"only {named} is named" if named else "no actor is named")
    if one.is_civilian and other.is_civilian:
        return Judgement("outside", "no party is named")
    for side in (one, other):
        if side.others and not side.is_civilian:
            bound = series(name for name, _ in side.bound)
            return Judgement("unclear", f"a coalition: {bound} bound, {series(side.others)} not")
    if one.is_civilian or other.is_civilian:
        return Judgement("inside", f"{(other if one.is_civilian else one).name}, which is bound, and civilians")
    parties = {party for side in (one, other) for _, party in side.bound}
    if len(parties) == 1:
        return Judgement("unclear", f"both sides stand for one party, {next(iter(parties))}")
    return Judgement("inside", f"between {one.name} and {other.name}, both bound")


def group_judge(terms: Terms) -> Judge:
    """Judges an event by the groups that the ceasefire does not cover."""
    groups = terms.exceptions.groups if terms.exceptions else ()
    left_out = {name.casefold(): group.name for group in groups for name in group.actors}

    def judge(row: Mapping[str, Any]) -> Judgement:
        if terms.exceptions is None:
            return Judgement("unclear", "it is not known what is left out")
        for name in (row["actor_a"] or "", row["actor_b"] or ""):
            parts = members(name, left_out)
            out = [part for part in parts if part.casefold() in left_out]
            if out and len(out) == len(parts):
                return Judgement("outside", f"{left_out[out[0].casefold()]} is not covered")
            if out:
                return Judgement("unclear", f"a coalition in which {series(out)} is not covered")
        return Judgement("inside", "no exception is seen")

    return judge
