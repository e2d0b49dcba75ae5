"""The roll calls on a conflict, one by one: which they are by stated words, and how each state voted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Final

from goodoffices.hosting.model import Conflict, Hosts, RollCall
from goodoffices.hosting.store import Store, imports_of, rows_of

__all__ = ["Odd", "RollCalls", "odd_votes", "roll_calls", "runs"]

_TAIL: Final = re.compile(r"\s*:?\s*resolution / adopted by the General Assembly\s*$", re.IGNORECASE)
_NUMBER: Final = re.compile(r"(\d+)/(\w+)\s*$")
_FEWEST: Final = 3


@dataclass(frozen=True)
class Odd:
    """A vote of a state that is the opposite of all its other votes on the list: to be checked at the source."""

    state: str
    resolution: str
    vote: str
    others: str


@dataclass(frozen=True)
class RollCalls:
    """The list, first to last; `of` says where it is from, `missing` are resolutions that were named and not found."""

    calls: tuple[RollCall, ...]
    of: str
    missing: tuple[str, ...] = ()
    odd: tuple[Odd, ...] = ()
    counts: dict[str, dict[str, int]] = field(default_factory=dict, hash=False)


def roll_calls(hosts: Hosts, store: Store | None, states: Collection[str]) -> RollCalls:
    """Those of the store that fit `hosts.conflict`, and those that stand in the file and are not among them."""
    found = _stored(hosts.conflict, store, states) if store else []
    seen = {_number(call.resolution) for call in found}
    own = [call for call in hosts.roll_calls if _number(call.resolution) not in seen]
    calls = tuple(sorted((*found, *own), key=lambda call: (call.day, call.resolution)))
    there = {_number(call.resolution) for call in calls}
    missing = tuple(name for name in hosts.conflict.resolutions if _number(name) not in there)
    files = [each.file for each in imports_of(store) if each.kind in {"un-votes", "un-roll-calls"}] if store else []
    of = "; ".join([*(files if found else ()), *([hosts.file or "the file of hosts"] if own else ())])
    kept = tuple(_only(call, states) for call in calls)
    counts = {state: dict(Counter(call.votes[state] for call in kept if state in call.votes)) for state in states}
    return RollCalls(kept, of, missing, odd_votes(kept, states), counts)


def odd_votes(calls: Sequence[RollCall], states: Collection[str]) -> tuple[Odd, ...]:
    """Votes of yes where all the others (three at least) are no, or the other way round."""
    found = []
    for state in states:
        votes = [(call.resolution, call.votes[state]) for call in calls if state in call.votes]
        for resolution, vote in votes:
            others = {other for name, other in votes if name != resolution}
            if len(votes) > _FEWEST and len(others) == 1 and {vote, *others} == {"Y", "N"}:
                found.append(Odd(state, resolution, vote, others.pop()))
    return tuple(found)


def runs(calls: Sequence[RollCall], state: str) -> tuple[tuple[str, str, str, int], ...]:
    """The votes of a state in order of time, equal neighbours as one: vote, first day, last day, how many."""
    found: list[tuple[str, str, str, int]] = []
    for call in calls:
        vote = call.votes.get(state, "")
        if found and found[-1][0] == vote:
            found[-1] = (vote, found[-1][1], call.day, found[-1][3] + 1)
        else:
            found.append((vote, call.day, call.day, 1))
    return tuple(found)


def _only(call: RollCall, states: Collection[str]) -> RollCall:
    votes = {state: vote for state, vote in call.votes.items() if state in states}
    return RollCall(call.day, call.resolution, call.title, votes)


def _number(resolution: str) -> tuple[str, str]:
    """`A/RES/71/203`, `R/71/203` and `71/203` are one resolution."""
    match = _NUMBER.search(resolution)
    return (match[1], match[2].upper()) if match else ("", resolution.strip().upper())


def _stored(conflict: Conflict, store: Store, states: Collection[str]) -> list[RollCall]:
    named = {_number(name) for name in conflict.resolutions}
    asked = "SELECT rcid, day, resolution, title, about FROM calls ORDER BY day, rcid"
    kept = {
        row[0]: row
        for row in rows_of(store, asked)
        if _number(row[2]) in named or (_in_time(row[1], conflict) and _fits(f"{row[3]} {row[4]}", conflict))
    }
    votes: dict[int, dict[str, str]] = {rcid: {} for rcid in kept}
    asked = "SELECT rcid, state, vote FROM votes WHERE list_contains(?, rcid) AND list_contains(?, state)"
    for rcid, state, vote in rows_of(store, asked, (list(kept), sorted(states))):
        votes[rcid][state] = vote
    return [
        RollCall(day, resolution or "no number", _title(title, about, conflict), votes[rcid])
        for rcid, day, resolution, title, about in kept.values()
    ]


def _in_time(day: str, conflict: Conflict) -> bool:
    after = conflict.since is None or day >= conflict.since.first.isoformat()
    return after and (conflict.until is None or day <= conflict.until.last.isoformat())


def _fits(text: str, conflict: Conflict) -> bool:
    folded = text.casefold()
    return any(word.casefold() in folded for word in conflict.words) and not any(
        word.casefold() in folded for word in conflict.without
    )


def _title(title: str, about: str, conflict: Conflict) -> str:
    """The files put the title in one column in some sessions, in the other in others: that with the words in it."""
    for text in (title, about):
        if any(word.casefold() in text.casefold() for word in conflict.words):
            return _TAIL.sub("", text)
    return _TAIL.sub("", max(title, about, key=len))
