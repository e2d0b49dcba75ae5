"""Everything the room can say of a dossier: the central answer, and what goes with it where it applies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from goodoffices.dossier import Dossier
from goodoffices.settlement.answer import solve
from goodoffices.settlement.blockers import Blockers, what_blocks
from goodoffices.settlement.engine.frontier import FRONTIER_CAP
from goodoffices.settlement.engine.model import central_model
from goodoffices.settlement.result import Settlement
from goodoffices.settlement.trades import Trades, latest_whole_text, what_to_trade
from goodoffices.settlement.uncertain import Spreading, Uncertainty, explore
from goodoffices.settlement.uncertain.over_draws import all_but_accept, over_draws, seed_of
from goodoffices.values import Chance, Provenance

__all__ = ["Study", "study"]


@dataclass(frozen=True)
class Study:
    """`blockers` only when nothing acceptable is known, and with draws `opened`: in how many of them everybody whose
    fallback is not in a minimal set accepts the package that it opens, set by set (None: nobody is left to accept).
    `uncertainty` only when draws were asked for; `trades` only when they were asked for and there is a whole text on
    record, or a Nash package, to start from."""

    settlement: Settlement
    blockers: Blockers | None = None
    uncertainty: Uncertainty | None = None
    trades: Trades | None = None
    opened: tuple[Chance | None, ...] = ()

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
    blockers = what_blocks(dossier, advance=advance) if stuck else None
    uncertainty = explore(dossier, settlement, draws, seed, spread, advance) if draws else None
    if blockers and draws:
        advance("How often others would accept what giving way opens")
    return Study(
        settlement=settlement,
        blockers=blockers,
        opened=_opened(dossier, blockers, draws, seed) if blockers and draws else (),
        uncertainty=uncertainty,
        trades=what_to_trade(dossier, settlement=settlement, cap=cap, draws=draws, seed=seed, advance=advance)
        if wanted
        else None,
    )


def _opened(dossier: Dossier, blockers: Blockers, draws: int, seed: int | None) -> tuple[Chance | None, ...]:
    model = central_model(dossier)
    deciding = [model.parties[party] for party in model.deciding]
    excused = [frozenset(map(deciding.index, opening.short)) for opening in blockers.openings]
    packages = [opening.outcome.package for opening in blockers.openings]
    found = over_draws(dossier, model, packages, all_but_accept(excused), draws, seed_of(dossier, seed))
    return tuple(None if len(some) == len(deciding) else one for some, one in zip(excused, found, strict=True))
