"""A made-up war of two areas and several dyads: so many events a day, by area, dyad and days."""

from __future__ import annotations

import datetime as dt
from functools import cache

import numpy as np
from tests.ceasefire.incidents.made_events import TERMS, table

from goodoffices.ceasefire import report, terms
from goodoffices.evidence.events import Choice

START = dt.date(2031, 4, 1)
FIRST = dt.date(2031, 1, 1)
BOUND = ("Army of Elland", "Northern Front")
OTHERS = (("Army of Elland", "Band of Hills"), ("Band of Hills", "Reds"), ("Reds", "Blues"), ("Blues", "Band of Hills"))
WAR = terms.Terms(**{**vars(TERMS), "start": terms.parse_moment("2031-04-01 00:00 +02:00")})


def event(day, area, sides=BOUND, **more):
    one, other = sides
    return {
        "date_start": day,
        "admin1": area,
        "actor_a": one,
        "actor_b": other,
        "dyad": f"{one} - {other}",
        "outlets": ["Agency"],
        "number_of_sources": 1,
        "latitude": {"North": 35.5, "South": 33.5}[area],
        **more,
    }


def spread(rate, since, until, area, sides=BOUND, seed=0):
    """Poisson events."""
    rng = np.random.default_rng([seed, since.toordinal(), len(area), len(sides[0]) + 100 * len(sides[1])])
    days = [since + dt.timedelta(n) for n in range((until - since).days + 1)]
    return [event(day, area, sides) for day in days for _ in range(rng.poisson(rate))]


def others(until, rate=2.0, silent=()):
    """What the ceasefire does not bind goes on; but on silent days nothing is recorded."""
    rows = [row for sides in OTHERS for area in ("North", "South") for row in spread(rate, FIRST, until, area, sides)]
    return [row for row in rows if row["date_start"] not in silent]


def days(since, until):
    return [since + dt.timedelta(n) for n in range((until - since).days + 1)]


@cache
def kept_in_the_north():
    """The north falls to a tenth, the south rises, until 30 April."""
    last = dt.date(2031, 4, 30)
    before = dt.date(2031, 3, 31)
    return (
        *spread(3, FIRST, before, "North"),
        *spread(0.3, START, last, "North"),
        *spread(1, FIRST, before, "South"),
        *spread(1.6, START, last, "South"),
        *others(last),
    )


def study(rows, asked=WAR, **more):
    return report.study(table(*rows), asked, Choice(), replicates=99, **more)


@cache
def study_of_the_north():
    """The whole of it, studied once for all tests that ask nothing else."""
    return study(kept_in_the_north())
