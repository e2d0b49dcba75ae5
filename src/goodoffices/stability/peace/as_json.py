"""The answer, for programs. States are numbered from 1 and told as patterns; prices are on each maker's own scale."""

from __future__ import annotations

from typing import Any

from goodoffices.stability.chance import Holding
from goodoffices.stability.inverse import Changes, Cheapest
from goodoffices.stability.peace.study import MakerStand, PeaceStudy
from goodoffices.stability.price import Step, Temptation
from goodoffices.stability.shocks import Robustness, Shaken
from goodoffices.values import Chance

__all__ = ["peace_json"]


def peace_json(study: PeaceStudy) -> dict[str, Any]:
    """Every number of the answer; parts that were not asked for are null."""
    case, asked = study.case, study.asked
    return {
        "stability": case.model.id,
        "state": _state(study, asked.state),
        "concept": asked.concept,
        "spoilers": [case.graph.makers[stand.maker] for stand in study.spoilers],
        "makers": {case.graph.makers[stand.maker]: _stand(study, stand) for stand in study.stands},
        "changes": _changes(study, study.changes) if study.changes else None,
        "levers": _levers(study.cheapest) if study.cheapest else None,
        "chance": _holding(study, study.holding) if study.holding else None,
        "shocks": _shocks(study.robustness) if study.robustness else None,
        "by": study.provenance.by or None,
        "caution": study.provenance.caution,
        "method": study.provenance.method,
        "seed": study.provenance.seed,
        "inputs": dict(study.provenance.inputs),
        "version": study.provenance.version,
    }


def _state(study: PeaceStudy, state: int) -> dict[str, Any]:
    space = study.case.space
    return {"id": state + 1, "pattern": space.pattern(state), "taken": list(space.taken_in(state))}


def _stand(study: PeaceStudy, stand: MakerStand) -> dict[str, Any]:
    name = study.case.graph.makers[stand.maker]
    worths = study.given.worths
    return {
        "verdict": stand.verdict,
        "price": {"nash": stand.unanswered, "gmr": stand.threat, "seq": stand.credible},
        "unit": "rank" if name in worths.by_rank else worths.units.get(name, ""),
        "tempted": _temptation(study, stand.tempted) if stand.tempted else None,
    }


def _temptation(study: PeaceStudy, found: Temptation) -> dict[str, Any]:
    return {
        "move": _step(study, found.move),
        "answer": [_step(study, step) for step in found.answer],
        "left": found.left,
        "credible": found.willing,
    }


def _step(study: PeaceStudy, step: Step) -> dict[str, Any]:
    maker = study.case.graph.makers[step.maker]
    return {"maker": maker, "from": step.start + 1, "to": step.to + 1, "gain": step.gain}


def _changes(study: PeaceStudy, found: Changes) -> dict[str, Any]:
    return {
        "pairs": found.pairs,
        "least": found.least,
        "proved": found.how != "enclosed",
        "makers": {
            study.case.graph.makers[change.maker]: [[a + 1, b + 1] for a, b in change.pairs] for change in found.changes
        },
    }


def _levers(found: Cheapest) -> dict[str, Any]:
    return {
        "needed": found.needed,
        "sets": [
            {
                "levers": [lever.id for lever in one.levers],
                "costs": dict(one.costs),
                "total": one.total,
                "carried_out": [
                    {
                        "lever": each.lever.id,
                        "by": each.lever.by,
                        "state": each.state + 1,
                        "gain": each.gain,
                        "would": each.would,
                    }
                    for each in one.willing
                ],
            }
            for one in found.sets
        ],
        "costs_in": found.levers.cost_unit or None,
        "checked": found.checked,
        "of": found.all_sets,
        "bound": found.bound,
        "left": list(found.left),
    }


def _holding(study: PeaceStudy, found: Holding) -> dict[str, Any]:
    return {
        "open": found.open,
        "all": _chance(found.all),
        "makers": {name: _chance(each) for name, each in zip(study.case.graph.makers, found.by_maker, strict=True)},
        "matters": [
            {
                "maker": each.maker,
                "as_told": each.as_told,
                "otherwise": each.otherwise,
                "holds_if_so": _chance(each.told),
                "holds_otherwise": _chance(each.other),
                "decides": each.decides,
            }
            for each in found.matters
        ],
    }


def _shocks(found: Robustness) -> dict[str, Any]:
    return {"states": list(found.states), "rows": [_row(found, row) for row in found.rows]}


def _row(found: Robustness, row: Shaken) -> dict[str, Any]:
    fates = [
        {
            "state": pattern,
            "possible": fate.now is not None,
            "stable": list(fate.concepts),
            "broken_by": [name for name, _ in fate.spoilers],
        }
        for pattern, fate in zip(found.states, row.fates, strict=False)
    ]
    return {
        "shock": row.shock.id if row.shock else None,
        "fates": fates,
        "new": list(row.new),
        "refused": row.refused or None,
    }


def _chance(found: Chance) -> dict[str, float]:
    return {"share": found.share, "low": found.low, "high": found.high, "draws": found.draws}
