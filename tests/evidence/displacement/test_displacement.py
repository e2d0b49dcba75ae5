"""Stocks on a day, flows in a year, each source's own figure: as series, as claims, on a page."""

from __future__ import annotations

import altair as alt
import pytest
from tests.evidence.displacement.files import DATA, EXAMPLE, flows, idmc, line, needs_data, population

from goodoffices.errors import EvidenceError
from goodoffices.evidence.claims import Measure, parse_ledger, study, write_ledger
from goodoffices.evidence.displacement import (
    Side,
    displacement,
    displacement_json,
    displacement_ledger,
    displacement_sections,
    parse_file,
    read_files,
)
from goodoffices.values import Picture, Table


@pytest.fixture(scope="module")
def found():
    return displacement([parse_file(text) for text in (population, flows, idmc)], "SYR")


def people(found, kind):
    return {point.year: point.people for each in found.series if each.kind.id == kind for point in each.points}


def test_a_series_is_one_column_of_one_file_summed_over_the_other_side(found):
    assert people(found, "refugees") == {2015: 120, 2016: 150}
    assert people(found, "hosted-refugees") == {2015: 7}
    assert people(found, "new-refugees") == {2015: 60}
    assert people(found, "returned-refugees") == {2015: 5, 2016: 6}


def test_returns_are_a_flow_though_they_stand_in_the_file_of_stocks(found):
    flow = [each.kind.id for each in found.some(Measure.FLOW, *Side)]
    assert {"returned-refugees", "returned-within"} <= set(flow)
    assert {"refugees", "within-unhcr", "within-idmc"} <= {each.kind.id for each in found.some(Measure.STOCK, *Side)}


def test_a_stock_is_claimed_of_the_last_day_of_its_year_and_a_flow_of_the_whole_year(found):
    for claim in displacement_ledger(found).claims:
        year = claim.period.first.year
        assert claim.period.text == (f"{year}-12-31" if claim.measure is Measure.STOCK else f"{year}")


def test_no_table_and_no_list_of_the_json_holds_stocks_and_flows_together(found):
    told = displacement_json(found)
    assert {each["measure"] for each in told["stocks"]} == {"stock"}
    assert {each["measure"] for each in told["flows"]} == {"flow"}
    assert all("date" in point for each in told["stocks"] for point in each["points"])
    assert all("year" in point for each in told["flows"] for point in each["points"])
    headings = {
        section.anchor: [
            column.heading for block in section.blocks if isinstance(block, Table) for column in block.columns
        ]
        for section in displacement_sections(found)
    }
    assert headings["stocks"][1:] == [
        "Refugees (UNHCR)",
        "Asylum-seekers (UNHCR)",
        "Displaced within (UNHCR)",
        "Displaced within (IDMC)",
    ]
    assert "Returned within (UNHCR)" in headings["flows"]


def test_no_figure_is_a_sum_of_two_series(found):
    told = {point.people for each in found.series for point in each.points if point.people}
    assert told == {120, 13, 3333, 5000, 6000, 7, 1, 60, 4, 5, 6, 44, 50, 150, 12}


def test_the_last_year_of_each_file_is_provisional_unless_it_is_said_to_be_final(found):
    assert found.provisional == (2015, 2016)  # the flows end in 2015
    unverified = {claim.id for claim in displacement_ledger(found).claims if "rovisional" in claim.unverified}
    assert {"refugees-SYR-2016", "new-refugees-SYR-2015"} <= unverified
    assert "refugees-SYR-2015" not in unverified
    firm = displacement([parse_file(population)], "SYR", final=True)
    assert firm.provisional == ()


def test_the_last_year_of_a_file_stays_provisional_when_fewer_years_are_asked_for():
    some = displacement([parse_file(population)], "SYR", (2015, 2015))
    assert some.provisional == ()


