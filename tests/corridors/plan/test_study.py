"""A plan on the roads of the example: its route, what a loss costs, how long, and what a page may not show."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from tests.corridors.plans import AGREED

from goodoffices.brief import Brief, render_html
from goodoffices.corridors import consent, routes
from goodoffices.corridors.plan import (
    DangerFiles,
    coded,
    excerpt_section,
    inputs_of,
    parse_corridor,
    read_corridor,
    study,
    study_json,
    study_sections,
)
from goodoffices.corridors.plan.consent_map import consent_map
from goodoffices.errors import CorridorError

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "river-corridor" / "plan.yaml"
PLAN = read_corridor(EXAMPLE)


@pytest.fixture(scope="module")
def inputs():
    return inputs_of(PLAN, PLAN.as_of)


@pytest.fixture(scope="module")
def desk(inputs):
    return study(PLAN, PLAN.as_of, inputs, effort=1)


@pytest.fixture(scope="module")
def coarse(inputs):
    return study(coded(PLAN), PLAN.as_of, inputs, effort=1)


def page(sections) -> str:
    from goodoffices.values import Provenance

    return render_html(Brief("Title", "", tuple(sections), Provenance("", (), "0"), composed=dt.date(2017, 6, 1)))


def test_the_route_goes_through_its_points_and_each_leg_is_the_quickest(desk, inputs):
    course = desk.on_roads.course
    assert [leg.start for leg in course.legs] == list(PLAN.route[:-1])
    graph = routes.graph_of(inputs.roads, inputs.danger)
    time = np.ascontiguousarray(graph.costs[:, 0])
    for leg, (start, end) in zip(course.legs, pairwise(course.ends), strict=True):
        assert (leg.nodes[0], leg.nodes[-1]) == (start[1].node, end[1].node)
        best = routes.shortest_route(graph, time, start[1].node, end[1].node)
        assert leg.seconds == pytest.approx(time[best].sum() / 10, abs=1)
    assert course.metres == pytest.approx(inputs.roads.length[course.edges].sum())
    assert not inputs.danger.closed[course.edges].any()


def test_a_loss_costs_what_the_route_takes_longer_without_that_road(desk, inputs):
    course, roads = desk.on_roads.course, inputs.roads
    told = {edge: loss.seconds for loss in desk.on_roads.losses for edge in loss.edges}
    for leg in course.legs:
        start, goal = leg.nodes[0], leg.nodes[-1]
        for edge in leg.edges.tolist():
            closed = inputs.danger.closed.copy()
            closed[edge] = True
            graph = routes.graph_of(roads, replace(inputs.danger, closed=closed))
            time = np.ascontiguousarray(graph.costs[:, 0])
            other = routes.shortest_route(graph, time, int(start), int(goal))
            longer = None if other is None else time[other].sum() / 10 - leg.seconds
            assert told.get(edge, 0) == (None if longer is None else pytest.approx(longer, abs=1))


def test_how_long_for_everyone_is_that_of_the_route_alone_and_longer_for_more_people(desk, inputs):
    best, most = desk.on_roads.everyone
    assert (best.vehicles, most.vehicles) == (63, 80)
    narrow = int(np.floor(inputs.danger.capacity[desk.on_roads.course.edges]).min())
    driven = sum(int(np.ceil(s)) for s in (inputs.roads.seconds + inputs.danger.delay)[desk.on_roads.course.edges])
    assert float(best.seconds) == pytest.approx(driven + 63 * 3600 / narrow)
    assert most.seconds > best.seconds


def test_the_page_for_the_desk_says_who_stops_it_and_what_to_ask(desk):
    said = page(study_sections(desk, desk=True))
    for words in ("NOT AGREED", "river council consented orally only", "For the mediator", "Long Road", "corridor-map"):
        assert words in said
    assert all(guide.url in said for guide in consent.SOURCES.values())
    assert said.index("NOT AGREED") < said.index("Each has to be met") < said.index("Ask on every stretch")


SECRETS = (
    *("north-town", "south-town", "long-bridge", "mill", "Long Road", "Long Bridge", "Market Street", "depot"),
    *("north-bank", "northern command", "river council", "chief of operations", "NC/17/88", "RC 41", "oral"),
    *("town council", "no arms", "turn back", "firing", "channel 4", "35.207", "37.356", "North Town", "liaison"),
)


def test_without_the_desk_no_name_no_exact_place_and_nobody_s_answer_is_shown(coarse):
    shown = [page(study_sections(coarse)), json.dumps(study_json(coarse)), page([excerpt_section(coarse)])]
    own = coded(PLAN)
    for text in shown:
        assert "not agreed" in text.lower()
        hidden = text.replace(own.caution, "")
        assert [word for word in SECRETS if word in hidden and word not in own.by] == []


def test_what_is_hidden_is_shown_to_the_desk(desk):
    text = page(study_sections(desk, desk=True)) + json.dumps(study_json(desk, desk=True))
    seldom = {"channel 4", "depot"}
    assert [word for word in SECRETS if word not in text and word not in seldom] == []


def test_hiding_names_changes_no_figure(desk, coarse):
    assert desk.mark.agreed == coarse.mark.agreed
    assert [(gate.name, gate.state) for gate in desk.mark.gates] == [
        (gate.name, gate.state) for gate in coarse.mark.gates
    ]
    assert desk.timetable.ends == coarse.timetable.ends
    assert desk.on_roads.course.edges.tolist() == coarse.on_roads.course.edges.tolist()
    assert [loss.seconds for loss in desk.on_roads.losses] == [loss.seconds for loss in coarse.on_roads.losses]


def test_an_agreed_plan_says_so_in_every_export_and_an_agreed_one_that_lapses_does_not():
    plan = parse_corridor(AGREED)
    for day, agreed in ((plan.as_of, True), (dt.date(2031, 3, 16), False)):
        found = study(plan, day, None)
        said = page(study_sections(found, desk=True)) + page([excerpt_section(study(coded(plan), day, None))])
        assert ("NOT AGREED" in said) is not agreed
        assert study_json(found)["agreed"] is agreed


def test_a_plan_without_roads_and_convoy_says_what_is_not_reckoned():
    found = study(parse_corridor(AGREED), dt.date(2031, 3, 11), None)
    said = page(study_sections(found))
    assert "the plan names no roads" in said
    assert "the plan has no convoy" in said


def test_a_point_far_from_every_road_is_named(inputs):
    away = replace(
        PLAN, points=tuple(replace(one, latitude=10.0) if one.name == "mill" else one for one in PLAN.points)
    )
    with pytest.raises(CorridorError, match="the point `mill`"):
        study(away, PLAN.as_of, inputs)


def test_hiding_names_keeps_every_place_and_every_answer():
    own = coded(PLAN)
    places = [[(one.latitude, one.longitude) for one in plan.points] for plan in (PLAN, own)]
    assert places[0] == places[1]
    answers = [
        [(one.body, one.how, one.until) for each in plan.record.stretches for one in each.consents]
        for plan in (PLAN, own)
    ]
    assert answers[0] == answers[1]


def test_a_road_that_closes_on_a_day_of_the_window_is_closed_before_that_day(tmp_path):
    """The plan is as of 31 May, the bridge closes on 4 June, and the second window is that day."""
    drawn = json.loads((EXAMPLE.parent / "drawn.geojson").read_text())
    place = {"type": "Point", "coordinates": [37.359, 35.17]}
    for first, closed in (("2017-06-04", True), ("2017-06-05", False)):
        one = {"type": "Feature", "properties": {"kind": "closure", "name": "works", "from": first}, "geometry": place}
        file = tmp_path / f"{first}.geojson"
        file.write_text(json.dumps(drawn | {"features": [*drawn["features"], one]}))
        found = inputs_of(replace(PLAN, danger=DangerFiles(drawn=file)), PLAN.as_of)
        course = inputs_of(PLAN, PLAN.as_of)
        more = found.danger.closed & ~course.danger.closed
        assert [found.roads.street_of(int(edge)) for edge in np.flatnonzero(more)] == (["Long Road"] if closed else [])


def test_a_checkpoint_opens_a_line_only_where_it_stands_on_every_day_of_the_windows(inputs):
    """Reed Bridge has its checkpoint from 1 June on."""

    def closed(as_of, windows):
        plan = replace(PLAN, record=replace(PLAN.record, windows=windows))
        danger = inputs_of(plan, as_of).danger
        return [inputs.roads.street_of(int(edge)) for edge in np.flatnonzero(danger.closed)]

    at = dt.datetime.fromisoformat
    june = (at("2017-06-03 08:00"), at("2017-06-03 15:00"))
    may = (at("2017-05-31 08:00"), at("2017-05-31 15:00"))
    assert closed(PLAN.as_of, (june,)) == ["Saddle Road"]
    assert closed(PLAN.as_of, (may, june)) == ["Reed Track", "Saddle Road"]
    assert closed(PLAN.as_of, ()) == ["Reed Track", "Saddle Road"]


def test_without_the_desk_no_length_or_time_tells_which_roads_they_are(coarse):
    told = study_json(coarse)
    roads = told["roads"]
    lengths = [one["metres"] for one in (*roads["route"], *roads["others"]["routes"], *roads["others"]["losses"])]
    times = [one["seconds"] for one in (*roads["route"], *roads["losses"], *roads["others"]["routes"])]
    assert [one for one in lengths if one % 1000] == []
    assert [one for one in times if one and one % 60] == []
    exposures = [one["exposure"] for one in (*roads["route"], *roads["others"]["routes"])]
    assert exposures == [float(f"{one:.2g}") for one in exposures]
    for each in roads["everyone"]:
        assert each["seconds"] % 60 == 0
        assert not {"exact_seconds", "inputs", "holds", "routes"} & set(each)
    assert "arcs" not in json.dumps(told)


def test_no_page_names_the_files_of_a_plan(desk):
    assert [name for name, _ in desk.provenance.inputs] == ["plan", "roads", "drawn"]


def test_a_source_that_is_not_shown_is_not_said_to_be_missing(coarse):
    text = page([excerpt_section(coarse)])
    assert "source not shown here" in text
    assert "does not say" not in text


def test_the_map_for_the_desk_names_the_points_of_the_route(desk):
    shown = json.dumps(consent_map(desk, desk.on_roads).spec)
    assert all(f'"name": "{name}"' in shown for name in desk.plan.route)
