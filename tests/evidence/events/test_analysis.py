"""What the analyses of events promise: each trap of the real files, on a small made one."""

from __future__ import annotations

import datetime as dt
import json
from contextlib import contextmanager

import pytest
from tests.evidence.events.made import ACLED_NEW, acled_rows, ask, put, put_ged, write

from goodoffices.errors import EvidenceError
from goodoffices.evidence import events
from goodoffices.evidence.events import Cells, Choice, Named, Tally

DAY = dt.date(2016, 12, 30)


def deaths(number, low=None, high=None, **change):
    """A row with so many deaths."""
    told = {"best": number, "deaths_civilians": number, "deaths_a": 0, "deaths_b": 0}
    told |= {"low": number if low is None else low, "high": number if high is None else high}
    return {key: str(value) for key, value in told.items()} | change


def on(day, number, end=None, **change):
    return deaths(number, date_start=day, date_end=end or day, **change)


@contextmanager
def table_of(folder, *changes):
    put_ged(folder, *changes)
    with events.open_store(folder / "store") as connection:
        yield events.events(connection)


def named(groups):
    return {group.name[0]: group for group in groups}


def square(name, west, south, size=1.0, code="", level=1):
    ring = [[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]]
    told = {f"adm{level}_name": name, f"adm{level}_pcode": code}
    return {"type": "Feature", "properties": told, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def polygons(folder, *features, name="areas.geojson"):
    path = folder / name
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}), encoding="utf-8")
    return path


# ---- dates


def test_a_years_total_stamped_on_its_first_day_does_not_turn_a_fall_into_a_rise(tmp_path):
    """As in the real file: summed by the first day deaths rise, dated they fall."""
    with table_of(
        tmp_path,
        on("2016-12-10", 80),
        on("2017-01-10", 50),
        on("2017-01-01", 100, "2017-12-31", date_prec="5"),
    ) as table:
        found = events.before_and_after(table, Choice(), DAY, 30)
    by_first_day = ask(tmp_path / "store", "SELECT sum(deaths_best) FROM events WHERE date_start >= '2016-12-30'")
    assert by_first_day == [(150,)]
    assert (found.whole.before.best, found.whole.after.best) == (80, 50)
    assert found.undated == Tally(1, 100, 100, 100)


def test_dated_and_undated_stand_side_by_side_and_add_up_to_everything(tmp_path):
    with table_of(
        tmp_path,
        on("2016-01-05", 4),
        on("2016-01-28", 3, "2016-02-03", date_prec="2"),
        on("2016-01-01", 20, "2016-01-31", date_prec="4"),
        on("2016-01-01", 90, "2016-12-31", date_prec="5"),
        on("2015-06-01", 7, "2016-06-01", date_prec="5"),
    ) as table:
        found = events.series(table, Choice(), every="month")
    assert [(str(start), tally.best) for start, tally in found.whole.dated] == [("2016-01-01", 7)]
    assert [(part.within, str(part.start), part.tally.best) for part in found.whole.undated] == [
        ("month", "2016-01-01", 20),
        ("year", "2016-01-01", 90),
        ("longer", "2015-01-01", 7),
    ]
    assert (found.whole.dated_sum + found.whole.undated_sum).best == 124
    assert found.straddling == 1
    words = " ".join(getattr(block, "text", "") for block in events.series_section(found).blocks)
    assert "Dated, and so in the series: 2 events with 7 deaths" in words
    assert "Undated, and so in no month: 3 events with 117 deaths" in words
    assert "1 dated event may lie in the month after" in words


@pytest.mark.parametrize(("last", "is_dated"), [("2017-01-07", True), ("2017-01-08", False), ("2016-12-31", False)])
def test_an_event_of_at_most_seven_days_is_dated_and_one_that_ends_before_it_begins_is_not(last, is_dated, tmp_path):
    with table_of(tmp_path, on("2017-01-01", 1, last)) as table:
        found = events.series(table, Choice())
    assert bool(found.whole.dated) is is_dated
    assert bool(found.whole.undated) is not is_dated


def test_periods_are_days_weeks_from_monday_or_months(tmp_path):
    with table_of(tmp_path, on("2017-01-01", 1), on("2017-01-02", 2), on("2017-01-08", 3)) as table:
        starts = {
            every: [
                (str(start), tally.best) for start, tally in events.series(table, Choice(), every=every).whole.dated
            ]
            for every in ("day", "week", "month")
        }
    assert starts == {
        "day": [("2017-01-01", 1), ("2017-01-02", 2), ("2017-01-08", 3)],
        "week": [("2016-12-26", 1), ("2017-01-02", 5)],
        "month": [("2017-01-01", 6)],
    }


