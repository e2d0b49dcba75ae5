"""Candidates side by side: every component, no verdict, nothing confidential."""

from __future__ import annotations

import json
from dataclasses import replace

import altair as alt
import pytest
from tests.hosting.made import DOSSIER, HOSTS, dossier

from goodoffices.brief import Brief, render_html
from goodoffices.errors import EvidenceError
from goodoffices.hosting import (
    Asked,
    Weights,
    compare,
    comparison_json,
    comparison_sections,
    hosts_section,
    import_file,
    open_store,
    parse_hosts,
)
from goodoffices.hosting.model import RollCall
from goodoffices.hosting.roll_calls import odd_votes, runs
from goodoffices.values import Estimate, Picture, Section

ASKED = Asked(draws=200)


def hosts(text=HOSTS):
    return parse_hosts(text, "hosts.yaml", ("gov", "opp"))


def compared(asked=ASKED, text=HOSTS, store=None):
    return compare(dossier(), hosts(text), asked, store)


def page(found):
    sections = comparison_sections(found)
    return render_html(Brief("Hosts", "", sections, found.provenance))


def pictures(sections):
    for section in sections:
        yield from (block for block in section.blocks if isinstance(block, Picture))
        yield from pictures(section.sections)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("store")
    files = {
        "votes": "rcid,country,country_code,vote\n1,K,KZ,Y\n2,K,KZ,A\n3,K,KZ,N\n1,S,CH,Y\n4,K,KZ,N\n5,K,KZ,Y\n",
        "calls": (
            "rcid,session,date,unres,short,descr\n"
            "1,66,2011-12-19,R/66/176,RIGHTS,Rights in Elland : resolution / adopted by the General Assembly\n"
            "2,68,2013-12-18,A/RES/68/182,Other,Other\n"
            "3,68,2013-12-19,R/68/183,GOLAN,Elland and the Golan\n"
            "4,60,2005-12-19,R/60/183,RIGHTS,Rights in Elland\n"
            "5,71,2016-12-19,A/RES/71/203,Rights in Elland : resolution / adopted by the General Assembly,Agenda\n"
        ),
        "years": (
            "iso3c,ccode,year,idealpointall,q5all,q50all,q95all,nvotesall\n"
            + "".join(
                f"{state},1,2016,{at},{at - 0.2},{at},{at + 0.2},9\n"
                for state, at in zip(("SYR", "TUR", "USA", "KAZ", "CHE"), (-2.0, 0.4, 2.6, -0.6, 0.7), strict=True)
            )
        ),
        "ties": (
            "iso1,iso2,mids_1990_2014,defense_pact_2018,land_border_2016,shared_igos_2014\n"
            "KAZ,TUR,1,0,0,40\nSYR,TUR,2,0,1,30\n"
        ),
        "agreements": "Con,AgtId,Agt,Dat,Stage,ThrdPart,Loc1ISO,Loc2ISO\n"
        "Elland,7,Accord,2015-01-01,Pre,Kazakhstan,SYR,\n",
    }
    with open_store(folder / "hosts.duckdb", write=True) as connection:
        for name, text in files.items():
            (folder / f"{name}.csv").write_text(text, encoding="utf-8")
            import_file(connection, folder / f"{name}.csv")
        yield connection


def test_the_session_is_the_one_open_on_the_day_of_the_dossier_unless_another_is_asked_for():
    assert compared().time == 71
    assert compared(replace(ASKED, session=70)).time == 70
    assert compared(replace(ASKED, year=2015)).time == 70
    with pytest.raises(EvidenceError, match="no ideal points of session 12") as caught:
        compared(replace(ASKED, session=12))
    assert "sessions 70 to 71" in str(caught.value)


def test_a_party_that_is_no_state_is_said_to_be_shown_by_its_backers():
    html = page(compared())
    assert "Not a state: Hill movement. Turkey and United States stand for it as declared backers (H1)" in html


def test_the_store_adds_another_estimate_beside_the_one_compared_and_mixes_none(store):
    found = compared(replace(ASKED, year=2016), store=store)
    assert (found.scale.unit, found.time) == ("year", 2016)
    kaz = next(one for one in found.distances.each if one.candidate == "KAZ")
    assert kaz.to["USA"].point == pytest.approx(3.2)
    by_session = compared(replace(ASKED, session=71), store=store)
    (other,) = by_session.others
    assert (other.scale.unit, other.time) == ("year", 2016)


def test_roll_calls_are_those_of_the_words_the_dates_and_the_numbers_and_the_file_adds_what_is_missing(store):
    found = compared(store=store).calls
    assert [call.resolution for call in found.calls] == ["A/RES/66/176", "A/RES/68/182", "A/RES/71/203"]
    assert [call.votes.get("KAZ") for call in found.calls] == ["Y", "A", "Y"]
    assert found.calls[2].title == "Rights in Elland"  # in another column than that of the first
    asked = HOSTS.replace("[A/RES/68/182]", "[A/RES/67/262]")
    assert compared(text=asked, store=store).calls.missing == ("A/RES/67/262",)


def test_votes_are_told_in_order_of_time_and_words_on_them_are_left_to_the_reader():
    html = page(compared())
    assert "Kazakhstan: yes 19 December 2011; abstained 18 December 2013." in html
    assert "“neutral throughout”" in html
    assert "for the reader to judge" in html


