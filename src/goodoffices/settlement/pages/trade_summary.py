"""What could be traded, on one screen, under the dossier's short names."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from goodoffices.dossier import Dossier
from goodoffices.settlement.pages.caution import caution_note
from goodoffices.settlement.pages.count_words import acceptable_words
from goodoffices.settlement.pages.stamp import named_by_hash, rounding_words
from goodoffices.settlement.pages.trade_words import (
    all_accept_words,
    better_words,
    doubt_words,
    filled,
    frontier_words,
    no_loss_words,
    pair_words,
    repair_words,
    sides,
    standing,
    telling,
)
from goodoffices.settlement.pages.uncertain_words import share
from goodoffices.settlement.trades import Change, Completions, Nearest, Package, Trades
from goodoffices.values import Block, Cell, Column, Definitions, Note, Paragraph, Section, Table, count, plural, signed

__all__ = ["trade_summary"]


def trade_summary(dossier: Dossier, trades: Trades) -> tuple[Section, ...]:
    """The start and the answer; the nearest packages better for all; single changes; two-issue trades; completions."""
    told = (better_words(trades), doubt_words(trades), frontier_words(trades), pair_words(trades))
    words = " ".join(filter(None, told))
    title = f"{trades.start.title} ({trades.start.name})" if trades.start.kind == "text" else trades.start.title
    finding = [Note(words, "finding")] if words else []
    blocks: tuple[Block, ...] = (
        _standing(dossier, trades),
        *finding,
        caution_note(dossier),
        *rounding_words(trades.settlement),
    )
    head = Section("start", f"Trades from: {title}", blocks)
    sections = [head]
    if trades.completions:
        sections.append(_completions(dossier, trades.completions))
    if trades.repairs:
        sections.append(
            _listed(dossier, trades, "acceptable", "Nearest packages that all could accept", trades.repairs)
        )
    if trades.better and trades.better.packages:
        sections.append(_listed(dossier, trades, "better", "Nearest packages better for all", trades.better))
    if further := _not_listed(trades):
        sections.append(_listed(dossier, trades, "frontier", "Further ones that cannot be bettered", further))
    if trades.single:
        sections.append(Section("single", "Single changes nobody loses by", (_changes(dossier, trades),)))
    if trades.pairs and trades.pairs.trades:
        sections.append(Section("pairs", "Two-issue trades", (_pairs(dossier, trades),)))
    return tuple(sections)


def _standing(dossier: Dossier, trades: Trades) -> Paragraph:
    return Paragraph(f"{named_by_hash(dossier)}. {standing(dossier, trades)} The middle of every interval is used.")


def _not_listed(trades: Trades) -> Nearest | None:
    """The nearest on the frontier without those that are already among the nearest."""
    if not trades.frontier or not trades.better:
        return None
    shown = [package.outcome.package for package in trades.better.packages]
    left = tuple(package for package in trades.frontier.packages if package.outcome.package not in shown)
    listed = len(trades.frontier.packages) - len(left)
    return dataclasses.replace(trades.frontier, packages=left, total=trades.frontier.total - listed) if left else None


def _listed(dossier: Dossier, trades: Trades, anchor: str, heading: str, nearest: Nearest) -> Section:
    """Packages by number: the clauses each changes, then what each party wins or loses by it."""
    packages = telling(trades, nearest.packages)
    words = [repair_words(nearest)] if nearest is trades.repairs else []
    if words and nearest.complete and not nearest.total:
        words.append("What would have to give: `goodoffices settle`.")
    if len(nearest.packages) < nearest.total or not nearest.complete:
        reach = "" if nearest.complete else f" with up to {plural(nearest.searched, 'changed clause')}"
        words.append(f"{count(len(nearest.packages))} of {count(nearest.total)} found{reach}.")
    if left := len(nearest.packages) - len(packages):
        words.append(
            f"{count(left)} not shown: another here gives everybody as much, and somebody more, for no more changes."
        )
    blocks: list[Block] = [Paragraph(" ".join(words))] if words else []
    if nearest.note:
        blocks.append(Note(f"{nearest.note[0].upper()}{nearest.note[1:]}.", "caution"))
    if packages:
        blocks.append(Definitions(tuple((str(n), _told(trades, p)) for n, p in enumerate(packages, 1))))
        blocks.append(_gains(dossier, packages))
    return Section(anchor, heading, tuple(blocks))


def _told(trades: Trades, package: Package) -> str:
    changes = "; ".join(f"{c.issue}: {c.before} → {c.after}" for c in package.changes) or "as it stands"
    if opened := filled(trades, package):
        changes += f"; of what is open {', '.join(f'{issue} {option}' for issue, option in opened.items())}"
    sure = {True: "cannot be bettered", False: "can be bettered", None: "not known whether it can be bettered"}
    verdict = sure[package.on_frontier] if package.acceptable else "not all could accept it"
    doubts = (no_loss_words(package.no_loss), all_accept_words(package.all_accept))
    return f"{changes} ({'; '.join(filter(None, (verdict, *doubts)))})."


def _gains(dossier: Dossier, packages: Sequence[Package]) -> Table:
    measured = all(package.difference for package in packages)
    caption = "Won against the start, in points of 100" if measured else "Gains over fallback, in points of 100"
    columns = (Column("Party"), *(Column(str(n), numeric=True) for n, _ in enumerate(packages, 1)))
    values = [package.difference if measured else package.outcome.gain for package in packages]
    rows = [(_name(dossier, party.id), *(_cell(value, party.id) for value in values)) for party in dossier.parties]
    return Table(caption, columns, tuple(rows))


def _name(dossier: Dossier, party: str) -> Cell:
    decides = next(p.role.decides for p in dossier.parties if p.id == party)
    return Cell(party if decides else f"{party} (o)")


def _observers(dossier: Dossier) -> str:
    return "" if all(party.role.decides for party in dossier.parties) else "; (o): an observer"


def _cell(values: Mapping[str, float], party: str) -> Cell:
    if party not in values:
        return Cell("–")
    shown = signed(values[party])
    return Cell(shown, tone="bad" if shown.startswith("\N{MINUS SIGN}") else "")


def _changes(dossier: Dossier, trades: Trades) -> Table:
    listed = trades.single or ()
    drawn = any(one.no_loss for one in listed)  # draws may have been made for other answers alone
    rows = [
        (
            *_clause(change),
            *_both(dossier, change),
            *([Cell(share(one.no_loss) if one.no_loss else "–")] if drawn else ()),
        )
        for one in listed
        for change in one.changes
    ]
    headings = ("Issue", "Now → then", "Wins", "Gives", *(["Nobody loses in"] if drawn else ()))
    columns = tuple(Column(name) for name in headings)
    return Table(f"In points of 100{_observers(dossier)}", columns, tuple(rows))


def _clause(change: Change) -> tuple[Cell, Cell]:
    return Cell(change.issue), Cell(f"{change.before} → {change.after}")


def _both(dossier: Dossier, change: Change) -> tuple[Cell, Cell]:
    wins, gives = sides(dossier, change.points)
    return Cell(wins), Cell(gives)


def _pairs(dossier: Dossier, trades: Trades) -> Table:
    rows: list[tuple[Cell, ...]] = []
    found = trades.pairs.trades if trades.pairs else ()
    for place, trade in enumerate(found, 1):
        first, second = ((*_clause(change), *_both(dossier, change)) for change in (trade.first, trade.second))
        rows += [(Cell(str(place)), *first), (Cell(""), *second)]
        if trade.interplay:
            wins, gives = sides(dossier, trade.interplay)
            rows.append((Cell(""), Cell("both"), Cell("interaction"), Cell(wins), Cell(gives)))
        wins, gives = sides(dossier, trade.difference)
        verdict = "together" if trade.acceptable else "together; not all could accept it"
        rows.append((Cell(""), Cell(verdict), Cell(no_loss_words(trade.no_loss)), Cell(wins), Cell(gives)))
    total = trades.pairs.total if trades.pairs else 0
    columns = tuple(Column(name) for name in ("No", "Issue", "Now → then", "Wins", "Gives"))
    return Table(f"{count(len(found))} of {count(total)}, in points of 100{_observers(dossier)}", columns, tuple(rows))


def _completions(dossier: Dossier, found: Completions) -> Section:
    counts = found.counts
    allowed = count(counts.allowed) if counts.allowed else "none"
    acceptable = "none" if counts.acceptable == 0 else acceptable_words(counts)
    words = (
        f"{plural(counts.all, 'package keeps', 'packages keep')} its clauses; {allowed} of them allowed, "
        f"{acceptable} acceptable to all who decide."
    )
    if found.frontier is not None and found.frontier > 1:
        words += f" {count(found.frontier)} of these cannot be bettered by another of them."
    if found.solutions is None:
        if counts.acceptable != 0:
            words += f" Fair ones: {found.how}."
        return Section("completions", "How it could be completed", (Paragraph(words),))
    named = [(solution.rule.replace("_", "–").title(), solution.outcome) for solution in found.solutions]
    columns = (Column("Issue"), *(Column(name) for name, _ in named))
    clauses = ((Cell(i.id), *(Cell(one.package[i.id]) for _, one in named)) for i in dossier.issues)
    gains = ((_name(dossier, p.id), *(_cell(one.gain, p.id) for _, one in named)) for p in dossier.parties)
    numeric = (Column("Party"), *(Column(name, numeric=True) for name, _ in named))
    blocks: list[Block] = [Paragraph(words), Table("Clauses of the completions", columns, tuple(clauses))]
    rows = tuple(gains)
    if found.effect:
        numeric = (*numeric, Column("Effect", numeric=True))
        rows = tuple((*row, _cell(found.effect, p.id)) for row, p in zip(rows, dossier.parties, strict=True))
        told = "Effect: the Nash package with the settled clauses less the Nash package without them."
        blocks += [Table("Gains over fallback, in points of 100", numeric, rows), Paragraph(told)]
    else:
        blocks.append(Table("Gains over fallback, in points of 100", numeric, rows))
    return Section("completions", "How it could be completed", tuple(blocks))