def test_where_unhcr_and_idmc_differ_both_are_told_with_who_says_so(found):
    first, second = displacement_json(found)["displaced_within"]
    assert (first["UNHCR"], first["IDMC"], first["difference"], first["verdict"]) == (3333, 5000, 1667, "disagree")
    assert (second["UNHCR"], second["IDMC"], second["verdict"]) == (None, 6000, "single")
    (section,) = [each for each in displacement_sections(found) if each.anchor == "within"]
    (table,) = [block for block in section.blocks if isinstance(block, Table)]
    assert [cell.text for cell in table.rows[0]] == [
        "31 December 2015",
        "3,333",
        "5,000",
        "+1,667",
        "they differ, as do their definitions",
    ]


def test_where_refugees_live_in_the_country_those_that_the_files_do_not_count_are_named(found):
    (section,) = [each for each in displacement_sections(found) if each.anchor == "hosted"]
    assert "Palestine refugees under UNRWA's mandate are in none of these files" in str(section)


def test_a_zero_is_no_claim_since_unhcr_writes_it_also_where_nothing_was_reported(found):
    assert people(found, "within-unhcr") == {2015: 3333, 2016: 0}
    assert "within-unhcr-SYR-2016" not in {claim.id for claim in displacement_ledger(found).claims}


def test_every_claim_says_whose_it_is_and_reads_back_from_a_ledger(found):
    ledger = displacement_ledger(found)
    assert {claim.claimant for claim in ledger.claims} == {"UNHCR", "IDMC"}
    assert parse_ledger(write_ledger(ledger)) == ledger
    both = [one for one in study(ledger).sets if len(one.rivals) > 1]
    assert [[rival.claim.claimant for rival in one.rivals] for one in both] == [["UNHCR", "IDMC"]]


def test_the_picture_has_a_panel_of_stocks_and_one_of_flows_with_an_axis_of_its_own(found):
    (picture,) = [
        block for section in displacement_sections(found) for block in section.blocks if isinstance(block, Picture)
    ]
    assert alt.Chart.from_dict(dict(picture.spec), validate=True)
    axes = [panel["layer"][0]["encoding"]["y"]["axis"]["title"] for panel in picture.spec["vconcat"]]
    assert axes == ["People on 31 December", "People during the year"]
    assert "refugees on 31 December 2015: 120, 2016: 150" in picture.alt


def test_a_country_of_which_the_files_say_nothing_is_refused():
    with pytest.raises(EvidenceError, match="say nothing of TUV"):
        displacement([parse_file(idmc)], "TUV")


def test_the_order_of_the_rows_makes_no_difference():
    head, *rows = population.splitlines(keepends=True)
    turned = displacement([parse_file(head + "".join(reversed(rows)))], "SYR")
    assert turned.series == displacement([parse_file(population)], "SYR").series


def test_figures_of_the_two_may_agree_as_far_as_idmc_rounds():
    texts = (population.splitlines(keepends=True)[0] + line(2015, "SYR", "SYR", 0, 0, 0, 5012, 0, 0, 0, "", 0), idmc)
    told = displacement_json(displacement([parse_file(text) for text in texts], "SYR"))
    assert told["displaced_within"][0]["verdict"] == "compatible"


def test_the_example_disagrees_in_two_years_of_three():
    told = displacement_json(displacement(read_files(sorted(EXAMPLE.glob("*.csv"))), "XVA"))
    assert [each["verdict"] for each in told["displaced_within"]] == ["single", "compatible", "disagree", "disagree"]


@needs_data
def test_syria_by_the_published_files():
    names = ("unhcr_population_syria_2005_2025.csv", "unhcr_flows_syria_2005_2025.csv", "idmc_idps_all_countries.csv")
    found = displacement(read_files([DATA / name for name in names]), "SYR")
    assert people(found, "refugees")[2016] == 5_524_511
    assert people(found, "new-refugees")[2013] == 2_193_623
    assert found.provisional == (2025,)
    told = {each["year"]: each for each in displacement_json(found)["displaced_within"]}
    assert (told[2017]["UNHCR"], told[2017]["IDMC"], told[2017]["verdict"]) == (6_150_005, 6_784_000, "disagree")
    assert (told[2024]["UNHCR"], told[2024]["IDMC"], told[2024]["verdict"]) == (7_408_909, 7_409_000, "compatible")
    both = [each for each in told.values() if each["difference"] is not None]
    assert (len(both), sum(each["verdict"] == "disagree" for each in both)) == (14, 8)
