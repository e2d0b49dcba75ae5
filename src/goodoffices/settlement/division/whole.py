"""Whole packages beside a division: is there an allowed one that gives both as much, and one of them more?"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from fractions import Fraction

import numpy as np

from goodoffices.dossier import Dossier
from goodoffices.errors import SettlementError
from goodoffices.settlement.division.result import WholePackage
from goodoffices.settlement.engine.frontier import FRONTIER_CAP, pareto_rows
from goodoffices.settlement.engine.model import central_model
from goodoffices.settlement.engine.walk import components
from goodoffices.settlement.fair import from_frontier, one_by_one

__all__ = ["better_whole"]


def better_whole(dossier: Dossier, utility: Mapping[str, Fraction]) -> tuple[WholePackage | None, bool]:
    """The allowed whole package to set beside a division that is worth `utility` to the parties who decide.

    Of those that give each at least as much and one more: the one with the largest product of what it adds (as the
    Nash package, with the division in the place of the fallbacks). None and True: there is none. None and False: there
    are too many packages, and the search for it met none before its limit. Exact; where the file's numbers have too
    many decimals, to a billionth of a point. Interactions are counted on neither side, as a split issue settles
    nothing whole.
    """
    central = central_model(dataclasses.replace(dossier, interactions=()))
    beside = tuple(utility.get(party) for party in central.parties)
    model = dataclasses.replace(central, fallback=beside)
    need = np.array([model.need[p] for p in model.deciding], dtype=np.int64)
    try:
        front = pareto_rows(components(model), len(model.issues), need, FRONTIER_CAP)
        fair = from_frontier(model, front, need) if front is not None else one_by_one(model)
    except SettlementError:  # linkages too many to search: no matter of the division
        return None, False
    if fair.solutions is None:
        return None, fair.nothing
    nash = fair.solutions.nash
    units = model.worth(model.choice(nash.outcome.package))
    places = {party: p for p, party in enumerate(model.parties) if party in utility}
    worth = {party: Fraction(int(units[p]), model.scale[p]) for party, p in places.items()}
    more = {party: worth[party] - utility[party] for party in utility}
    # Where numbers had to be rounded, as much as rounding may make is no more.
    if not any(more[party] > Fraction(central.slack[p], model.scale[p]) for party, p in places.items()):
        return None, nash.certificate is None or nash.certificate.proved
    told = ({party: float(number) for party, number in numbers.items()} for numbers in (worth, more))
    return WholePackage(nash.outcome.package, *told), True
