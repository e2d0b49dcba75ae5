"""Commitments, for programs. What none suffices for is null; a sanction without end is "forever"."""

from __future__ import annotations

import math
from typing import Any

from goodoffices.stability.commitment.bargaining import Range, Span
from goodoffices.stability.commitment.study import CommitmentStudy, CoverNeed, Keeping, Need
from goodoffices.stability.commitment.terms import Value
from goodoffices.values import Chance

__all__ = ["commitment_json"]


def commitment_json(study: CommitmentStudy) -> dict[str, Any]:
    """Every number of the answer."""
    source = study.provenance
    return {
        "commitment": study.given.id,
        "bargaining": _range(study.range) if study.range else None,
        "ceasefire": {each.terms.party: _keeping(each) for each in study.keeping},
        "together": _chance(study.together) if study.together else None,
        "disarmament": {each.terms.party: _cover(each) for each in study.covers},
        "by": study.given.by or None,
        "as_of": study.given.as_of or None,
        "caution": study.given.caution,
        "method": source.method,
        "seed": source.seed,
        "draws": int(dict(source.parameters)["draws"]),
        "inputs": dict(source.inputs),
        "version": source.version,
    }


def _range(found: Range) -> dict[str, Any]:
    return {
        "parties": list(found.parties),
        "middle": _span(found.middle),
        "certain": _span(found.certain),
        "possible": _span(found.possible),
        "gap": found.gap,
        "offer": list(found.offer) if found.offer else None,
        "verdict": found.verdict or None,
        "refuses": list(found.refuses),
    }


def _span(span: Span) -> list[float] | None:
    return None if span.is_empty else [span.low, span.high]


def _keeping(each: Keeping) -> dict[str, Any]:
    return {
        "verdict": each.verdict,
        "margin": each.game.margin,
        "share": _chance(each.share),
        "today": {name: _value(value) for name, value in each.terms.values.items()},
        "enough": {name: _need(need) for name, need in each.needs.items()},
    }


def _cover(each: CoverNeed) -> dict[str, Any]:
    phases = zip(each.terms.phases, each.phases, each.goes_on, strict=True)
    return {
        "phases": [
            {"phase": phase.name, "cover": _value(phase.cover), "enough": _need(need), "goes_on": goes}
            for phase, need, goes in phases
        ],
        "alike": _need(each.alike),
        "share": _chance(each.share),
    }


def _value(value: Value) -> Any:
    return "forever" if value.endless else [value.low, value.high]


def _need(need: Need) -> dict[str, float | None]:
    ends = {"middle": need.middle, "kindest": need.kindest, "harshest": need.harshest}
    return {name: None if math.isinf(value) else value for name, value in ends.items()}


def _chance(found: Chance) -> dict[str, float]:
    return {"share": found.share, "low": found.low, "high": found.high}
