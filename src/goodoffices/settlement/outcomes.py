"""From option positions to packages and their worth in points: one as an `Outcome`; many as arrays, of which each
becomes an `Outcome` only when it is looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from goodoffices.settlement.engine.model import Model
from goodoffices.settlement.result import Outcome

__all__ = ["Outcomes", "choices_of", "clauses_from", "gains_of", "outcome"]

Floats = NDArray[np.float64]


def outcome(model: Model, choice: Sequence[int]) -> Outcome:
    """The package given by an option position for every issue in order, with its utility and gain for every party."""
    picked = [int(option) for option in choice]
    units = model.worth(dict(enumerate(picked)))
    utility = {party: int(units[p]) / model.scale[p] for p, party in enumerate(model.parties)}
    gain = {
        party: (int(units[p]) - model.need[p]) / model.scale[p]
        for p, party in enumerate(model.parties)
        if model.fallback[p] is not None
    }
    return Outcome(model.package(picked), utility, gain)


class Outcomes(Sequence[Outcome]):
    """An immutable sequence of outcomes: `points[3]`, `points[:10]`, `len(points)`, iteration and comparison (also with
    a list or tuple of outcomes) work as with a tuple. A slice is `Outcomes` again.

    For work on all of them at once there are arrays, one row a package and not to be written to: `choice`, `utility`
    and `gain`, with columns as `issues` and `parties` name them.
    """

    def __init__(self, model: Model, choice: NDArray[np.uint16]) -> None:
        self._model = model
        self._choice = choice.view()
        self._choice.flags.writeable = False

    @property
    def parties(self) -> tuple[str, ...]:
        """The parties, observers included: the columns of `utility` and `gain`."""
        return self._model.parties

    @property
    def issues(self) -> tuple[str, ...]:
        """The issues: the columns of `choice`."""
        return self._model.issues

    @property
    def choice(self) -> NDArray[np.uint16]:
        """Each package's options, shape (points, issues), by their position among the issue's options."""
        return self._choice

    @cached_property
    def utility(self) -> Floats:
        """Worth in points, shape (points, parties)."""
        return _locked(self._units / np.array(self._model.scale, dtype=np.float64))

    @cached_property
    def gain(self) -> Floats:
        """Worth over the fallback in points, shape (points, parties); not a number for an observer without one."""
        need = np.array(self._model.need, dtype=np.int64)
        found = (self._units - need) / np.array(self._model.scale, dtype=np.float64)
        found[:, [fallback is None for fallback in self._model.fallback]] = np.nan
        return _locked(found)

    def positions(self, package: Mapping[str, str]) -> NDArray[np.uint16]:
        """A whole package by option positions, as a row of `choice`."""
        chosen = self._model.choice(package)
        return np.array([chosen[issue] for issue in range(len(self.issues))], dtype=np.uint16)

    @cached_property
    def _units(self) -> NDArray[np.int64]:
        units = np.zeros((len(self), len(self.parties)), dtype=np.int64)
        for options, worth in zip(self._choice.T, self._model.units, strict=True):
            units += worth[options]
        for bonus in self._model.bonuses:
            holds = np.all([self._choice[:, issue] == option for issue, option in bonus.when], axis=0)
            units[holds, bonus.party] += bonus.units
        return units

    def __len__(self) -> int:
        return len(self._choice)

    @overload
    def __getitem__(self, place: int) -> Outcome: ...
    @overload
    def __getitem__(self, place: slice) -> Outcomes: ...
    def __getitem__(self, place: int | slice) -> Outcome | Outcomes:
        if isinstance(place, slice):
            return Outcomes(self._model, self._choice[place])
        return outcome(self._model, self._choice[place].tolist())

    def __iter__(self) -> Iterator[Outcome]:
        return (outcome(self._model, row.tolist()) for row in self._choice)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Outcomes):
            mine, theirs = self._model, other._model
            return (
                (mine.parties, mine.issues, mine.options) == (theirs.parties, theirs.issues, theirs.options)
                and np.array_equal(self._choice, other._choice)
                and np.array_equal(self.utility, other.utility)
                and np.array_equal(self.gain, other.gain, equal_nan=True)
            )
        if not isinstance(other, Sequence) or isinstance(other, str) or len(self) != len(other):
            return False
        return all(one == another for one, another in zip(self, other, strict=True))

    __hash__: Any = None  # like the packages in it, which are mappings

    def __repr__(self) -> str:
        return f"Outcomes({len(self):,} packages)"


def gains_of(points: Sequence[Outcome], parties: Sequence[str]) -> Floats:
    """Gains in points of some parties that have a fallback, shape (points, parties), in the order asked for. Fast for
    `Outcomes`; any other sequence of outcomes is gone through one by one."""
    if isinstance(points, Outcomes):
        return points.gain[:, [points.parties.index(party) for party in parties]]
    gains = [[point.gain[party] for party in parties] for point in points]
    return np.array(gains, dtype=np.float64).reshape(len(points), len(parties))


def clauses_from(points: Sequence[Outcome], package: Mapping[str, str]) -> NDArray[np.int64]:
    """In how many clauses each of the points differs from a whole package, shape (points,)."""
    if isinstance(points, Outcomes):
        differ: NDArray[np.int64] = np.sum(points.choice != points.positions(package), axis=1, dtype=np.int64)
        return differ
    apart = [sum(point.package.get(i) != option for i, option in package.items()) for point in points]
    return np.array(apart, dtype=np.int64)


def choices_of(points: Sequence[Outcome], model: Model) -> NDArray[np.uint16]:
    """Option positions of each of the points, shape (points, issues). Fast for `Outcomes`."""
    if isinstance(points, Outcomes):
        return points.choice
    rows = [[chosen[i] for i in range(len(chosen))] for chosen in (model.choice(point.package) for point in points)]
    return np.array(rows, dtype=np.uint16).reshape(-1, len(model.issues))


def _locked(array: Floats) -> Floats:
    array.flags.writeable = False
    return array
