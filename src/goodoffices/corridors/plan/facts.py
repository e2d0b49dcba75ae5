"""A plan in a few lines: windows, people, the timetable, how long for everyone, what a loss would mean."""

from __future__ import annotations

import datetime as dt
from math import ceil

from goodoffices.corridors import flow
from goodoffices.corridors.plan.model import Leaving
from goodoffices.corridors.plan.study import OnRoads, Study
from goodoffices.values import count, duration, plural, series, spoken_estimate

__all__ = ["facts_of"]

_NO_ROADS = "not reckoned: the plan names no roads"


def facts_of(found: Study) -> tuple[tuple[str, str], ...]:
    """Each fact with its name, in the order in which they are read."""
    plan, on = found.plan, found.on_roads
    windows = series(_window(*window) for window in plan.windows)
    met = sum(gate.met for gate in found.mark.gates)
    facts = [("hard gates", f"{met} of {len(found.mark.gates)} met")]
    facts.append(
        ("windows", f"{windows}, local time{f' ({plan.time_zone})' if plan.time_zone else ''}" if windows else "none")
    )
    facts += [(f"who leaves {each.point}", _leaving(each)) for each in plan.leaving]
    facts.append(("timetable", _timetable(found)))
    facts.append(("for everyone", _everyone(plan.per_vehicle, on.everyone) if on else _NO_ROADS))
    facts.append(("if a road is lost", _lost(on) if on else _NO_ROADS))
    return tuple(facts)


def _window(opens: dt.datetime, closes: dt.datetime) -> str:
    same = opens.date() == closes.date()
    return f"{opens:%Y-%m-%d %H:%M} to {closes:{'%H:%M' if same else '%Y-%m-%d %H:%M'}}"


def _leaving(each: Leaving) -> str:
    said = (
        f"{count(round(each.people.best))} people"
        if each.people.is_exact
        else f"{count(round(each.people.best))} people ({spoken_estimate(each.people)})"
    )
    stamp = ", ".join(part for part in (each.source, str(each.date or "")) if part)
    return f"{said}; {stamp or 'whose figure this is the plan does not say'}"


def _timetable(study: Study) -> str:
    found = study.timetable
    if found is None:
        return "none: the plan has no convoy"
    seated = sum(place.people for place in found.problem.plan.places)
    most = round(sum(each.people.high for each in study.plan.leaving))
    more = f"; it is for {count(seated)} people, and up to {count(most)} may come" if most > seated else ""
    if found.fits:
        return f"it fits, with {duration(found.slack)} to spare before the window closes{more}"
    proved = "it does not fit" if found.impossible else "none was found that fits"
    return f"{proved}: the last is out {duration(-found.slack)} after the window closes{more}"


def _everyone(per_vehicle: int, found: tuple[flow.Quickest, ...]) -> str:
    if not found:
        return "not asked: the plan has no `flow`, or nobody leaves"
    spans = [
        f"{plural(each.vehicles, 'vehicle')} are out after {duration(ceil(each.seconds / 60))} at the earliest"
        for each in found
    ]
    told = f"on this route alone, {per_vehicle} people in a vehicle, {spans[0]}"
    return told + (f"; with the highest figure, {spans[1]}" if len(spans) > 1 else "")


def _lost(on: OnRoads) -> str:
    cut = sum(loss.seconds is None for loss in on.losses)
    whole = "two routes share no road" if on.found.backup.survives else "no plan survives every loss"
    if cut:
        return f"{plural(cut, 'stretch', 'stretches')} of the route cannot be replaced; between its ends, {whole}"
    worst = on.losses[0].seconds if on.losses else None
    longer = f"up to {duration(ceil(worst / 60))} longer" if worst else "no longer"
    return f"another way between its points takes {longer}, but nobody has agreed to it; between its ends, {whole}"
