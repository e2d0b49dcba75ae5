"""Everything the room can say of a dossier: the central answer, and what goes with it where it applies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from goodoffices.dossier import Dossier
from goodoffices.settlement.answer import solve
from goodoffices.settlement.blockers import Blockers, what_blocks
from goodoffices.settlement.engine.frontier import FRONTIER_CAP
from goodoffices.settlement.result import Settlement
from goodoffices.settlement.trades import Trades, latest_whole_text, what_to_trade
from goodoffices.settlement.uncertain import Spreading, Uncertainty, explore
from goodoffices.values import Provenance

__all__ = ["Study", "study"]


@dataclass(frozen=True)
class Study:
    """`blockers` only when nothing acceptable is known; `uncertainty` only when draws were asked for; `trades` only
    when they were asked for and there is a whole text on record, or a Nash package, to start from."""

    settlement: Settlement
    blockers: Blockers | None = None
    uncertainty: Uncertainty | None = None
    trades: Trades | None = None

    @property
    def provenance(self) -> Provenance:
        """Where all of it comes from: the settlement's, with what the draws add."""
        made = self.settlement.provenance
        if self.uncertainty is None:
            return made
        drawn = self.uncertainty.provenance
        return replace(made, parameters=(*made.parameters, *drawn.parameters), seed=drawn.seed)


def study(  # noqa: PLR0913 - one door to everything, each part of it asked for by name
    dossier: Dossier,
    *,
    draws: int = 0,
    seed: int | None = None,
    trades: bool = False,
    cap: int = FRONTIER_CAP,
    spread: Spreading = map,
    advance: Callable[[str], None] = lambda _: None,
) -> Study:
    """The central answer; what blocks when nothing is acceptable; how far the answer holds, over `draws` draws of what
    the file leaves open (`seed` and `spread` as in `explore`); and, with `trades`, what could be traded.

    `cap` is the number of frontier packages beyond which not all are listed; `advance` is told of progress. Raises
    SettlementError when the number of draws or the seed makes no sense.
    """
    settlement = solve(dossier, cap, advance)
    stuck = settlement.solutions is None and settlement.packages.acceptable_bounds[0] == 0
    wanted = trades and (latest_whole_text(dossier) is not None or settlement.solutions is not None)
    return Study(
        settlement=settlement,
        blockers=what_blocks(dossier, advance=advance) if stuck else None,
        uncertainty=explore(dossier, settlement, draws, seed, spread, advance) if draws else None,
        trades=what_to_trade(dossier, settlement=settlement, cap=cap, draws=draws, seed=seed, advance=advance)
        if wanted
        else None,
    )
