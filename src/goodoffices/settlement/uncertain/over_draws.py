"""In how many draws something holds of some packages, for what is not worked through with everything else."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from goodoffices.dossier import Dossier
from goodoffices.errors import SettlementError
from goodoffices.settlement.engine.model import Model
from goodoffices.settlement.uncertain.acceptance import choices, gains
from goodoffices.settlement.uncertain.draw import NOISE, draw
from goodoffices.values import Chance, chance

__all__ = ["all_but_accept", "over_draws", "seed_of"]

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

CHUNK = 500
"""Draws held in memory at once."""


def over_draws(
    dossier: Dossier,
    model: Model,
    packages: Sequence[Mapping[str, str]],
    holds: Callable[[Floats], Bools],
    draws: int,
    seed: int,
) -> tuple[Chance, ...]:
    """The chance that `holds` is true: it is given the gains (draws, packages, deciding parties) of whole packages in
    words, and says for each draw and whatever it is asked about, (draws, …), whether it holds. `model` is the dossier's
    central one; draws are those of `explore` with the same seed."""
    choice = choices(model, packages)
    held: list[NDArray[np.int64]] = [
        holds(gains(model, draw(dossier, model, min(CHUNK, draws - first), seed, first), choice)).sum(axis=0)
        for first in range(0, draws, CHUNK)
    ]
    return tuple(chance(int(many), draws) for many in np.sum(held, axis=0)) if held else ()


def all_but_accept(excused: Sequence[frozenset[int]]) -> Callable[[Floats], Bools]:
    """Whether of each package every deciding party accepts it but those `excused`, by their places among them."""

    def holds(gain: Floats) -> Bools:
        accepts = np.asarray(gain >= -NOISE)
        for place, parties in enumerate(excused):
            accepts[:, place, list(parties)] = True
        found: Bools = np.all(accepts, axis=2)
        return found

    return holds


def seed_of(dossier: Dossier, seed: int | None) -> int:
    """The seed asked for, else the file's, else 1. Raises SettlementError when it is below 0."""
    if seed is None:
        seed = 1 if dossier.seed is None else dossier.seed
    if seed < 0:
        raise SettlementError.of(f"the seed is {seed}", remedy="A seed is a whole number from 0 up.")
    return seed
