"""How many packages there are, are allowed and are acceptable: exactly, or as exactly as the limits on work allow."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from goodoffices.settlement.engine.count import count_acceptable, count_allowed
from goodoffices.settlement.engine.model import Model
from goodoffices.settlement.engine.network import network
from goodoffices.settlement.engine.sampling import SAMPLE, acceptable_drawn
from goodoffices.settlement.engine.walk import Component
from goodoffices.settlement.result import Counts
from goodoffices.values import chance

__all__ = ["counted", "settled"]

Ints = NDArray[np.int64]


def counted(
    model: Model, parts: tuple[Component, ...], need: Ints, advance: Callable[[str], None] = lambda _: None
) -> Counts:
    """The counts of a model with its components; `need` holds the units of the deciding parties' fallbacks. Where the
    acceptable packages are too many to count, their share is estimated beside the bounds."""
    low, high = count_acceptable(parts, need, advance=advance)
    counts = Counts(
        all=math.prod(len(options) for options in model.options),
        allowed=count_allowed(parts),
        acceptable=low if low == high else None,
        acceptable_bounds=(low, high),
    )
    if counts.acceptable is not None:
        return counts
    advance(f"Estimating the share of acceptable packages from {SAMPLE:,} drawn at random")
    net = network(model, parts)
    hits = acceptable_drawn(net, net.units(model), need)
    counts = dataclasses.replace(counts, sampled=chance(hits, SAMPLE))
    return settled(counts, 1 if hits else 0, nothing=False)


def settled(counts: Counts, least: int, *, nothing: bool) -> Counts:
    """The counts with what a search has added: `least` packages were met that are acceptable, or `nothing` is."""
    if counts.acceptable is not None:
        return counts
    if nothing:
        return dataclasses.replace(counts, acceptable=0, acceptable_bounds=(0, 0), sampled=None)
    low, high = counts.acceptable_bounds
    low = max(low, least)
    if low == high:
        return dataclasses.replace(counts, acceptable=low, acceptable_bounds=(low, high), sampled=None)
    return dataclasses.replace(counts, acceptable_bounds=(low, high))
