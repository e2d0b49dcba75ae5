"""The four fair packages with each party's ideal: from the frontier where it is listed, else one by one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.settlement.engine.frontier import Rows
from goodoffices.settlement.engine.model import Model
from goodoffices.settlement.engine.solutions import egalitarian, kalai_smorodinsky, nash, utilitarian
from goodoffices.settlement.outcome import outcome
from goodoffices.settlement.result import Solution, Solutions

__all__ = ["Fair", "from_frontier", "one_by_one"]

Ints = NDArray[np.int64]
RULES = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")


@dataclass(frozen=True)
class Fair:
    """`ideal` in points for each deciding party and the `solutions`; empty and None when nothing is acceptable, or
    when the search did not finish. `how` says in words how they were found;
    `nothing` is True when it is known that nothing is acceptable."""

    ideal: Mapping[str, float]
    solutions: Solutions | None
    how: str
    nothing: bool = False


def from_frontier(model: Model, front: Rows, need: Ints) -> Fair:
    """Exactly, from every point of the frontier. `need` holds the units of the deciding parties' fallbacks."""
    how = "from the whole frontier"
    if not len(front):
        return Fair({}, None, how, nothing=True)
    gains, scale = front.units - need, tuple(model.scale[p] for p in model.deciding)
    picks = (nash(gains), kalai_smorodinsky(gains), egalitarian(gains, scale), utilitarian(gains, scale))
    most = front.units.max(axis=0)
    found = (
        Solution(rule, outcome(model, front.choice[pick.rows[0]]), int(front.many[list(pick.rows)].sum()))
        for rule, pick in zip(RULES, picks, strict=True)
    )
    ideal = {model.parties[p]: int(u) / s for p, u, s in zip(model.deciding, most, scale, strict=True)}
    return Fair(ideal, Solutions(*found), how)


def one_by_one(model: Model, advance: Callable[[str], None]) -> Fair:
    """Each by programmes of its own, to the solver's tolerance; ties are not counted."""
    # These need scipy's solver, which takes longer to load than most dossiers to settle.
    from goodoffices.settlement.engine.programme import NothingAcceptableError, UnfinishedError  # noqa: PLC0415
    from goodoffices.settlement.engine.single import single_points  # noqa: PLC0415

    advance("Fair packages one by one: the frontier is too large to list")
    try:
        single = single_points(model)
    except NothingAcceptableError:
        return Fair({}, None, "there are none: nothing is acceptable", nothing=True)
    except UnfinishedError as error:
        return Fair({}, None, f"not found: {error}")
    found = [outcome(model, getattr(single, rule)) for rule in RULES]
    if any(one.gain[model.parties[p]] < 0 for one in found for p in model.deciding):
        return Fair({}, None, "not found: the solver's tolerance let a package below a fallback pass")
    ideal = {
        model.parties[p]: gain + model.need[p] / model.scale[p]
        for p, gain in zip(model.deciding, single.ideal, strict=True)
    }
    solutions = Solutions(*(Solution(rule, one, None) for rule, one in zip(RULES, found, strict=True)))
    return Fair(ideal, solutions, "mixed-integer programmes, to a hundred-thousandth")
