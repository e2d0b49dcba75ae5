"""Every event of a choice set against every clause: what is judged once is judged once, however many events share it.

Event data say what is recorded to have happened. They never say who broke a ceasefire: no answer here does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from goodoffices.ceasefire.incidents.actors import ACTOR_COLUMNS, group_judge, party_judge
from goodoffices.ceasefire.incidents.areas import PLACE_COLUMNS, area_judge, lay_out
from goodoffices.ceasefire.incidents.days import DAY_COLUMNS, day_judge
from goodoffices.ceasefire.incidents.judgement import FITS, Fit, Judge, Judgement, worst
from goodoffices.ceasefire.terms import CLAUSES, Terms, act_shown
from goodoffices.errors import EvidenceError
from goodoffices.evidence.events import LONGEST_DATED, Choice, chosen, one_release, overlapping

if TYPE_CHECKING:
    import ibis
    import pyarrow as pa

__all__ = ["Against", "Clause", "set_against"]

ACT_COLUMNS: Final = ("kind", "subkind")
_COLUMNS: Final = ("event_id", *DAY_COLUMNS, *ACT_COLUMNS, *ACTOR_COLUMNS, *PLACE_COLUMNS, "deaths_best")

Codes = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Clause:
    """One clause and every event: `judgements` are the different ones, `which` says for each event which it is."""

    name: str
    judgements: tuple[Judgement, ...]
    which: Codes

    @property
    def fits(self) -> Codes:
        """For each event the place of its fit in `FITS`."""
        return np.array([FITS.index(each.fit) for each in self.judgements] or [0], dtype=np.int64)[self.which]

    def counted(self) -> dict[Fit, int]:
        """Events by fit."""
        return _counted(self.fits)


@dataclass(frozen=True, eq=False)
class Against:
    """Events, one row each, and the clauses of some terms."""

    terms: Terms
    choice: Choice
    rows: pa.Table
    clauses: tuple[Clause, ...]

    def __len__(self) -> int:
        return int(self.rows.num_rows)

    @property
    def fits(self) -> Codes:
        """For each event the place of its overall fit in `FITS`: outside where one clause says so, else unclear."""
        found: Codes = np.max([clause.fits for clause in self.clauses], axis=0)
        return found

    @property
    def fits_but_for_time(self) -> Codes:
        """The same without the clause of time: how an event would fit, were the ceasefire in force on its days."""
        found: Codes = np.max([clause.fits for clause in self.clauses if clause.name != "time"], axis=0)
        return found

    @property
    def dated(self) -> Mask:
        """Which events lie within a week; one that ends before it begins is not dated."""
        first, last = (self.days(name) for name in DAY_COLUMNS)
        span = (last - first).astype(np.int64)
        return (span >= 0) & (span < LONGEST_DATED)

    def days(self, name: str) -> npt.NDArray[np.datetime64]:
        """A column of days."""
        found: npt.NDArray[np.datetime64] = self.rows[name].to_numpy().astype("datetime64[D]")
        return found

    def counted(self) -> dict[Fit, int]:
        """Events by overall fit."""
        return _counted(self.fits)

    def judged(self, clause: str, fit: Fit) -> Mask:
        """Which events fit a clause so."""
        found: Mask = next(each for each in self.clauses if each.name == clause).fits == FITS.index(fit)
        return found

    def why(self, row: int) -> Judgement:
        """The overall fit of one event, and the reasons of the clauses that make it so."""
        found = [(clause.name, clause.judgements[clause.which[row]]) for clause in self.clauses]
        fit = worst([judgement for _, judgement in found]).fit
        told = [f"{name}: {judgement.why}" for name, judgement in found if judgement.fit == fit]
        return Judgement(fit, "every clause" if fit == "inside" else "; ".join(told))


def set_against(table: ibis.Table, terms: Terms, choice: Choice) -> Against:
    """Set the events of a choice against terms.

    Raises EvidenceError when more than one release fits, or no event; and as `lay_out` for polygons.
    """
    choice = one_release(table, choice)
    rows = overlapping(chosen(table, choice), choice.since, choice.until)
    held = rows.select(*_COLUMNS).order_by("date_start", "event_id").to_pyarrow()
    if not held.num_rows:
        raise EvidenceError.of(
            f"no event of {choice.source} {choice.release} fits", remedy="Ask for other days, dyads or kinds."
        )
    clauses = tuple(_clause(held, name, columns, judge) for name, (columns, judge) in _judges(terms).items())
    return Against(terms, choice, held, clauses)


def _judges(terms: Terms) -> dict[str, tuple[tuple[str, ...], Judge]]:
    """For each clause the columns by which it judges, and how."""
    exceptions = terms.exceptions
    left_out = lay_out(exceptions.area, terms.folder) if exceptions else None
    groups = group_judge(terms)
    place_left_out = area_judge(left_out)

    def acts(row: Mapping[str, Any]) -> Judgement:
        fit, why = act_shown(row["kind"], row["subkind"], terms.acts)
        return Judgement(fit, why)  # type: ignore[arg-type]

    def excepted(row: Mapping[str, Any]) -> Judgement:
        found = place_left_out(row)
        opposite: dict[Fit, Fit] = {"inside": "outside", "outside": "inside", "unclear": "unclear"}
        where = {"inside": "is", "outside": "is not", "unclear": "may be"}[found.fit]
        return worst([groups(row), Judgement(opposite[found.fit], f"its place {where} left out ({found.why})")])

    by_place = exceptions is not None and exceptions.area is not None
    judges: tuple[tuple[tuple[str, ...], Judge], ...] = (
        (DAY_COLUMNS, day_judge(terms)),
        (PLACE_COLUMNS, area_judge(lay_out(terms.area, terms.folder))),
        (ACTOR_COLUMNS, party_judge(terms)),
        (ACT_COLUMNS, acts),
        ((*ACTOR_COLUMNS, *PLACE_COLUMNS), excepted) if by_place else (ACTOR_COLUMNS, groups),
    )
    return dict(zip(CLAUSES, judges, strict=True))


def _clause(rows: pa.Table, name: str, columns: Sequence[str], judge: Judge) -> Clause:
    first, which = _distinct(rows, columns)
    found = [judge(row) for row in rows.select(columns).take(first).to_pylist()]
    return Clause(name, tuple(found), which)


def _distinct(rows: pa.Table, columns: Sequence[str]) -> tuple[Codes, Codes]:
    """The first row of every different combination of the columns, and for each row which of them it is."""
    code = np.zeros(rows.num_rows, dtype=np.int64)
    first: Codes = np.zeros(1, dtype=np.int64)
    for column in columns:
        encoded = rows[column].combine_chunks().dictionary_encode()
        values = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64) + 1
        code = code * (len(encoded.dictionary) + 1) + values
        _, first, code = np.unique(code, return_index=True, return_inverse=True)
    return first, code


def _counted(fits: Codes) -> dict[Fit, int]:
    numbers = np.bincount(fits, minlength=len(FITS))
    return {fit: int(numbers[place]) for place, fit in enumerate(FITS)}
