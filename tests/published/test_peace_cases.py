"""Published peace cases of fair division, as the examples hold them, and the textbook example of the procedure.

Panama Canal, 1974: points of Raiffa (1982), division and 66 points each as published on
https://pages.nyu.edu/adjustedwinner/panama.htm (seen). Bob and Carol: Brams and Taylor's example,
https://pages.nyu.edu/adjustedwinner/awProcedure.htm (seen). Camp David, 1978: Brams and Togman (1996); the table of
points comes from a secondary note, and the article was seen in its abstract and introduction only, so what is checked
is the table's division, worked out by hand, and the properties that the abstract states.

Looked for and not found with numbers in a public source: Spratly Islands (Denoon & Brams 1997), Dayton, Aceh.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from goodoffices.dossier import read
from goodoffices.settlement import solve
from goodoffices.settlement.division import Division, adjusted_winner, divide

EXAMPLES = Path(__file__).parents[2] / "examples"


def whole(division: Division, party: str) -> list[str]:
    return [award.issue for award in division.awards if award.share[party] == 1]


def table(division: Division) -> dict[str, tuple[int, ...]]:
    return {award.issue: tuple(award.points.values()) for award in division.awards}


@pytest.fixture(scope="module")
def camp_david() -> Division:
    return divide(read(EXAMPLES / "camp-david-1978" / "dossier.yaml"))


@pytest.fixture(scope="module")
def panama() -> Division:
    return divide(read(EXAMPLES / "panama-canal-1974" / "dossier.yaml"))


def test_camp_david_has_the_points_of_the_table(camp_david: Division) -> None:
    assert table(camp_david) == {
        "sinai": (35, 55),
        "recognition": (10, 5),
        "westbank": (20, 10),
        "linkage": (10, 5),
        "rights": (5, 20),
        "jerusalem": (20, 5),
    }


def test_camp_david_gives_israel_four_issues_egypt_one_and_splits_the_sinai(camp_david: Division) -> None:
    """Israel wins 60 points and Egypt 75; 60 + 35 x = 75 - 55 x gives Israel a sixth of the Sinai."""
    assert camp_david.before == {"israel": 60, "egypt": 75}
    assert whole(camp_david, "israel") == ["recognition", "westbank", "linkage", "jerusalem"]
    assert whole(camp_david, "egypt") == ["rights"]
    assert camp_david.split is not None
    assert camp_david.split.issue == "sinai"
    assert camp_david.split.share == {"israel": Fraction(1, 6), "egypt": Fraction(5, 6)}
    assert camp_david.points == {"israel": Fraction(395, 6), "egypt": Fraction(395, 6)}


def test_camp_david_has_the_properties_that_the_abstract_states(camp_david: Division) -> None:
    assert (camp_david.envy_free, camp_david.equitable, camp_david.efficient) == (True, True, True)


def test_no_whole_package_of_camp_david_gives_both_as_much_as_the_division(camp_david: Division) -> None:
    dossier = read(EXAMPLES / "camp-david-1978" / "dossier.yaml")
    answer = solve(dossier)
    each = float(camp_david.points["israel"])
    assert answer.packages.all == 64
    assert max(min(point.utility.values()) for point in answer.frontier.points) == 60 < each


def test_panama_has_the_points_that_are_published(panama: Division) -> None:
    assert list(table(panama).values()) == [
        (22, 9),
        (22, 15),
        (15, 15),
        (14, 3),
        (11, 15),
        (6, 5),
        (4, 11),
        (2, 7),
        (2, 7),
        (2, 13),
    ]


def test_panama_is_divided_as_published_with_66_points_each(panama: Division) -> None:
    assert whole(panama, "us") == ["defense", "use", "expansion", "routes"]
    assert whole(panama, "panama") == ["duration", "compensation", "jurisdiction", "military", "role"]
    assert panama.split is not None
    assert panama.split.issue == "land"
    assert panama.split.share == {"us": Fraction(2, 15), "panama": Fraction(13, 15)}
    assert panama.points == {"us": 66, "panama": 66}


def test_bob_and_carol_divide_as_published() -> None:
    """Retirement account, home, cottage, investments, other: Bob gets a sixth of the first, and 56 2/3 points."""
    found = adjusted_winner([50, 20, 15, 10, 5], [40, 30, 10, 10, 10])
    assert found.before == (65, 50), "the tied investments go to Bob, who trails"
    assert found.split == 0
    assert found.share == (Fraction(5, 6), 0, 1, 0, 0)
    assert found.total == (Fraction(170, 3), Fraction(170, 3))


@pytest.mark.parametrize("name", ["camp-david-1978", "panama-canal-1974"])
def test_an_example_says_whose_numbers_they_are_and_what_was_not_seen(name: str) -> None:
    dossier = read(EXAMPLES / name / "dossier.yaml")
    assert "not seen" in dossier.caution
    assert all(preference.judgement.source == "S1" for issue in dossier.issues for preference in issue.preferences)
    readme = (EXAMPLES / name / "README.md").read_text(encoding="utf-8")
    assert "What it is, and is not" in readme
