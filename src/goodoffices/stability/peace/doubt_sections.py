"""How often it would hold, and which judgement to ask about next."""

from __future__ import annotations

from goodoffices.stability.commitment import percent
from goodoffices.stability.peace.study import PeaceStudy
from goodoffices.stability.peace.words import maker_name
from goodoffices.stability.solve import CALLED
from goodoffices.values import Block, Cell, Chance, Column, Note, Paragraph, Section, Table, count

__all__ = ["chance_section"]

_SHOWN = 8


def chance_section(study: PeaceStudy) -> Section:
    """The share of draws in which it holds, for all and for each, and what it hangs on."""
    found = study.holding
    assert found is not None  # noqa: S101 - asked for
    heading = "How sure is that"
    if not found.open:
        holds = "is stable" if found.all.hits else "is not stable"
        told = (
            f"The file states every preference as certain, so nothing was drawn: the state {holds}. Mark what is not "
            f"known "
            "(`perhaps`, `?`), write worths as intervals, or say under `chance` how unsure the judge of an order is."
        )
        return Section("how-sure", heading, (Note(told),))
    concept = CALLED[found.asked.concept]
    first = found.matters[0]
    ask = ""
    if first.decides >= 0.01:  # noqa: PLR2004 - a hundredth of the doubt
        name = _called(study, first.maker)
        so, otherwise = percent(first.told.share), percent(first.other.share)
        ask = f" Ask next about {name}: it holds in {so} if {first.as_told}, in {otherwise} otherwise."
    blocks: list[Block] = [
        Note(
            f"It is stable for all by {concept} in {_share(found.all)} of {count(found.all.draws)} draws.{ask}",
            "finding",
        ),
        Paragraph(
            "Drawn is what the file leaves open. The range says how well the draws show that share, not whether the "
            "file is "
            "right; this is no forecast."
        ),
        _by_maker(study),
        _matters(study),
    ]
    return Section("how-sure", heading, tuple(blocks))


def _called(study: PeaceStudy, maker: str) -> str:
    return maker_name(study.case, study.case.graph.makers.index(maker))


def _share(found: Chance) -> str:
    return f"{percent(found.share)} ({percent(found.low)} to {percent(found.high)})"


def _by_maker(study: PeaceStudy) -> Table:
    assert study.holding is not None  # noqa: S101 - asked for
    rows = tuple(
        (Cell(maker_name(study.case, maker)), Cell(_share(share))) for maker, share in enumerate(study.holding.by_maker)
    )
    return Table("For whom it is stable, and how often", (Column("Who"), Column("Share of draws", numeric=True)), rows)


def _matters(study: PeaceStudy) -> Table:
    assert study.holding is not None  # noqa: S101 - asked for
    rows = []
    for each in study.holding.matters[:_SHOWN]:
        told = Cell(_called(study, each.maker)), Cell(f"{each.as_told}; or {each.otherwise}")
        rows.append((*told, Cell(_share(each.told)), Cell(_share(each.other)), Cell(percent(each.decides))))
    columns = (Column("Whose"), Column("What is not known"), Column("Holds if so", numeric=True))
    more = (Column("Holds otherwise", numeric=True), Column("Of the doubt", numeric=True))
    left = len(study.holding.matters) - len(rows)
    caption = "What it hangs on" + (f" ({left} more decide less)" if left > 0 else "")
    return Table(caption, (*columns, *more), tuple(rows))
