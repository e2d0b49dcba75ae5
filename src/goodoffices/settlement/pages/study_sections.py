"""Everything a mediator reads of a study, in order: the answer, what is possible, what to do, what to look up."""

from __future__ import annotations

import dataclasses

from goodoffices.dossier import Dossier
from goodoffices.settlement.pages.advice_sections import advice_sections, advice_summary
from goodoffices.settlement.pages.blocker_sections import blocker_sections, blocker_summary
from goodoffices.settlement.pages.doubt_words import doubt_of_answer
from goodoffices.settlement.pages.sections import settlement_sections
from goodoffices.settlement.pages.summary import summary_sections
from goodoffices.settlement.pages.trade_sections import trade_sections
from goodoffices.settlement.pages.uncertain_sections import acceptance_section, options_section, readings_section
from goodoffices.settlement.pages.uncertain_summary import uncertain_summary
from goodoffices.settlement.studies import Study
from goodoffices.values import Note, Section

__all__ = ["study_sections", "study_summary"]


def study_sections(dossier: Dossier, study: Study) -> tuple[Section, ...]:
    """The sections of the central answer with what else is known put where a reader asks for it: what blocks after the
    answer, who would accept after the candidates, what to trade and what to ask at the end."""
    answer, *central = settlement_sections(dossier, study.settlement)
    answer = _with_doubt(dossier, study, answer)
    blocked = blocker_sections(dossier, study.blockers, study.opened) if study.blockers else ()
    sections = [answer, *blocked]
    for section in central:
        sections.append(section)
        if section.anchor == "candidates":
            sections += _acceptance(dossier, study)
    if study.uncertainty and not any(section.anchor == "acceptance" for section in sections):
        sections += _acceptance(dossier, study)
    sections += trade_sections(dossier, study.trades)
    if study.uncertainty:
        sections += advice_sections(dossier, study.uncertainty.advice)
    return tuple(section for section in sections if section.blocks or section.sections)


def study_summary(dossier: Dossier, study: Study) -> tuple[Section, ...]:
    """The same for a terminal."""
    head, *rest = summary_sections(dossier, study.settlement)
    sections = [_with_doubt(dossier, study, head), *rest]
    if study.blockers:
        sections += blocker_summary(dossier, study.blockers, study.opened)
    if study.uncertainty:
        sections += uncertain_summary(dossier, study.settlement, study.uncertainty)
        sections += advice_summary(dossier, study.uncertainty.advice)
    return tuple(sections)


def _with_doubt(dossier: Dossier, study: Study, answer: Section) -> Section:
    """The answer with what the draws say of it: nobody should leave with more certainty than there is."""
    if study.uncertainty is None:
        return answer
    words = doubt_of_answer(dossier, study.settlement, study.uncertainty, study.trades)
    blocks = tuple(
        dataclasses.replace(block, text=f"{block.text} {words}".rstrip())
        if isinstance(block, Note) and block.kind == "finding"
        else block
        for block in answer.blocks
    )
    return dataclasses.replace(answer, blocks=blocks)


def _acceptance(dossier: Dossier, study: Study) -> tuple[Section, ...]:
    found = study.uncertainty
    if found is None:
        return ()
    return (
        acceptance_section(dossier, study.settlement, found),
        readings_section(dossier, study.settlement, found),
        options_section(dossier, found),
    )
