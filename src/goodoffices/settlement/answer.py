"""The question the room answers: is there anything all of them could accept, what would be fair, and where do the
texts on record stand?"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from goodoffices import __version__
from goodoffices.dossier import Dossier
from goodoffices.errors import SettlementError
from goodoffices.settlement.counting import counted, settled
from goodoffices.settlement.engine.epsilon import cover_rows
from goodoffices.settlement.engine.frontier import FRONTIER_CAP, Rows, pareto_rows
from goodoffices.settlement.engine.model import ROUNDED_SCALE, Model, central_model
from goodoffices.settlement.engine.points import LIMIT
from goodoffices.settlement.engine.sampling import SAMPLE, SEED
from goodoffices.settlement.engine.walk import Component, components
from goodoffices.settlement.fair import Fair, from_frontier, one_by_one
from goodoffices.settlement.outcomes import Outcomes
from goodoffices.settlement.result import Frontier, Settlement
from goodoffices.settlement.texts import rate_text
from goodoffices.values import Provenance

__all__ = ["EXACT", "fair_packages", "frontier", "solve"]

Ints = NDArray[np.int64]

EXACT = "exact whole numbers"
"""What the provenance says of the arithmetic where no number was rounded."""

METHOD = (
    "Search of all packages, none sampled, in the central model: the middle of every interval, values linear in the "
    "steps of each order"
)


def solve(dossier: Dossier, cap: int = FRONTIER_CAP, advance: Callable[[str], None] = lambda _: None) -> Settlement:
    """Everything the central model of a dossier says about its packages.

    Principals and guarantors decide: their red lines close options, their fallbacks must be reached, the frontier and
    the rules are theirs. Observers are rated and never block. `cap` is the number of packages, on the frontier or on
    the way to it, beyond which the frontier is covered within a stated distance instead of listed; `advance` is told of
    progress in words. Raises SettlementError when the cap is below 1.
    """
    _check(cap)
    advance("Following the linkages")
    model = central_model(dossier)
    parts = components(model)
    need = np.array([model.need[p] for p in model.deciding], dtype=np.int64)
    counts = counted(model, parts, need, advance)
    front = pareto_rows(parts, len(model.issues), need, cap, advance)
    fair = from_frontier(model, front, need) if front is not None else one_by_one(model, advance)
    packages = settled(counts, int(front.many.sum()) if front is not None else 0, nothing=fair.nothing)
    return Settlement(
        parties=model.parties,
        deciding=tuple(model.parties[p] for p in model.deciding),
        fallback={p: float(f) for p, f in zip(model.parties, model.fallback, strict=True) if f is not None},
        ideal=fair.ideal,
        packages=packages,
        frontier=_frontier(model, parts, need, front, cap, advance),
        solutions=fair.solutions,
        texts=tuple(rate_text(dossier, model, text, front) for text in dossier.texts),
        provenance=Provenance(
            method=METHOD,
            inputs=((f"dossier {dossier.id}", dossier.hash),),
            version=__version__,
            parameters=(
                ("frontier cap", str(cap)),
                ("arithmetic", _arithmetic(model)),
                ("fair packages", fair.how),
                *((("share drawn at random", f"{SAMPLE:,} packages, seed {SEED}"),) if packages.sampled else ()),
            ),
            as_of=str(dossier.as_of or ""),
            by=dossier.by,
            caution=dossier.caution,
        ),
    )


def frontier(dossier: Dossier, cap: int = FRONTIER_CAP, advance: Callable[[str], None] = lambda _: None) -> Frontier:
    """The frontier of the acceptable packages alone, without counting them; `cap` and `advance` as in `solve`."""
    _check(cap)
    model = central_model(dossier)
    parts = components(model)
    need = np.array([model.need[p] for p in model.deciding], dtype=np.int64)
    return _frontier(model, parts, need, pareto_rows(parts, len(model.issues), need, cap, advance), cap, advance)


def fair_packages(dossier: Dossier, limit: int = LIMIT, advance: Callable[[str], None] = lambda _: None) -> Fair:
    """The four fair packages alone, at any size, without frontier and counts: each by a search of its own, which stops
    after `limit` nodes and says then how far from the best it may be."""
    return one_by_one(central_model(dossier), advance, limit)


def _check(cap: int) -> None:
    if cap < 1:
        raise SettlementError.of(f"a cap of {cap} frontier packages", remedy="A cap is a whole number from 1 up.")


def _arithmetic(model: Model) -> str:
    if model.exact:
        return EXACT
    slack = max(model.slack) / ROUNDED_SCALE
    return (
        f"worth rounded to 1/{ROUNDED_SCALE:,} of a point, because the file's numbers have too many decimals: packages "
        f"up to {slack:.0e} of a point below a fallback are counted as reaching it, and equal worth may not be seen"
    )


def _frontier(
    model: Model,
    parts: tuple[Component, ...],
    need: Ints,
    front: Rows | None,
    cap: int,
    advance: Callable[[str], None],
) -> Frontier:
    """The frontier as a result: `front` where it is listed, else packages that cover it."""
    if front is not None:
        equal = tuple(int(many) for many in front.many)
        return Frontier(
            int(front.many.sum()), complete=True, points=Outcomes(model, front.choice), equal=equal, epsilon=0.0
        )
    scale = tuple(model.scale[p] for p in model.deciding)
    cover = cover_rows(parts, need, scale, cap, advance)
    if cover is None or not len(cover.rows):
        none = np.zeros((0, len(model.issues)), dtype=np.uint16)
        return Frontier(size=None, complete=False, points=Outcomes(model, none))
    return Frontier(size=None, complete=False, points=Outcomes(model, cover.rows.choice), epsilon=cover.epsilon)
