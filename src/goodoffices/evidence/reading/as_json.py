"""A reading for programs."""

from __future__ import annotations

from typing import Any

from goodoffices.evidence.claims import write_figure
from goodoffices.evidence.reading.model import (
    ActorFound,
    DateFound,
    FigureFound,
    Meaning,
    Option,
    Options,
    PlaceFound,
    Reading,
    SaidFound,
    Span,
    Suggestion,
)
from goodoffices.evidence.reading.words import kind

__all__ = ["reading_json"]


def reading_json(reading: Reading) -> dict[str, Any]:
    """All that was suggested, each with its kind and `"status": "suggestion"`; no claim is among it."""
    provenance = reading.provenance
    return {
        "text": reading.name,
        "dated": reading.dated.isoformat(),
        "language": reading.language,
        "caution": provenance.caution,
        "sentences": [_span(one.span) for one in reading.sentences],
        "suggestions": [_suggestion(one) for one in reading.suggestions],
        "inputs": dict(provenance.inputs),
        "version": provenance.version,
    }


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end, "line": span.line, "column": span.column}


def _suggestion(one: Suggestion) -> dict[str, Any]:
    place = {"sentence": one.sentence, "span": _span(one.span), "quotation": one.quotation}
    return {"id": one.id, "kind": kind(one), "status": "suggestion", **place, **_own(one)}


def _own(one: Suggestion) -> dict[str, Any]:
    match one:
        case FigureFound():
            keys = ("unit", "harm", "population", "measure", "claimant", "said", "why")
            return {
                "figure": write_figure(one.figure),
                **{key: getattr(one, key) for key in keys},
                "place": _options(one.place),
                "period": _options(one.period),
                "words_on_the_source": [
                    {"kind": words.kind, "span": _span(words.span), "quotation": words.quotation}
                    for words in one.source
                ],
            }
        case DateFound():
            supported = one.supported.period.text if one.supported else None
            decision = {"supported": supported, "why": one.why, "bound": one.bound}
            return {"meanings": [_meaning(each) for each in one.meanings], **decision}
        case PlaceFound():
            return {"name": one.name, "role": one.role}
        case SaidFound():
            return {key: getattr(one, key) for key in ("by", "verb", "estimated", "quoted")}
        case ActorFound():
            return {"name": one.name, "as": one.kind, "again": one.again}
        case _:
            return {}


def _options(options: Options) -> dict[str, Any]:
    return {
        "known": [_option(one) for one in options.known],
        "supported": options.supported.value if options.supported else None,
    }


def _option(one: Option) -> dict[str, Any]:
    return {"value": one.value, "of": one.of, "span": _span(one.span) if one.span else None, "why": one.why}


def _meaning(one: Meaning) -> dict[str, str]:
    return {"period": one.period.text, "reading": one.reading}
