"""All sections of an answer, in the order in which they are read."""

from __future__ import annotations

from dataclasses import replace

from goodoffices.stability.peace.doubt_sections import chance_section
from goodoffices.stability.peace.inverse_sections import changes_section, levers_section
from goodoffices.stability.peace.shock_sections import shock_section
from goodoffices.stability.peace.stand_sections import ANNEX, half_page, stand_section
from goodoffices.stability.peace.study import PeaceStudy
from goodoffices.stability.peace.words import condition_in_words, maker_name
from goodoffices.stability.price import Worth
from goodoffices.values import Cell, Column, Section, Table, spoken_estimate

__all__ = ["brief_sections", "peace_sections"]


def peace_sections(study: PeaceStudy, *, pictures: bool = True) -> tuple[Section, ...]:
    """The half page first, then what was asked for besides, then whose judgement it rests on, as an annex."""
    found = [] if _shocks_only(study) else [stand_section(study, pictures=pictures)]
    if study.changes is not None:
        found.append(changes_section(study))
    if study.cheapest is not None:
        found.append(levers_section(study))
    if study.holding is not None:
        found.append(chance_section(study))
    if study.robustness is not None:
        found.append(shock_section(study))
    return (*found, _judgements(study))


def brief_sections(study: PeaceStudy) -> tuple[Section, ...]:
    """Half a page for a brief, and an annex with what it rests on."""
    half = half_page(study)
    below = [replace(one, annex=False) for one in peace_sections(study)]
    heading = f"Would it hold: {study.case.model.title or study.case.model.id}"
    return half, Section(ANNEX, heading, sections=tuple(below), annex=True)


def _shocks_only(study: PeaceStudy) -> bool:
    parts = study.changes, study.cheapest, study.holding
    return study.robustness is not None and all(part is None for part in parts)


def _judgements(study: PeaceStudy) -> Section:
    model, stated = study.case.model, {worth.maker: worth for worth in study.given.stated}
    rows = []
    for n, maker in enumerate(model.makers):
        preference = model.preference(maker.id)
        worth = stated.get(maker.id)
        judgement = worth.judgement if worth else maker.judgement
        by = judgement.by or maker.judgement.by or model.judgement.by or "not said"
        source = "; ".join(part for part in (judgement.source, judgement.note) if part)
        wants = _wants(worth) if worth else f"{len(preference.statements) or len(preference.order)} statements or ranks"
        rows.append((Cell(maker_name(study.case, n)), Cell(wants), Cell(by), Cell(source)))
    columns = (Column("Who"), Column("What it wants, as told"), Column("Whose judgement"), Column("Source, note"))
    return Section("whose-judgement", "Whose judgement this rests on", (Table("", columns, tuple(rows)),), annex=True)


def _wants(worth: Worth) -> str:
    rules = (f"{condition_in_words(rule.formula)} {spoken_estimate(rule.worth)}" for rule in worth.rules)
    return "; ".join(rules) + (f" ({worth.unit})" if worth.unit else "")
