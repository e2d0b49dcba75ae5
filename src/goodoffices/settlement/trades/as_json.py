"""Trades and differences for machines: what `goodoffices trade --json` and `goodoffices what-if --json` print."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goodoffices.settlement.blockers import blockers_json
from goodoffices.settlement.plain import (
    plain_breach,
    plain_chance,
    plain_counts,
    plain_inputs,
    plain_number,
    plain_outcome,
    plain_points,
    plain_solution,
    plain_solutions,
)
from goodoffices.settlement.trades.difference import Blocked, Difference, Moved, RuleMoved, TextMoved
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
            "outcome": plain_outcome(start.outcome),
            "red_lines": [plain_breach(breach) for breach in start.red_lines],
            "linkages": list(start.linkages),
            "allowed": start.allowed,
            "acceptable": start.acceptable,
        },
        "limit": trades.limit,
        "leaves_open": trades.is_open,
        "draws": trades.draws,
        "seed": trades.seed,
        "better_for_all": _nearest(trades.better),
        "better_on_frontier": _nearest(trades.frontier),
        "single_changes": None if trades.single is None else [_package(one) for one in trades.single],
        "two_issue_trades": _pairs(trades.pairs),
        "nearest_acceptable": _nearest(trades.repairs),
        "completions": _completions(trades.completions),
        "inputs": plain_inputs(trades.settlement.provenance),
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
            "sampled": {
                "before": plain_counts(difference.before.packages)["sampled"],
                "after": plain_counts(difference.after.packages)["sampled"],
            },
            "frontier": _moved(difference.frontier),
        },
        "ideal": _moved_all(difference.ideal),
        "solutions": {rule.rule: _rule(rule) for rule in difference.rules},
        "texts": {text.id: _text(text) for text in difference.texts},
        "blockers": {"before": _blocked(difference.blocked_before), "after": _blocked(difference.blocked_after)},
        "inputs": {
            "before": plain_inputs(difference.before.provenance),
            "after": plain_inputs(difference.after.provenance),
        },
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "issue": change.issue,
        "before": change.before,
        "after": change.after,
        "points": plain_points(change.points),
    }


def _package(package: Package) -> dict[str, Any]:
    return {
        "changes": [_change(change) for change in package.changes],
        "difference": plain_points(package.difference),
        "acceptable": package.acceptable,
        "on_frontier": package.on_frontier,
        "nobody_loses": None if package.no_loss is None else plain_chance(package.no_loss),
        "all_accept": None if package.all_accept is None else plain_chance(package.all_accept),
        "outcome": plain_outcome(package.outcome),
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
        "difference": plain_points(trade.difference),
        "interplay": plain_points(trade.interplay),
        "acceptable": trade.acceptable,
        "on_frontier": trade.on_frontier,
        "nobody_loses": None if trade.no_loss is None else plain_chance(trade.no_loss),
        "outcome": plain_outcome(trade.outcome),
    }


def _completions(found: Completions | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "packages": plain_counts(found.counts),
        "frontier": found.frontier,
        "solutions": plain_solutions(found.solutions),
        "how": found.how,
        "nash_without_the_text": plain_outcome(found.free),
        "effect": plain_points(found.effect),
    }


def _moved(moved: Moved) -> dict[str, float | None]:
    return {
        "before": plain_number(moved.before),
        "after": plain_number(moved.after),
        "difference": plain_number(moved.difference),
    }


def _moved_all(values: Mapping[str, Moved]) -> dict[str, Any]:
    return {party: _moved(moved) for party, moved in values.items()}


def _rule(rule: RuleMoved) -> dict[str, Any]:
    return {
        "before": None if rule.before is None else plain_solution(rule.before),
        "after": None if rule.after is None else plain_solution(rule.after),
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


def _blocked(blocked: Blocked | None) -> dict[str, Any] | None:
    return None if blocked is None else blockers_json(blocked.dossier, blocked.found)
