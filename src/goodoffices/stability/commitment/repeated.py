"""A ceasefire as a repeated game under noisy monitoring: when keeping it beats cheating once.

In each period a party complies (R' = comply + reward) or cheats (T) while the other complies. A violation brings the
sanction with chance q, and without one it comes with chance a; the sanction is war for L periods (N' = war − penalty in
each), then the ceasefire goes on. Keeping it is worth V = R' + δ[(1 − a) V + a W] with W = N' K + δ^L V and
K = (1 − δ^L)/(1 − δ); cheating once T + δ[(1 − q) V + q W]. From the first, V − W = K (R' − N')/(1 + δ a K), so it
holds if and only if δ (q − a) K (R' − N')/(1 + δ a K) ≥ T − R'. The grim trigger (L without end) of Friedman (1971);
noisy signals with a finite sanction as in Green & Porter (1984). Each threshold below is this condition solved for one
number. Where an alarm is no likelier after a violation than without one (q ≤ a), nobody would go by it: it counts for
nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

__all__ = ["Game", "least"]

_STEPS = 200


@dataclass(frozen=True)
class Game:
    """Plain numbers of one party's game, named as in `CeasefireTerms`; `sanction` may be infinite."""

    comply: float
    cheat: float
    war: float
    discount: float
    detection: float
    false_alarm: float
    sanction: float
    reward: float = 0.0
    penalty: float = 0.0

    @property
    def kept(self) -> float:
        """R': what a period kept brings with the reward."""
        return self.comply + self.reward

    @property
    def fought(self) -> float:
        """N': what a period of the sanction brings with the penalty."""
        return self.war - self.penalty

    @property
    def temptation(self) -> float:
        """T − R': what cheating gains in its period."""
        return self.cheat - self.kept

    @property
    def weight(self) -> float:
        """δ K: what the periods of the sanction count for, seen from the period before it."""
        d, periods = self.discount, self.sanction
        return d * periods if d == 1 else d * (1 - d**periods) / (1 - d)

    @property
    def margin(self) -> float:
        """How much more keeping it is worth than cheating once, on the party's scale; it holds from 0 on."""
        informed = max(0.0, self.detection - self.false_alarm)
        gain = max(0.0, self.kept - self.fought)
        return informed * self.weight * gain / (1 + self.false_alarm * self.weight) - self.temptation

    @property
    def holds(self) -> bool:
        """Whether keeping it is at least as good as cheating once."""
        return self.margin >= -1e-12 * max(1.0, abs(self.cheat), abs(self.kept))


def least(game: Game, what: str) -> float:
    """The least `detection`, `discount`, `sanction`, `reward` or `penalty` with which it holds, all else as it is; 0
    where none is needed, infinite where none suffices. A reward is the whole of it, not what is added to today's."""
    found = _THRESHOLDS[what](game)
    return math.inf if math.isnan(found) else max(0.0, found)


def _detection(game: Game) -> float:
    if game.temptation <= 0:
        return 0.0
    gain = (game.kept - game.fought) * game.weight
    if gain <= 0:
        return math.inf
    found = game.false_alarm + game.temptation * (1 + game.false_alarm * game.weight) / gain
    return found if found <= 1 else math.inf


def _penalty(game: Game) -> float:
    if game.temptation <= 0:
        return 0.0
    informed = game.weight * (game.detection - game.false_alarm)
    if informed <= 0:
        return math.inf
    return game.temptation * (1 + game.false_alarm * game.weight) / informed - (game.kept - game.war)


def _reward(game: Game) -> float:
    enough = game.cheat - game.comply
    if game.detection <= game.false_alarm or enough <= 0:
        return enough
    noise = 1 + game.false_alarm * game.weight
    informed = (game.detection - game.false_alarm) * game.weight
    found = (game.cheat * noise + informed * game.fought) / (noise + informed) - game.comply
    return min(found, enough)


def _needed(game: Game) -> float:
    """The least δ K, that is K* δ."""
    if game.temptation <= 0:
        return 0.0
    bracket = (game.detection - game.false_alarm) * (game.kept - game.fought) - game.false_alarm * game.temptation
    return game.temptation / bracket if bracket > 0 else math.inf


def _sanction(game: Game) -> float:
    needed, d = _needed(game), game.discount
    if needed == 0 or math.isinf(needed):
        return needed
    if d == 1:
        return math.ceil(needed - 1e-9)
    left = 1 - (1 - d) * needed / d if d > 0 else -1.0
    if left <= 0:
        return math.inf
    return max(1, math.ceil(math.log(left) / math.log(d) - 1e-9))


def _discount(game: Game) -> float:
    needed, periods = _needed(game), game.sanction
    if needed == 0 or math.isinf(needed):
        return needed
    if math.isinf(periods):
        return needed / (1 + needed)
    if needed >= periods:
        return 1.0 if needed == periods else math.inf
    low, high = 0.0, 1.0
    for _ in range(_STEPS):  # δ + δ² + … + δ^L grows with δ
        middle = (low + high) / 2
        total = middle * (1 - middle**periods) / (1 - middle)
        low, high = (middle, high) if total < needed else (low, middle)
    return high


_THRESHOLDS = {
    "detection": _detection,
    "discount": _discount,
    "sanction": _sanction,
    "reward": _reward,
    "penalty": _penalty,
}
