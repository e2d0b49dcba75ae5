"""What blocks before and after, where nothing is acceptable in one reading or in both; on one screen."""

from __future__ import annotations

from collections.abc import Mapping

from goodoffices.settlement.pages.blocker_words import points_down
from goodoffices.settlement.pages.text_sections import NOISE
from goodoffices.settlement.trades import Blocked, Difference
from goodoffices.values import Block, Cell, Column, Paragraph, Section, Table, plural, series, signed

__all__ = ["blocked_section", "blocked_words"]

SHOWN = 10
"""Sets shown; more are counted."""

Key = tuple[str, str, str, str, str]
Set = frozenset[Key]


def blocked_words(difference: Difference) -> str:
    """What blocks before and after, in a sentence; empty where neither is known to be blocked."""
    before, after = difference.blocked_before, difference.blocked_after
    if before is None and after is None:
        return ""
    if after is None:
        return f"To open the way it would have taken: {_smallest(before)}."
    if before is None:
        return f"To open the way it would now take: {_smallest(after)}."
    one, other = _smallest(before), _smallest(after)
    if one == other:
        return f"The smallest set that would open the way is the same: {one}."
    return f"The smallest set that would open the way, before: {one}; after: {other}."


def blocked_section(difference: Difference) -> tuple[Section, ...]:
    """The minimal sets and the distances of the fallbacks in both readings; nothing where something is acceptable in
    both."""
    known = [
        (name, blocked)
        for name, blocked in (("Before", difference.blocked_before), ("After", difference.blocked_after))
        if blocked is not None
    ]
    if not known:
        return ()
    sets = list(dict.fromkeys(one for _, blocked in known for one in blocked.sets))
    blocks: list[Block] = []
    if sets:
        rows = tuple(
            (Cell("; ".join(map(_name, sorted(one)))), *(Cell(_opens(blocked, one)) for _, blocked in known))
            for one in sets[:SHOWN]
        )
        columns = (Column("Would have to give"), *(Column(name) for name, _ in known))
        told = "Minimal sets: each opens the way when all of it is given up; fallbacks come down by points"
        blocks.append(Table(told, columns, rows))
        if len(sets) > SHOWN:
            blocks.append(Paragraph(f"{plural(len(sets) - SHOWN, 'more set')} in the JSON."))
    blocks += [Paragraph(words) for words in _limits(known)]
    blocks += _gaps(known)
    return (Section("blockers", "What blocks an agreement", tuple(blocks)),) if blocks else ()


def _smallest(blocked: Blocked | None) -> str:
    sets = blocked.sets if blocked else {}
    if not sets:
        return "not known (the search did not finish)"
    first, short = next(iter(sets.items()))
    alike = sum(len(one) == len(first) for one in sets) - 1
    words = series(_name(key) + _down(short, key) for key in sorted(first))
    return f"{words} (or {plural(alike, 'other set')} as small)" if alike else words


def _name(key: Key) -> str:
    """A blocker in the dossier's short names, a linkage by its text: its number may differ between the readings."""
    kind, party, issue, option, text = key
    if kind == "red line":
        return f"{party}'s red line {issue}={option}"
    return f"the linkage {text}" if kind == "linkage" else f"{party}'s fallback"


def _down(short: Mapping[str, float], key: Key) -> str:
    kind, party, *_ = key
    return f" (down by {points_down(short[party])} points)" if kind == "fallback" else ""


def _opens(blocked: Blocked, one: Set) -> str:
    if one not in blocked.sets:
        return "–" if blocked.found.complete else "not listed"
    told = [f"{party} down {points_down(points)}" for party, points in blocked.sets[one].items()]
    return ", ".join(told) or "opens the way"


def _limits(known: list[tuple[str, Blocked]]) -> list[str]:
    return [
        f"{name}: the search ended at {blocked.found.stopped}; the list is not complete."
        for name, blocked in known
        if not blocked.found.complete
    ]


def _gaps(known: list[tuple[str, Blocked]]) -> list[Block]:
    """How far each fallback is by itself, and all alike, in each reading that is blocked."""
    rows: list[tuple[Cell, ...]] = []
    for party in dict.fromkeys(party for _, blocked in known for party in blocked.gaps):
        gaps = [blocked.gaps.get(party) for _, blocked in known]
        if any(gap is not None for gap in gaps):
            rows.append((Cell(f"{party} alone"), *_numbers(gaps)))
    alike = [None if blocked.found.equal is None else -blocked.found.equal for _, blocked in known]
    if any(equal is not None for equal in alike):
        rows.append((Cell("all alike"), *_numbers(alike)))
    headings = [name for name, _ in known] + (["Difference"] if len(known) > 1 else [])
    columns = (Column("Fallback"), *(Column(name, numeric=True) for name in headings))
    return [Table("How far fallbacks are from opening the way, in points", columns, tuple(rows))] if rows else []


def _numbers(values: list[float | None]) -> tuple[Cell, ...]:
    cells = [Cell("–" if value is None else signed(value)) for value in values]
    if len(values) == 1:
        return tuple(cells)
    before, after = values
    moved = None if before is None or after is None else after - before
    bad = moved is not None and moved < -NOISE
    return (*cells, Cell("–" if moved is None else signed(moved), tone="bad" if bad else ""))