def test_days_asked_for_take_undated_events_that_may_lie_in_them(tmp_path):
    choice = Choice(since=dt.date(2017, 2, 1), until=dt.date(2017, 2, 28))
    with table_of(
        tmp_path,
        on("2017-01-31", 1),
        on("2017-02-01", 2),
        on("2017-03-01", 4),
        on("2017-01-01", 8, "2017-12-31"),
        on("2017-03-01", 16, "2017-03-31"),
    ) as table:
        found = events.series(table, choice)
    assert (found.whole.dated_sum.best, found.whole.undated_sum.best) == (2, 8)


def test_of_undated_events_it_is_told_which_may_lie_outside_the_days_asked_for(tmp_path):
    with table_of(
        tmp_path,
        on("2017-02-02", 1),
        on("2017-02-01", 8, "2017-02-28"),
        on("2017-01-01", 100, "2017-12-31"),
        on("2016-01-01", 200, "2017-02-01"),
    ) as table:
        found = events.series(table, Choice(since=dt.date(2017, 2, 1), until=dt.date(2017, 2, 28)))
        none = events.series(table, Choice())
    assert found.beyond == Tally(2, 300, 300, 300)
    assert (none.beyond.events, none.whole.undated_sum.best) == (0, 308)
    (note,) = (block for block in events.series_section(found).blocks if getattr(block, "kind", "") == "finding")
    assert "Of these, 2 events with 300 deaths may lie before or after the days asked for." in note.text


# ---- figures


def test_low_best_and_high_are_carried_as_they_are_and_contradictions_counted(tmp_path):
    with table_of(tmp_path, deaths(6, 4, 9), deaths(6, 7, 9), deaths(1)) as table:
        found = events.series(table, Choice())
    assert found.whole.dated_sum == Tally(3, 12, 13, 19, disordered=1)
    assert "In 1 event low, best and high are not in this order" in str(events.series_section(found))


def test_a_source_without_low_and_high_gets_none_by_adding_up(tmp_path):
    put(write(tmp_path / "a.csv", ACLED_NEW, acled_rows({}, {"fatalities": ""})), tmp_path / "store", "acled", "x")
    with events.open_store(tmp_path / "store") as connection:
        found = events.series(events.events(connection), Choice())
    assert found.whole.dated_sum == Tally(2, None, 3, None, untold=1)
    assert "no low or high figure" in str(events.series_section(found))


def test_two_releases_that_tell_of_the_same_events_are_not_added_up(tmp_path):
    put_ged(tmp_path, {})
    put_ged(tmp_path, {}, release="25.2")
    with events.open_store(tmp_path / "store") as connection:
        table = events.events(connection)
        for ask_for in (events.series, events.concentrated):
            with pytest.raises(EvidenceError, match=r"ucdp-ged 25.1 \(1 event\).*ucdp-ged 25.2"):
                ask_for(table, Choice())
        assert events.series(table, Choice(release="25.2")).whole.dated_sum.events == 1
        with pytest.raises(EvidenceError, match="does not hold"):
            events.series(table, Choice(release="24"))
        with pytest.raises(EvidenceError, match="no event"):
            events.series(table, Choice(release="25.2", kinds=("battle",)))


# ---- groups


def test_a_total_that_hides_its_places_says_so(tmp_path):
    """As Idlib and Daraa in 2017: fewer in all, more in one place."""
    rows = [
        on("2016-12-10", 560, adm_1="Idlib"),
        on("2017-01-10", 20, adm_1="Idlib"),
        on("2016-12-10", 230, adm_1="Daraa"),
        on("2017-01-10", 345, adm_1="Daraa"),
    ]
    with table_of(tmp_path, *rows) as table:
        found = events.before_and_after(table, Choice(), DAY, 30)
        alone = events.series(table, Choice(), every="month")
        apart = events.series(table, Choice(), every="month", by=("place",))
    assert [(change.name, change.before.best, change.after.best) for change in events.against(found)] == [
        (("Daraa",), 230, 345)
    ]
    words = "deaths fell (790 → 365), but rose in Daraa (230 → 345)"
    assert words in str(events.change_section(found, Choice("ucdp-ged", "25.1")))
    assert words in str(events.series_section(alone))
    assert "The two halves of the time, by place" in str(events.series_section(alone))
    assert [group.name for group in apart.groups] == [("Idlib",), ("Daraa",)]


