"""Trades and differences for machines: what `goodoffices trade --json` and `goodoffices what-if --json` print."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goodoffices.settlement.result import Breach, Counts, Outcome, Settlement, Solution
from goodoffices.settlement.trades.difference import Difference, Moved, RuleMoved, TextMoved
from goodoffices.settlement.trades.result import (
    Change,
    Completions,
    Nearest,
    Package,
    Trades,
    TwoIssueTrade,
    TwoIssueTrades,
)

__all__ = ["trades_json", "what_if_json"]

DIGITS = 9
"""Decimals kept of points."""


def trades_json(trades: Trades) -> dict[str, Any]:
    """What could be traded, as plain dicts, lists, strings and numbers."""
    start = trades.start
    return {
        "caution": trades.settlement.provenance.caution,
        "start": {
            "name": start.name,
            "title": start.title,
            "kind": start.kind,
            "settled": dict(start.settled),
            "open_issues": list(start.open_issues),
            "outcome": _outcome(start.outcome),
            "red_lines": [_breach(breach) for breach in start.red_lines],
            "linkages": list(start.linkages),
            "allowed": start.allowed,
            "acceptable": start.acceptable,
        },
        "limit": trades.limit,
        "better_for_all": _nearest(trades.better),
        "better_on_frontier": _nearest(trades.frontier),
        "single_changes": None if trades.single is None else [_package(one) for one in trades.single],
        "two_issue_trades": _pairs(trades.pairs),
        "nearest_acceptable": _nearest(trades.repairs),
        "completions": _completions(trades.completions),
        "inputs": _inputs(trades.settlement),
    }


def what_if_json(difference: Difference) -> dict[str, Any]:
    """What differs between two answers, as plain dicts, lists, strings and numbers."""
    return {
        "caution": difference.before.provenance.caution,
        "edits": [{"key": e.key, "before": e.before or None, "after": e.after} for e in difference.edits],
        "differs": not difference.is_none,
        "packages": {
            "allowed": _moved(difference.allowed),
            "acceptable": _moved(difference.acceptable),
            "acceptable_bounds": {
                "before": list(difference.before.packages.acceptable_bounds),
                "after": list(difference.after.packages.acceptable_bounds),
            },
            "frontier": _moved(difference.frontier),
        },
        "ideal": _moved_all(difference.ideal),
        "solutions": {rule.rule: _rule(rule) for rule in difference.rules},
        "texts": {text.id: _text(text) for text in difference.texts},
        "inputs": {"before": _inputs(difference.before), "after": _inputs(difference.after)},
    }


def _points(values: Mapping[str, float]) -> dict[str, float]:
    return {party: round(value, DIGITS) for party, value in values.items()}


def _outcome(outcome: Outcome | None) -> dict[str, Any] | None:
    if outcome is None:
        return None
    return {
        "package": dict(outcome.package),
        "utility": _points(outcome.utility),
        "gain": _points(outcome.gain),
    }


def _breach(breach: Breach) -> dict[str, str]:
    return {"party": breach.party, "issue": breach.issue, "option": breach.option}


def _change(change: Change) -> dict[str, Any]:
    return {
        "issue": change.issue,
        "before": change.before,
        "after": change.after,
        "points": _points(change.points),
    }


def _package(package: Package) -> dict[str, Any]:
    return {
        "changes": [_change(change) for change in package.changes],
        "difference": _points(package.difference),
        "acceptable": package.acceptable,
        "on_frontier": package.on_frontier,
        "outcome": _outcome(package.outcome),
    }


def _nearest(nearest: Nearest | None) -> dict[str, Any] | None:
    if nearest is None:
        return None
    return {
        "total": nearest.total,
        "searched": nearest.searched,
        "complete": nearest.complete,
        "note": nearest.note,
        "packages": [_package(package) for package in nearest.packages],
    }


def _pairs(pairs: TwoIssueTrades | None) -> dict[str, Any] | None:
    return None if pairs is None else {"total": pairs.total, "trades": [_trade(trade) for trade in pairs.trades]}


def _trade(trade: TwoIssueTrade) -> dict[str, Any]:
    return {
        "changes": [_change(trade.first), _change(trade.second)],
        "difference": _points(trade.difference),
        "interplay": _points(trade.interplay),
        "acceptable": trade.acceptable,
        "on_frontier": trade.on_frontier,
        "outcome": _outcome(trade.outcome),
    }


def _counts(counts: Counts) -> dict[str, Any]:
    return {
        "all": counts.all,
        "allowed": counts.allowed,
        "acceptable": counts.acceptable,
        "acceptable_bounds": list(counts.acceptable_bounds),
    }


def _solution(solution: Solution) -> dict[str, Any]:
    return {**(_outcome(solution.outcome) or {}), "ties": solution.ties}


def _completions(found: Completions | None) -> dict[str, Any] | None:
    if found is None:
        return None
    solutions = found.solutions
    return {
        "packages": _counts(found.counts),
        "frontier": found.frontier,
        "solutions": None if solutions is None else {one.rule: _solution(one) for one in solutions},
        "how": found.how,
        "nash_without_the_text": _outcome(found.free),
        "cost": _points(found.cost),
    }


def _round(value: float | None) -> float | None:
    return round(value, DIGITS) if isinstance(value, float) else value


def _moved(moved: Moved) -> dict[str, float | None]:
    return {
        "before": _round(moved.before),
        "after": _round(moved.after),
        "difference": _round(moved.difference),
    }


def _moved_all(values: Mapping[str, Moved]) -> dict[str, Any]:
    return {party: _moved(moved) for party, moved in values.items()}


def _rule(rule: RuleMoved) -> dict[str, Any]:
    return {
        "before": None if rule.before is None else _solution(rule.before),
        "after": None if rule.after is None else _solution(rule.after),
        "changed": list(rule.changed),
        "still_chosen": rule.still_chosen,
        "gain": _moved_all(rule.gain),
        "utility": _moved_all(rule.utility),
    }


def _text(text: TextMoved) -> dict[str, Any]:
    before, after = text.acceptable
    return {
        "title": text.title,
        "gain": _moved_all(text.gain),
        "acceptable": {"before": before, "after": after},
        "better_for_all": _moved(text.better_for_all),
    }


def _inputs(settlement: Settlement) -> dict[str, Any]:
    source = settlement.provenance
    return {
        "dossier": source.inputs[0][0].removeprefix("dossier "),
        "dossier_hash": source.inputs[0][1],
        "as_of": source.as_of,
        "version": source.version,
        "method": source.method,
        "parameters": dict(source.parameters),
    }
