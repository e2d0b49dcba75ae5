"""The packages around a text in whole numbers: what they are worth, whether they are allowed, which lie nearest."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from goodoffices.settlement.engine.model import Model
from goodoffices.settlement.engine.network import Network, network
from goodoffices.settlement.engine.walk import components
from goodoffices.settlement.outcomes import choices_of
from goodoffices.settlement.result import Outcome, Settlement
from goodoffices.settlement.trades.moves import worths
from goodoffices.settlement.trades.nearest import WORK, Found, Quest, nearest_rows

__all__ = ["Choices", "Ground", "better_for_all", "ground_of"]

Ints = NDArray[np.int64]
Choices = NDArray[np.uint16]

JUDGE = 15
"""Whether a package can be bettered is judged with so small a part of the work that a search for packages may take:
there are many to judge."""


@dataclass(frozen=True)
class Ground:
    """A model with the network of its allowed packages and the answer to its dossier. `work` limits every search, as
    in `nearest_rows`; `advance` is told of progress in words."""

    model: Model
    net: Network
    settlement: Settlement
    work: int
    advance: Callable[[str], None]

    @cached_property
    def seats(self) -> list[int]:
        """Positions of the deciding parties."""
        return list(self.model.deciding)

    @cached_property
    def scale(self) -> tuple[int, ...]:
        """Units in a point, for each deciding party."""
        return tuple(self.model.scale[p] for p in self.seats)

    @cached_property
    def need(self) -> Ints:
        """Units that reach each deciding party's fallback."""
        return np.array([self.model.need[p] for p in self.seats], dtype=np.int64)

    @cached_property
    def _units(self) -> Ints:
        return self.net.units(self.model)

    @cached_property
    def listed(self) -> Choices | None:
        """The points of the frontier, shape (points, issues); None when it is too large to list."""
        front = self.settlement.frontier
        if not front.complete:
            return None
        return choices_of(front.points, self.model)

    @cached_property
    def _worth_listed(self) -> frozenset[tuple[int, ...]] | None:
        listed = self.listed
        return None if listed is None else frozenset(map(tuple, self.worth(listed).tolist()))

    def choice_of(self, whole: Outcome) -> tuple[int, ...]:
        """The option position for every issue of a whole package."""
        return tuple(self.model.choice(whole.package)[i] for i in range(len(self.model.issues)))

    def worth(self, choice: Sequence[Sequence[int]] | Choices) -> Ints:
        """Units of packages for the deciding parties, shape (packages, deciding parties)."""
        return worths(self.model, np.asarray(choice, dtype=np.int64))[:, self.seats]

    def is_allowed(self, choice: Sequence[int]) -> bool:
        """Whether a package crosses no red line of a deciding party and breaks no linkage."""
        unclosed = all(self.model.open_options[i][o] for i, o in enumerate(choice))
        return unclosed and not any(
            all(mask[choice[i]] for i, mask in rule.when) and not all(mask[choice[i]] for i, mask in rule.then)
            for rule in self.model.rules
        )

    def is_acceptable(self, choice: Sequence[int]) -> bool:
        """Whether a package is allowed and gives every deciding party its fallback."""
        return self.is_allowed(choice) and bool(np.all(self.worth([choice])[0] >= self.need))

    def is_on_frontier(self, choice: Sequence[int]) -> bool | None:
        """Whether a package is acceptable and no allowed one is better for all; None when that search was given up.

        Where the frontier is listed it is looked up there, else a better one is searched for.
        """
        if not self.is_acceptable(choice):
            return False
        mark = self.worth([choice])[0]
        if self._worth_listed is not None:
            return tuple(mark.tolist()) in self._worth_listed
        found = self.search(mark, dict(enumerate(choice)), 1, above=mark, work=self.work // JUDGE)
        if len(found.choice):
            return False
        return True if found.complete else None

    def search(
        self, mark: Ints, settled: Mapping[int, int], enough: int, above: Ints | None = None, work: int | None = None
    ) -> Found:
        """Allowed packages that reach `mark`, by number of `settled` clauses changed, until there are `enough`; with
        `above`, only those that give somebody more than that; `work` limits it further, and silently."""
        changed = np.zeros(len(self.net.issue), dtype=np.int64)
        for issue, option in settled.items():
            changed[(self.net.issue == issue) & (self.net.option != option)] = 1

        def wanted(choice: Choices) -> NDArray[np.bool_]:
            if above is None:
                return np.ones(len(choice), dtype=bool)
            kept: NDArray[np.bool_] = np.any(self.worth(choice) > above, axis=1)
            return kept

        quest = Quest(self.net, self._units, mark, changed, wanted)
        if work is not None:
            return nearest_rows(quest, enough, work=work)
        return nearest_rows(quest, enough, self.advance, self.work)


def ground_of(
    model: Model, settlement: Settlement, advance: Callable[[str], None] = lambda _: None, work: int = WORK
) -> Ground:
    """The ground of a model; `settlement` is the dossier's answer."""
    return Ground(model, network(model, components(model)), settlement, work, advance)


def better_for_all(won: Ints) -> NDArray[np.bool_]:
    """Of what packages add for the deciding parties (packages, parties): nobody loses, and somebody wins."""
    kept: NDArray[np.bool_] = np.all(won >= 0, axis=1) & np.any(won > 0, axis=1)
    return kept
