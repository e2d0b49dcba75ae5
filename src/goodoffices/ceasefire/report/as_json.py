"""A report for programs: every figure, dates as 2016-12-30, ratios to four digits."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import Any

from goodoffices.ceasefire.report.contrary import contrary, contrary_words
from goodoffices.ceasefire.report.holding import Holding, Now
from goodoffices.ceasefire.report.many import RATE
from goodoffices.ceasefire.report.study import Coming, Report
from goodoffices.ceasefire.report.verdict import Verdict
from goodoffices.ceasefire.signals import METHODS, Change, Estimate, Interrupted, Phase, TooFew, Watch
from goodoffices.values import Provenance

__all__ = ["report_json"]


def report_json(found: Report, source: Provenance) -> dict[str, Any]:
    """`goodoffices ceasefire report --json`."""
    return {
        "ceasefire": {"id": found.terms.id, "title": found.terms.title, "not_known": list(found.terms.unknowns)},
        "provenance": _plain(asdict(source)),
        "source": found.choice.source,
        "release": found.choice.release,
        "places": str(found.places),
        "span": _plain(asdict(found.span)),
        "thresholds": _plain(asdict(found.terms.verdicts)),
        "against_the_whole": _contrary(found),
        "many_areas": _many(found),
        "areas": [_holding(one) | {"not_holding": _not_holding(found, one)} for one in found.areas],
        "dyads": [_holding(one) for one in found.dyads],
        "whole": _holding(found.whole),
        "around_start": _plain(asdict(found.around)),
        "events_in_no_area": found.unplaced,
        "silence": [_plain(asdict(one)) for one in found.unseen.quiet],
        "silence_could_be_found": _short(found.unseen.able),
        "hot_spots": _plain(asdict(found.hot)),
        "coming": _coming(found.coming),
    }


def _contrary(found: Report) -> dict[str, Any] | None:
    told = contrary(found.areas, found.whole)
    if told is None:
        return None
    groups = {"with": told.along, "against": told.against, "perhaps": told.perhaps}
    named = {name: [one.unit.area for one in areas] for name, areas in groups.items()}
    return {"with_them": "falls" if told.falls else "rises"} | named | {"words": list(contrary_words(told))}


def _many(found: Report) -> dict[str, Any]:
    """Areas by name that are not holding: by their word, beyond chance alone, and with all of them looked at."""
    many = found.many
    groups = {"by_word": many.worse, "beyond_chance_alone": many.alone, "beyond_chance_of_all": many.of_many}
    named = {name: [one.area.unit.area for one in areas] for name, areas in groups.items()}
    return {"looked_at": len(many.each), "rate": RATE, "method": "Benjamini and Hochberg 1995"} | named


def _not_holding(found: Report, one: Holding) -> dict[str, Any] | None:
    told = found.many.of(one.unit.area)
    return {"p": _short(told.p), "p_corrected": _short(told.corrected)} if told else None


def _holding(found: Holding) -> dict[str, Any]:
    return {
        "area": found.unit.area or None,
        "dyad": found.unit.dyad or None,
        "verdict": _verdict(found.verdict),
        "verdict_if_unclear_count": _verdict(found.verdict_at_most),
        "now": _now(found.now),
        "now_if_unclear_count": _now(found.at_most),
        "now_all_events": _now(found.everyone),
        "since_start": _since(found.since_start),
        "changes": [_change(one) for one in found.changes.changes] if found.changes else None,
        "phases": [_phase(one) for one in found.changes.phases] if found.changes else None,
        "alarm": _alarm(found.alarm),
        "undated": found.unit.undated,
        "days_unseen": int(found.unseen.sum()),
    }


def _verdict(found: Verdict) -> dict[str, Any]:
    return {"word": found.word, "from": found.best, "to": found.worst, "why": found.why}


def _now(found: Now) -> dict[str, Any]:
    method = "exact, for few events" if found.few else "negative-binomial regression"
    return {"before": asdict(found.before), "now": asdict(found.now), "ratio": _estimate(found.ratio), "method": method}


def _since(found: Interrupted | TooFew) -> dict[str, Any]:
    if isinstance(found, TooFew):
        return {"too_few": found.why}
    line = {name: _estimate(one) for name, one in vars(found.line).items()} if found.line else None
    return {
        "day": str(found.day),
        "before": asdict(found.before),
        "after": asdict(found.after),
        "ratio": _estimate(found.ratio),
        "ratio_if_poisson": _estimate(found.poisson),
        "line": line,
        "dispersion": _short(found.dispersion),
        "residual_autocorrelation": [_short(one) for one in found.residuals.autocorrelation],
        "ljung_box": _short(found.residuals.ljung_box),
    }


def _change(found: Change) -> dict[str, Any]:
    return {
        "day": str(found.day),
        "since": str(found.since),
        "until": str(found.until),
        "chance": _short(found.chance),
        "ratio": _estimate(found.ratio),
    }


def _phase(found: Phase) -> dict[str, Any]:
    days = {"since": str(found.since), "until": str(found.until), "days": found.days, "events": found.events}
    return days | {"level": _estimate(found.level)}


def _alarm(found: Watch | TooFew | None) -> dict[str, Any] | None:
    if found is None:
        return None
    if isinstance(found, TooFew):
        return {"too_few": found.why}
    chart = found.chart
    return {
        "learned": {"since": str(chart.baseline.since), "until": str(chart.baseline.until)},
        "level": _estimate(chart.baseline.level),
        "rise": chart.ratio,
        "days_between_false_alarms": _estimate(chart.between),
        "alarms": [str(day) for day in found.alarms],
    }


def _coming(found: Coming) -> dict[str, Any]:
    if found.found is None:
        return {"why_not": found.why}
    areas = [
        _plain(asdict(one)) | {"area": area, "scores": dict(zip(METHODS, map(_short, one.scores), strict=True))}
        for area, one in zip(found.areas, found.found.units, strict=True)
    ]
    plan = found.found.plan
    return {"days": plan.horizon, "held_back": plan.held_back, "areas": areas}


def _estimate(found: Estimate) -> dict[str, Any]:
    return {"value": _short(found.value), "low": _short(found.low), "high": _short(found.high)}


def _short(value: float) -> float | None:
    """To four significant digits; what JSON has no number for is null."""
    return float(f"{value:.4g}") if math.isfinite(value) else None


def _plain(told: Any) -> Any:
    if isinstance(told, dict):
        return {name: _plain(one) for name, one in told.items()}
    if isinstance(told, (list, tuple)):
        return [_plain(one) for one in told]
    if isinstance(told, float):
        return _short(told)
    return told if told is None or isinstance(told, (bool, int, str)) else str(told)
