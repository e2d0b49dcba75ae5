"""What a ledger says, for programs."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from goodoffices.evidence.claims.compare import ClaimSet, Rival
from goodoffices.evidence.claims.figures import Range
from goodoffices.evidence.claims.model import Claim, Document
from goodoffices.evidence.claims.records import claim_texts, document_texts
from goodoffices.evidence.claims.study import ClaimStudy

__all__ = ["study_json"]


def study_json(found: ClaimStudy) -> dict[str, Any]:
    """Every claim with its range and origins, the sets with their verdicts, and all that was noticed."""
    ledger, made = found.ledger, found.provenance
    return {
        "ledger": ledger.id,
        "title": ledger.title,
        "inputs": dict(made.inputs),
        "version": made.version,
        "parameters": dict(made.parameters),
        "method": made.method,
        "by": ledger.by or None,
        "as_of": made.as_of or None,
        "caution": ledger.caution,
        "sets": [_set(one) for one in found.sets],
        "apart": [{"claims": [each.one, each.other], "reasons": list(each.reasons)} for each in found.apart],
        "drifts": [
            {"claim": each.claim, "from": each.origin, "changed": list(each.changed), "stated": each.stated}
            for each in found.drifts
        ],
        "shared_origins": [{"document": each.document, "claims": list(each.claims)} for each in found.shared],
        "same_figure": [list(each.claims) for each in found.echoes],
        "larger_than_whole": [{"part": each.part, "whole": each.whole} for each in found.excesses],
        "claims": {claim.id: _claim(claim, found) for claim in ledger.claims},
        "documents": {document.id: _document(document) for document in ledger.documents},
    }


def _set(one: ClaimSet) -> dict[str, Any]:
    claim = one.first
    return {
        "harm": claim.harm,
        "population": claim.population,
        "place": claim.place,
        "unit": claim.unit,
        "measure": claim.measure.value,
        "verdict": one.verdict.value,
        "voices": one.voices,
        "common": _range(one.common) if one.common else None,
        "against": [list(pair) for pair in one.against],
        "claims": [_rival(rival) for rival in one.rivals],
    }


def _rival(rival: Rival) -> dict[str, Any]:
    return {"id": rival.claim.id, "range": _range(rival.range), "counted": rival.counted, "aside": rival.aside}


def _claim(claim: Claim, found: ClaimStudy) -> dict[str, Any]:
    figure = claim.figure
    numbers = {"operator": figure.operator.value, "value": figure.value, "low": figure.low, "high": figure.high}
    told = {key: _number(number) if isinstance(number, Fraction) else number for key, number in numbers.items()}
    texts = {key: text if isinstance(text, str) else list(text) for key, text in claim_texts(claim).items()}
    always = {"figure": told, "unit": claim.unit, "population": claim.population, "method": claim.method.value}
    days = {"first": claim.period.first.isoformat(), "last": claim.period.last.isoformat()}
    return texts | always | days | {"claimant": claim.claimant or None, "origins": sorted(found.origins[claim.id])}


def _document(document: Document) -> dict[str, Any]:
    return {key: text if isinstance(text, str) else list(text) for key, text in document_texts(document).items()}


def _range(found: Range) -> list[int | float | None]:
    return [_number(found.low), None if found.high is None else _number(found.high)]


def _number(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(value)
