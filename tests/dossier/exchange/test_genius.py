"""Genius files: what they say becomes a dossier exactly; what a dossier cannot state is refused by name."""

from __future__ import annotations

import itertools
import unicodedata
from fractions import Fraction
from pathlib import Path

import pytest
from tests.dossier.exchange.sample import DOMAIN, FARMER, MILLER, genius, written

from goodoffices.dossier import Dossier, Role, parse_dossier, remarks_on
from goodoffices.dossier.exchange import read_scenario, scenario_text
from goodoffices.errors import DossierError, FileError, UserError
from goodoffices.settlement import solve


@pytest.fixture
def stream(tmp_path: Path) -> Dossier:
    return read_scenario(genius(tmp_path))


def test_the_parties_are_principals_named_after_their_files_with_the_reservation_value_in_points(
    stream: Dossier,
) -> None:
    assert [(p.id, p.name, p.role, p.fallback.best) for p in stream.parties] == [
        ("farmer", "farmer", Role.PRINCIPAL, 25),
        ("miller", "miller", Role.PRINCIPAL, 0),
    ]


def test_names_become_valid_ids_and_stay_as_labels(stream: Dossier) -> None:
    assert [(issue.id, issue.ask) for issue in stream.issues] == [
        ("Who-repairs-the-weir", "Who repairs / the weir?"),
        ("Days-of-water", "Days of water"),
        ("Price", "Price"),
    ]
    options = [[(option.id, option.label) for option in issue.options] for issue in stream.issues]
    assert options == [
        [("the-miller", "the miller"), ("both", "both"), ("die-Bäuerin", "die Bäuerin")],
        [("n1", "1"), ("n2", "2"), ("n3", "3")],
        [("n10", "10"), ("n10-2", "10%")],
    ]


def test_every_package_is_worth_what_genius_computes(stream: Dossier, tmp_path: Path) -> None:
    """Weights by their sum, evaluations by the largest of their issue, integers on a line from the lower bound."""
    worth = {
        "farmer": [["1", "1/2", "1/4"], ["0", "1/2", "1"], ["1", "1"]],
        "miller": [["1/3", "2/3", "1"], ["1", "3/5", "1/5"], ["0", "1"]],
    }
    weights = {"farmer": ["1/2", "3/10", "1/5"], "miller": ["1/2", "1/4", "1/4"]}
    answer = solve(stream)
    utilities = {}
    for choice in itertools.product(range(3), range(3), range(2)):
        utilities[choice] = tuple(
            sum(Fraction(weights[p][i]) * Fraction(worth[p][i][o]) for i, o in enumerate(choice)) for p in worth
        )
    best = {
        u
        for u in utilities.values()
        if u[0] >= Fraction(1, 4) and not any(v != u and v[0] >= u[0] and v[1] >= u[1] for v in utilities.values())
    }
    found = {tuple(round(point.utility[p], 9) for p in worth) for point in answer.frontier.points}
    assert found == {tuple(round(100 * float(u), 9) for u in pair) for pair in best}
    nash = max((u[0] - Fraction(1, 4)) * u[1] for u in best)
    gain = answer.solutions.nash.outcome.gain
    assert gain["farmer"] * gain["miller"] == pytest.approx(float(nash * 10_000))


def test_a_clipped_line_stays_between_nought_and_one(tmp_path: Path) -> None:
    steep = FARMER.replace('slope="0.5" offset="0"', 'slope="0.9" offset="-0.3"')
    found = read_scenario(written(tmp_path, stream=DOMAIN, farmer=steep))
    days = found.issues[1].preferences[0].ratings
    assert [rating.value.best for rating in days] == [0, 60, 100]


def test_weights_keep_their_proportions_exactly_and_end_at_ten_or_below(stream: Dossier) -> None:
    for party, shares in (("farmer", (5, 3, 2)), ("miller", (2, 1, 1))):
        weights = [p.weight.best for issue in stream.issues for p in issue.preferences if p.party == party]
        assert tuple(weight / sum(weights) * sum(shares) for weight in weights) == shares
        assert 1 < max(weights) <= 10


def test_a_discount_factor_is_named_and_not_used(stream: Dossier) -> None:
    assert "Discount factors are not used (farmer 0.9)" in stream.caution
    assert stream.parties[0].judgement.note == "discount factor 0.9, not used"
    assert stream.parties[1].judgement.note == ""


def test_the_text_of_the_file_reads_back_and_gives_the_same_answer(stream: Dossier) -> None:
    back = parse_dossier(scenario_text(stream))
    mine, theirs = solve(stream), solve(back)
    assert mine.packages == theirs.packages
    assert [s.outcome.package for s in mine.solutions] == [s.outcome.package for s in theirs.solutions]
    assert [remark.what for remark in remarks_on(back)] == ["no `as_of`"]


def test_what_a_file_cannot_hold_is_rounded_and_counted(stream: Dossier) -> None:
    # A third and two thirds of the miller's evaluations have no exact decimal.
    assert parse_dossier(scenario_text(stream)).caution.endswith(
        "2 numbers were rounded to 9 decimals to stand in this file."
    )


