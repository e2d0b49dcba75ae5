"""What a mediator reads of a dossier."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json

import altair as alt
import pytest
from hypothesis import HealthCheck, given, settings
from tests.settlement.sample import HOSTILE, blocks, closed, coast, only, table, wide, words
from tests.strategies import rich_dossiers

from goodoffices.dossier import Judgement, linkage_in_words, source_section, table_sections
from goodoffices.values import Note, Paragraph, Picture, Table


@pytest.fixture(scope="module")
def dossier():
    return coast()


@pytest.fixture(scope="module")
def sections(dossier):
    return table_sections(dossier)


def pictures(sections):
    return {block.name: block for block in blocks(sections) if isinstance(block, Picture)}


def test_four_sections_come_in_the_order_in_which_they_are_read_and_then_what_is_looked_up(sections, dossier):
    assert [section.anchor for section in sections if not section.annex] == ["table", "parties", "rounds", "weights"]
    assert [section.anchor for section in sections if section.annex] == ["linkages", "record"]
    assert source_section(dossier).annex
    assert (
        Paragraph(
            "1 linkage says which options can stand together and 1 combination is worth more or less than its parts.",
            see="linkages",
        )
        in only(sections, "table").blocks
    )


def test_the_caution_stands_where_the_judgements_are_shown(sections, dossier):
    assert Note(dossier.caution, "caution") in only(sections, "weights").blocks


def test_every_issue_is_shown_with_all_its_options(sections):
    rows = table(only(sections, "table"), "Issues").rows
    assert [row[0].text for row in rows] == ["Who runs the port?", "When does the road open?", "How high is the toll?"]
    assert rows[0][1].text == "the hill · both together · the coast"


def test_a_linkage_is_told_in_the_words_of_the_issues(dossier):
    assert (
        linkage_in_words(dossier, dossier.linkages[0])
        == "If “When does the road open?” is “at once”, then “How high is the toll?” must be “none” or “low”."
    )


def test_an_interaction_is_told_with_its_party_and_its_points(sections):
    assert "The Lender: +2.0 to +4.0 points for “both together” (Who runs the port?)" in words(sections)


def test_a_fallback_is_shown_as_the_interval_it_is_with_the_middle_that_is_used(sections):
    rows = table(only(sections, "parties"), "The parties").rows
    assert rows[0][2].text == "20 to 40 (middle 30)"
    assert rows[1][2].text == "25"
    assert rows[3][2].text == "not given"


def test_a_role_says_what_the_partys_consent_is_needed_for(sections):
    roles = [row[1].text for row in table(only(sections, "parties"), "The parties").rows]
    assert roles == [
        "principal: must accept",
        "principal: must accept",
        "guarantor: must accept or abstain",
        "observer: is heard, never blocks",
    ]


def test_an_author_of_all_judgements_is_named_once_with_the_way_to_the_sources(dossier):
    told = only(table_sections(dataclasses.replace(dossier, by="the desk")), "parties")
    assert [column.heading for column in table(told, "The parties").columns] == [
        "Party",
        "Role",
        "No agreement is worth",
    ]
    said = "The judgements are those of the desk, unless one says otherwise; none names a source."
    assert Paragraph(said, see="sources") in told.blocks


def test_judges_who_differ_are_named_party_by_party_and_nobody_only_where_nobody_is_known(dossier):
    hill, coast_party, *others = dossier.parties
    named = dataclasses.replace(hill, judgement=Judgement(source="S1", by="Ann"))
    mixed = dataclasses.replace(dossier, parties=(named, coast_party, *others))
    rows = table(only(table_sections(mixed), "parties"), "The parties").rows
    assert [row[3].text for row in rows] == ["Ann, source S1", "not said", "not said", "–"]
    rows = table(only(table_sections(dataclasses.replace(mixed, by="the desk")), "parties"), "The parties").rows
    assert [row[3].text for row in rows] == ["Ann, source S1", "the desk", "the desk", "–"]


def test_when_nobody_says_whose_the_fallbacks_are_that_is_said_once(sections):
    told = table(only(sections, "parties"), "The parties")
    assert len(told.columns) == 3
    assert "judged by: not said" in told.caption


def test_the_record_in_brief_says_how_much_there_is_and_what_the_picture_leaves_out(sections):
    said = next(block.text for block in only(sections, "rounds").blocks if isinstance(block, Paragraph))
    assert said == (
        "2 rounds of talks and 3 texts (1 of them signed) on record, from November 2019 to 2 May 2020; 1 without a "
        "date, and so not in the picture. 2 entries are not verified in every respect."
    )


def test_a_picture_explains_only_the_signs_that_are_in_it(sections, dossier):
    assert "a pale bar" in pictures(sections)["timeline"].caption
    days = dataclasses.replace(dossier, rounds=(), as_of=None, texts=dossier.texts[:1])
    caption = pictures(table_sections(days))["timeline"].caption
    assert caption == "Rounds and texts on record: a point is one day."


def test_who_is_not_at_the_table_is_named_with_the_reason(sections):
    assert [cell.text for cell in table(only(sections, "parties"), "Not at").rows[0]] == ["The Gang", "holds hostages"]


def test_a_partys_name_with_html_is_passed_on_as_text(sections):
    assert HOSTILE in words(sections)


def test_the_record_is_told_in_the_order_of_time_and_a_text_without_a_date_comes_last(sections):
    rows = table(only(sections, "record"), "Rounds and texts").rows
    assert [row[0].text for row in rows] == ["November 2019", "1–3 April 2020", "1–2 May 2020", "2 May 2020", "no date"]


def test_an_unverified_entry_says_so_in_the_record_in_the_picture_and_among_the_sources(sections, dossier):
    rows = table(only(sections, "record"), "Rounds and texts").rows
    assert [row[1].text for row in rows if "unverified" in row[1].text] == [
        "Demand of the hill (unverified)",
        "Second round (unverified)",
    ]
    drawn = pictures(sections)["timeline"].spec["datasets"]
    kinds = [row["kind"] for rows in drawn.values() for row in rows if "kind" in row]
    assert sum(kind.endswith("unverified") for kind in kinds) == 2
    said = words([source_section(dossier)])
    assert "Demand of the hill (1–3 April 2020): only heard" in said
    assert "S1: Minutes. No 1. 30 November 2019. https://example.org/1. Unverified: not signed" in said


def test_a_date_known_only_to_the_month_is_drawn_as_the_whole_month(sections):
    rows = [row for rows in pictures(sections)["timeline"].spec["datasets"].values() for row in rows if "how" in row]
    month = next(row for row in rows if row["date"] == "November 2019")
    drawn = [dt.datetime.fromtimestamp(month[end] / 1000, dt.UTC).date().isoformat() for end in ("start", "end")]
    assert (month["how"], *drawn) == ("vague", "2019-11-01", "2019-12-01")


def test_the_alt_text_of_the_timeline_tells_from_when_to_when_and_how_much_is_unverified(sections):
    assert pictures(sections)["timeline"].alt == (
        "2 rounds and 2 dated texts on record, from November 2019 (First round) to 2 May 2020 (Draft of the bank). "
        "2 entries are unverified."
    )


def test_the_alt_text_of_the_heat_map_tells_what_weighs_most_for_whom_and_who_draws_red_lines(sections):
    alt_text = pictures(sections)["weights"].alt
    assert "Hill Council: Who runs the port? (7)" in alt_text
    assert f"Red lines: {HOSTILE} 1 and Press Club 1." in alt_text


def test_a_silent_party_is_drawn_as_silent_and_a_red_line_as_a_sign(sections):
    cells = [c for rows in pictures(sections)["weights"].spec["datasets"].values() for c in rows if "words" in c]
    assert {(c["row"], c["column"]): c["words"] for c in cells if c["red"] or c["words"] == "–"} == {
        (0, 1): "9 ×",
        (0, 3): "2 ×",
        (1, 2): "–",
    }


def test_red_lines_are_told_in_words_and_an_observers_are_said_to_block_nothing(sections):
    said = words([only(sections, "weights")])
    assert f"{HOSTILE}: “the hill” (Who runs the port?)." in said
    assert "Press Club (an observer: it blocks nothing): “the coast” (Who runs the port?)." in said


def test_it_is_counted_how_many_judgements_name_a_source(dossier):
    said = words([source_section(dossier)])
    assert "The dossier holds 17 judgements: 12 preferences, 3 fallbacks, 1 linkage and 1 interaction." in said
    assert "Of 17 judgements, 0 name a source; 17 name neither a source nor a person." in said
    assert "Of 5 rounds and texts on record, 1 name a source." in said


def test_a_dossier_without_a_record_has_no_section_for_it(dossier):
    bare = dataclasses.replace(dossier, rounds=(), texts=(), sources=())
    assert "rounds" not in [section.anchor for section in table_sections(bare)]
    assert "The dossier names no sources." in words([source_section(bare)])


@pytest.mark.long
def test_many_parties_are_headed_by_their_ids_and_fit_the_page():
    import vl_convert

    spec = pictures(table_sections(wide(15, 4)))["weights"].spec
    svg = vl_convert.vegalite_to_svg(dict(spec))
    assert float(svg.split('width="')[1].split('"')[0]) <= 700
    assert "p14" in svg


@pytest.mark.long
@given(rich_dossiers())
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_any_valid_dossier_can_be_read_by_a_mediator(dossier):
    sections = [*table_sections(dossier), source_section(dossier)]
    for block in blocks(sections):
        if isinstance(block, Table):
            assert all(len(row) == len(block.columns) for row in block.rows)
        if isinstance(block, Picture):
            assert len(block.alt) > 20
            assert not block.alt.lower().startswith(("a chart", "chart of", "a picture"))


def test_a_dossier_whose_every_option_is_a_red_line_is_still_shown():
    assert "Hill Council: “both together” or “the coast” (Who runs the port?)." in words(table_sections(closed()))


@pytest.mark.long
@pytest.mark.parametrize("made", [coast, lambda: wide(9, 2)])
def test_every_picture_is_a_valid_specification(made):
    drawn = pictures(table_sections(made()))
    assert drawn
    for picture in drawn.values():
        assert alt.Chart.from_dict(dict(picture.spec), validate=True)


@pytest.mark.long
def test_the_timeline_is_the_same_in_every_time_zone(sections, monkeypatch):
    import subprocess
    import sys

    code = "import sys, json, vl_convert; sys.stdout.write(vl_convert.vegalite_to_svg(json.load(sys.stdin)))"
    spec = json.dumps(pictures(sections)["timeline"].spec)
    drawn = []
    for zone in ("Asia/Almaty", "America/Los_Angeles"):
        monkeypatch.setenv("TZ", zone)
        done = subprocess.run([sys.executable, "-c", code], input=spec, capture_output=True, text=True, check=True)
        drawn.append(done.stdout)
    assert "November 2019" in drawn[0]
    assert drawn[0] == drawn[1]
