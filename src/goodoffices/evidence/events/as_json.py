"""Series, before and after, concentration and maps for programs: every figure, dates as 2016-12-30."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from goodoffices.evidence.events.atlas_query import Atlas, Spot
from goodoffices.evidence.events.change import Around, Change, against
from goodoffices.evidence.events.choice import Choice, Tally
from goodoffices.evidence.events.concentration import Concentration
from goodoffices.evidence.events.series_query import Group, Series
from goodoffices.values import Provenance

__all__ = ["atlas_json", "change_json", "concentration_json", "series_json"]


def series_json(found: Series, source: Provenance) -> dict[str, Any]:
    """`goodoffices evidence events series --json`. A group's name is null where it is not told so finely."""
    return {
        **_head(found.choice, source),
        "every": found.every,
        "by": list(found.by),
        "places": str(found.places),
        "whole": _group(found.whole),
        "groups": [_group(group, found.by) for group in found.groups] if found.by else [],
        "dated_in_two_periods": found.straddling,
        "undated_perhaps_outside": _tally(found.beyond),
        "halves": _around(found.halves) if found.halves else None,
    }


def change_json(found: Around, choice: Choice, source: Provenance) -> dict[str, Any]:
    """`goodoffices evidence events series --around DATE --json`."""
    return {**_head(choice, source), **_around(found)}


def concentration_json(found: Concentration, source: Provenance) -> dict[str, Any]:
    """`goodoffices evidence events concentration --json`."""
    return {
        **_head(found.choice, source),
        **_deaths_known(asdict(found.rests)),
        "effective_outlets": _short({"by_events": found.effective, "by_deaths": found.effective_deaths}),
        "outlets": [_short(_deaths_known(asdict(outlet))) for outlet in found.outlets],
        "alike": [list(names) for names in found.alike],
        "every": found.every,
        "periods": [
            {
                "start": str(period.start),
                **_deaths_known(asdict(period.rests)),
                "largest": _short(_deaths_known(asdict(period.largest))) if period.largest else None,
                "effective_outlets": _short({"by_events": period.effective, "by_deaths": period.effective_deaths}),
            }
            for period in found.periods
        ],
    }


def _tally(tally: Tally) -> dict[str, Any]:
    """`best` is null where no event has a figure."""
    return asdict(tally) | {"best": tally.deaths}


def _deaths_known(told: dict[str, Any]) -> dict[str, Any]:
    """Deaths are null where no event has a figure."""
    unknown = {name: None for name in told if name.endswith("deaths") and name != "with_deaths"}
    return told if told["with_deaths"] else told | unknown


def _short(told: dict[str, Any]) -> dict[str, Any]:
    """Fractions to four digits after the point; more would be of no use to anybody."""
    return {name: round(value, 4) if isinstance(value, float) else value for name, value in told.items()}


def atlas_json(found: Atlas, source: Provenance) -> dict[str, Any]:
    """`goodoffices evidence events map --json`: what is in which area, no shapes; exact places only where asked for."""
    return {
        **_head(found.choice, source),
        "places": str(found.places),
        "areas": [{"name": name, **_tally(tally)} for name, tally in found.areas],
        "outside": _tally(found.outside) if found.outside else None,
        "known_less_finely": [_spot(spot) for spot in found.signs],
        "points": [_spot(spot) for spot in found.points],
        "not_on_the_map": {precision: _tally(tally) for precision, tally in found.in_words},
    }


def _head(choice: Choice, source: Provenance) -> dict[str, Any]:
    told = asdict(choice) | {"dyads": list(choice.dyads), "kinds": list(choice.kinds)}
    for day in ("since", "until"):
        told[day] = str(told[day]) if told[day] else None
    inputs = [dict(zip(("input", "hash"), entry, strict=True)) for entry in source.inputs]
    return {"choice": told, "method": source.method, "inputs": inputs, "version": source.version}


def _group(group: Group, by: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        **dict(zip(by, group.name, strict=True)),
        "dated": [{"start": str(start), **_tally(tally)} for start, tally in group.dated],
        "dated_sum": _tally(group.dated_sum),
        "undated": [
            {"within": entry.within, "start": str(entry.start), **_tally(entry.tally)} for entry in group.undated
        ],
        "undated_sum": _tally(group.undated_sum),
    }


def _around(found: Around) -> dict[str, Any]:
    hidden = against(found)
    return {
        "day": str(found.day),
        "days": found.days,
        "by": list(found.by),
        "whole": _change(found.whole),
        "groups": [
            {**dict(zip(found.by, change.name, strict=True)), **_change(change), "against_the_whole": change in hidden}
            for change in found.groups
        ],
        "undated": _tally(found.undated),
    }


def _change(change: Change) -> dict[str, Any]:
    return {"before": _tally(change.before), "after": _tally(change.after)}


def _spot(spot: Spot) -> dict[str, Any]:
    where = {"latitude": round(spot.latitude, 6), "longitude": round(spot.longitude, 6)}
    return {"precision": spot.precision, "name": spot.name, **where, **_tally(spot.tally)}