def test_the_same_scenario_has_the_same_hash_and_another_reservation_value_another(tmp_path: Path) -> None:
    first = read_scenario(genius(tmp_path)).hash
    assert read_scenario(genius(tmp_path)).hash == first
    other = FARMER.replace('reservation value="0.25"', 'reservation value="0.26"')
    assert read_scenario(written(tmp_path, stream=DOMAIN, farmer=other, miller=MILLER)).hash != first


def test_names_that_come_to_the_same_id_are_counted_and_odd_ones_still_get_one(tmp_path: Path) -> None:
    domain = DOMAIN.replace('value="10"', 'value="-5"').replace('value="10%"', 'value="!"')
    farmer = FARMER.replace('value="10"', 'value="-5"').replace('value="10%"', 'value="!"')
    found = read_scenario(written(tmp_path, stream=domain, ask=farmer, options=farmer))
    assert [option.id for option in found.issues[2].options] == ["minus5", "x"]
    # `ask` and `options` are keys of every issue in a dossier, so no party can be called so.
    assert [party.id for party in found.parties] == ["ask-2", "options-2"]
    assert parse_dossier(scenario_text(found)).parties[0].name == "ask"


def test_the_same_profile_twice_is_two_parties(tmp_path: Path) -> None:
    domain, farmer, _ = genius(tmp_path)
    assert [p.id for p in read_scenario([domain, farmer, farmer]).parties] == ["farmer", "farmer-2"]


def test_a_value_evaluated_twice_is_read_by_the_last_and_told_in_the_caution(tmp_path: Path) -> None:
    again = FARMER.replace(TEN + "/>", TEN + f"/><item {TEN.replace('3', '4')}/>")
    read = read_scenario(written(tmp_path, stream=DOMAIN, farmer=again))
    only = read_scenario(written(tmp_path, stream=DOMAIN, farmer=FARMER.replace(TEN, TEN.replace("3", "4"))))
    assert "Evaluated more than once, the last evaluation counts (farmer: “10%” of “Price” (3, 4))." in read.caution
    assert read.issues == only.issues


INNER = "objective `inner` lies within another: weights of weights are not read"
TEN = 'value="10%" evaluation="3"'
DISCOUNT_WITHIN = "`<discount_factor>` stands within another element"
THIRD = '<weight index="3" value="0.2"/>'


def problems(folder: Path, domain: str = DOMAIN, farmer: str = FARMER) -> list[tuple[str, int]]:
    with pytest.raises(UserError) as caught:
        read_scenario(written(folder, stream=domain, farmer=farmer))
    assert all(problem.where.file for problem in caught.value.problems)
    return [(problem.what, problem.where.line) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("right", "wrong", "what", "line"),
    [
        (
            'name="Price" type="discrete"',
            'name="Price" type="real"',
            "issue `Price` is of kind `real`, which is not read",
            11,
        ),
        ('upperbound="3"', 'upperbound="900"', "issue `Days of water` has 900 values", 10),
        ('upperbound="3"', 'upperbound="three"', "issue `Days of water`: `upperbound` is `three`, no whole number", 10),
        (' upperbound="3"', "", "issue `Days of water`: `upperbound` is missing", 10),
        ('value="both"', 'value="the miller"', "value `the miller` of issue `Who repairs / the weir?` stands twice", 7),
        ('name="Price"', 'name="Days of water"', "issue `Days of water` stands twice", 11),
        ('<item index="2" value="10%"/>', "", "issue `Price` has 1 value", 11),
        (' value="both"', "", "an item of issue `Who repairs / the weir?` has no `value`", 7),
        ('name="Mill stream">', 'name="Mill stream"><objective name="inner"/>', INNER, 4),
    ],
)
def test_a_fault_of_the_domain_is_named_with_its_line(right, wrong, what, line, tmp_path: Path) -> None:
    assert right in DOMAIN
    assert problems(tmp_path, domain=DOMAIN.replace(right, wrong, 1)) == [(what, line)]