def test_a_small_place_or_a_small_change_is_no_warning(tmp_path):
    rows = [
        on("2016-12-10", 500, adm_1="North"),
        on("2017-01-10", 100, adm_1="North"),
        on("2016-12-10", 100, adm_1="South"),
        on("2017-01-10", 110, adm_1="South"),
        on("2016-12-10", 1, adm_1="East"),
        on("2017-01-10", 9, adm_1="East"),
    ]
    with table_of(tmp_path, *rows) as table:
        found = events.before_and_after(table, Choice(), DAY, 30)
    assert events.against(found) == ()


def test_series_by_dyad_and_kind_say_that_a_dyad_tells_nothing_of_who_began(tmp_path):
    with table_of(tmp_path, {}, {"dyad_name": "A - B", "type_of_violence": "2"}) as table:
        found = events.series(table, Choice(), by=("dyad", "kind"))
        one = events.series(table, Choice(dyads=("A - B",)))
    assert {group.name for group in found.groups} == {
        ("Government of Elland - Northern Front", "state-based"),
        ("A - B", "non-state"),
    }
    assert "says nothing of who began" in str(events.series_section(found))
    assert one.whole.dated_sum.events == 1


# ---- places


def test_polygons_join_by_place_and_not_by_name(tmp_path):
    areas = events.read_polygons(polygons(tmp_path, square("Hills", 37, 35, code="P1"), square("Plain", 38, 35)))
    with table_of(
        tmp_path,
        deaths(1, adm_1="Plain Governorate", latitude="35.5", longitude="37.5"),
        deaths(2, adm_1="Hills", latitude="35.5", longitude="38.5"),
        deaths(4, latitude="10", longitude="10"),
    ) as table:
        found = events.series(table, Choice(), by=("place",), places=areas)
    assert {name: group.dated_sum.best for name, group in named(found.groups).items()} == {
        "Hills": 1,
        "Plain": 2,
        None: 4,
    }


@pytest.mark.parametrize(
    ("places", "placed_precisions"),
    [
        (1, {1, 2, 3, 4}),
        (2, {1, 2, 3}),
        (3, {1}),
        (Cells(4), {1, 2}),
        (Cells(6), {1}),
        (Named(1), {1, 2, 3, 4, 5, 7}),
        (Named(2), {1, 2, 3, 5, 7}),
    ],
)
def test_no_event_is_put_more_finely_than_its_source_knows(places, placed_precisions, tmp_path):
    if isinstance(places, int):
        places = events.read_polygons(polygons(tmp_path, square("Hills", 37, 35, level=places)))
    with table_of(tmp_path, *({"where_prec": str(code), "best": str(10**code)} for code in range(1, 8))) as table:
        found = events.series(table, Choice(), by=("place",), places=places)
    known = sum(group.dated_sum.best for group in found.groups if group.name != (None,))
    assert known == sum(10**code for code in placed_precisions)


def test_what_is_not_known_so_finely_stays_in_the_series_and_says_so(tmp_path):
    with table_of(tmp_path, {"where_prec": "6", "adm_1": "North"}, {}) as table:
        found = events.series(table, Choice(), by=("place",))
    assert [group.name for group in found.groups] == [("North",), (None,)]
    assert "place not known so exactly" in str(events.series_section(found))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "no JSON"),
        ("{}", "no features"),
        ("[" * 100_000, "nested too deep"),
        ('{"features": [1, {"properties": [1]}]}', "level"),
        ('{"features": [{"properties": {"adm1_name": "x"}, "geometry": null}, {"properties": [1]}]}', "no shape"),
        ('{"features": [{"properties": {"name": "x"}, "geometry": null}]}', "level"),
        ('{"features": [{"properties": {"adm1_name": "x"}, "geometry": null}]}', "no shape"),
        (
            '{"features": [{"properties": {"adm1_name": "x"}, "geometry": {"type": "Point", "coordinates": [1, 2]}}]}',
            "no area",
        ),
    ],
)
def test_a_file_that_holds_no_areas_is_refused_with_the_reason(text, words, tmp_path):
    (tmp_path / "a.geojson").write_text(text, encoding="utf-8")
    with pytest.raises(EvidenceError, match=words):
        events.read_polygons(tmp_path / "a.geojson")


def test_areas_in_metres_are_refused_and_areas_of_one_name_told_apart(tmp_path):
    with pytest.raises(EvidenceError, match="degrees"):
        events.read_polygons(polygons(tmp_path, square("Far", 500_000, 35)))
    twice = polygons(tmp_path, square("Hills", 37, 35, code="P1"), square("Hills", 38, 35, code="P2"))
    assert [area.name for area in events.read_polygons(twice).areas] == ["Hills (P1)", "Hills (P2)"]


