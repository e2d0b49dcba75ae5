"""Answers for programs. States have numbers from 1, the same on every page and in every file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from goodoffices.stability.model import Conflict, Model, written
from goodoffices.stability.pages.studied import Study
from goodoffices.stability.solve import CONCEPTS, Solution, Ways

__all__ = ["model_json", "states_json", "study_json", "ways_json"]

MOST_LISTED = 4096
"""States that are written out one by one."""


def study_json(study: Study) -> dict[str, Any]:
    """Equilibria and stability as lists of state ids, and what else was asked."""
    model, solution = study.model, study.solution
    found: dict[str, Any] = {
        "model": model.id,
        "makers": [maker.id for maker in model.makers],
        "states": study.conflict.graph.states,
        "status_quo": None if study.status_quo is None else study.status_quo + 1,
        "agreement": None if study.agreement is None else study.agreement + 1,
        "equilibria": {concept: _ids(solution.equilibria(concept)) for concept in CONCEPTS},
        "stability": _by_maker(solution, strongly=False),
    }
    if solution.strongly:
        strong = {concept: _ids(solution.equilibria(concept, strongly=True)) for concept in CONCEPTS}
        found["strong"] = {"equilibria": strong, "stability": _by_maker(solution, strongly=True)}
    if study.standing:
        standing = study.standing
        found["unknown"] = {
            "completions": standing.completions,
            "equilibria_under_all": {c: _ids(standing.equilibria_under_all[c]) for c in CONCEPTS},
            "equilibria_under_some": {c: _ids(standing.equilibria_under_some[c]) for c in CONCEPTS},
        }
    if study.coalitions:
        found["coalitions"] = [
            {
                "members": [model.makers[maker].id for maker in each.members],
                "improvements": {str(s + 1): _ids(to) for s, to in enumerate(each.improvements) if to},
                "stable": {concept: _ids(each.stable[concept]) for concept in CONCEPTS},
            }
            for each in study.coalitions
        ]
    found["listing"] = states_json(study.conflict)
    found |= _said(model)
    return found


def states_json(conflict: Conflict) -> list[dict[str, Any]]:
    """Every state with its pattern, its decimal and the options taken; none where there are more than 4,096."""
    space = conflict.space
    if len(space) > MOST_LISTED:
        return []
    return [
        {
            "id": state + 1,
            "pattern": space.pattern(state),
            "decimal": int(space.taken[state]) if not space.open[state] else None,
            "taken": list(space.taken_in(state)),
        }
        for state in range(len(space))
    ]


def model_json(conflict: Conflict) -> dict[str, Any]:
    """The model as it was understood."""
    model = conflict.model
    return {
        "model": model.id,
        "title": model.title,
        "makers": [
            {
                "id": maker.id,
                "name": maker.name,
                "role": maker.role,
                "options": [
                    {"id": option.id, "what": option.text, "moves": option.moves}
                    for option in model.options
                    if option.maker == maker.id
                ],
                "prefers": [
                    {"statement": written(each.formula), "greatly": each.strong, "perhaps": each.unknown}
                    for each in model.preference(maker.id).statements
                ],
                "order": [[list(rank.states), rank.then] for rank in model.preference(maker.id).order],
            }
            for maker in model.makers
        ],
        "infeasible": [written(each) for each in model.infeasible],
        "barred": [[written(each.before), written(each.after)] for each in model.barred],
        "merged": [written(each) for each in model.merged],
        "status_quo": model.status_quo,
        "agreement": model.agreement,
        "complete": model.is_complete,
        "states": len(conflict.space),
        "listing": states_json(conflict),
        **_said(model),
    }


def ways_json(conflict: Conflict, ways: Ways, goals: Iterable[int]) -> dict[str, Any]:
    """Shortest ways to some states: the moves, or null where there is no way."""
    makers = conflict.model.makers
    told = {}
    for goal in goals:
        way = ways.way(goal)
        told[str(goal + 1)] = (
            None
            if way is None
            else [{"maker": makers[s.maker].id, "from": s.before + 1, "to": s.after + 1} for s in way]
        )
    return {"from": ways.start + 1, "by": ways.kind, "reached": _ids(ways.reached), "ways": told}


def _ids(states: Iterable[int]) -> list[int]:
    return [int(state) + 1 for state in states]


def _by_maker(solution: Solution, *, strongly: bool) -> dict[str, dict[str, list[int]]]:
    found = solution.strongly if strongly else solution.stable
    ids = np.arange(1, found["nash"].shape[1] + 1).astype(object)  # one number a state, shared by all lists
    return {
        concept: {maker: ids[found[concept][k]].tolist() for k, maker in enumerate(solution.makers)}
        for concept in CONCEPTS
    }


def _said(model: Model) -> dict[str, str]:
    said = {"by": model.judgement.by, "source": model.judgement.source, "caution": model.caution}
    return {key: value for key, value in said.items() if value}
