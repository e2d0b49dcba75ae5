"""The answer for machines: the shape that `goodoffices evidence estimate --json` prints."""

from __future__ import annotations

from typing import Any

from goodoffices.evidence.estimates.result import Averaged, Estimates, Figure, Latent, LogLinear, TwoLists

__all__ = ["estimates_json"]

DIGITS = 2


def estimates_json(found: Estimates) -> dict[str, Any]:
    """The answer as plain dicts, lists, strings and numbers; None where there is none. No pattern of a single person
    is in it: of the table only each list's total."""
    counts, made = found.table, found.provenance
    verdict = found.verdict
    return {
        "verdict": {
            "supported": verdict.supported,
            "words": verdict.words,
            "reasons": list(verdict.reasons),
            "figure": _figure(verdict.figure),
            "span": None if verdict.span is None else [_rounded(end) for end in verdict.span],
        },
        "table": {
            "lists": {name: counts.on(place) for place, name in enumerate(counts.lists)},
            "seen": counts.seen,
            "notes": list(counts.notes),
        },
        "two_lists": _two_lists(found.two_lists),
        "log_linear": _log_linear(found.log_linear),
        "graphs": _averaged(found.averaged),
        "latent": _latent(found.latent),
        "left_out": list(found.left_out),
        "inputs": {
            "table_hash": counts.hash,
            "version": made.version,
            "seed": made.seed,
            "parameters": dict(made.parameters),
        },
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)


def _figure(figure: Figure | None) -> dict[str, Any] | None:
    if figure is None:
        return None
    return {"best": _rounded(figure.best), "low": _rounded(figure.low), "high": _rounded(figure.high)}


def _two_lists(found: TwoLists | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {"lincoln_petersen": _rounded(found.lincoln_petersen), "chapman": _figure(found.chapman)}


def _log_linear(found: LogLinear | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "best": found.best.name if found.best else None,
        "fitted": found.fitted,
        "every_hierarchical_model": found.complete,
        "without_estimate": found.without,
        "models": [
            {
                "model": model.name,
                "figure": _figure(model.figure),
                "existence": model.existence,
                "bic": round(model.bic, 4),
                "deviance": round(model.deviance, 4),
                "degrees_of_freedom": model.freedom,
                "parameters": model.parameters,
            }
            for model in found.models
        ],
    }


def _averaged(found: Averaged | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "figure": _figure(found.figure),
        "mean": _rounded(found.mean),
        "mode": _rounded(found.mode),
        "delta": found.delta,
        "beyond_grid": found.tail,
        "graphs": found.many,
        "foremost": [
            {"graph": graph.name, "probability": round(graph.probability, 6), "median": _rounded(graph.median)}
            for graph in found.graphs
        ],
    }


def _latent(found: Latent | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "figure": _figure(found.figure),
        "mean": _rounded(found.mean),
        "agree": found.agree,
        "rhat": None if found.rhat is None else round(found.rhat, 4),
        "effective_sample_size": {"bulk": _rounded(found.bulk), "tail": _rounded(found.tail)},
        "chains": [{"median": chain.median, "low": chain.low, "high": chain.high} for chain in found.chains],
        "sweeps": found.sweeps,
        "classes": found.classes,
        "rungs": found.rungs,
        "least_exchange_rate": round(found.exchanges, 4),
    }
