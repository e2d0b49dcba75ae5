"""Advice for machines."""

from __future__ import annotations

import math
from typing import Any

from goodoffices.settlement.plain import plain_chance, plain_number
from goodoffices.settlement.uncertain.advice import Advice, Advised
from goodoffices.settlement.uncertain.questions import Question
from goodoffices.settlement.uncertain.regret import Mean

__all__ = ["advice_json"]


def advice_json(advice: Advice | None) -> dict[str, Any] | None:
    """Advice as plain dicts, lists, strings and numbers, None where there is none. An error not known is null."""
    if advice is None:
        return None
    return {
        "draws": advice.draws,
        "looked_at": advice.looked_at,
        "in_pool": advice.in_pool,
        "packages": [_advised(one) for one in advice.packages],
        "open_judgements": advice.open_judgements,
        "knowing_all": _mean(advice.knowing_all),
        "questions": [_question(one) for one in advice.questions],
    }


def _advised(one: Advised) -> dict[str, Any]:
    return {
        "standings": list(one.standings),
        "package": dict(one.package),
        "accepts": {party: plain_chance(chance) for party, chance in one.accepts.items()},
        "all_accept": plain_chance(one.all_accept),
        "joint_gain": _mean(one.joint),
        "worst_regret": plain_number(one.worst_regret),
        "mean_regret": _mean(one.mean_regret),
    }


def _question(one: Question) -> dict[str, Any]:
    return {
        "party": one.party,
        "kind": one.kind,
        "issue": one.issue,
        "option": one.option,
        "words": one.words,
        "now": one.now,
        "reduction": plain_number(one.reduction),
        "error": plain_number(one.error),
        "beyond_chance": one.matters,
        "if_low": dict(one.if_low),
        "if_high": dict(one.if_high),
    }


def _mean(mean: Mean) -> dict[str, float | None]:
    return {
        "mean": plain_number(mean.value),
        "error": None if math.isinf(mean.error) else plain_number(mean.error),
    }
