"""Every event is inside, outside or unclear for each clause, with the reason; what is not known is never guessed."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ceasefire.incidents.made_events import EVENT, TERMS, table

from goodoffices.ceasefire import incidents
from goodoffices.ceasefire.incidents.against import _judges
from goodoffices.ceasefire.terms import Act, Area, Bound, Exceptions, Group, parse_moment
from goodoffices.errors import EvidenceError
from goodoffices.evidence.events import Choice

DAY = dt.date(2031, 4, 1)


def judge(change, terms=TERMS):
    """Overall, and the judgement of each clause, of one event."""
    found = incidents.set_against(table(change), terms, Choice())
    return found.why(0), {clause.name: clause.judgements[clause.which[0]] for clause in found.clauses}


def fit(change, clause, terms=TERMS):
    return judge(change, terms)[1][clause].fit


def having(**changes):
    return dataclasses.replace(TERMS, **changes)


def test_an_event_between_those_bound_in_the_area_in_force_of_a_prohibited_kind_is_inside():
    overall, clauses = judge({})
    assert overall.fit == "inside"
    assert {name: each.fit for name, each in clauses.items()} == dict.fromkeys(
        ("time", "area", "parties", "acts", "exceptions"), "inside"
    )


# ---- time -----------------------------------------------------------------------------------------------------------


def test_an_event_of_the_first_day_has_no_hour_and_is_unclear():
    overall, clauses = judge({"date_start": DAY})
    assert overall.fit == "unclear"
    assert "began at 06:00, and the event has no hour" in clauses["time"].why


def test_from_midnight_on_the_whole_first_day_is_inside_and_without_an_hour_it_is_unclear():
    assert fit({"date_start": DAY}, "time", having(start=parse_moment("2031-04-01 00:00 UTC"))) == "inside"
    assert fit({"date_start": DAY}, "time", having(start=parse_moment("2031-04-01"))) == "unclear"
    assert fit({"date_start": DAY}, "time", having(start=None)) == "unclear"


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2031-03-30", "2031-03-31", "outside"),
        ("2031-03-30", "2031-04-01", "unclear"),
        ("2031-03-01", "2031-04-30", "unclear"),
        ("2031-01-01", "2031-12-31", "unclear"),
        ("2031-04-02", "2031-04-30", "inside"),
        ("2031-05-02", "2031-05-01", "unclear"),
    ],
)
def test_an_event_with_several_possible_days_is_inside_only_if_all_of_them_are(first, last, expected):
    days = {"date_start": dt.date.fromisoformat(first), "date_end": dt.date.fromisoformat(last)}
    assert fit(days, "time") == expected


@pytest.mark.parametrize(
    ("end", "day", "expected"),
    [
        ("2031-05-01 06:00 UTC", "2031-05-01", "unclear"),
        ("2031-05-01 24:00 UTC", "2031-05-01", "inside"),
        ("2031-05-01 23:59 UTC", "2031-05-01", "inside"),
        ("2031-05-01 00:00 UTC", "2031-05-01", "outside"),
        ("2031-05-01 00:00 UTC", "2031-04-30", "inside"),
        ("2031-05-01", "2031-05-01", "unclear"),
        ("2031-05-01", "2031-05-02", "outside"),
    ],
)
def test_the_last_day_is_judged_by_its_hour(end, day, expected):
    terms = having(open_ended=False, end=parse_moment(end))
    assert fit({"date_start": dt.date.fromisoformat(day)}, "time", terms) == expected


def test_an_end_that_is_not_known_leaves_every_later_day_unclear_and_an_end_on_record_closes_it():
    assert fit({}, "time", having(open_ended=False)) == "unclear"
    ended = having(ended=parse_moment("2031-04-05 00:00 UTC"))
    assert fit({}, "time", ended) == "outside"
    assert fit({"date_start": dt.date(2031, 4, 4)}, "time", ended) == "inside"


# ---- parties and exceptions -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "expected", "why"),
    [
        ("Army of Elland", "NORTHERN FRONT", "inside", "both bound"),
        ("Army of Elland", "Lake Brigade", "outside", "Lake Brigade is no party"),
        ("Lake Brigade", "River Brigade", "outside", "no party"),
        ("Army of Elland", "Northern Front, Eastern Front", "inside", "both bound"),
        ("Army of Elland", "Lake Brigade, Northern Front", "unclear", "Northern Front bound, Lake Brigade not"),
        ("Army of Elland", "Lake Brigade, River Brigade", "outside", "no party"),
        ("Army of Elland", "Police of Elland", "unclear", "both sides stand for one party"),
        ("Army of Elland", None, "unclear", "only Army of Elland is named"),
        (None, None, "unclear", "no actor is named"),
        (None, "Lake Brigade", "outside", "no party"),
        ("Army of Elland", "Civilians", "inside", "civilians"),
        ("Civilians (Elland)", "Northern Front", "inside", "civilians"),
        ("Lake Brigade", "Civilians", "outside", "no party"),
        ("Northern Front, Lake Brigade", "Civilians", "unclear", "a coalition"),
        ("Civilians", "Civilians", "outside", "no party is named"),
    ],
)
def test_who_is_bound_decides_and_a_coalition_is_judged_by_all_its_members(one, other, expected, why):
    _, clauses = judge({"actor_a": one, "actor_b": other})
    assert clauses["parties"].fit == expected
    assert why in clauses["parties"].why
    turned = judge({"actor_a": other, "actor_b": one})[1]["parties"].fit
    assert turned == expected


def test_a_coalition_that_the_terms_know_by_its_whole_name_is_one_actor():
    terms = having(parties=(TERMS.parties[0], Bound("opp", "Opposition", ("Lake Brigade, Northern Front",))))
    assert fit({"actor_b": "Lake Brigade, Northern Front"}, "parties", terms) == "inside"


def test_a_dyad_that_is_named_is_between_those_bound_whatever_its_sides_are_called():
    terms = having(dyads=("77",))
    assert fit({"actor_b": "Insurgents", "dyad_id": "77"}, "parties", terms) == "inside"
    assert fit({"actor_b": "Insurgents", "dyad_id": "78"}, "parties", terms) == "outside"


def test_a_party_whose_names_are_not_known_leaves_the_others_opponents_unclear():
    terms = having(parties=(TERMS.parties[0], Bound("opp", "Opposition")))
    assert fit({"actor_b": "Lake Brigade"}, "parties", terms) == "unclear"
    assert fit({}, "parties", having(parties=())) == "unclear"


def test_a_group_that_is_not_covered_is_outside_and_a_coalition_with_it_unclear():
    band = judge({"actor_b": "Band of Hills"})
    assert band[1]["exceptions"] == ("outside", "The Band is not covered")
    assert fit({"actor_b": "Band of Hills, Northern Front"}, "exceptions") == "unclear"
    assert fit({}, "exceptions", having(exceptions=None)) == "unclear"
    assert fit({}, "exceptions", having(exceptions=Exceptions())) == "inside"


def test_an_area_that_is_left_out_turns_inside_into_outside():
    terms = having(exceptions=Exceptions(area=Area(admin2=("Hills",))))
    assert fit({}, "exceptions", terms) == "outside"
    assert fit({"admin2": "Lake"}, "exceptions", terms) == "inside"
    assert fit({"place_precision": "admin1"}, "exceptions", terms) == "unclear"
    only_words = having(exceptions=Exceptions(area=Area(words="where they fight the Band")))
    assert fit({}, "exceptions", only_words) == "unclear"


# ---- acts -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "subkind", "acts", "expected"),
    [
        ("state-based", None, ("attack",), "inside"),
        ("one-sided", None, ("attack",), "outside"),
        ("one-sided", None, ("attack-on-civilians",), "inside"),
        ("violence-against-civilians", "Attack", ("attack-on-civilians",), "inside"),
        ("state-based", None, ("shelling",), "unclear"),
        ("explosion", "Shelling/artillery/missile attack", ("shelling",), "inside"),
        ("explosion", "Air/drone strike", ("shelling",), "outside"),
        ("explosion", "Air/drone strike", ("attack",), "inside"),
        ("strategic-development", "Non-state actor overtakes territory", ("attack",), "inside"),
        ("shelling", None, ("attack",), "inside"),
        ("shelling", None, ("shelling",), "inside"),
        ("protest", "Peaceful protest", ("attack",), "outside"),
        ("quarrel", None, ("attack",), "unclear"),
        ("quarrel", None, ("quarrel",), "inside"),
    ],
)
def test_the_kind_of_an_event_is_set_against_the_prohibited_acts(kind, subkind, acts, expected):
    terms = having(acts=tuple(Act(word, "a quarrel" if word == "quarrel" else "") for word in acts))
    assert fit({"kind": kind, "subkind": subkind}, "acts", terms) == expected


def test_where_it_is_not_known_what_is_prohibited_every_kind_is_unclear():
    assert fit({}, "acts", having(acts=None)) == "unclear"
    assert fit({}, "acts", having(acts=())) == "outside"


# ---- area -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "area", "expected"),
    [
        ({"country": "XXB"}, Area(country="XXA"), "outside"),
        ({"country": None}, Area(country="XXA"), "unclear"),
        ({"place_precision": "country", "admin1": None}, Area(country="XXA"), "inside"),
        ({"place_precision": "country", "admin1": None}, Area(admin1=("North",)), "unclear"),
        ({"place_precision": "admin1", "admin2": None}, Area(admin1=("north",)), "inside"),
        ({"place_precision": "admin1", "admin2": None}, Area(admin1=("South",)), "outside"),
        ({"place_precision": "admin1"}, Area(admin2=("Hills",)), "unclear"),
        ({}, Area(admin1=("South",), admin2=("Hills",)), "inside"),
        ({"place_precision": "admin1"}, Area(admin1=("South",), admin2=("Hills",)), "unclear"),
        ({"place_precision": "unknown"}, Area(admin1=("North",)), "unclear"),
        ({}, Area(words="along the river"), "unclear"),
        ({}, None, "unclear"),
    ],
)
def test_a_place_known_less_finely_than_the_area_is_unclear(place, area, expected):
    assert fit(place, "area", having(area=area)) == expected


@pytest.fixture
def areas(tmp_path):
    def square(west, south, east, north):
        ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
        return {"type": "Polygon", "coordinates": [ring]}

    names = {"XXA01": ("North", square(37, 35, 38, 36)), "XXA02": ("South", square(37, 34, 38, 35))}
    features = [
        {"type": "Feature", "properties": {"adm1_name": name, "adm1_pcode": code}, "geometry": shape}
        for code, (name, shape) in names.items()
    ]
    (tmp_path / "areas.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return tmp_path


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ({}, "inside"),
        ({"latitude": 34.5}, "outside"),
        ({"latitude": 35.9, "place_precision": "near"}, "unclear"),
        ({"latitude": 35.5, "place_precision": "near"}, "inside"),
        ({"latitude": 33.0, "place_precision": "near"}, "outside"),
        ({"place_precision": "admin1"}, "inside"),
        ({"place_precision": "country"}, "unclear"),
        ({"place_precision": "line"}, "unclear"),
        ({"latitude": None}, "unclear"),
    ],
)
def test_a_point_is_set_against_polygons_with_the_precision_of_its_place(areas, place, expected):
    terms = having(area=Area(file="areas.geojson", codes=("XXA01",)), folder=str(areas))
    assert fit(place, "area", terms) == expected
    by_name = having(area=Area(file="areas.geojson", codes=("north",)), folder=str(areas))
    assert fit(place, "area", by_name) == expected


def test_places_known_by_their_province_are_unclear_in_polygons_that_are_drawn_finer(areas):
    text = (areas / "areas.geojson").read_text().replace("adm1", "adm3")
    (areas / "areas.geojson").write_text(text)
    terms = having(area=Area(file="areas.geojson"), folder=str(areas))
    assert fit({"place_precision": "admin1"}, "area", terms) == "unclear"
    assert fit({"place_precision": "admin2"}, "area", terms) == "unclear"
    assert fit({}, "area", terms) == "inside"


def test_a_code_that_the_file_of_areas_does_not_have_is_refused_with_the_nearest(areas):
    terms = having(area=Area(file="areas.geojson", codes=("XXA10",)), folder=str(areas))
    with pytest.raises(EvidenceError, match="no area `XXA10`"):
        incidents.set_against(table({}), terms, Choice())


# ---- all of them ----------------------------------------------------------------------------------------------------

CHANGES = st.fixed_dictionaries(
    {
        "date_start": st.dates(dt.date(2031, 3, 25), dt.date(2031, 4, 8)),
        "kind": st.sampled_from(["battle", "one-sided", "protest", "quarrel"]),
        "actor_a": st.sampled_from([None, "Army of Elland", "Lake Brigade", "Northern Front, Band of Hills"]),
        "actor_b": st.sampled_from([None, "Northern Front", "Civilians", "Band of Hills"]),
        "country": st.sampled_from([None, "XXA", "XXB"]),
    }
)


@pytest.mark.long
@given(st.lists(CHANGES, min_size=1, max_size=12))
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_judging_all_at_once_is_judging_one_by_one(changes):
    found = incidents.set_against(table(*changes), TERMS, Choice())
    judges = _judges(TERMS)
    rows = found.rows.to_pylist()
    for clause in found.clauses:
        _, by_row = judges[clause.name]
        assert [clause.judgements[place] for place in clause.which] == [by_row(row) for row in rows]
    order = {"inside": 0, "unclear": 1, "outside": 2}
    for number, overall in enumerate(found.fits):
        worst = max(order[clause.judgements[clause.which[number]].fit] for clause in found.clauses)
        assert overall == worst == order[found.why(number).fit]
    assert sum(found.counted().values()) == len(changes)


def test_the_summary_names_actors_that_the_terms_do_not_know_and_names_that_no_event_bears():
    events = table(
        {}, {"actor_b": "Lake Brigade, Northern Front"}, {"actor_b": "Lake Brigade"}, {"actor_b": "Civilians"}
    )
    found = incidents.summarise(incidents.set_against(events, having(dyads=("79",)), Choice()))
    assert found.strangers == (("Lake Brigade", 2),)
    assert set(found.unused) == {"Police of Elland", "Eastern Front", "Band of Hills", "79"}
    assert sum(found.overall.values()) == found.events == 4


def test_undated_events_are_told_apart_in_the_summary_and_beside_the_counts():
    long = {"date_start": dt.date(2031, 3, 1), "date_end": dt.date(2031, 4, 30), "deaths_best": 500}
    found = incidents.set_against(table({}, long), TERMS, Choice())
    assert incidents.summarise(found).undated == {"inside": 0, "unclear": 1, "outside": 0}
    side = incidents.around_start(found, 28).sides[0]
    assert (side.events, side.deaths, side.undated) == ((0, 1), (0, 1), 1)
    assert side.events_ratio is None


def test_before_and_after_are_counted_for_all_and_for_those_bound():
    march = dt.date(2031, 3, 20)
    found = incidents.set_against(
        table(
            {"date_start": march},
            {"date_start": march, "deaths_best": 3},
            {},
            {"actor_b": "Band of Hills"},
            {"actor_b": "Lake Brigade", "deaths_best": 9},
            {"actor_b": "Civilians", "kind": "one-sided"},
            {"date_start": dt.date(2031, 9, 1)},
        ),
        TERMS,
        Choice(),
    )
    around = incidents.around_start(found, 28)
    sides = {side.name: (side.events, side.deaths) for side in around.sides}
    assert sides["all events"] == ((2, 4), (4, 12))
    assert sides["between those bound"] == ((2, 1), (4, 1))
    assert sides["inside every clause but the time"] == ((2, 2), (4, 2))
    with pytest.raises(EvidenceError, match="when the ceasefire began"):
        incidents.around_start(incidents.set_against(table({}), having(start=None), Choice()), 28)


def test_the_table_of_every_event_has_each_reason_and_no_coordinates_and_no_formula():
    found = incidents.set_against(table({}, {"actor_a": "=HYPERLINK(1)"}), TERMS, Choice())
    text = incidents.against_table(found)
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["overall"] for row in rows] == ["inside", "outside"]
    assert rows[1]["actor_a"] == "'=HYPERLINK(1)"
    assert rows[1]["why"] == "parties: =HYPERLINK(1) is no party"
    assert "35.5" not in text
    assert set(EVENT) & {"latitude", "longitude"}
    assert not {"latitude", "longitude"} & set(rows[0])


BLAME = ("violat", "breach", "responsib", "blame", "guilty", "perpetrat")


def test_nothing_that_is_made_of_event_data_says_who_broke_the_ceasefire():
    found = incidents.set_against(table({}, {"actor_b": "Civilians"}, {"actor_b": None}), TERMS, Choice())
    summary, around = incidents.summarise(found), incidents.around_start(found, 28)
    sections = incidents.against_sections(TERMS, summary, around)
    told = str(sections).replace(incidents.NEVER, "") + incidents.against_table(found)
    assert [word for word in BLAME if word in told.casefold()] == []
    assert "never say who broke" in incidents.NEVER
    assert incidents.NEVER in str(sections)


def test_the_same_events_in_another_order_are_judged_the_same():
    changes = [{"actor_b": name} for name in ("Northern Front", "Band of Hills", "Lake Brigade")]
    one = incidents.set_against(table(*changes), TERMS, Choice())
    other = incidents.set_against(table(*reversed(changes)), TERMS, Choice())
    assert one.counted() == other.counted()
    assert incidents.summarise(one).reasons == incidents.summarise(other).reasons


def test_no_event_of_the_choice_is_refused():
    with pytest.raises(EvidenceError, match="no event"):
        incidents.set_against(table({}), TERMS, Choice(until=dt.date(2030, 1, 1)))


def test_a_group_left_out_may_carry_its_reason():
    assert Group("X", ("x",), "listed").reason == "listed"
