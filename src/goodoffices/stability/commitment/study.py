"""The answer: what follows from a file of commitments, at the middle of every interval, at its ends, and by draws."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from goodoffices import __version__
from goodoffices.stability.commitment.bargaining import Range, bargaining_range
from goodoffices.stability.commitment.disarmament import goes_on, least_alike, least_cover
from goodoffices.stability.commitment.repeated import Game, least
from goodoffices.stability.commitment.terms import CeasefireTerms, CommitmentFile, Disarmament, Value
from goodoffices.values import Chance, Provenance, chance

__all__ = ["COUNTS", "CommitmentStudy", "CoverNeed", "Keeping", "Need", "study_commitment"]

COUNTS = ("detection", "discount", "sanction", "reward", "penalty")
"""What enough of can make a ceasefire hold, one at a time."""
_WORSE = {"comply": "low", "cheat": "high", "war": "high", "false_alarm": "high"}
"""The end of an interval at which keeping it is least worth while; for all others the low end."""
DRAWS = 2000


@dataclass(frozen=True)
class Need:
    """The least of something that suffices, all else as it is: at the middle of every interval, and at their kindest
    and harshest ends. 0: none is needed. Infinite: none suffices."""

    middle: float
    kindest: float
    harshest: float


@dataclass(frozen=True)
class Keeping:
    """Whether one party keeps the ceasefire: `verdict` is always, never or depends (on where within the intervals the
    numbers lie); `share` of the draws in which it does; `needs` by what would do."""

    terms: CeasefireTerms
    game: Game
    verdict: str
    share: Chance
    needs: Mapping[str, Need] = field(hash=False)


@dataclass(frozen=True)
class CoverNeed:
    """What a disarming party needs: for each phase the least cover with later phases covered in full, for all alike,
    and whether it goes on with today's covers (at the middle), with the share of draws in which it goes on
    throughout."""

    terms: Disarmament
    phases: tuple[Need, ...]
    alike: Need
    goes_on: tuple[bool, ...]
    share: Chance


@dataclass(frozen=True)
class CommitmentStudy:
    """Everything that follows from the file; `together` is the share of draws in which all keep the ceasefire."""

    given: CommitmentFile
    range: Range | None
    keeping: tuple[Keeping, ...]
    together: Chance | None
    covers: tuple[CoverNeed, ...]
    provenance: Provenance


def study_commitment(given: CommitmentFile, *, draws: int = DRAWS, seed: int = 1) -> CommitmentStudy:
    """Everything that follows from a file. Draws are even over every interval, one apart from the other; where no
    interval is given none are needed, and the shares are 0 or 1."""
    rng = np.random.default_rng(seed)
    drawn = [_drawn_games(terms, draws, rng) for terms in given.ceasefire]
    holds = [np.array([game.holds for game in games], dtype=bool) for games in drawn]
    together = chance(int(np.logical_and.reduce(holds).sum()), draws) if len(holds) > 1 else None
    return CommitmentStudy(
        given=given,
        range=bargaining_range(given.bargaining) if given.bargaining else None,
        keeping=tuple(_keeping(terms, each) for terms, each in zip(given.ceasefire, holds, strict=True)),
        together=together,
        covers=tuple(_cover(terms, draws, rng) for terms in given.disarmament),
        provenance=Provenance(
            method="bargaining range (Fearon 1995); repeated game under noisy monitoring; "
            "guarantee cover (after Walter 1997); even draws over the intervals",
            inputs=((given.id, given.hash),),
            version=__version__,
            parameters=(("draws", str(draws)),),
            seed=seed,
            as_of=given.as_of,
            caution=given.caution,
            by=given.by,
        ),
    )


def _end(name: str, value: Value, *, harsh: bool) -> float:
    low = (_WORSE.get(name, "low") == "low") == harsh
    return value.low if low else value.high


def _game(terms: CeasefireTerms, *, harsh: bool | None = None) -> Game:
    if harsh is None:
        return Game(**{name: value.best for name, value in terms.values.items()})
    return Game(**{name: _end(name, value, harsh=harsh) for name, value in terms.values.items()})


def _drawn_games(terms: CeasefireTerms, draws: int, rng: np.random.Generator) -> list[Game]:
    columns = {name: _drawn(value, draws, rng) for name, value in terms.values.items()}
    return [Game(**dict(zip(columns, row, strict=True))) for row in zip(*columns.values(), strict=True)]


def _drawn(value: Value, draws: int, rng: np.random.Generator) -> list[float]:
    even = rng.random(draws)
    if value.endless:
        return [math.inf] * draws
    return [float(one) for one in value.low + (value.high - value.low) * even]


def _keeping(terms: CeasefireTerms, holds: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Keeping:
    kind, harsh, middle = _game(terms, harsh=False), _game(terms, harsh=True), _game(terms)
    verdict = "always" if harsh.holds else "depends" if kind.holds else "never"
    needs = {name: Need(least(middle, name), least(kind, name), least(harsh, name)) for name in COUNTS}
    return Keeping(terms, middle, verdict, chance(int(holds.sum()), len(holds)), needs)


def _cover(terms: Disarmament, draws: int, rng: np.random.Generator) -> CoverNeed:
    def at(end: str) -> tuple[float, list[float], list[float]]:
        other = {"best": "best", "low": "high", "high": "low"}[end]
        wars = [getattr(phase.war, other) for phase in terms.phases]
        losses = [getattr(phase.risk, other) * getattr(phase.loss, other) for phase in terms.phases]
        return getattr(terms.settlement, end), wars, losses

    ends = [at(end) for end in ("best", "high", "low")]
    phases = tuple(
        Need(*(least_cover(x, wars[k], losses[k]) for x, wars, losses in ends)) for k in range(len(terms.phases))
    )
    covers = [phase.cover.best for phase in terms.phases]
    settlement = _drawn(terms.settlement, draws, rng)
    columns = {
        name: [_drawn(getattr(phase, name), draws, rng) for phase in terms.phases]
        for name in ("war", "risk", "loss", "cover")
    }
    hits = 0
    for n in range(draws):
        war, risk, loss, cover = ([column[n] for column in columns[name]] for name in columns)
        lost = [r * l for r, l in zip(risk, loss, strict=True)]  # noqa: E741
        hits += all(goes_on(settlement[n], war, lost, cover))
    return CoverNeed(
        terms,
        phases,
        Need(*(least_alike(*each) for each in ends)),
        tuple(goes_on(*ends[0], covers)),
        chance(hits, draws),
    )
