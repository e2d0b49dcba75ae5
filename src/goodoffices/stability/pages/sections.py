"""What a person reads: whether the agreement would hold, what else would, how they could get there."""

from __future__ import annotations

from goodoffices.stability.pages.more_sections import coalition_section, strength_section, unknown_section, ways_section
from goodoffices.stability.pages.pictures import MOST_DRAWN, graph_picture, table_picture
from goodoffices.stability.pages.stated import model_sections
from goodoffices.stability.pages.studied import Study
from goodoffices.stability.pages.wording import SHORT, YES, move_words, state_words
from goodoffices.stability.solve import CALLED, CONCEPTS, MEANS
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

__all__ = ["CAUTION", "study_sections"]

CAUTION = (
    "This follows from the options and preferences that the model states, and says nothing of what the model leaves "
    "out. A state that holds here is one that nobody in the model has a reason to leave; it is no forecast."
)
_MOST_ROWS = 40


def study_sections(study: Study) -> tuple[Section, ...]:
    """The sections in the order in which they are read."""
    found = [_agreement(study)] if study.agreement is not None else []
    found.append(_equilibria(study, first=not found))
    more = (unknown_section(study), strength_section(study), ways_section(study), coalition_section(study))
    found += [section for section in more if section]
    return (*found, *model_sections(study.conflict))


def _cautions(study: Study) -> list[Block]:
    own = [Note(study.model.caution)] if study.model.caution else []
    return [Note(CAUTION), *own]


def _agreement(study: Study) -> Section:
    model, agreement = study.model, study.agreement or 0
    blocks: list[Block] = [Note(agreement_finding(study), "finding"), *_cautions(study)]
    columns = (Column("For"), *(Column(SHORT[concept]) for concept in CONCEPTS))
    rows = []
    for k, maker in enumerate(model.makers):
        held = (bool(study.solution.stable[concept][k, agreement]) for concept in CONCEPTS)
        cells = (Cell(YES, "good", "it holds") if yes else Cell("no", "bad", "it does not hold") for yes in held)
        rows.append((Cell(maker.called), *cells))
    told = f"State {agreement + 1}, the agreement: {state_words(study.conflict, agreement)}."
    blocks += [Paragraph(told), Table("Does the agreement hold, maker by maker", columns, tuple(rows))]
    if moves := _tempting(study, agreement):
        blocks += [Paragraph("Moves away from it that would be better for who makes them, answers aside:"), moves]
    blocks.append(Definitions(tuple((CALLED[concept], MEANS[concept]) for concept in CONCEPTS)))
    return Section("agreement", "Would it hold?", tuple(blocks))


def agreement_finding(study: Study) -> str:
    """The answer in one or two sentences."""
    agreement, solution = study.agreement or 0, study.solution
    names = [maker.called for maker in study.model.makers]
    if solution.stable["nash"][:, agreement].all():
        return "The agreement would hold by itself: nobody in the model has a move of its own that is better for it."
    leave = series(name for k, name in enumerate(names) if not solution.stable["gmr"][k, agreement])
    if leave:
        return f"The agreement would not hold: nothing in the model deters {leave} from a move that is better for it."
    tempted = series(name for k, name in enumerate(names) if not solution.stable["nash"][k, agreement])
    if solution.stable["seq"][:, agreement].all():
        deterred = "each such move can be answered by moves that are better for those who answer"
        return f"The agreement would hold by deterrence: {tempted} would gain by a move of its own, but {deterred}."
    unbacked = series(name for k, name in enumerate(names) if not solution.stable["seq"][k, agreement])
    empty = "by moves that those who answer would not want to make"
    return f"The agreement would hold only on threats: what deters {unbacked} can be carried out only {empty}."


def _tempting(study: Study, state: int) -> Listing | None:
    graph, conflict = study.conflict.graph, study.conflict
    items = [
        f"{maker.called}: {move_words(conflict, state, int(there))} (state {int(there) + 1})"
        for k, maker in enumerate(study.model.makers)
        for there in graph.improvements(k, state)[:6]
    ]
    return Listing(tuple(items)) if items else None


def _equilibria(study: Study, *, first: bool) -> Section:
    solution = study.solution
    held = {concept: set(solution.equilibria(concept)) for concept in CONCEPTS}
    states = sorted(set().union(*held.values()), key=lambda s: (-sum(s in held[c] for c in CONCEPTS), s))
    blocks: list[Block] = []
    nash, seq = len(held["nash"]), len(held["seq"])
    told = (
        f"Of {plural(study.conflict.graph.states, 'state')}, {seq or 'none'} would hold against every move of one maker"
    )
    told += f" by answers that are better for those who give them (SEQ), {nash or 'none'} of them by itself (Nash)."
    blocks.append(Note(told, "finding"))
    if first:
        blocks += _cautions(study)
    columns = (Column("State"), Column("What is taken"), *(Column(SHORT[concept]) for concept in CONCEPTS))
    rows = tuple(
        (
            Cell(_named(study, state)),
            Cell(state_words(study.conflict, state)),
            *(Cell(YES, "good") if state in held[concept] else Cell("") for concept in CONCEPTS),
        )
        for state in states[:_MOST_ROWS]
    )
    if rows:
        blocks.append(Table("States that hold for everybody (equilibria)", columns, rows))
    if len(states) > _MOST_ROWS:
        blocks.append(Paragraph(f"{len(states) - _MOST_ROWS:,} more hold in some sense; the JSON lists all."))
    if first:
        blocks.append(Definitions(tuple((CALLED[concept], MEANS[concept]) for concept in CONCEPTS)))
    if study.conflict.graph.states <= MOST_DRAWN:
        blocks += [graph_picture(study), table_picture(study)]
    return Section("holds", "What would hold", tuple(blocks))


def _named(study: Study, state: int) -> str:
    names = [name for name, s in (("agreement", study.agreement), ("status quo", study.status_quo)) if s == state]
    return f"{state + 1} ({', '.join(names)})" if names else str(state + 1)
