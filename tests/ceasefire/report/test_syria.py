"""Three days in Syria whose answer is known, on UCDP GED. The file is not part of the project."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest
from tests.evidence.events.made import put

from goodoffices.ceasefire import report, terms
from goodoffices.evidence import events

ROOT = Path(__file__).parents[3]
GED = ROOT.parent / "shared" / "data" / "peace" / "ucdp_ged_syria_2016_2019.csv.gz"
ON_RECORD = terms.read_terms(ROOT / "examples" / "astana-2017" / "ceasefire.yaml")
NATIONWIDE, AREAS_OF_MAY = (terms.choose(ON_RECORD, one) for one in ("syria-2016-12-30", "syria-2017-05-06"))
CESSATION = dataclasses.replace(NATIONWIDE, id="cessation", start=terms.parse_moment("2016-02-27 00:00 Asia/Damascus"))

pytestmark = pytest.mark.skipif(not GED.is_file(), reason=f"{GED.name} is not in {GED.parent}")


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    folder = tmp_path_factory.mktemp("syria")
    put(GED, folder / "store", release="652", rejected=folder / "rejected.csv")
    with events.open_store(folder / "store") as opened:
        yield events.events(opened)


def study(table, asked, as_of):
    return report.study(table, asked, events.Choice(), as_of=as_of, replicates=99)


@pytest.fixture(scope="module")
def areas_of_may(table):
    return study(table, AREAS_OF_MAY, dt.date(2017, 6, 30))


def province(found, name):
    return next(one for one in found.areas if one.unit.area.startswith(name))


@pytest.mark.long
def test_after_30_december_2016_all_events_rise_and_those_bound_fall_and_both_are_told(table):
    found = study(table, NATIONWIDE, dt.date(2017, 1, 26))
    everybody, bound, *_ = found.around.sides
    assert everybody.events_ratio > 1 > bound.events_ratio
    assert bound.deaths_ratio < 0.5
    assert found.whole.now.ratio.value < 1
    assert found.whole.everyone.ratio.value > 1
    assert found.whole.unit.undated > 0


@pytest.mark.long
def test_after_6_may_2017_the_report_says_first_that_idlib_falls_while_daraa_rises(areas_of_may):
    found = areas_of_may
    hidden = report.contrary(found.areas, found.whole)
    assert "Idlib Governorate" in [one.unit.area for one in hidden.along]
    assert "Daraa Governorate" in [one.unit.area for one in hidden.against]
    assert province(found, "Idlib").now.ratio.value < 0.5
    assert province(found, "Daraa").now.ratio.value > 1
    assert found.whole.now.ratio.value < 1
    answer = report.report_sections(found)[0]
    first = next(block.text for block in answer.blocks if getattr(block, "kind", "") == "finding")
    assert (
        first.index("Idlib Governorate (")
        < first.index("while Daraa Governorate (")
        < first.index("All areas together")
    )
    # That Daraa rises is not sure, and the report does not say it is.
    assert province(found, "Daraa").now.ratio.low < 1
    assert "rise at all is not" in first


@pytest.mark.long
def test_the_fall_around_6_may_2017_is_dated_by_a_window_that_holds_it(areas_of_may):
    last = areas_of_may.whole.changes.changes[-1]
    assert last.ratio.high < 1
    assert last.since <= dt.date(2017, 5, 7)
    assert last.until >= dt.date(2017, 5, 5)


@pytest.mark.long
def test_20_to_26_may_2016_is_taken_for_a_hole_in_the_source_and_a_report_within_it_is_unobserved(table):
    found = study(table, CESSATION, dt.date(2016, 5, 26))
    assert (dt.date(2016, 5, 20), dt.date(2016, 5, 26)) in [(one.since, one.until) for one in found.unseen.quiet]
    assert {one.verdict.word for one in found.areas} == {"unobserved"}
    assert found.whole.verdict.word == "unobserved"
