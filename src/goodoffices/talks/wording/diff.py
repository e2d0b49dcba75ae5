"""What changed from one version of a text to another, clause by clause.

Clauses are matched by their identity, never by likeness. A clause has moved when it is not among the most clauses that
kept their order (a longest increasing run); one whose number changed because others came or went has not.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import Match, SequenceMatcher
from enum import StrEnum
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from goodoffices.errors import TalksError
from goodoffices.talks.wording.clauses import Clause, Wording

__all__ = ["Change", "Piece", "State", "apply", "difference", "pieces", "tokens"]

_EFFORT = 3_000_000
"""Comparisons of two words that a difference may take: half a second. What is beyond it is shown as replaced whole."""

_SETTINGS = ("heading", "made_from", "issue", "option", "split_from", "freeze")
_JOINERS = "\u200c\u200d\u2019'_"  # they stand within words of Persian, Urdu, English


class State(StrEnum):
    """What became of a clause."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    ADDED = "added"
    SPLIT = "split"  # added, out of another clause
    REMOVED = "removed"


class _Effort:
    """What is left of it, for all clauses of a difference together."""

    def __init__(self) -> None:
        self.left = _EFFORT


class _Matcher(SequenceMatcher[str]):
    """Finds the longest runs of the same words while there is effort left; words that repeat cost more."""

    def __init__(self, one: list[str], other: list[str], effort: _Effort) -> None:
        super().__init__(str.isspace, one, other, autojunk=False)
        self.effort = effort

    def find_longest_match(self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None) -> Match:
        places = self.b2j
        self.effort.left -= sum(1 + len(places.get(word, ())) for word in self.a[alo:ahi])
        if self.effort.left < 0:
            return Match(alo, blo, 0)
        return super().find_longest_match(alo, ahi, blo, bhi)


@dataclass(frozen=True)
class Piece:
    """Some words that are the same, were removed, or were added."""

    kind: str  # same, removed, added
    words: str


@dataclass(frozen=True)
class Change:
    """One clause of either version. `pieces` by language; `settings`: what else changed, (before, after) by name."""

    id: str
    state: State
    number_before: str = ""
    number_after: str = ""
    moved: bool = False
    heading: bool = False
    pieces: Mapping[str, tuple[Piece, ...]] = field(default_factory=dict)
    settings: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)


def difference(old: Wording, new: Wording) -> tuple[Change, ...]:
    """The changes in the order of the new text; a removed clause stands after the one it followed."""
    before, after = {c.id: c for c in old.clauses}, {c.id: c for c in new.clauses}
    was, now = old.numbers(), new.numbers()
    effort = _Effort()
    stayed = _kept_order([c.id for c in old.clauses], [c.id for c in new.clauses])

    def change(key: str) -> Change:
        one, other = before.get(key), after.get(key)
        return Change(
            id=key,
            state=_state(one, other, before),
            number_before=was.get(key, ""),
            number_after=now.get(key, ""),
            moved=one is not None and other is not None and key not in stayed,
            heading=bool((other or one or Clause(key)).heading),
            pieces=_pieces_by_language(one, other, new, effort),
            settings=_settings(one, other),
        )

    return tuple(change(key) for key in _reading_order(list(before), list(after)))


