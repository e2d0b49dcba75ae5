"""What was measured on UCDP GED Syria 2016–2019, found again. The files are not part of the project."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.evidence.events.made import put

from goodoffices.evidence import events
from goodoffices.evidence.events import Choice
from goodoffices.evidence.events.places import names_of

PEACE = Path(__file__).parents[3].parent / "shared" / "data" / "peace"
GED, PROVINCES = PEACE / "ucdp_ged_syria_2016_2019.csv.gz", PEACE / "syr_admin1_simplified.geojson"

pytestmark = pytest.mark.skipif(
    not (GED.is_file() and PROVINCES.is_file()), reason=f"{GED.name} and {PROVINCES.name} are not in {PEACE}"
)


@pytest.fixture(scope="module")
def connection(tmp_path_factory):
    folder = tmp_path_factory.mktemp("syria")
    put(GED, folder / "store", release="652", rejected=folder / "rejected.csv")
    with events.open_store(folder / "store") as opened:
        yield opened


@pytest.fixture(scope="module")
def provinces():
    return events.read_polygons(PROVINCES)


def test_dated_deaths_fell_after_30_december_2016_although_their_sum_by_first_day_rose(connection):
    found = events.before_and_after(events.events(connection), Choice(), dt.date(2016, 12, 30), 30)
    assert (found.whole.before.best, found.whole.after.best) == (2456, 1691)  # a day: 81.9, then 56.4
    assert (found.undated.events, found.undated.best) == (22, 19_383)
    (sums,) = connection.execute(
        """SELECT sum(deaths_best) FILTER (date_start BETWEEN '2016-11-30' AND '2016-12-29') / 30,
             sum(deaths_best) FILTER (date_start BETWEEN '2016-12-30' AND '2017-01-28') / 30 FROM events"""
    ).fetchall()
    assert [round(value, 1) for value in sums] == [82.1, 136.4]


def test_all_deaths_are_either_dated_or_undated(connection):
    found = events.series(events.events(connection), Choice())
    assert (found.whole.dated_sum.events, found.whole.dated_sum.best) == (16_329, 80_717)
    assert (found.whole.undated_sum.events, found.whole.undated_sum.best) == (237, 31_620)
    assert sum(part.tally.best for part in found.whole.undated if part.within != "month") == 24_739
    assert (found.whole.dated_sum + found.whole.undated_sum).disordered == 101


def test_the_fall_after_6_may_2017_hides_daraa_by_names_and_by_polygons(connection, provinces):
    choice, day = Choice(dyads=("11973",)), dt.date(2017, 5, 6)
    table = events.events(connection)
    named = events.before_and_after(table, choice, day, 60)
    by_name = {change.name[0]: (change.before.best, change.after.best) for change in named.groups}
    assert (by_name["Idlib Governorate"], by_name["Daraa Governorate"]) == ((568, 20), (232, 345))
    joined = events.before_and_after(table, choice, day, 60, places=provinces)
    assert [change.name for change in events.against(named)] == [("Daraa Governorate",)]
    assert [change.name for change in events.against(joined)] == [("Dar'a",)]


def test_most_of_it_rests_on_one_source_and_on_one_observatory(connection):
    found = events.concentrated(events.events(connection), Choice())
    assert (found.rests.one_source, found.rests.events) == (13_419, 16_566)  # 81 %
    largest = found.outlets[0]
    assert (largest.name, largest.alone_events) == ("SOHR", 14_168)  # 86 %
    assert found.effective == pytest.approx(1.26, abs=0.005)


def test_polygons_place_nearly_all_points_and_the_map_leaves_out_what_no_province_holds(connection, provinces):
    spots = connection.execute("SELECT latitude, longitude FROM events").fetchall()
    placed = names_of(provinces, [spot[0] for spot in spots], [spot[1] for spot in spots])
    assert sum(name is not None for name in placed) == 16_519
    found = events.atlas(events.events(connection), Choice(), provinces)
    told = {precision: (tally.events, tally.best) for precision, tally in found.in_words}
    assert told == {"country": (254, 23_637), "line": (562, 4_746)}
    assert sum(tally.events for _, tally in found.areas) == 15_703
