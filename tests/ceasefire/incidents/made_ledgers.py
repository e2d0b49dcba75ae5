"""Two ledgers of the same made-up incidents, with the slips that monitors make, and which of them are the same."""

from __future__ import annotations

import datetime as dt

import numpy as np

from goodoffices.ceasefire.incidents import Incident, Ledger, Signed

KINDS = ("shelling", "ground-attack", "sniping", "air-strike", "explosive-device", "movement")
PLACES = ("Upper Mill", "Old Quarry", "Bridge of Elm", "Ford", "Kiln", "Hill Chapel", "Long Wall", "Salt Spring",
          "Red Barn", "Crossroads", "West Gate", "Three Wells")  # fmt: skip
FIRST = dt.date(2031, 4, 1)


def two_ledgers(count: int, seed: int, days: int = 60) -> tuple[Ledger, Ledger, set[tuple[str, str]]]:
    """`count` incidents: one ledger has nine in ten, the other eight in ten and an own tenth; the true pairs by id."""
    rng = np.random.default_rng(seed)
    one, other, same = [], [], set()
    for number in range(count):
        day, place, kind, deaths = _drawn(rng, days)
        in_one, in_other = rng.random() < 0.9, rng.random() < 0.8
        if in_one:
            one.append(_incident(f"A{number}", day, place, kind, deaths))
        if in_other:
            other.append(_slipped(rng, f"B{number}", (day, place, kind, deaths)))
        if in_one and in_other:
            same.add((f"A{number}", f"B{number}"))
    other += [_incident(f"C{number}", *_drawn(rng, days)) for number in range(count // 10)]
    order = rng.permutation(len(other))
    return Ledger("one", "", "", tuple(one)), Ledger("other", "", "", tuple(other[at] for at in order)), same


def _drawn(rng: np.random.Generator, days: int) -> tuple[dt.date, str, str, int | None]:
    deaths = None if rng.random() < 0.3 else int(rng.poisson(1.5))
    day = FIRST + dt.timedelta(int(rng.integers(days)))
    return day, str(rng.choice(PLACES)), str(rng.choice(KINDS, p=(0.4, 0.2, 0.15, 0.1, 0.1, 0.05))), deaths


def _slipped(rng: np.random.Generator, name: str, told: tuple[dt.date, str, str, int | None]) -> Incident:
    """Another day for one in five, another spelling, kind or number for one in ten to five."""
    day, place, kind, deaths = told
    day += dt.timedelta(int(rng.choice((0, 1, -1, 2), p=(0.8, 0.1, 0.05, 0.05))))
    if rng.random() < 0.2:
        at = int(rng.integers(1, len(place)))
        place = place[:at] + place[at + 1 :]
    if rng.random() < 0.1:
        kind = str(rng.choice(KINDS))
    if deaths is not None and rng.random() < 0.2:
        deaths += int(rng.integers(1, 3))
    return _incident(name, day, place, kind, deaths)


def _incident(name: str, day: dt.date, place: str, kind: str, deaths: int | None) -> Incident:
    return Incident(
        line=0,
        id=name,
        first=day,
        last=day,
        hour=None,
        kind=kind,
        place=place,
        admin1="",
        admin2="",
        latitude=None,
        longitude=None,
        deaths=deaths,
        injured=None,
        claimant="",
        accused="",
        reported=Signed("office", day),
    )
