"""How to make it hold: the smallest changes of preference, and the cheapest guarantees, payments and sanctions."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from goodoffices.stability.commitment import plain
from goodoffices.stability.inverse import Changes, Cheapest, Lever, LeverSet, Willing, effects_of
from goodoffices.stability.peace.stand_sections import told
from goodoffices.stability.peace.study import PeaceStudy, stands_at
from goodoffices.stability.peace.words import (
    by_how_much,
    condition_in_words,
    maker_name,
    numbered,
    state_in_words,
)
from goodoffices.stability.price import Valued, ranked
from goodoffices.stability.solve import CALLED
from goodoffices.values import (
    Block,
    Cell,
    Column,
    Definitions,
    Listing,
    Note,
    Paragraph,
    Section,
    Table,
    plural,
    series,
)

__all__ = ["changes_section", "levers_section"]

_MOST_PAIRS = 12


def changes_section(study: PeaceStudy) -> Section:
    """Whose preferences would have to change, and how little is enough."""
    found = study.changes
    assert found is not None  # noqa: S101 - asked for
    blocks: list[Block] = [Note(_least(study, found), "finding")]
    for change in found.changes:
        name = maker_name(study.case, change.maker)
        pairs = [_pair(study, found, *pair) for pair in change.pairs[:_MOST_PAIRS]]
        if more := len(change.pairs) - len(pairs):
            pairs.append(f"and {plural(more, 'preference')} more")
        blocks += [
            Paragraph(f"{name} would have to give up {plural(len(change.pairs), 'preference')}:"),
            Listing(tuple(pairs)),
        ]
    told = (
        "Counted are the pairs of states of which one was preferred and no longer is; each change is of the order of "
        "one "
        "maker. It says how far the order is from one that would do, not how it could be brought about."
    )
    return Section("smallest-changes", "The smallest change of what they want", (*blocks, Paragraph(told)))


def _pair(study: PeaceStudy, found: Changes, preferred: int, other: int) -> str:
    def called(state: int) -> str:
        agreed = " (asked about)" if state == found.state else ""
        return f"{numbered(state)}{agreed}, {state_in_words(study.case, state)}"

    return f"that of {called(preferred)} to {called(other)}"


def _least(study: PeaceStudy, found: Changes) -> str:
    concept = CALLED[found.concept]
    if not found.pairs:
        return f"No change is needed: the state is stable for all by {concept}."
    who = series([maker_name(study.case, change.maker) for change in found.changes])
    start = f"{plural(found.pairs, 'preference')} of {who} would have to go for the state to be stable by {concept}."
    if found.how == "enclosed":
        return f"{start} Fewer may do, but no fewer than {found.least}: this is not proved to be the least."
    return f"{start} No smaller change does it: this is proved."


def levers_section(study: PeaceStudy) -> Section:
    """Which guarantees, payments and sanctions are enough, what they cost and whether they would be carried out."""
    found = study.cheapest
    assert found is not None  # noqa: S101 - asked for
    blocks: list[Block] = [Note(_best(study, found), "finding")]
    if found.sets and found.needed:
        blocks.append(_table(study, found))
        blocks += [Paragraph(_demand(study, found.sets[0])), *_credible(study, found.sets[0]), *_then(study, found)]
    blocks += [Paragraph(_proof(found)), _all_levers(study, found)]
    return Section("levers", "What guarantors could do", tuple(blocks))


def _best(study: PeaceStudy, found: Cheapest) -> str:
    if not found.needed:
        return "No lever is needed: the state is stable for all as it is."
    if not found.sets:
        names = series([maker.called for maker in study.case.model.makers if maker.id in found.left])
        return f"No set of levers within the budgets that was looked at is enough; {names} would still break it."
    best = found.sets[0]
    names = series([lever.called for lever in best.levers])
    cost = f", for {plain(best.total)} {found.levers.cost_unit}" if best.total is not None else ""
    least = "the cheapest" if best.total is not None else "the smallest"
    doubt = [each for each in best.willing if not each.would]
    tail = ""
    if doubt:
        givers = series(dict.fromkeys(_giver(study, each.lever) for each in doubt))
        tail = f" But as it stands {givers} would not carry out its part."
    return f"{names} would be enough: {least} set that is{cost}.{tail}"


def _giver(study: PeaceStudy, lever: Lever) -> str:
    return next((maker.called for maker in study.case.model.makers if maker.id == lever.by), lever.by)


def _costs(study: PeaceStudy, found: Cheapest, one: LeverSet) -> str:
    names = {maker.id: maker.called for maker in study.case.model.makers}
    unit = f" {found.levers.cost_unit}" if found.levers.cost_unit else ""
    told = []
    for giver, cost in one.costs.items():
        budget = found.levers.budgets.get(giver)
        of = f" of {plain(budget)}" if budget is not None else ""
        told.append(f"{names.get(giver, giver)} {plain(cost)}{of}{unit}")
    return "; ".join(told)


def _table(study: PeaceStudy, found: Cheapest) -> Table:
    rows = []
    for one in found.sets:
        refuse = dict.fromkeys(_giver(study, each.lever) for each in one.willing if not each.would)
        willing = (
            Cell(f"not by {series(refuse)}", "bad") if refuse else Cell("yes" if one.willing else "not in the model")
        )
        names = "; ".join(lever.called for lever in one.levers)
        rows.append((Cell(names), Cell(_costs(study, found, one)), willing))
    columns = (Column("Levers that are enough together"), Column("Who pays what"), Column("Would it be carried out"))
    return Table("Sets that are enough, none of which can spare a lever", columns, tuple(rows))


def _demand(study: PeaceStudy, one: LeverSet) -> str:
    told = []
    for lever in one.levers:
        verb = {"guarantee": "must stand by", "payment": "must pay", "sanction": "must be ready for"}[lever.kind]
        told.append(f"{_giver(study, lever)} {verb} “{lever.called}” whenever {condition_in_words(lever.when)} holds")
    return f"For the first of them {'; '.join(told)}."


def _credible(study: PeaceStudy, one: LeverSet) -> list[Block]:
    """What each giver that is a maker would gain or lose by carrying its part out."""
    case, worths = study.case, study.given.worths

    def line(each: Willing) -> str:
        giver = case.graph.makers.index(each.lever.by)
        change = by_how_much(worths, case, giver, abs(each.gain))
        at = f"in {numbered(each.state)}, {state_in_words(case, each.state)}"
        if each.would:
            gains = f"gains {change} by it" if each.gain else "neither gains nor loses by it"
            return f"{_giver(study, each.lever)} would carry out “{each.lever.called}” {at}: it {gains}."
        loses = f"would lose {change} by it" if each.gain else "would gain nothing by it"
        return (
            f"{_giver(study, each.lever)} would not carry out “{each.lever.called}” {at}: it {loses}. Nobody need "
            f"believe it."
        )

    return [Listing(tuple(line(each) for each in one.willing))] if one.willing else []


def _then(study: PeaceStudy, found: Cheapest) -> list[Block]:
    """Where those stand, with the first set, who would break it now."""
    case = study.case
    value = study.given.worths.value.copy()
    used = {lever.id for lever in found.sets[0].levers}
    for lever, effect in zip(found.levers.levers, effects_of(case, found.levers), strict=True):
        value += effect if lever.id in used else 0.0
    levels = ranked(value)
    after = Valued(
        replace(case, graph=replace(case.graph, levels=levels, bands=np.zeros_like(levels))),
        replace(study.given.worths, value=value),
    )
    spoilers = {stand.maker for stand in study.spoilers}
    then = [stand for stand in stands_at(after, study.asked.state) if stand.maker in spoilers]
    items = tuple((maker_name(case, stand.maker), told(after, stand)) for stand in then)
    return [Paragraph("With these:"), Definitions(items)]


def _proof(found: Cheapest) -> str:
    if not found.needed:
        return ""
    by = "cost" if found.levers.cost_unit else "size"
    start = f"Sets were tried in ascending order of {by}: {found.checked:,} of {found.all_sets:,}."
    if found.bound is None:
        return f"{start} All others exceed a budget or hold one of those above, so nothing is missed."
    unit = f" {found.levers.cost_unit}" if found.levers.cost_unit else " levers"
    if found.sets:
        return (
            f"{start} The first is proved to be the least; others of {plain(found.bound)}{unit} or more were not "
            f"looked at."
        )
    return f"{start} Those of {plain(found.bound)}{unit} or more were not looked at."


def _all_levers(study: PeaceStudy, found: Cheapest) -> Table:
    rows = []
    names = {maker.id: maker.called for maker in study.case.model.makers}
    for lever in found.levers.levers:
        does = "; ".join(
            f"{names[maker]} {worth:+g}".replace("-", "\N{MINUS SIGN}") for maker, worth in lever.worth.items()
        )
        unit = f" {found.levers.cost_unit}" if found.levers.cost_unit else ""
        source = "; ".join(part for part in (lever.judgement.source, lever.judgement.note) if part)
        cells = (lever.called, lever.kind, _giver(study, lever), f"{plain(lever.cost)}{unit}")
        rows.append((*map(Cell, cells), Cell(condition_in_words(lever.when)), Cell(does), Cell(source)))
    columns = (Column("Lever"), Column("Kind"), Column("By"), Column("Cost", numeric=True))
    more = (Column("When"), Column("Changes worth by"), Column("Source, note"))
    return Table("All levers of the file", (*columns, *more), tuple(rows))
