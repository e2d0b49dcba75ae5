"""Files open in the readers of others, say in themselves whether the plan is agreed, and lose no letter of a name."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from zoneinfo import ZoneInfo

import gpxpy
import pytest
import shapely
import vobject
from defusedxml.ElementTree import fromstring
from fastkml import KML
from fastkml.validator import validate
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.corridors.papers.sheets import COURSE, HARD, local, sheet

from goodoffices.corridors.papers import Point, cut, to_calendar, to_geojson, to_gpx, to_kml
from goodoffices.errors import CorridorError

WHOLE = cut(sheet(), "desk")
AGREED = replace(WHOLE, agreed=True, mark="Agreed, as of 2031-03-10")
NAMES = {point.name for point in WHOLE.points}


def test_geojson_has_longitude_first_a_box_and_every_feature_bears_the_mark():
    told = json.loads(to_geojson(WHOLE))
    shapes = [shapely.from_geojson(json.dumps(feature["geometry"])) for feature in told["features"]]
    assert list(shapes[0].coords) == [(lon, lat) for lat, lon in COURSE]
    assert told["bbox"] == pytest.approx(shapes[0].bounds)
    assert shapely.union_all(shapes[1:3]).length == pytest.approx(shapes[0].length)
    assert {feature["properties"]["mark"] for feature in told["features"]} == {WHOLE.mark}
    assert {feature["properties"]["name"] for feature in told["features"][1:3]} == {HARD[1], HARD[3]}
    assert "crs" not in told


def test_gpx_is_read_by_another_program_with_track_turns_and_points():
    found = gpxpy.parse(to_gpx(WHOLE).decode())
    (track,), (route,) = found.tracks, found.routes
    assert [(point.latitude, point.longitude) for point in track.segments[0].points] == list(COURSE)
    assert [point.type for point in route.points] == ["depart", "left", "checkpoint", "arrive"]
    assert {point.name for point in found.waypoints} == {f"{WHOLE.mark}: {name}" for name in NAMES}
    assert all(name.startswith("NOT AGREED") for name in (found.name, track.name, route.name))


def test_gpx_keeps_the_order_that_its_schema_asks_for():
    tags = [child.tag.rpartition("}")[2] for child in fromstring(to_gpx(WHOLE))]
    assert tags == ["metadata", *["wpt"] * 3, "rte", "trk"]


def test_kml_is_valid_by_the_schema_of_its_standard(tmp_path):
    path = tmp_path / "route.kml"
    for told in (WHOLE, cut(sheet(), "monitor"), cut(sheet(("public",)), "public")):
        path.write_bytes(to_kml(told))
        assert validate(file_to_validate=path) is True


def test_kml_is_read_by_another_program_and_no_name_becomes_a_tag():
    document = KML.from_string(to_kml(WHOLE).partition(b"\n")[2].decode()).features[0]
    assert document.name == f"{WHOLE.mark}: {WHOLE.title}"
    shown = {type(one).__name__: [] for one in document.features}
    for one in document.features:
        shown[type(one).__name__].append(one)
    (route,), (stretches, points) = shown["Placemark"], shown["Folder"]
    assert [place[:2] for place in route.geometry.coords] == [(lon, lat) for lat, lon in COURSE]
    assert [one.name for one in stretches.features] == [f"{HARD[1]}: agreed", f"{HARD[3]}: not agreed"]
    assert {one.name for one in points.features} == NAMES
    assert stretches.features[1].description == "C refused. Old &amp; &lt;Mill&gt;"
    assert all("NOT AGREED" in folder.name for folder in (stretches, points))


@settings(max_examples=25)
@given(st.text(max_size=40))
def test_any_text_gives_xml_that_can_be_read(name):
    told = replace(WHOLE, title=name, points=(Point(name, "gate", 1.0, 2.0, 0.0),))
    for made in (to_gpx(told), to_kml(told)):
        assert fromstring(made) is not None
    assert json.loads(to_geojson(told))["title"] == name


def test_the_same_sheet_gives_the_same_bytes():
    for make in (to_geojson, to_gpx, to_kml, to_calendar):
        assert make(WHOLE) == make(cut(sheet(), "desk"))


def events(told):
    return vobject.readOne(to_calendar(told).decode()).vevent_list


def test_a_window_is_at_its_hour_in_its_zone_winter_and_summer():
    zone = ZoneInfo("Europe/Zurich")
    winter, summer = events(WHOLE)
    assert winter.dtstart.value == dt.datetime(2031, 3, 14, 7, tzinfo=zone)
    assert winter.dtstart.value.utcoffset() == dt.timedelta(hours=1)
    assert summer.dtend.value.utcoffset() == dt.timedelta(hours=2)
    assert summer.dtend.value.replace(tzinfo=None) == local(2031, 7, 15, 2)


def test_a_calendar_says_that_nothing_is_agreed_and_cancels_what_is_withdrawn():
    assert [(one.status.value, one.transp.value) for one in events(WHOLE)] == [
        ("TENTATIVE", "TRANSPARENT"),
        ("CANCELLED", "TRANSPARENT"),
    ]
    assert all("NOT AGREED" in one.summary.value for one in events(WHOLE))
    assert [one.status.value for one in events(AGREED)] == ["CONFIRMED", "CANCELLED"]
    assert events(AGREED)[1].summary.value.startswith("WITHDRAWN, ")


def test_an_event_stays_the_same_when_its_hours_change_and_its_sequence_rises():
    later = tuple(replace(one, opens=one.opens + dt.timedelta(hours=1)) for one in WHOLE.windows)
    before, after = events(WHOLE), events(replace(WHOLE, windows=later, as_of=WHOLE.as_of + dt.timedelta(days=1)))
    assert [one.uid.value for one in before] == [one.uid.value for one in after]
    assert len({one.uid.value for one in before}) == 2
    assert int(after[0].sequence.value) > int(before[0].sequence.value)


@pytest.mark.parametrize(
    ("zone", "opens", "words"),
    [
        ("", 7, "names no time zone"),
        ("Mars/Olympus", 7, "there is no time zone"),
        ("../etc/passwd", 7, "there is no time zone"),
        ("Europe/Zurich", 2, "clocks change"),
    ],
)
def test_a_time_that_nobody_could_keep_is_refused(zone, opens, words):
    day = local(2031, 3, 30, opens, 30)
    told = replace(
        WHOLE, zone=zone, windows=(replace(WHOLE.windows[0], opens=day, closes=day + dt.timedelta(hours=3)),)
    )
    with pytest.raises(CorridorError, match=words):
        to_calendar(told)
