"""A corridor as its pages tell it: stretches with their consent, trips of the timetable, pictures."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from goodoffices.talks.domain.corridor_consent import states_of
from goodoffices.talks.domain.corridor_drawing import as_picture
from goodoffices.talks.domain.corridors import there
from goodoffices.talks.models import CorridorShown, DeskCorridor

if TYPE_CHECKING:
    from goodoffices.corridors.consent import Record
    from goodoffices.corridors.plan import CorridorPlan

__all__ = ["drawn_with_consent", "picture_of", "shown_windows", "states_by_stretch", "stretches_told", "trips_told"]

_STATES = {"met": "met", "not met": "not-met", "unknown": "unknown"}
_WORST = ("not met", "unknown", "met")


def stretches_told(desk: DeskCorridor, record: Record, as_of: dt.date) -> list[dict[str, Any]]:
    """Each stretch, and each body that controls it: where its consent stands, and what it was asked here."""
    from goodoffices.corridors import consent  # noqa: PLC0415 (loaded when it is needed)

    asked = {(one.asked.stretch, one.asked.body): one for one in states_of(desk) if one.asked.is_open()}
    found = []
    standings = consent.standings(record, as_of)
    for stretch in record.stretches:
        bodies = [
            {"standing": one, "state": _STATES[one.state], "asked": asked.get((stretch.name, one.body))}
            for one in standings
            if one.stretch == stretch.name
        ]
        found.append({"stretch": stretch, "bodies": bodies})
    return found


def states_by_stretch(record: Record, as_of: dt.date) -> dict[str, str]:
    """The consent to each stretch by its id: `met` where all who control it consented, `not-met`, else `unknown`."""
    from goodoffices.corridors import consent  # noqa: PLC0415 (as above)

    standings = consent.standings(record, as_of)
    return {
        stretch.name: _STATES[
            min((one.state for one in standings if one.stretch == stretch.name), key=_WORST.index, default="unknown")
        ]
        for stretch in record.stretches
    }


def trips_told(timetable: dict[str, Any] | None, stated: CorridorPlan) -> list[dict[str, Any]]:
    """Trips with their times as moments, by departure."""
    zone = there(stated)

    def at(iso: str) -> dt.datetime:
        return dt.datetime.fromisoformat(iso).replace(tzinfo=zone)

    trips = [
        {
            "vehicle": trip["vehicle"],
            "place": trip["place"],
            "to": trip["to"],
            "aboard": sum(trip["aboard"].values()),
            "departs": at(trip["departs"]),
            "arrives": at(trip["arrives"]),
            "gates": [{"name": stop["name"], "comes": at(stop["comes"])} for stop in trip["checkpoints"]],
        }
        for trip in (timetable or {}).get("trips", ())
    ]
    return sorted(trips, key=lambda trip: (trip["departs"], trip["vehicle"]))


def shown_windows(shown: CorridorShown) -> dict[str, Any]:
    """What was told of the way, ready for the page: kilometres, minutes, the picture."""
    told = shown.told
    return {
        "told": told,
        "kilometres": told["metres"] / 1000 if "metres" in told else None,
        "picture": as_picture(shown.drawn),
        "is_agreed": shown.is_agreed(),
    }


def picture_of(desk: DeskCorridor, record: Record, as_of: dt.date) -> str:
    """The map of a plan without script, its stretches by their consent."""
    return as_picture(desk.answer["drawn"], states_by_stretch(record, as_of))


def drawn_with_consent(desk: DeskCorridor, record: Record, as_of: dt.date) -> dict[str, Any]:
    """The map of a plan as GeoJSON, each stretch with the state of its consent. For the desk alone."""
    states = states_by_stretch(record, as_of)
    features = []
    for one in desk.answer["drawn"]["features"]:
        told = one["properties"]
        if told["kind"] == "stretch":
            one = one | {"properties": told | {"consent": states.get(told["id"], "unknown")}}  # noqa: PLW2901
        features.append(one)
    return desk.answer["drawn"] | {"features": features}
