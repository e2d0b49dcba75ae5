"""What stands behind the answer: the unknown, strength, ways from the status quo, coalitions."""

from __future__ import annotations

from goodoffices.stability.pages.studied import Study
from goodoffices.stability.pages.wording import SHORT, YES, state_words, way_words
from goodoffices.stability.solve import CONCEPTS, KINDS, CoalitionStudy
from goodoffices.values import Block, Cell, Column, Definitions, Listing, Paragraph, Section, Table, plural, series

__all__ = ["coalition_section", "strength_section", "unknown_section", "ways_section"]

_MOST_ROWS = 40


def unknown_section(study: Study) -> Section | None:
    """What holds whatever the unknown turns out to be, and what holds only for some answers to it."""
    found = study.standing
    if found is None:
        return None
    unknown = [
        f"{maker.called}: {each.text}"
        for maker in study.model.makers
        for each in study.model.preference(maker.id).statements
        if each.unknown
    ]
    joined = [m.called for m in study.model.makers if any(r.then == "?" for r in study.model.preference(m.id).order)]
    unknown += [f"{name}: the order of states joined by `?`" for name in joined]
    told = f"Unknown is the following. It can be completed in {plural(found.completions, 'way')}; each was solved."
    columns = (Column("State"), Column("What is taken"), *(Column(SHORT[concept]) for concept in CONCEPTS))
    every = sorted(set().union(*found.equilibria_under_some.values()))
    rows = []
    for state in every[:_MOST_ROWS]:
        cells = []
        for concept in CONCEPTS:
            in_all, in_some = found.equilibria_under_all[concept], found.equilibria_under_some[concept]
            cells.append(Cell("all", "good") if state in in_all else Cell("some" if state in in_some else "", "quiet"))
        rows.append((Cell(str(state + 1)), Cell(state_words(study.conflict, state)), *cells))
    blocks: list[Block] = [Paragraph(told), Listing(tuple(unknown))]
    blocks.append(Table("Holds for everybody under all completions, or under some", columns, tuple(rows)))
    asked = "Elsewhere on this page the unknown counts for nothing: as if nobody cared."
    return Section("unknown", "What is not known", (*blocks, Paragraph(asked)))


def strength_section(study: Study) -> Section | None:
    """Which states are held by what would be much worse."""
    solution = study.solution
    if not solution.strongly:
        return None
    items = []
    for concept in CONCEPTS[1:]:
        strong = set(solution.equilibria(concept, strongly=True))
        weak = [str(s + 1) for s in solution.equilibria(concept) if s not in strong]
        told = ", ".join(str(s + 1) for s in sorted(strong)[:_MOST_ROWS]) or "none"
        items.append((SHORT[concept], f"strongly: {told}; weakly: {', '.join(weak[:_MOST_ROWS]) or 'none'}"))
    told = (
        "A state holds strongly where what answers a better move leaves its maker much worse off, not only no better."
    )
    return Section("strength", "How strongly it holds", (Paragraph(told), Definitions(tuple(items))), annex=True)


def ways_section(study: Study) -> Section | None:
    """Shortest ways from the status quo to the agreement and to what holds."""
    if not study.ways:
        return None
    goals = [study.agreement] if study.agreement is not None else study.solution.equilibria("seq")[:6]
    blocks: list[Block] = []
    start = (study.status_quo or 0) + 1
    for goal in goals:
        items = []
        for kind, ways in study.ways.items():
            way = ways.way(goal)
            told = "there is no way" if way is None else way_words(study.conflict, way)
            items.append((KINDS[kind].capitalize(), told))
        blocks += [Paragraph(f"From state {start}, the status quo, to state {goal + 1}:"), Definitions(tuple(items))]
    reached = study.ways["improving"].reached
    held = [str(s + 1) for s in study.solution.equilibria("seq") if s in set(reached)]
    told = (
        f"By moves that are each better for who makes them, {plural(len(reached), 'state')} can be reached from there"
    )
    blocks.append(Paragraph(f"{told}; of those that hold (SEQ): {series(held) or 'none'}."))
    return Section("ways", "How they could get there", tuple(blocks))


def coalition_section(study: Study) -> Section | None:
    """What several makers could do together."""
    if not study.coalitions:
        return None
    columns = (Column("Together"), Column("From the agreement to"), *(Column(SHORT[concept]) for concept in CONCEPTS))
    state = study.agreement
    if state is None:
        columns = (Column("Together"), Column("Jumps from one state that holds (SEQ) to another"))
    rows = tuple(_coalition(study, each, state) for each in study.coalitions)
    told = "A coalition moves where every one of its members is better off. "
    told += "It holds where each such move can be answered so that one of them is left no better off."
    return Section("coalitions", "Who could move together", (Paragraph(told), Table("", columns, rows)))


def _coalition(study: Study, found: CoalitionStudy, state: int | None) -> tuple[Cell, ...]:
    name = Cell(series(study.model.makers[maker].called for maker in found.members))
    if state is None:
        held = study.solution.equilibria("seq")
        jumps = [f"{s + 1} to {t + 1}" for s in held for t in found.improvements[s] if t in set(held)]
        return name, Cell("; ".join(jumps[:12]) or "none")
    goals = ", ".join(str(t + 1) for t in found.improvements[state][:12]) or "none"
    verdicts = (Cell(YES, "good") if state in found.stable[concept] else Cell("no", "bad") for concept in CONCEPTS)
    return (name, Cell(goals), *verdicts)