@pytest.mark.parametrize(
    ("right", "wrong", "what", "line"),
    [
        (TEN, 'value="10%"', "the evaluation of `10%` on `Price` is missing", 13),
        (TEN, TEN.replace("3", "much"), "the evaluation of `10%` on `Price` is `much`, which is no number", 13),
        (TEN, TEN.replace("3", "NaN"), "the evaluation of `10%` on `Price` is `NaN`, which is no number", 13),
        (TEN, TEN.replace("3", "-3"), "the evaluation of `10%` on `Price` is negative", 13),
        ('<item index="2" value="10%" evaluation="3"/>', "", "value `10%` of issue `Price` has no evaluation", 11),
        (THIRD, "", "issue `Price` has no weight", 11),
        (THIRD, '<weight index="3" value="-1"/>', "the weight of issue 3 is negative", 15),
        (THIRD, THIRD * 2, "the weight of issue 3 stands twice", 15),
        ('<evaluator ftype="linear" slope="0.5" offset="0"/>', "", "issue `Days of water` has no `evaluator`", 8),
        ('ftype="linear"', 'ftype="faratin"', "the evaluator of `Days of water` is `faratin`", 9),
        (
            'upperbound="3"',
            'upperbound="4"',
            "issue `Days of water` runs over other numbers here than in the domain",
            8,
        ),
        ('reservation value="0.25"', 'reservation value="25"', "the reservation value 25 is not between 0 and 1", 1),
        ("</objective>", '<reservation value="0.5"/></objective>', "`<reservation>` stands within another element", 16),
        ("</objective>", '<discount_factor value="0.5"/></objective>', DISCOUNT_WITHIN, 16),
        ("<reservation", '<reservation value="0.9"/><reservation', "`<reservation>` stands twice", 18),
        ("<discount_factor", '<discount_factor value="1"/><discount_factor', "`<discount_factor>` stands twice", 17),
        (THIRD, THIRD + '<weight index="9" value="0.2"/>', "the weight with index `9` belongs to no issue", 15),
        ('factor value="0.9"', 'factor value="0"', "the discount factor 0 is not above 0 and at most 1", 17),
        ('factor value="0.9"', 'factor value="1.5"', "the discount factor 1.5 is not above 0 and at most 1", 17),
        ("<utility_space>", '<utility_space type="any"><ufun/>', "the profile is not additive: it holds `<ufun>`", 1),
        ("<utility_space>", '<utility_space type="nonlinear">', "the profile is of kind `nonlinear`", 1),
        (
            "<discount_factor",
            "<utility><ufun/></utility><discount_factor",
            "the profile is not additive: it holds `<ufun>`",
            17,
        ),
    ],
)
def test_a_fault_of_a_profile_is_named_with_its_line(right, wrong, what, line, tmp_path: Path) -> None:
    assert right in FARMER
    assert problems(tmp_path, farmer=FARMER.replace(right, wrong, 1)) == [(what, line)]


def test_a_profile_of_kind_any_is_read_where_what_it_holds_is_additive(tmp_path: Path) -> None:
    plain = read_scenario(written(tmp_path, stream=DOMAIN, farmer=FARMER))
    of_any = FARMER.replace("<utility_space>", '<utility_space type="any">')
    assert read_scenario(written(tmp_path, stream=DOMAIN, farmer=of_any)).hash == plain.hash


def test_names_that_differ_by_unicode_form_only_are_told_so(tmp_path: Path) -> None:
    other = unicodedata.normalize("NFD", FARMER)
    assert other != FARMER
    with pytest.raises(DossierError) as caught:
        read_scenario(written(tmp_path, stream=DOMAIN, farmer=other))
    told = {problem.what.split(" is not")[0]: problem.remedy for problem in caught.value.problems}
    assert any("looks the same, written in another Unicode form" in remedy for remedy in told.values())


def test_a_profile_of_another_domain_is_told_all_that_does_not_fit_at_once(tmp_path: Path) -> None:
    other = FARMER.replace('name="Price"', 'name="Cost"').replace('value="both"', 'value="all"')
    told = [what for what, _ in problems(tmp_path, farmer=other)]
    assert told == [
        "value `all` is not one of issue `Who repairs / the weir?` in the domain",
        "value `both` of issue `Who repairs / the weir?` has no evaluation",
        "issue `Cost` is not in the domain",
        "the profile says nothing of issue `Price`",
    ]


def test_weights_that_are_all_nought_are_refused(tmp_path: Path) -> None:
    flat = (
        FARMER.replace('value="0.5"', 'value="0"')
        .replace('value="0.3"', 'value="0"')
        .replace('value="0.2"', 'value="0"')
    )
    assert problems(tmp_path, farmer=flat) == [("all weights are 0", 1)]


def test_faults_of_several_profiles_are_told_at_once(tmp_path: Path) -> None:
    bad = [text.replace('value="10%" evaluation', 'value="10%" judgement') for text in (FARMER, MILLER)]
    with pytest.raises(DossierError) as caught:
        read_scenario(written(tmp_path, stream=DOMAIN, farmer=bad[0], miller=bad[1]))
    assert [Path(problem.where.file).name for problem in caught.value.problems] == ["farmer.xml", "miller.xml"]


def test_missing_files_are_told_at_once(tmp_path: Path) -> None:
    domain, *_ = genius(tmp_path)
    with pytest.raises(FileError) as caught:
        read_scenario([domain, tmp_path / "a.xml", tmp_path / "b.xml", tmp_path])
    assert [problem.what for problem in caught.value.problems] == [
        "there is no such file",
        "there is no such file",
        "this is a folder, not a file",
    ]


def test_files_in_the_wrong_order_or_number_are_told_the_right_one(tmp_path: Path) -> None:
    domain, farmer, miller = genius(tmp_path)
    for files, what in (
        ([farmer, domain], "`<utility_space>` is not a domain"),
        ([domain], "there is a domain and no profile"),
        ([domain, farmer, domain], "`<negotiation_template>` is not a profile"),
        ([], "no files were named"),
    ):
        with pytest.raises(DossierError, match=what) as caught:
            read_scenario(files)
        assert "omain" in caught.value.problems[0].remedy
    assert len(read_scenario([domain, miller]).parties) == 1
