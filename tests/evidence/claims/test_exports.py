"""What is written for others says what the ledger says, and no more."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import altair as alt
import pytest
from hypothesis import given, settings
from tests.evidence.claims.ledgers import SMALL, ledgers

from goodoffices.brief import picture_svg
from goodoffices.evidence.claims import (
    claim_review,
    parse_ledger,
    prov,
    range_picture,
    read,
    study,
    study_json,
)

EXAMPLE = Path(__file__).parents[3] / "examples" / "syria-2011-2016" / "claims.yaml"


def nodes(text: str) -> dict[str, dict]:
    return {node["@id"].split(":", 4)[4]: node for node in json.loads(text)["@graph"]}


def test_prov_tells_who_says_it_where_it_stands_and_what_it_comes_from():
    found = nodes(prov(parse_ledger(SMALL)))
    claim = found["claim:read"]
    assert claim["prov:wasAttributedTo"]["@id"].endswith(":claimant:Government")
    assert claim["prov:wasQuotedFrom"]["@id"].endswith(":document:paper")
    assert [each["@id"] for each in claim["prov:wasDerivedFrom"]] == ["urn:goodoffices:ledger:small:claim:heard"]
    assert claim["go:driftedFrom"] == claim["prov:wasDerivedFrom"]
    assert found["document:paper"]["prov:wasDerivedFrom"][0]["@id"].endswith(":document:radio")
    assert found["claimant:Government"]["@type"] == "prov:Agent"


def test_every_relation_has_its_term():
    ledger = parse_ledger(SMALL)
    names = ("heard",)
    claims = tuple(
        dataclasses.replace(c, part_of=names, supersedes=names, contradicts=names) if c.id == "counted" else c
        for c in ledger.claims
    )
    node = nodes(prov(dataclasses.replace(ledger, claims=claims)))["claim:counted"]
    assert {"dcterms:isPartOf", "prov:wasRevisionOf", "cito:disagreesWith"} <= set(node)


@settings(max_examples=25)
@given(ledgers())
def test_every_name_in_a_graph_is_a_node_of_it_or_an_address(ledger):
    graph = json.loads(prov(ledger))["@graph"]
    known = {node["@id"] for node in graph}

    def references(part):
        if isinstance(part, dict):
            if set(part) == {"@id"}:
                yield part["@id"]
            for below in part.values():
                yield from references(below)
        elif isinstance(part, list):
            for below in part:
                yield from references(below)

    assert {name for name in references(graph) if not name.startswith("https://")} <= known
    assert len(known) == len(graph)


def test_a_claim_review_rates_what_is_said_and_tells_the_whole_grade():
    ledger = parse_ledger(SMALL.replace("grade: D4", "grade: F6"))
    reviews = nodes(claim_review(ledger))
    clinic = reviews["claim:counted"]
    assert clinic["@type"] == "ClaimReview"
    assert clinic["reviewRating"]["alternateName"] == "B2: usually reliable; probably true"
    assert (clinic["reviewRating"]["ratingValue"], clinic["reviewRating"]["bestRating"]) == (4, 5)
    assert "ratingValue" not in reviews["claim:read"]["reviewRating"]
    assert clinic["itemReviewed"]["author"]["name"] == "Clinic"
    assert clinic["claimReviewed"] == "Bridge, 2 May 2017: at least 19 persons (people killed; everybody)"


def test_what_is_unverified_is_told_in_every_form():
    ledger = parse_ledger(SMALL + "    unverified: the day\n")
    assert "Unverified: the day" in claim_review(ledger)
    assert nodes(prov(ledger))["claim:counted"]["go:unverified"] == "the day"
    assert study_json(study(ledger))["claims"]["counted"]["unverified"] == "the day"


def test_json_tells_every_claim_with_its_range_and_no_number_that_is_none():
    found = study_json(study(read(EXAMPLE)))
    text = json.dumps(found, allow_nan=False)
    assert json.loads(text) == found
    ranges = {each["id"]: each["range"] for one in found["sets"] for each in one["claims"]}
    assert ranges["article-killed"] == [350000, 450000]
    assert ranges["ohchr-2021"] == [350209, None]
    assert found["claims"]["article-killed"]["origins"] == ["mistura-remarks"]
    assert found["inputs"]["ledger syria-2011-2016"].startswith("sha256:")


@pytest.mark.parametrize("name", ["mistura-fp", "sohr-december", "ohchr-2022-documented", "article-displaced"])
def test_ranges_are_drawn_to_one_scale_from_nought(name):
    found = study(read(EXAMPLE))
    one = next(each for each in found.sets if name in each.ids)
    picture = range_picture(found.ledger, one, "p")
    alt.Chart.from_dict({**picture.spec, "config": {}})
    rows = picture.spec["data"]["values"]
    assert len(rows) == len(one.rivals)
    scales = {json.dumps(layer["encoding"]["x"]["scale"]) for layer in picture.spec["layer"]}
    assert len(scales) == 1
    assert json.loads(scales.pop())["domain"][0] == 0
    for row, rival in zip(rows, one.rivals, strict=True):
        assert row["low"] == float(rival.range.low)
        assert row["open"] == (rival.range.high is None)
        assert row["open"] or row["high"] == float(rival.range.high)
        assert rival.claim.id in picture.alt
    assert picture_svg(picture).startswith("<svg")