# ---- concentration


def test_concentration_counts_events_and_deaths_that_rest_on_one_source(tmp_path):
    rows = [
        deaths(10, number_of_sources="1", source_office="Observer"),
        deaths(20, number_of_sources="2", source_office="Observer"),
        deaths(30, number_of_sources="2", source_office="Observer;Radio"),
        deaths(40, number_of_sources="-1", source_office=""),
    ]
    with table_of(tmp_path, *rows) as table:
        found = events.concentrated(table, Choice())
    rests = found.rests
    assert (rests.one_source, rests.told, rests.one_source_deaths, rests.told_deaths) == (1, 3, 10, 60)
    assert (rests.one_outlet, rests.named, rests.one_outlet_deaths) == (2, 3, 30)
    observer, radio = found.outlets
    assert (observer.name, observer.events, observer.alone_events, observer.part_events) == ("Observer", 3, 2, 2.5)
    assert (radio.alone_deaths, radio.part_deaths) == (0, 15.0)
    assert found.effective == pytest.approx(1 / ((2.5 / 3) ** 2 + (0.5 / 3) ** 2))
    assert "33 % of the events and 17 % of the deaths rest on one source (of the 3 events" in str(
        events.concentration_section(found)
    )


def test_a_few_of_many_are_not_rounded_to_none_nor_all_but_a_few_to_all(tmp_path):
    rows = [deaths(1, number_of_sources="1", source_office="Observer") for _ in range(299)]
    with table_of(tmp_path, *rows, deaths(1, number_of_sources="2", source_office="Radio")) as table:
        shown = str(events.concentration_section(events.concentrated(table, Choice())))
    assert "over 99 % of the events" in shown
    assert "under 1 %" in shown
    assert "'0 %'" not in shown


@pytest.mark.parametrize(
    ("parts", "number"), [([5, 5, 5, 5], 4), ([7], 1), ([98, 1, 1], 1.04), ([], None), ([0], None)]
)
def test_the_effective_number_is_that_of_equal_outlets(parts, number):
    found = events.effective_number(parts)
    assert found == (number if number is None else pytest.approx(number, abs=0.005))


def test_concentration_is_told_by_period_and_spellings_that_may_be_one_are_named_not_merged(tmp_path):
    rows = [
        on("2016-03-01", 1, source_office="Airwars"),
        on("2017-03-01", 1, source_office="Air Wars"),
        on("2017-04-01", 1, source_office="Radio"),
    ]
    with table_of(tmp_path, *rows) as table:
        found = events.concentrated(table, Choice())
    assert [(str(period.start), period.effective) for period in found.periods] == [
        ("2016-01-01", 1.0),
        ("2017-01-01", pytest.approx(2.0)),
    ]
    assert found.effective == pytest.approx(3.0)
    assert found.alike == (("Air Wars", "Airwars"),)


# ---- maps


def test_what_is_known_only_by_its_country_is_told_in_words_and_never_drawn(tmp_path):
    rows = [deaths(5), deaths(23_637, where_prec="6", latitude="35", longitude="38")]
    with table_of(tmp_path, *rows) as table:
        found = events.atlas(table, Choice(), Cells(4), points=True)
    assert found.in_words == (("country", Tally(1, 23_637, 23_637, 23_637)),)
    assert [spot.tally.best for spot in (*found.signs, *found.points)] == [5]
    section = events.atlas_section(found)
    assert "known only by the country: 1 event with 23,637 deaths" in str(section.blocks[2])
    (picture,) = (block for block in section.blocks if hasattr(block, "spec"))
    assert "23637" not in json.dumps(picture.spec)
    assert "23,637" not in json.dumps(picture.spec)


@pytest.mark.long
def test_a_map_shows_no_exact_place_unless_asked(tmp_path):
    put_ged(tmp_path, {"latitude": "35.123456", "longitude": "37.654321"})
    with events.open_store(tmp_path / "store") as connection:
        table = events.events(connection)
        source = events.provenance(connection, Choice("ucdp-ged", "25.1"), "map", Cells(4))
        plain, dots = (events.atlas(table, Choice(), Cells(4), points=asked) for asked in (False, True))
    told = [json.dumps(events.atlas_json(found, source)) + str(events.atlas_section(found)) for found in (plain, dots)]
    assert "35.123" not in told[0]
    assert "35.123" in told[1]


