"""The model as it was understood: makers, options, rules, preferences, states."""

from __future__ import annotations

from goodoffices.stability.model import Conflict, Model, Option, Preference, written
from goodoffices.stability.pages.wording import state_words
from goodoffices.values import Block, Cell, Column, Definitions, Listing, Paragraph, Section, Table, plural

__all__ = ["model_sections", "model_summary"]

_MOST_STATES = 64
_MOVES = {
    "both": "",
    "forward": "once taken, not undone",
    "back": "once given up, not taken up",
    "none": "does not change",
}


def model_summary(conflict: Conflict) -> str:
    """The size of a model in one sentence."""
    model = conflict.model
    parts = [plural(len(model.makers), "maker"), plural(len(model.options), "option")]
    return f"{parts[0]}, {parts[1]}, {plural(len(conflict.space), 'feasible state')}."


def model_sections(conflict: Conflict) -> tuple[Section, ...]:
    """What the model states, and its states with their numbers; both to look up."""
    return _stated(conflict), _states(conflict)


def _stated(conflict: Conflict) -> Section:
    model = conflict.model
    blocks: list[Block] = [Paragraph(model_summary(conflict))]
    said = [(key, text) for key, text in (("By", model.judgement.by), ("Source", model.judgement.source)) if text]
    if said:
        blocks.append(Definitions(tuple(said)))
    sections = []
    for maker in model.makers:
        options = tuple(_option(each) for each in model.options if each.maker == maker.id)
        preference = model.preference(maker.id)
        below: list[Block] = [Listing(options)] if options else [Paragraph("It can do nothing.")]
        below += _wanted(conflict, preference)
        if note := maker.judgement.note:
            below.append(Paragraph(note))
        role = f" ({maker.role})" if maker.role else ""
        sections.append(Section(f"maker-{maker.id}", f"{maker.called}{role}", tuple(below)))
    if rules := _rules(model):
        blocks += [Paragraph("What cannot be:"), Listing(rules)]
    return Section("model", "What the model states", tuple(blocks), tuple(sections), annex=True)


def _rules(model: Model) -> tuple[str, ...]:
    rules = [f"never {written(each)}" for each in model.infeasible]
    rules += [f"no move from {written(each.before)} to {written(each.after)}" for each in model.barred]
    rules += [f"one state of all in which {written(each)}" for each in model.merged]
    return tuple(rules)


def _option(option: Option) -> str:
    moves = _MOVES[option.moves]
    return f"{option.id}: {option.called}" + (f" ({moves})" if moves else "")


def _wanted(conflict: Conflict, preference: Preference) -> list[Block]:
    if preference.statements:
        items = []
        for number, each in enumerate(preference.statements, 1):
            kind = " (greatly)" if each.strong else " (unknown whether)" if each.unknown else ""
            items.append(f"{number}. {each.text or written(each.formula)}{kind}")
        return [Paragraph("It wants, the most important first:"), Listing(tuple(items))]
    if preference.order:
        told = ""
        for rank in preference.order:
            found = (conflict.space.find(pattern) for pattern in rank.states)
            told += " = ".join(str(s + 1) for s in found if s is not None) + f" {rank.then} "
        return [Paragraph(f"It ranks the states, the best first: {told.rstrip(' >?')}.")]
    return [Paragraph("All states are the same to it.")]


def _states(conflict: Conflict) -> Section:
    space = conflict.space
    columns = (Column("State"), Column("Pattern"), Column("Decimal", numeric=True), Column("What is taken"))
    rows = tuple(
        (
            Cell(str(state + 1)),
            Cell(space.pattern(state)),
            Cell("" if space.open[state] else str(int(space.taken[state]))),
            Cell(state_words(conflict, state)),
        )
        for state in range(min(len(space), _MOST_STATES))
    )
    order = ", ".join(space.options)
    told = f"A pattern has Y (taken), N (not) or - (open) for each option in the order {order}; the decimal counts the "
    told += "first option 1, the second 2, the third 4 and so on."
    blocks: list[Block] = [Paragraph(told), Table("", columns, rows)]
    if len(space) > _MOST_STATES:
        blocks.append(Paragraph(f"{len(space) - _MOST_STATES:,} more states are not listed here."))
    return Section("states", "The states", tuple(blocks), annex=True)
