"""The page: the answer first and the whole last; what leaves it as a file; what changed between two issues."""

from __future__ import annotations

import copy
import csv
import dataclasses
import datetime as dt
import io
import json
import re
from types import SimpleNamespace

import altair as alt
import pytest
from tests.ceasefire.report.made_war import WAR, days, kept_in_the_north, study, study_of_the_north

from goodoffices.brief import Brief, render_html
from goodoffices.ceasefire import report, terms
from goodoffices.errors import EvidenceError
from goodoffices.evidence.events import Cells, read_polygons
from goodoffices.values import Note, Picture, Provenance, Table

SOURCE = Provenance("x", (("events.csv", "sha256:0"), ("terms.yaml", "sha256:1")), "1")
SQUARES = {
    "North": [[36, 35], [38, 35], [38, 36], [36, 36], [36, 35]],
    "South": [[36, 33], [38, 33], [38, 34], [36, 34], [36, 33]],
}


@pytest.fixture(scope="module")
def polygons(tmp_path_factory):
    file = tmp_path_factory.mktemp("areas") / "areas.geojson"
    features = [
        {
            "type": "Feature",
            "properties": {"adm1_name": name},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        for name, ring in SQUARES.items()
    ]
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return read_polygons(file)


@pytest.fixture(scope="module")
def found(polygons):
    silent = days(dt.date(2031, 4, 6), dt.date(2031, 4, 13))
    return study([row for row in kept_in_the_north() if row["date_start"] not in silent], places=polygons)


@pytest.fixture(scope="module")
def named():
    return study_of_the_north()


def blocks(sections):
    for section in sections:
        yield from section.blocks
        yield from blocks(section.sections)


@pytest.mark.long
def test_the_answer_comes_first_and_the_whole_is_the_last_row_and_says_that_it_hides(found):
    answer, *_ = report.report_sections(found)
    assert answer.anchor == "answer"
    first = next(block for block in answer.blocks if isinstance(block, Note))
    assert first.kind == "finding"
    assert first.text.startswith("North (")
    (table,) = [block for block in answer.blocks if isinstance(block, Table)]
    assert [row[0].text for row in table.rows] == ["North", "South", "All areas together (hides the above)"]


def test_a_column_that_says_nothing_is_left_out_and_the_caption_says_so_instead(named):
    table = next(block for block in report.report_sections(named)[0].blocks if isinstance(block, Table))
    assert "Days unseen" not in [column.heading for column in table.columns]
    assert "No day now unseen." in table.caption


def test_days_unseen_are_told_where_there_are_any(found):
    table = next(block for block in report.report_sections(found)[0].blocks if isinstance(block, Table))
    place = [column.heading for column in table.columns].index("Days unseen")
    assert {row[place].text for row in table.rows} == {"8"}


@pytest.mark.long
def test_every_picture_is_one_and_tells_in_words_what_it_shows(found):
    pictures = [block for block in blocks(report.report_sections(found)) if isinstance(block, Picture)]
    assert [one.name for one in pictures][:3] == ["ceasefire-map", "ceasefire-areas", "ceasefire-calendar"]
    for picture in pictures:
        assert alt.Chart.from_dict(dict(picture.spec), validate=True)
        assert "North" in picture.alt or "on a day" in picture.alt or picture.name.startswith("events")


def test_no_verdict_is_told_by_colour_alone(found):
    picture = next(block for block in blocks(report.report_sections(found)) if isinstance(block, Picture))
    assert "▲ holding" in json.dumps(picture.spec, ensure_ascii=False)


def test_names_have_no_shape_and_so_there_is_no_map_and_the_page_says_so(named):
    answer = report.report_sections(named)[0]
    assert not any(isinstance(block, Picture) for block in answer.blocks)
    assert "No map" in answer.blocks[-1].text


@pytest.mark.long
def test_the_page_says_what_it_cannot_know_whose_the_thresholds_are_and_that_silence_is_not_calm(found):
    page = render_html(Brief("x", "", report.report_sections(found), SOURCE, mark="Not to be released."))
    text = re.sub(r"<[^>]+>", "", page)
    for words in (
        "What this cannot know",
        "never say who broke a ceasefire",
        "ours, not agreed by the parties",
        "Silence is not calm",
        "Before and after the start",
    ):
        assert words in text
    assert page.count('<p class="mark">Not to be released.</p>') == 2
    agreed = dataclasses.replace(found.terms, verdicts=terms.Thresholds(agreed="both councils"))
    method = next(
        section
        for section in report.report_sections(dataclasses.replace(found, terms=agreed))
        if section.anchor == "method"
    )
    assert "agreed: both councils" in str(method.blocks)


def test_the_table_of_figures_has_a_row_for_each_and_the_whole_last(found):
    rows = list(csv.DictReader(io.StringIO(report.report_table(found))))
    assert [row["area"] for row in rows] == ["North", "South", ""]
    assert rows[0]["verdict"] == "holding"
    assert rows[0]["days_unseen"] == "8"
    assert float(rows[0]["ratio_low"]) < float(rows[0]["ratio"]) < float(rows[0]["ratio_high"])


def test_a_name_that_a_spreadsheet_would_run_is_written_as_text(found):
    unit = dataclasses.replace(found.areas[0].unit, area="=HYPERLINK(1)")
    changed = dataclasses.replace(found, holdings=(dataclasses.replace(found.areas[0], unit=unit),))
    assert "'=HYPERLINK(1)" in report.report_table(changed)


def test_areas_on_a_map_are_the_polygons_given_and_hot_spots_cells_and_no_place_is_finer(found):
    told = report.report_geojson(found)
    areas = {each["properties"]["name"]: each for each in told["features"] if each["properties"]["what"] == "area"}
    assert areas["North"]["properties"]["verdict"] == "holding"
    assert [list(point) for point in areas["North"]["geometry"]["coordinates"][0]] == SQUARES["North"]
    spots = [each for each in told["features"] if each["properties"]["what"] == "hot spot"]
    assert len(spots) == len(found.hot.spots)
    assert {each["geometry"]["type"] for each in spots} <= {"MultiPolygon"}
    assert "latitude" not in json.dumps(told)


def test_names_give_no_area_to_draw(named):
    assert [each for each in report.report_geojson(named)["features"] if each["properties"]["what"] == "area"] == []


def test_a_report_is_not_told_by_cells_as_fine_as_a_place():
    with pytest.raises(EvidenceError, match="too fine"):
        study(kept_in_the_north(), places=Cells(7))


def moment(text):
    return terms.parse_moment(text)


def rule(**release):
    return dataclasses.replace(WAR, release=terms.Release(**release))


@pytest.mark.parametrize(
    ("asked", "released", "mark"),
    [
        (WAR, None, "Release rule not known: ask those who verify before passing this on."),
        (
            rule(first=("gov", "opp"), together=True, embargo_hours=48),
            "2031-05-01 12:00 +02:00",
            "Not to be released before 3 May 2031, 12:00 +02:00. First for Government and Opposition, together.",
        ),
        (
            rule(first=("gov",), together=False, embargo_hours=24),
            None,
            "First for Government, one after the other. Nobody else before 24 hours have passed.",
        ),
        # The clocks of Berlin go forward between the two.
        (
            rule(first=("gov",), embargo_hours=24),
            "2031-03-29 12:00 Europe/Berlin",
            "Not to be released before 30 March 2031, 13:00 Europe/Berlin. First for Government.",
        ),
        (rule(embargo_hours=0), None, "Who sees it first is not known. No embargo."),
    ],
)
def test_the_mark_on_every_page_is_the_release_rule_of_the_terms(asked, released, mark):
    assert report.release_mark(asked, moment(released) if released else None) == mark


def test_an_embargo_from_a_day_without_an_hour_is_refused():
    with pytest.raises(EvidenceError, match="has no hour"):
        report.release_mark(rule(embargo_hours=48), moment("2031-05-01"))


@pytest.fixture(scope="module")
def issue(found):
    return json.loads(json.dumps(report.report_json(found, SOURCE)))


def test_two_issues_of_the_same_record_say_that_nothing_changed(issue):
    assert report.change_log(issue, issue) == ()
    assert "Nothing that it said has changed" in str(report.change_log_section(issue, issue).blocks)


def test_what_changed_between_two_issues_is_told(issue):
    earlier = copy.deepcopy(issue)
    north = earlier["areas"][0]
    north["verdict"]["word"], north["now"]["ratio"]["value"], north["changes"] = "strained", 0.6, []
    earlier["areas"].pop()
    earlier["release"], earlier["silence"] = "0", []
    earlier["provenance"]["inputs"][1][1] = "sha256:2"
    told = "\n".join(report.change_log(earlier, issue))
    for words in (
        "another release",
        "terms.yaml has changed",
        "Silence newly found: everywhere, 2031-04-06 to 2031-04-13",
        "North: holding, before strained",
        "in the earlier issue 0.6",
        "North: a change newly found",
        "South: new",
    ):
        assert words in told


@pytest.mark.parametrize("earlier", [{}, {"areas": 3}, {"ceasefire": None}])
def test_an_earlier_issue_that_is_no_report_is_refused(issue, earlier):
    with pytest.raises(EvidenceError, match="no report"):
        report.change_log(earlier, issue)


def test_an_earlier_issue_of_another_ceasefire_is_refused(issue):
    with pytest.raises(EvidenceError, match="of the ceasefire `other`"):
        report.change_log(issue | {"ceasefire": issue["ceasefire"] | {"id": "other"}}, issue)


def test_half_a_page_for_a_brief_has_the_answer_the_table_and_the_release_rule(found):
    excerpt = report.excerpt_section(found, "Not to be released.")
    assert len(excerpt.blocks) == 4
    assert "Not to be released." in excerpt.blocks[-1].text
    assert len(excerpt.blocks[2].columns) == 6


def test_a_forecast_says_its_days_marks_the_method_shown_and_where_its_interval_was_too_narrow(found):
    one = {"shown": "model", "low": 1.0, "middle": 3.0, "high": 6.0, "scores": (2.0, 2.5, 1.5)}
    units = (SimpleNamespace(**one, covered=11), SimpleNamespace(**one, covered=7))
    coming = SimpleNamespace(units=units, starts=tuple(range(12)), plan=SimpleNamespace(horizon=28))
    told = dataclasses.replace(found, coming=report.Coming(("North", "South"), coming))
    section = next(one for one in report.report_sections(told) if one.anchor == "coming")
    words, table, caution = section.blocks
    assert "In 0 of 2 areas our model was no better" in words.text
    assert table.caption == "Incidents of those bound, 1–28 May 2031"
    assert [cell.tone for cell in table.rows[0]].count("good") == 1
    assert "In South the interval held fewer past windows than 90 %" in caution.text