def test_places_coarser_than_the_areas_are_open_signs_one_for_each(tmp_path):
    rows = [
        deaths(1, where_prec="4", latitude="35.1"),
        deaths(2, where_prec="4", latitude="35.1"),
        deaths(4, where_prec="3"),
        deaths(8, where_prec="5"),
    ]
    areas = events.read_polygons(polygons(tmp_path, square("Hills", 37, 35, level=2)))
    with table_of(tmp_path, *rows) as table:
        found = events.atlas(table, Choice(), areas)
    assert [(spot.precision, spot.name, spot.tally.best) for spot in found.signs] == [("admin1", "North", 3)]
    assert [(name, tally.best) for name, tally in found.areas] == [("Hills", 4)]
    assert [(precision, tally.best) for precision, tally in found.in_words] == [("line", 8)]


def test_neither_series_nor_map_lists_single_events(tmp_path):
    put_ged(tmp_path, {"id": "event-4711"}, {"id": "event-4712"})
    with events.open_store(tmp_path / "store") as connection:
        table, choice = events.events(connection), Choice("ucdp-ged", "25.1")
        source = events.provenance(connection, choice, "all")
        told = [
            events.series_json(events.series(table, choice, by=("place", "dyad")), source),
            events.concentration_json(events.concentrated(table, choice), source),
            events.atlas_json(events.atlas(table, choice, Cells(4)), source),
        ]
    assert "event-47" not in json.dumps(told)
    assert all(entry["inputs"][0]["hash"].startswith("sha256:") for entry in told)


@pytest.mark.parametrize("ask_for", [events.series, events.concentrated, lambda t, c: events.atlas(t, c, Cells(4))])
def test_where_nothing_fits_it_is_said_what_the_store_holds(ask_for, tmp_path):
    put_ged(tmp_path, {}, {}, {"country_id": "645", "type_of_violence": "3"})
    with events.open_store(tmp_path / "store") as connection:
        table = events.events(connection)
        with pytest.raises(EvidenceError) as met:
            ask_for(table, Choice(country="DEU", kinds=("non-state",), since=dt.date(2030, 1, 1)))
    assert met.value.problems[0].what == "no event of ucdp-ged 25.1 fits"
    assert met.value.problems[0].remedy == (
        "It holds countries with events: SYR (2) and IRQ (1); kinds with events: state-based (2) and one-sided (1); "
        "days from 2016-12-30 to 2016-12-30."
    )


def test_where_no_event_has_a_figure_of_deaths_no_page_says_0(tmp_path):
    row = {"best": "", "low": "", "high": "", "deaths_a": "", "deaths_b": "", "deaths_civilians": ""}
    put_ged(tmp_path, row | {"date_start": "2016-12-29", "date_end": "2016-12-29"}, row)
    with events.open_store(tmp_path / "store") as connection:
        table = events.events(connection)
        choice = events.one_release(table, Choice())
        source = events.provenance(connection, choice, "test")
        change = events.before_and_after(table, choice, dt.date(2016, 12, 30), 5)
        rests = events.concentrated(table, choice)
        atlas = events.atlas(table, choice, Cells(4))
        series = events.series(table, choice, by=("place",))
    pages = {
        "around": str(events.change_section(change, choice)),
        "concentration": str(events.concentration_section(rests)),
        "map": str(events.atlas_section(atlas)),
        "series": str(events.series_section(series)),
    }
    for page in pages.values():
        assert "0 deaths" not in page
        assert "none of the deaths" not in page
        assert "no figure" in page
    assert "how many more or fewer died is not known" in pages["around"]
    assert "No event has a figure of deaths." in pages["concentration"]
    assert events.change_json(change, choice, source)["whole"]["before"]["best"] is None
    assert events.concentration_json(rests, source)["deaths"] is None
    assert events.atlas_json(atlas, source)["areas"][0]["best"] is None


def test_a_month_whose_sums_are_out_of_order_is_named(tmp_path):
    put_ged(tmp_path, {"low": "9", "best": "6", "high": "9"})
    with events.open_store(tmp_path / "store") as connection:
        table = events.events(connection)
        found = events.series(table, Choice())
        where, told = events.atlas(table, Choice(), Cells(4)), events.concentrated(table, Choice())
    for page in (events.series_section(found), events.event_section(events.Extract(found, where, told))):
        assert "not in this order in the sums of December 2016: they are no range there" in str(page)


def test_a_file_that_added_nothing_is_no_source_of_a_page(tmp_path):
    put_ged(tmp_path, {})
    again = put_ged(tmp_path, {"side_a": "Government of Ellandia"})
    assert (again.new, again.changed) == (0, 1)
    with events.open_store(tmp_path / "store") as connection:
        choice = events.one_release(events.events(connection), Choice())
        assert len(events.provenance(connection, choice, "test").inputs) == 1