def apply(changes: tuple[Change, ...], clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """The clauses after the changes. Raises TalksError when the changes are not from these clauses."""
    before = {clause.id: clause for clause in clauses}
    if set(before) != {change.id for change in changes if change.state not in {State.ADDED, State.SPLIT}}:
        raise TalksError.of(_("these changes are not from this text"))
    return tuple(
        _applied(change, before.get(change.id) or Clause(change.id))
        for change in changes
        if change.state is not State.REMOVED
    )


def _applied(change: Change, clause: Clause) -> Clause:
    words = dict(clause.words)
    if not set(words) <= set(change.pieces):
        raise TalksError.of(_("these changes are not from this text"))
    for language, parts in change.pieces.items():
        if "".join(part.words for part in parts if part.kind != "added") != words.get(language, ""):
            raise TalksError.of(_("these changes are not from this text"))
        words[language] = "".join(part.words for part in parts if part.kind != "removed")
    kept = {language: said for language, said in words.items() if said}
    return replace(clause, words=kept, **{name: after for name, (_, after) in change.settings.items()})


def _state(one: Clause | None, other: Clause | None, before: Mapping[str, Clause]) -> State:
    if other is None:
        return State.REMOVED
    if one is None:
        return State.SPLIT if other.split_from in before else State.ADDED
    return State.UNCHANGED if (one.words, one.heading) == (other.words, other.heading) else State.CHANGED


def _settings(one: Clause | None, other: Clause | None) -> dict[str, tuple[Any, Any]]:
    if other is None:
        return {}
    was = one or Clause(other.id)
    pairs = {name: (getattr(was, name), getattr(other, name)) for name in _SETTINGS}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _pieces_by_language(
    one: Clause | None, other: Clause | None, new: Wording, effort: _Effort
) -> dict[str, tuple[Piece, ...]]:
    was, now = one.words if one else {}, other.words if other else {}
    languages = [*new.languages, *sorted({*was, *now} - {*new.languages})]
    return {
        language: pieces(was.get(language, ""), now.get(language, ""), effort)
        for language in languages
        if language in was or language in now
    }


def _kept_order(old: list[str], new: list[str]) -> set[str]:
    """The most clauses of both that stand in the same order in both."""
    place = {key: at for at, key in enumerate(old)}
    common = [key for key in new if key in place]
    tails: list[int] = []  # for each length, the smallest place in which a run of that length ends
    ends: list[str] = []
    before: dict[str, str] = {}
    for key in common:
        at = bisect_left(tails, place[key])
        tails[at:] = [place[key], *tails[at + 1 :]]
        ends[at:] = [key, *ends[at + 1 :]]
        before[key] = ends[at - 1] if at else ""
    found: set[str] = set()
    key = ends[-1] if ends else ""
    while key:
        found.add(key)
        key = before[key]
    return found


def _reading_order(old: list[str], new: list[str]) -> Iterator[str]:
    """The new order, with each removed clause after the one before it in the old text."""
    kept = set(new)
    follow: dict[str, list[str]] = {}
    anchor = ""
    for key in old:
        if key in kept:
            anchor = key
        else:
            follow.setdefault(anchor, []).append(key)
    yield from follow.get("", [])
    for key in new:
        yield key
        yield from follow.get(key, [])


def tokens(words: str) -> list[str]:
    """Words, spaces and single signs. Vowel marks and joiners belong to their word, in Arabic as elsewhere."""

    def kind(sign: str) -> str:
        if sign.isalnum() or sign in _JOINERS or unicodedata.category(sign).startswith("M"):
            return "word"
        return "space" if sign.isspace() else "sign"

    found: list[str] = []
    for what, signs in groupby(words, kind):
        together = "".join(signs)
        found += together if what == "sign" else [together]
    return found


def pieces(old: str, new: str, effort: _Effort | None = None) -> tuple[Piece, ...]:
    """The difference of two wordings, word by word; a lone space between two changes is changed with them.

    Wordings that are too long to compare, or made of the same words over and over, are shown as replaced.
    """
    if old == new:
        return (Piece("same", old),) if old else ()
    one, other = tokens(old), tokens(new)
    steps: list[tuple[str, str, str]] = []  # (same, removed, added)
    for tag, a, b, c, d in _Matcher(one, other, effort or _Effort()).get_opcodes():
        was, now = "".join(one[a:b]), "".join(other[c:d])
        steps.append((was, "", "") if tag == "equal" else ("", was, now))
    joined: list[tuple[str, str, str]] = []
    for place, (same, was, now) in enumerate(steps):
        lone = same.isspace() and 0 < place < len(steps) - 1
        removed, added = (same, same) if lone else (was, now)
        if joined and not joined[-1][0] and (lone or not same):
            joined[-1] = ("", joined[-1][1] + removed, joined[-1][2] + added)
        else:
            joined.append((same, was, now))
    kinds = ("same", "removed", "added")
    return tuple(Piece(kind, said) for step in joined for kind, said in zip(kinds, step, strict=True) if said)