def test_a_vote_unlike_all_others_of_its_state_is_to_be_checked():
    calls = [RollCall(f"201{n}-12-01", f"A/RES/{n}/1", "", {"TUR": "Y", "RUS": "A"}) for n in range(4)]
    calls.append(RollCall("2019-12-01", "A/RES/9/1", "", {"TUR": "N", "RUS": "N"}))
    (odd,) = odd_votes(calls, ["TUR", "RUS"])
    assert (odd.state, odd.resolution, odd.vote, odd.others) == ("TUR", "A/RES/9/1", "N", "Y")
    assert runs(calls, "TUR")[0] == ("Y", "2010-12-01", "2013-12-01", 4)


def test_rounds_of_the_dossier_are_part_of_its_hosts_record_and_later_ones_are_not_counted():
    found = compared()
    assert [(each.candidate, each.title) for each in found.records.hosted] == [
        ("KAZ", "First round"),
        ("KAZ", "Later round"),
        ("CHE", "Talks"),
    ]
    assert found.records.count("KAZ", found.day) == 1
    assert "later than the dossier" in page(found)


def test_a_pair_that_the_file_of_ties_does_not_list_has_none_and_its_organisations_are_not_told(store):
    found = {(each.candidate, each.state): each for each in compared(store=store).ties}
    assert found["KAZ", "TUR"].disputes == 1
    assert (found["KAZ", "SYR"].disputes, found["KAZ", "SYR"].organisations) == (0, None)
    assert ("CHE", "SYR") not in found  # Switzerland is not in this file at all


def test_an_agreement_that_names_a_candidate_is_listed_by_its_id(store):
    (named,) = compared(store=store).records.named
    assert (named.candidate, named.id, named.here) == ("KAZ", "7", True)


def test_nothing_confidential_is_on_a_page_or_in_json_unless_it_is_for_the_desk():
    public, other = compared(), compared(text=HOSTS.replace("rating: 64", "rating: 12").replace("71..73", "1"))
    for tell in (page, lambda found: json.dumps(comparison_json(found)), repr):
        assert tell(public) == tell(other)
        assert "A conversation at night" not in tell(public)
    assert "ratings" not in comparison_json(public)
    desk = compared(replace(ASKED, desk=True))
    assert "71 to 73" in page(desk)
    assert comparison_json(desk)["ratings"][0] == {
        "party": "gov", "candidate": "KAZ", "low": 71.0, "best": 72.0, "high": 73.0, "date": None,
    }  # fmt: skip


def test_weights_by_ratings_are_refused_away_from_the_desk():
    by_rating = Weights({"rating": Estimate.exactly(1)})
    with pytest.raises(EvidenceError, match="the parties' ratings are confidential"):
        compared(replace(ASKED, weights=by_rating))
    found = compared(replace(ASKED, weights=by_rating, desk=True))
    assert [each.candidate for each in found.ranks] == ["KAZ", "CHE"]


def test_no_candidate_is_ranked_without_weights_and_the_components_stay_with_them():
    assert compared().ranks is None
    assert "Under the weights given" not in page(compared())
    found = compared(replace(ASKED, weights=Weights({"balance": None, "largest_distance": None}, "w.yaml")))
    html = page(found)
    assert "Under the weights given" in html
    assert "Largest distance" in html
    assert sum(each["first"] for each in comparison_json(found)["weighed"]["candidates"]) == pytest.approx(1)


def test_the_same_seed_gives_the_same_answer_and_no_draws_give_no_intervals():
    assert comparison_json(compared()) == comparison_json(compared())
    told = comparison_json(compared(replace(ASKED, draws=0)))
    assert told["ideal_points"]["distances"][0]["largest"]["low"] is None
    assert told["seed"] is None


def test_every_picture_is_valid_and_says_in_words_what_it_shows():
    drawn = list(pictures(comparison_sections(compared(text=HOSTS.replace("{70:", '{69: "0, 0..0", 70:')))))
    assert [picture.name for picture in drawn] == ["hosts-components", "hosts-over-time"]
    for picture in drawn:
        alt.Chart.from_dict(dict(picture.spec))
        assert "Kazakhstan" in picture.alt


def test_a_candidate_without_a_point_is_named_and_not_left_out_silently():
    found = compared(replace(ASKED, candidates=("KAZ", "MLT")))
    html = page(found)
    assert "No ideal point for Malta" in html
    assert "itself one of these states" in page(compared(replace(ASKED, candidates=("KAZ", "TUR"))))


@pytest.mark.parametrize(
    ("text", "asked", "told"),
    [
        (HOSTS.replace("  candidates: [KAZ, CHE]\n", ""), ASKED, "no candidate is named"),
        (
            HOSTS.replace("gov: SYR", "gov: MLT").replace("[TUR, USA]", "[CYP]"),
            replace(ASKED, candidates=("OMN",)),
            "no ideal points for these states",
        ),
        (HOSTS, replace(ASKED, draws=0, weights=Weights({"balance": None})), "weights need draws"),
        (HOSTS, replace(ASKED, weights=Weights({"disputes": None})), "cannot be weighed by disputes"),
    ],
)
def test_what_cannot_be_compared_is_told(text, asked, told):
    with pytest.raises(EvidenceError, match=told):
        compared(asked, text)


def test_the_part_for_a_brief_is_short_and_has_no_rating():
    section = hosts_section(compared(replace(ASKED, desk=True)))
    assert isinstance(section, Section)
    assert len(section.blocks) <= 5
    assert "71" not in repr(section).replace("session 71", "")


def test_hosts_of_another_dossier_are_refused():
    with pytest.raises(EvidenceError, match="`gov` is no party of the dossier"):
        compare(dossier(DOSSIER.replace("gov", "north")), hosts(), ASKED)
