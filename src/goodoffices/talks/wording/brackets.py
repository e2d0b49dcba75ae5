"""Square brackets: disputed words. `[words]`, with alternatives `[these / those]`, one within the other if need be.

Alternatives are parted by a stroke with a space on either side, so that "and/or" stays one word. An alternative may be
empty: `[these / ]` means these words or none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from goodoffices.errors import TalksError, Where

__all__ = ["Bracket", "brackets", "outside", "parse", "resolve", "same_shape"]

_DEEPEST = 20
"""Brackets one within the other; nobody reads more."""

_SIGNS = re.compile(r"[\[\]]|(?<=\s)/(?=\s)")


@dataclass(frozen=True)
class Bracket:
    """Disputed words. `start` and `end` are places in the clause's words, the bracket signs included."""

    start: int
    end: int
    words: str  # with the bracket signs
    alternatives: tuple[tuple[str | Bracket, ...], ...]
    readings: tuple[str, ...]  # the alternatives as they are written


def parse(words: str) -> tuple[str | Bracket, ...]:
    """Plain words and brackets in order. Raises TalksError, with the place, for brackets that do not pair, and for more
    than twenty one within the other.
    """
    parts, end = _parts(words, 0, None, 0)
    if end < len(words):
        raise _wrong(words, end, _("a bracket is closed here that was not opened"))
    return parts[0][0]


def _parts(
    words: str, start: int, opened: int | None, depth: int
) -> tuple[list[tuple[tuple[str | Bracket, ...], str]], int]:
    """The alternatives from `start` to the sign that closes them, each with its words; and where that sign stands."""
    found: list[tuple[tuple[str | Bracket, ...], str]] = []
    parts: list[str | Bracket] = []
    plain = first = place = start
    while sign := _SIGNS.search(words, place):
        at = sign.start()
        if sign.group() == "/" and opened is None:
            place = at + 1
            continue
        if at > plain:
            parts.append(words[plain:at])
        if sign.group() == "[":
            bracket = _bracket(words, at, depth + 1)
            parts.append(bracket)
            plain = place = bracket.end
            continue
        found.append((tuple(parts), words[first:at].strip()))
        if sign.group() == "]":
            return found, at
        parts, first = [], at + 1
        plain = place = first
    if opened is not None:
        raise _wrong(words, opened, _("a bracket is opened here that is never closed"))
    if len(words) > plain:
        parts.append(words[plain:])
    return [*found, (tuple(parts), words[first:].strip())], len(words)


def _bracket(words: str, at: int, depth: int) -> Bracket:
    if depth > _DEEPEST:
        raise _wrong(words, at, _("this bracket is within %(most)d others") % {"most": _DEEPEST})
    alternatives, closed = _parts(words, at + 1, at, depth)
    readings = tuple(reading for _parts, reading in alternatives)
    if not any(readings):
        raise _wrong(words, at, _("there is nothing in this bracket"))
    return Bracket(at, closed + 1, words[at : closed + 1], tuple(parts for parts, _reading in alternatives), readings)


def _wrong(words: str, at: int, what: str) -> TalksError:
    line = words.count("\n", 0, at) + 1
    column = at - (words.rfind("\n", 0, at) + 1) + 1
    near = words[max(0, at - 15) : at + 20].replace("\n", " ")
    return TalksError.of(
        _("%(what)s (near “%(near)s”)") % {"what": what, "near": near},
        Where(line=line, column=column),
        _("each [ needs its ]; write alternatives as [these words / those words]"),
    )


def brackets(words: str) -> list[Bracket]:
    """All brackets in the order in which they open, those within others included."""

    def walk(parts: tuple[str | Bracket, ...]) -> Iterator[Bracket]:
        for part in parts:
            if isinstance(part, Bracket):
                yield part
                for alternative in part.alternatives:
                    yield from walk(alternative)

    return list(walk(parse(words)))


def same_shape(one: str, other: str) -> bool:
    """Whether two wordings have the same brackets with as many alternatives each, so that a choice means the same."""
    return [len(bracket.readings) for bracket in brackets(one)] == [len(found.readings) for found in brackets(other)]


def resolve(words: str, bracket: int, chosen: str) -> str:
    """The words with a bracket (counted from 0, as they open) replaced; nothing in its place leaves no gap."""
    found = brackets(words)
    if not 0 <= bracket < len(found):
        raise TalksError.of(_("there is no such bracket any more"), remedy=_("look at the clause as it stands now"))
    before, after = words[: found[bracket].start], words[found[bracket].end :]
    if not chosen and before[-1:] in {" ", "\u00a0"} and (not after or not after[0].isalnum()):
        before = before[:-1]
    resolved = before + chosen + after
    parse(resolved)
    return resolved


def outside(words: str) -> str:
    """The words that nobody disputes: what is left when all brackets are taken out."""
    return "".join(part for part in parse(words) if isinstance(part, str))
