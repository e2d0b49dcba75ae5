"""What is on record of candidates: rounds and mediations of one's own table, and data sets that name them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from goodoffices.dossier import Round
from goodoffices.hosting.model import Hosted, Hosts, Practical
from goodoffices.hosting.states import named_in
from goodoffices.hosting.store import Store, rows_of
from goodoffices.values import Period

__all__ = ["Named", "Records", "Tie", "practical_rows", "records", "ties"]


@dataclass(frozen=True)
class Named:
    """A ceasefire or an agreement of a data set that names the candidate as mediator or third party. `here`: in the
    conflict. To be named need not mean to have mediated: the document says."""

    candidate: str
    kind: str
    id: str
    day: str
    what: str
    here: bool


@dataclass(frozen=True)
class Records:
    """`hosted` from tables of one's own, `named` from data sets; `sets` are the data sets that were there."""

    hosted: tuple[Hosted, ...]
    named: tuple[Named, ...]
    sets: tuple[str, ...]

    def count(self, candidate: str, until: dt.date | None) -> int:
        """The candidate's rounds and mediations that began by a day."""
        own = [each for each in self.hosted if each.candidate == candidate]
        return sum(until is None or each.date.first <= until for each in own)


@dataclass(frozen=True)
class Tie:
    """What is on record between a candidate and a state. None: the file says nothing."""

    candidate: str
    state: str
    disputes: int | None
    pact: int | None
    border: int | None
    organisations: int | None


def records(hosts: Hosts, rounds: Sequence[Round], store: Store | None, candidates: Sequence[str]) -> Records:
    """The record of these candidates, first to last, with the rounds of the dossier that one of them hosted."""
    own = [each for each in (*hosts.record, *_hosted(rounds)) if each.candidate in candidates]
    named: list[Named] = []
    sets: list[str] = []
    if store:
        asked = "SELECT candidate, date, what, title, parties, ended, source FROM record"
        own += [Hosted(row[0], Period.parse(row[1]), *row[2:]) for row in rows_of(store, asked) if row[0] in candidates]
        here = set(hosts.conflict.states)
        for kind, rows in (("ceasefire", _ceasefires(store)), ("agreement", _agreements(store))):
            sets += [kind] if rows else []
            named += [
                Named(candidate, kind, name, day, what, bool(here & set(places)))
                for name, day, what, places, mediators in rows
                for candidate in candidates
                if candidate in mediators
            ]
    in_order = sorted(own, key=lambda each: (candidates.index(each.candidate), each.date.first))
    return Records(tuple(in_order), tuple(sorted(named, key=lambda each: (each.candidate, each.day))), tuple(sets))


def _hosted(rounds: Sequence[Round]) -> list[Hosted]:
    """Rounds of a dossier as part of a host's record; sources are those of the dossier."""
    return [
        Hosted(
            state,
            each.date,
            "round",
            each.title,
            ", ".join(each.came),
            "; ".join(each.agreed),
            f"the dossier: {each.judgement.source}" if each.judgement.source else "the dossier",
        )
        for each in rounds
        for state in named_in(each.host)
    ]


_Rows = list[tuple[str, str, str, tuple[str, ...], list[str]]]


def _ceasefires(store: Store) -> _Rows:
    rows = rows_of(store, "SELECT id, day, location, mediators FROM ceasefires")
    return [(name, day, location, named_in(location), mediators.split()) for name, day, location, mediators in rows]


def _agreements(store: Store) -> _Rows:
    rows = rows_of(store, "SELECT id, day, title, states, named FROM agreements")
    return [(name, day, title, tuple(states.split()), named.split()) for name, day, title, states, named in rows]


def practical_rows(hosts: Hosts, store: Store | None, candidates: Sequence[str]) -> tuple[Practical, ...]:
    """What a delegation must know, by candidate and topic."""
    found = [each for each in hosts.practical if each.candidate in candidates]
    if store:
        rows = rows_of(store, "SELECT candidate, topic, about, says, date, source FROM practical")
        found += [
            Practical(row[0], row[1], row[2], row[3], Period.parse(row[4]), row[5])
            for row in rows
            if row[0] in candidates
        ]
    return tuple(sorted(found, key=lambda each: (candidates.index(each.candidate), each.topic, each.date.first)))


def ties(store: Store | None, candidates: Sequence[str], states: Sequence[str]) -> tuple[Tie, ...]:
    """Ties between each candidate and each state; none at all where the store has no file of them.

    The published file has only pairs with a dispute, a pact or a border: of a pair that is not in it, where both
    states are, these three are none, and the shared organisations are not told.
    """
    rows = rows_of(store, "SELECT * FROM ties") if store else []
    known = {state for row in rows for state in row[:2]}
    by_pair = {frozenset(row[:2]): row[2:] for row in rows}
    return tuple(
        Tie(candidate, state, *by_pair.get(frozenset((candidate, state)), (0, 0, 0, None)))
        for candidate in candidates
        for state in states
        if candidate != state and {candidate, state} <= known
    )
