"""GeniusWeb and NegoLog files: what they say becomes a dossier exactly; the rest is refused by name."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from tests.dossier.exchange.sample import PLAIN, WEB_DOMAIN, WEB_FARMER, WEB_MILLER, changed, genius, web, written

from goodoffices.dossier import parse_dossier
from goodoffices.dossier.exchange import read_scenario, scenario_text
from goodoffices.errors import DossierError
from goodoffices.settlement import solve


def test_profiles_with_the_domain_inside_need_no_other_file(tmp_path: Path) -> None:
    found = read_scenario(web(tmp_path))
    assert [party.name for party in found.parties] == ["farmer", "miller"]
    assert [[option.label for option in issue.options] for issue in found.issues] == [
        ["miller", "both"],
        ["1", "1.5", "2", "2.5", "3"],
    ]
    values = [[rating.value.best for rating in issue.preferences[0].ratings] for issue in found.issues]
    assert values == [[100, 25], [0, 25, 50, 75, 100]]


def test_a_domain_may_stand_before_them(tmp_path: Path) -> None:
    apart = read_scenario(written(tmp_path, stream=WEB_DOMAIN, farmer=WEB_FARMER, miller=WEB_MILLER))
    inside = read_scenario(web(tmp_path))
    assert (apart.issues, apart.title) == (inside.issues, inside.title)


def test_profiles_without_a_domain_inside_need_one_before_them(tmp_path: Path) -> None:
    bare = changed(WEB_FARMER)
    del bare["LinearAdditiveUtilitySpace"]["domain"]
    found = read_scenario(written(tmp_path, stream=WEB_DOMAIN, farmer=bare))
    assert found.issues[0].preferences == read_scenario(web(tmp_path)).issues[0].preferences[:1]
    assert told(tmp_path, farmer=bare) == [("the profile holds no domain", "domain")]


def test_the_reservation_bid_is_rated_by_its_own_profile(tmp_path: Path) -> None:
    farmer, miller = read_scenario(web(tmp_path)).parties
    assert farmer.fallback.best == 100 * (Fraction("0.4") * Fraction("0.25") + Fraction("0.6") * Fraction("0.25"))
    assert miller.fallback.best == 0


def test_both_spellings_of_utilities_give_the_packages_their_worth(tmp_path: Path) -> None:
    answer = solve(read_scenario(web(tmp_path)))
    by_hand = {
        (weir, days): (
            0.4 * (1, 0.25)[weir] + 0.6 * days / 4,
            0.7 * (0.1, 1)[weir] + 0.3 * (1 - days / 4),
        )
        for weir in (0, 1)
        for days in range(5)
    }
    inside = {u for u in by_hand.values() if u[0] >= 0.25}
    best = {u for u in inside if not any(v != u and v[0] >= u[0] and v[1] >= u[1] for v in inside)}
    found = {tuple(round(u, 6) for u in point.utility.values()) for point in answer.frontier.points}
    assert found == {tuple(round(100 * u, 6) for u in pair) for pair in best}


def test_a_negolog_profile_is_read_with_its_reservation_value(tmp_path: Path) -> None:
    other = PLAIN | {"issues": {"weir": {"miller": 0.2, "both": 1.0}, "days": {"few": 1.0, "many": 0.1}}}
    found = read_scenario(written(tmp_path, a=PLAIN, b=other))
    assert [party.fallback.best for party in found.parties] == [20, 20]
    assert "NegoLog" in found.caution
    assert parse_dossier(scenario_text(found)).issues == found.issues


def told(folder: Path, **files) -> list[tuple[str, str]]:
    with pytest.raises(DossierError) as caught:
        read_scenario(written(folder, **files))
    return [(problem.what, problem.where.key) for problem in caught.value.problems]


def test_another_kind_of_profile_is_refused_by_its_name(tmp_path: Path) -> None:
    groups = {"SumOfGroupsUtilitySpace": WEB_FARMER["LinearAdditiveUtilitySpace"]}
    assert told(tmp_path, a=groups, b=WEB_MILLER) == [("a profile `SumOfGroupsUtilitySpace` is not read", "")]


def test_a_key_of_a_negolog_profile_that_is_not_read_is_told_by_its_name(tmp_path: Path) -> None:
    assert told(tmp_path, a=PLAIN | {"deadline": 10, "issueDependencies": {}}, b=PLAIN) == [
        ("the key `deadline` is not read", "deadline"),
        ("the key `issueDependencies` is not read", "issueDependencies"),
    ]


def test_a_discount_factor_of_a_negolog_profile_is_named_and_not_used(tmp_path: Path) -> None:
    found = read_scenario(written(tmp_path, a=PLAIN | {"discountFactor": 0.9}, b=PLAIN))
    assert "Discount factors are not used (a 0.9)" in found.caution
    for wrong in (0, 1.5):
        ((what, key),) = told(tmp_path, a=PLAIN | {"discountFactor": wrong}, b=PLAIN)
        assert (what, key) == (f"the discount factor {wrong} is not above 0 and at most 1", "discountFactor")
    assert told(tmp_path, a=PLAIN | {"discountFactor": "much"}, b=PLAIN) == [
        ("`discountFactor` is no number", "discountFactor")
    ]


def test_a_profile_on_another_domain_is_refused(tmp_path: Path) -> None:
    other = changed(WEB_MILLER, domain={"name": "x", "issuesValues": {"weir": {"values": ["miller", "both"]}}})
    ((what, key),) = told(tmp_path, a=WEB_FARMER, b=other)
    assert what.startswith("the profile is on another domain than ")
    assert key == "domain"


def test_a_domain_that_differs_by_unicode_form_only_is_told_so(tmp_path: Path) -> None:
    one = PLAIN | {"issues": {"weir": {"mühle": 1.0, "both": 0.5}, "days": {"few": 0.0, "many": 1.0}}}
    two = PLAIN | {"issues": {"weir": {"mu\u0308hle": 1.0, "both": 0.5}, "days": {"few": 0.0, "many": 1.0}}}
    with pytest.raises(DossierError, match="on another domain") as caught:
        read_scenario(written(tmp_path, a=one, b=two))
    assert "written in another Unicode form" in caught.value.problems[0].remedy


def test_everything_that_does_not_fit_is_told_at_once(tmp_path: Path) -> None:
    bad = changed(
        WEB_MILLER,
        issueUtilities={"weir": {"DiscreteValueSetUtilities": {"valueUtilities": {"miller": 2, "all": 1}}}},
        issueWeights={"weir": "much", "days": 0.3},
        reservationBid={"issuevalues": {"weir": "nobody"}},
    )
    assert told(tmp_path, a=WEB_FARMER, b=bad) == [
        ("issue `weir` has no weight", "issueWeights.weir"),
        ("value `all` is not one of issue `weir` in the domain", "issueUtilities.weir"),
        ("the utility of `miller` on `weir` is not between 0 and 1", "issueUtilities.weir"),
        ("value `both` of issue `weir` has no utility", "issueUtilities.weir"),
        ("the profile says nothing of issue `days`", "issueUtilities.days"),
        ("the reservation bid holds `nobody` on `weir`, which the domain does not", "reservationBid"),
    ]


def test_a_range_of_too_many_numbers_is_refused_with_their_count(tmp_path: Path) -> None:
    fine = {"range": {"low": 0, "high": 1000, "step": 0.001}}
    domain = WEB_DOMAIN | {"issuesValues": WEB_DOMAIN["issuesValues"] | {"days": fine}}
    assert told(tmp_path, stream=domain, a=WEB_FARMER) == [
        ("issue `days` has 1,000,001 values from 0 to 1000", "issuesValues.days")
    ]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('{"LinearAdditiveUtilitySpace": {', "this is not JSON"),
        ("[1, 2]", "the file is not one JSON object"),
        ('{"a": 1, "a": 2}', "the key `a` stands twice in one object"),
        ('{"a": NaN}', "is not a number"),
        ('{"a": 1e999999999}', "is not a number"),
        ('{"a": ' + "9" * 5000 + "}", "is not a number"),
        ("[" * 200_000, "not JSON|nested too deep"),
        ("{}", "the profile is empty"),
        ("hello", "neither XML"),
        ("", "the file is empty"),
    ],
)
def test_a_file_that_is_no_profile_is_refused_in_one_sentence(text: str, what: str, tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text(text)
    with pytest.raises(DossierError, match=what):
        read_scenario([file])


def test_xml_and_json_do_not_mix(tmp_path: Path) -> None:
    with pytest.raises(DossierError, match="do not mix"):
        read_scenario([*genius(tmp_path), *web(tmp_path)])
