"""The ceasefire of 30 December 2016 on UCDP GED Syria: who is bound decides the answer. The file is not part of us."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from tests.evidence.events.made import put

from goodoffices.ceasefire import incidents, terms
from goodoffices.evidence import events

ROOT = Path(__file__).parents[3]
PEACE = ROOT.parent / "shared" / "data" / "peace"
GED, PROVINCES = PEACE / "ucdp_ged_syria_2016_2019.csv.gz", PEACE / "syr_admin1_simplified.geojson"
SYRIA = terms.choose(terms.read_terms(ROOT / "examples" / "astana-2017" / "ceasefire.yaml"), "syria-2016-12-30")

pytestmark = pytest.mark.skipif(
    not (GED.is_file() and PROVINCES.is_file()), reason=f"{GED.name} and {PROVINCES.name} are not in {PEACE}"
)


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    folder = tmp_path_factory.mktemp("syria")
    put(GED, folder / "store", release="652", rejected=folder / "rejected.csv")
    with events.open_store(folder / "store") as opened:
        yield events.events(opened)


@pytest.fixture(scope="module")
def found(table):
    return incidents.set_against(table, SYRIA, events.Choice())


@pytest.mark.long
def test_all_events_rise_and_those_of_the_dyad_that_signed_fall_and_its_deaths_halve(found):
    around = incidents.around_start(found, 28)
    all_events, bound, *_ = around.sides
    # Dated means within seven days here, so one event more before than with UCDP's date_prec <= 2 (398; ratio 1.08).
    assert all_events.events == (399, 428)
    assert all_events.events_ratio == pytest.approx(1.08, abs=0.01)
    assert bound.events == (212, 184)
    assert bound.events_ratio == pytest.approx(0.87, abs=0.005)
    assert bound.deaths == (909, 438)
    assert bound.deaths_ratio == pytest.approx(0.48, abs=0.005)
    assert (all_events.undated, bound.undated) == (22, 9)


def test_every_event_is_judged_and_those_against_groups_left_out_are_outside(found):
    assert len(found) == 16_566
    assert found.counted() == {"inside": 4998, "unclear": 4, "outside": 11_564}
    summary = incidents.summarise(found)
    assert summary.clauses["exceptions"] == {"inside": 9804, "unclear": 317, "outside": 6445}
    assert ("SDF", 3586) in summary.strangers
    assert summary.unused == ()


def test_events_of_a_whole_year_that_may_lie_before_the_start_are_unclear(found):
    (reason,) = [each for each in incidents.summarise(found).reasons if "31 December 2016, which may" in each.why]
    assert (reason.fit, reason.events) == ("unclear", 6)


def test_by_polygons_of_two_provinces_places_known_only_by_25_km_are_unclear_near_the_border(table):
    area = terms.Area(file=str(PROVINCES), codes=("SY07", "Aleppo"))
    by_polygons = incidents.set_against(table, dataclasses.replace(SYRIA, area=area, folder=""), events.Choice())
    (clause,) = [each for each in by_polygons.clauses if each.name == "area"]
    assert clause.counted() == {"inside": 4027, "unclear": 2622, "outside": 9917}
