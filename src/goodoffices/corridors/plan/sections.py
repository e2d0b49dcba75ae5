"""What a person reads of a plan: the answer first, then what it rests on, then what it cannot know."""

from __future__ import annotations

from typing import Final, Literal

from goodoffices.corridors import convoys, danger
from goodoffices.corridors.consent import CHECK_LIST, MET, NOT_MET, SOURCES, Standing
from goodoffices.corridors.plan.consent_map import consent_map
from goodoffices.corridors.plan.facts import facts_of
from goodoffices.corridors.plan.road_sections import road_sections
from goodoffices.corridors.plan.strip import strip_picture
from goodoffices.corridors.plan.study import Study
from goodoffices.values import Block, Cell, Column, Definitions, Listing, Note, Paragraph, Section, Table

__all__ = ["excerpt_section", "study_sections"]

Tone = Literal["good", "bad", ""]
_DESK: Final = "For the mediator's desk. Whoever reads this knows where people will pass, when, and who agreed to it."
_HIDDEN: Final = (
    "Names of points and stretches are numbers here, places are rounded to about 5 km, and who answered what is left "
    "out. This protects less than it seems to where few routes are possible: show it to nobody who may not know of the "
    "plan."
)
_UNKNOWN: Final = (
    "Whether those who signed command those at the road, and whether the word has reached them. Ask on every stretch.",
    "Whether a document says what the record says of it. Somebody typed it in.",
    "Whether those who want to leave have been asked alone, and whether those counted are those who come.",
    "Mines, snipers, traffic, weather, whether a bridge still stands: what nobody drew or recorded weighs nothing.",
    "Whether the next hours resemble the last weeks. Set a watch on new events, and keep the abort rule at hand.",
)


def study_sections(found: Study, *, desk: bool = False) -> tuple[Section, ...]:
    """Everything of a plan, in the order in which it is read. Without `desk` the plan must be `coded`, and neither
    exact places nor answers of bodies are shown."""
    on = found.on_roads
    sections = [_answer(found, desk=desk), _gates(found, desk=desk)]
    if desk:
        sections.append(_consent(found))
    if found.timetable:
        sections += convoys.timetable_sections(found.timetable)
    if on:
        sections += road_sections(on, desk=desk)
        if desk:
            sections.append(danger.danger_section(on.inputs.danger))
    return (*sections, _check_list(), _not_known())


def excerpt_section(found: Study) -> Section:
    """Half a page for a page about something else; the plan must be `coded`."""
    anchor = f"corridor-{found.plan.id}"
    blocks = (_note(found, desk=False), Definitions(facts_of(found)))
    return Section(anchor, f"A corridor: {found.plan.id}", blocks)


def _note(found: Study, *, desk: bool) -> Note:
    mark = found.mark
    if mark.agreed:
        return Note(f"Agreed, as of {mark.as_of}. {mark.reason}", "finding")
    stops = "; ".join(gate.title.lower() for gate in mark.gates if not gate.met)
    told = mark.reason if desk else f"Not met or not known: {stops}."
    return Note(f"NOT AGREED, as of {mark.as_of}. {told} Nobody should move on the strength of this plan.")


def _answer(found: Study, *, desk: bool) -> Section:
    blocks: list[Block] = [_note(found, desk=desk), Definitions(facts_of(found)), Note(_DESK if desk else _HIDDEN)]
    if desk:
        blocks.append(strip_picture(found))
        blocks += [consent_map(found, found.on_roads)] if found.on_roads else []
    return Section("corridor", "The answer", tuple(blocks))


def _gates(found: Study, *, desk: bool) -> Section:
    tones: dict[str, Tone] = {MET: "good", NOT_MET: "bad"}
    columns = (Column("Hard gate"), Column("State"), *((Column("Why"),) if desk else ()))
    rows = []
    for gate in found.mark.gates:
        row = (Cell(gate.title), Cell(gate.state, tones.get(gate.state, "")))
        rows.append((*row, Cell(" ".join(gate.reasons))) if desk else row)
    told = (
        "Each has to be met before the plan is called agreed. Nothing is met by default: what the record does not say "
        "is unknown, and what is unknown is not agreed."
    )
    return Section("gates", "Hard gates", (Paragraph(told), Table("", columns, tuple(rows))))


def _consent(found: Study) -> Section:
    plan = found.plan
    heads = ("Stretch", "Who controls it", "State", "On record", "Conditions")
    rows = [_row(found, one) for one in found.standings]
    told = "Only what is written counts, and of what a body wrote the last."
    blocks: list[Block] = [Paragraph(told), Table("Consent", tuple(map(Column, heads)), tuple(rows))]
    if plan.record.notifications:
        notes = tuple(
            (Cell(each.body), Cell(str(each.at)), Cell(str(each.opens)), Cell(each.by))
            for each in plan.record.notifications
        )
        blocks.append(
            Table("Told of the windows", tuple(map(Column, ("Who", "When", "Of the window", "By whom"))), notes)
        )
    abort = plan.record.abort
    if abort.rule:
        items = (("stop when", abort.rule), ("who decides", abort.decides or "–"), ("then", abort.fallback or "–"))
        blocks.append(Definitions(items))
    return Section("consent", "Who agreed to what", tuple(blocks))


def _row(found: Study, one: Standing) -> tuple[Cell, ...]:
    stretch = next(each for each in found.plan.record.stretches if each.name == one.stretch)
    tone: Tone = "good" if one.state == MET else "bad" if one.state == NOT_MET else ""
    where = f"{one.stretch}: {stretch.start} to {stretch.end}"
    conditions = "; ".join(one.consent.conditions) if one.consent else ""
    return (
        Cell(where),
        Cell(one.body or "not known"),
        Cell(one.state, tone),
        Cell(one.reason.removeprefix(f"{one.body} ") if one.body else one.reason),
        Cell(conditions or "–"),
    )


def _check_list() -> Section:
    rows = tuple((Cell(check.question), Cell(", ".join(check.sources))) for check in CHECK_LIST)
    sources = tuple(
        (name, f"{guide.title}. {guide.publisher}, {guide.year}. {guide.url}") for name, guide in SOURCES.items()
    )
    told = "Questions that no program answers, after public guidance. The wording is ours."
    table = Table("", (Column("Ask"), Column("After")), rows)
    return Section("check-list", "Ask before anybody moves", (Paragraph(told), table, Definitions(sources)))


def _not_known() -> Section:
    return Section("not-known", "What this cannot know", (Listing(_UNKNOWN),))
