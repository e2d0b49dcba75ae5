"""The whole report as one frozen answer: areas, dyads, the whole last; silence, hot spots, sources, what may come."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from goodoffices.ceasefire.incidents import (
    FITS,
    Against,
    Around,
    Summary,
    around_start,
    set_against,
    summarise,
)
from goodoffices.ceasefire.report.holding import Holding, holding_of
from goodoffices.ceasefire.report.hot_spots import HotSpots, hot_spots
from goodoffices.ceasefire.report.many import ManyAreas, many_areas
from goodoffices.ceasefire.report.span import Span, span_of
from goodoffices.ceasefire.report.units import EVERYWHERE, Unit, area_of_each, by_day, units_of
from goodoffices.ceasefire.report.unseen import Unseen, unseen_days
from goodoffices.ceasefire.signals import ForecastPlan, Forecasts, forecast
from goodoffices.ceasefire.terms import Terms
from goodoffices.errors import EvidenceError
from goodoffices.evidence.events import Cells, Choice, Concentration, Named, Places, concentrated

if TYPE_CHECKING:
    import ibis

__all__ = ["Coming", "Report", "study"]

MOST_THREADS: Final = 4
"""Each holds tables that grow with the square of the days: 50 MB for four years."""
HELD_BACK: Final = (12, 6, 3)
"""Windows of four weeks on which a forecast is scored: as many of these as the history allows."""
FINEST: Final = 5
"""Of cells: an edge of about 10 km."""
FEWEST: Final = 30
"""Events of those bound that a dyad within an area has before it is told on its own."""


@dataclass(frozen=True)
class Coming:
    """What may come in each area, or why nothing is said."""

    areas: tuple[str, ...]
    found: Forecasts | None
    why: str = ""


@dataclass(frozen=True, eq=False)
class Report:
    """Everything that a report says. `holdings`: areas (most events of those bound first), dyads within them, dyads
    everywhere, the whole last. `around`: all events, those of the parties, and those kept, about the start."""

    terms: Terms
    choice: Choice
    places: Places
    span: Span
    seed: int
    summary: Summary
    around: Around
    unplaced: int
    holdings: tuple[Holding, ...]
    unseen: Unseen
    hot: HotSpots
    sources: Concentration | None
    coming: Coming

    @property
    def areas(self) -> tuple[Holding, ...]:
        """Areas with all those bound in them."""
        return tuple(one for one in self.holdings if one.unit.area != EVERYWHERE and not one.unit.dyad)

    @property
    def dyads(self) -> tuple[Holding, ...]:
        """Single dyads, within an area and everywhere."""
        return tuple(one for one in self.holdings if one.unit.dyad)

    @cached_property
    def many(self) -> ManyAreas:
        """Which areas are not holding beyond chance, with all of them looked at."""
        return many_areas(self.areas, self.terms.verdicts)

    @property
    def whole(self) -> Holding:
        """All areas together: it hides what they say."""
        return self.holdings[-1]


def study(  # noqa: PLR0913 - each of them is a question of its own
    table: ibis.Table,
    terms: Terms,
    choice: Choice,
    *,
    as_of: dt.date | None = None,
    places: Places | None = None,
    replicates: int = 999,
    seed: int = 1,
    advance: Callable[[str], None] = lambda _: None,
) -> Report:
    """Make the report of events that had ended by `as_of` (the last day with one, if not given), and of nothing later.

    Raises EvidenceError where the days before or after the start are not in the data; EvidenceError as `set_against`.
    """
    places = places or Named(1)
    if isinstance(places, Cells) and places.size > FINEST:
        remedy = f"Ask for h3:{FINEST} or a smaller number."
        raise EvidenceError.of(
            f"cells of size {places.size} are too fine: a report is of areas, not places", remedy=remedy
        )
    advance("Setting events against the clauses")
    until = min(filter(None, (choice.until, as_of)), default=None)
    if until:
        # What ends later was not on record, wherever it begins.
        table = table.filter(table.date_start <= until, table.date_end <= until)
    found = set_against(table, terms, replace(choice, until=until))
    first, last = _days(found)
    span = span_of(terms, first, last)
    areas = area_of_each(found, places)
    kept = found.fits_but_for_time == FITS.index("inside")
    advance("Looking for silence")
    unseen = unseen_days(table, found, areas, kept, span.first, span.last)
    units = units_of(found, areas, span.first, span.last, FEWEST)
    holdings = _holdings(units, span, terms, unseen, advance)
    silent = unseen.everywhere
    hot = hot_spots(
        found, areas, kept, span.last, span.first, silent, replicates=replicates, seed=seed, advance=advance
    )
    advance("What may come")
    return Report(
        terms=terms,
        choice=found.choice,
        places=places,
        span=span,
        seed=seed,
        summary=summarise(found),
        around=around_start(found, span.before),
        unplaced=int((kept & found.dated & (areas == None)).sum()),  # noqa: E711 - element by element
        holdings=holdings,
        unseen=unseen,
        hot=hot,
        sources=_sources(table, found.choice, span),
        coming=_coming(units, unseen),
    )


def _holdings(
    units: tuple[Unit, ...], span: Span, terms: Terms, unseen: Unseen, advance: Callable[[str], None]
) -> tuple[Holding, ...]:
    """Each unit by itself, several at once: the answer does not depend on how many."""
    with ThreadPoolExecutor(min(os.cpu_count() or 1, MOST_THREADS)) as pool:
        asked = [pool.submit(holding_of, one, span, terms.verdicts, unseen.of(one.area)) for one in units]
        try:
            found = []
            for number, one in enumerate(asked, 1):
                advance(f"Area and dyad {number} of {len(units)}")
                found.append(one.result())
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return tuple(found)


def _days(found: Against) -> tuple[dt.date, dt.date]:
    """The days on which there are data. Nothing that came later is looked at."""
    days = found.days("date_start")[found.dated]
    if not len(days):
        raise EvidenceError.of("no event is dated within a week: nothing can be told by day")
    first, last = days.min().astype(dt.date), days.max().astype(dt.date)
    until = found.choice.until
    return first, until or last


def _sources(table: ibis.Table, choice: Choice, span: Span) -> Concentration | None:
    within = replace(choice, since=span.before_from, until=span.last)
    try:
        return concentrated(table, within)
    except EvidenceError:
        return None


def _coming(units: tuple[Unit, ...], unseen: Unseen) -> Coming:
    """By area, for those with an event of those bound in the last twelve months."""
    asked = [one for one in units if one.area != EVERYWHERE and not one.dyad and one.kept.counts[-364:].any()]
    names = tuple(one.area for one in asked)
    if not asked:
        return Coming((), None, "no area had an incident in the last twelve months")
    counts = by_day([one.kept for one in asked])
    why = ""
    for held_back in HELD_BACK:
        try:
            found = forecast(counts, ForecastPlan(held_back=held_back), ~unseen.everywhere)
        except EvidenceError as error:
            why = error.problems[0].what
        else:
            return Coming(names, found)
    return Coming(names, None, why)
