"""What a person reads of which packages would hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goodoffices.stability.commitment import plain
from goodoffices.stability.inverse import Cheapest
from goodoffices.stability.peace.payable import Payable
from goodoffices.values import Block, Cell, Column, Note, Paragraph, Section, Table, plural, series

__all__ = ["payable_json", "payable_section"]

_SHOWN = 20


def payable_section(names: Sequence[str], found: Sequence[Payable], left: int = 0) -> Section:
    """The packages that hold or can be made to, in the order given; `names` says which each is, and `left` how many
    were not looked at."""
    kept = [(name, each) for name, each in zip(names, found, strict=True) if each.can_be_paid]
    holds = sum(each.holds for each in found)
    first = (
        f"Of {plural(len(found), 'package')} looked at {holds} would hold by themselves and {len(kept) - holds} more "
        f"with "
        "what guarantors can pay."
        if found
        else "There is no acceptable package to look at."
    )
    blocks: list[Block] = [Note(first, "finding")]
    if kept:
        blocks.append(_table(kept))
    if more := len(kept) - _SHOWN:
        blocks += [Paragraph(f"{plural(more, 'package')} more would hold.")] if more > 0 else []
    if left:
        blocks.append(
            Paragraph(f"{plural(left, 'package')} of the frontier {'was' if left == 1 else 'were'} not looked at.")
        )
    told = (
        "Hold means stable for all by SEQ in the model, with what the package is worth to each party put in for what "
        "the "
        "agreement is worth to it. What everything else is worth, and what levers do, is as the model's file says."
    )
    return Section("payable", "Packages that would hold", (*blocks, Paragraph(told)))


def _table(kept: Sequence[tuple[str, Payable]]) -> Table:
    rows = []
    for name, each in kept[:_SHOWN]:
        would = "; ".join(f"{maker} {plain(price)}" for maker, price in each.prices.items())
        rows.append((Cell(name), Cell(would or "nobody"), Cell(_with(each.levers), "good" if each.holds else "")))
    columns = (Column("Package"), Column("Who would break it, price of peace"), Column("What would do"))
    return Table("", columns, tuple(rows))


def _with(levers: Cheapest) -> str:
    best = levers.sets[0]
    if not best.levers:
        return "nothing needed"
    costs = "; ".join(f"{giver} {plain(cost)}" for giver, cost in best.costs.items())
    unit = f" {levers.levers.cost_unit}" if levers.levers.cost_unit else ""
    return f"{series([lever.called for lever in best.levers])} ({costs}{unit})"


def payable_json(packages: Sequence[Any], found: Sequence[Payable], left: int = 0) -> dict[str, Any]:
    """The same for programs; `packages` as they are to be told."""
    return {
        "not_looked_at": left,
        "packages": [
            {
                "package": package,
                "holds": each.holds,
                "payable": each.can_be_paid,
                "prices": dict(each.prices),
                "levers": [lever.id for lever in each.levers.sets[0].levers] if each.levers.sets else None,
                "costs": dict(each.levers.sets[0].costs) if each.levers.sets else None,
            }
            for package, each in zip(packages, found, strict=True)
        ],
    }
