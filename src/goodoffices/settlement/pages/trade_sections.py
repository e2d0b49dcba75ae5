"""What a mediator reads of what could be traded from the latest whole text on record; the lists in an annex."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from goodoffices.dossier import Dossier, Issue
from goodoffices.settlement.pages.trade_words import (
    all_accept_words,
    better_words,
    doubt_words,
    filled,
    frontier_words,
    labels,
    no_loss_words,
    pair_words,
    repair_words,
    sides,
    standing,
    telling,
)
from goodoffices.settlement.trades import Change, Nearest, Package, Trades, TwoIssueTrade
from goodoffices.values import Block, Cell, Column, Note, Paragraph, Section, Table, count, plural

__all__ = ["trade_sections"]

SHOWN = 1
"""Packages, and trades that are not among them, shown in the section; the annex has all that are listed."""

_ORDER = (
    "Fewest changed clauses first; of equals, the most parties better off, then the larger product of the points these "
    "win. A package is left out where another here gives everybody as much, and somebody more, for no more changes. "
    "Points of a clause are those of this change alone. What looks like a trade here rests on the same judgements "
    "as all points."
)


def trade_sections(dossier: Dossier, trades: Trades | None) -> tuple[Section, ...]:
    """The section and its annex; nothing when there is nothing to start from (None), or when trades start from a
    rule's package, which can seldom be bettered, and there is indeed nothing better."""
    if trades is None or (trades.start.kind == "rule" and not (trades.better and trades.better.packages)):
        return ()
    nearest = _tables(dossier, trades, SHOWN)
    words = [f"From: {trades.start.title}.", standing(dossier, trades), better_words(trades), doubt_words(trades)]
    # Where the start is acceptable, the section on texts has said it.
    words += [pair_words(trades)] if trades.start.acceptable else [frontier_words(trades), pair_words(trades)]
    told = Paragraph(" ".join(filter(None, words)), see="trade-lists" if nearest else "")
    body = Section("trades", "What could be traded", (told, *_repairs(dossier, trades, SHOWN), *nearest))
    if not nearest:
        return (body,)
    lists = (Paragraph(_ORDER), *_repairs(dossier, trades, trades.limit), *_tables(dossier, trades, trades.limit))
    notes = tuple(
        Note(f"{found.note[0].upper()}{found.note[1:]}.", "caution")
        for found in (trades.repairs, trades.better, trades.frontier)
        if found and found.note
    )
    return body, Section("trade-lists", "Packages better for all, and trades", (*lists, *notes), annex=True)


def _tables(dossier: Dossier, trades: Trades, most: int) -> tuple[Block, ...]:
    """The nearest packages better for all; then, of the other lists, what does not stand there already."""
    if trades.better is None or trades.single is None or trades.pairs is None:
        return ()
    shown = list(telling(trades, trades.better.packages)[:most])
    tables = [_table(dossier, _caption("Nearest packages better for all", trades.better, shown), shown, trades)]
    frontier = trades.frontier.packages if trades.frontier else ()
    if most == SHOWN and any(package.on_frontier for package in shown):
        frontier = ()
    for told, packages in (
        ("Nearest of those that cannot be bettered", frontier),
        ("Single changes nobody loses by", trades.single),
        ("Two-issue trades", tuple(map(_as_package, trades.pairs.trades))),
    ):
        known = [package.outcome.package for package in shown]
        further = [package for package in packages[:most] if package.outcome.package not in known]
        caption = f"{told} (those above left out)" if len(further) < len(packages[:most]) else told
        tables.append(_table(dossier, f"{caption}, in points of 100", further, trades))
        shown += further
    return tuple(table for table in tables if table.rows)


def _as_package(trade: TwoIssueTrade) -> Package:
    changes = (trade.first, trade.second)
    return Package(changes, trade.outcome, trade.difference, trade.acceptable, trade.on_frontier, trade.no_loss)


def _caption(told: str, nearest: Nearest, shown: Sequence[Package]) -> str:
    of = f"{count(len(shown))} of {count(nearest.total)}"
    if not nearest.complete:
        of += f" with up to {plural(nearest.searched, 'changed clause')}"
    return f"{told} ({of}), in points of 100"


def _repairs(dossier: Dossier, trades: Trades, most: int) -> tuple[Block, ...]:
    if not trades.repairs:
        return ()
    words = Paragraph(repair_words(trades.repairs))
    shown = telling(trades, trades.repairs.packages)[:most]
    caption = _caption("Nearest packages that all could accept", trades.repairs, shown)
    table = _table(dossier, caption, shown, trades)
    return (words, table) if table.rows else (words,)


def _table(dossier: Dossier, caption: str, packages: Sequence[Package], trades: Trades) -> Table:
    headings = ("Clause", "Now", "Then", "Wins by it", "Gives for it")
    issues, options = {issue.id: issue for issue in dossier.issues}, labels(dossier)
    rows: list[tuple[Cell, ...]] = []
    for place, package in enumerate(packages, 1):
        rows += [_row(dossier, place, change, issues[change.issue], options) for change in package.changes]
        for issue, option in filled(trades, package).items():
            named = Cell(f"{place} · {issues[issue].ask}", title=issue)
            rows.append((named, Cell("open"), Cell(options[issue, option]), Cell("–"), Cell("–")))
        wins, gives = sides(dossier, package.difference) if package.difference else ("–", "–")
        verdict = _verdict(package, is_trade=_is_trade(trades, package))
        rows.append((Cell(f"{place} · {verdict}"), Cell("–"), Cell("–"), Cell(wins), Cell(gives)))
    return Table(caption, tuple(Column(heading) for heading in headings), tuple(rows))


def _row(
    dossier: Dossier, place: int, change: Change, issue: Issue, options: Mapping[tuple[str, str], str]
) -> tuple[Cell, ...]:
    wins, gives = sides(dossier, change.points)
    now, then = options[issue.id, change.before], options[issue.id, change.after]
    return Cell(f"{place} · {issue.ask}", title=issue.id), Cell(now), Cell(then), Cell(wins), Cell(gives)


def _is_trade(trades: Trades, package: Package) -> bool:
    """Whether a package is reached by a two-issue trade, by its definition."""
    deciding = trades.settlement.deciding
    if not package.difference:
        return False
    costly = [any(change.points.get(party, 0.0) < 0 for party in deciding) for change in package.changes]
    nobody_loses = all(package.difference[party] >= 0 for party in deciding)
    return costly == [True, True] and nobody_loses and any(package.difference[party] > 0 for party in deciding)


def _verdict(package: Package, *, is_trade: bool) -> str:
    words = "Together" if len(package.changes) > 1 else "In all"
    parts = ["a two-issue trade"] if is_trade else []
    if not package.acceptable:
        parts.append("not all could accept it")
    elif package.on_frontier:
        parts.append("cannot be bettered")
    elif package.on_frontier is None:
        parts.append("not known whether it can be bettered")
    parts += filter(None, [no_loss_words(package.no_loss), all_accept_words(package.all_accept)])
    return f"{words}: {', '.join(parts)}" if parts else words
