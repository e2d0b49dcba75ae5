"""Negotiation domains published by others: frontier and fair packages against figures computed apart from this room.

The domains are those of the ANAC competitions 2010 to 2016 (Genius files) and of NegoLog, read as a user reads them.
They are not part of this repository; where the shared data are not at hand the tests are skipped.

Two sets of figures are compared. The first takes utilities as Genius means them (evaluations divided by the largest of
their issue, weights by their sum), the reservation value as fallback: what `goodoffices settle --genius` prints. The
second takes evaluations as they stand; all parties of a domain are then put on one scale, so that sums and smallest
gains compare as they do there, and gains are taken from a party's worst package (no reservation value of these files
lies above it).

Where a rule has several best packages, the reference names any of them: its value is compared, and the package only
when the room finds it to be the only one. The reference breaks no ties of Kalai–Smorodinsky and of the egalitarian rule
by the second smallest share, so for these the smallest is compared. Left out, for time: cases of more than five parties
or of more than five hundred outcomes on the frontier. 10issues and S-1NIKFRT-1 are refused, as they must be: their
profiles are hyperrectangles (boxes over many issues, which the weights and values of a dossier do not state).
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from pathlib import Path
from typing import Any

import pytest

from goodoffices.dossier import Dossier, Issue, Option, Party, Preference, Rating, Role, parse_dossier
from goodoffices.dossier.exchange import read_scenario, scenario_text
from goodoffices.dossier.exchange.reading import load_scenario
from goodoffices.dossier.exchange.scenario import Scenario
from goodoffices.errors import DossierError
from goodoffices.settlement import Settlement, solve
from goodoffices.values import Estimate

DATA = Path(__file__).parents[2].parent / "shared" / "data" / "negotiation"
BOXES = ("y2014__10issues", "other__S-1NIKFRT-1")
MOST_PARTIES = 5
MOST_ON_FRONTIER = 500

SLACK = Fraction(1, 10**6)
"""Points by which fallbacks lie below the worst package: the weights of these files have up to seventeen decimals, more
than a dossier's nine, so that the room rounds worth to a billionth of a point and could miss a fallback met exactly."""

needs_data = pytest.mark.skipif(
    not DATA.is_dir(), reason="the published domains (shared/data/negotiation) are not here"
)

Vector = tuple[float, ...]


@dataclass(frozen=True)
class Scaled:
    """A domain as a dossier. `unit` is a point in the units of the published files, `worst` each party's worst package
    in those units."""

    dossier: Dossier
    unit: Fraction
    worst: tuple[Fraction, ...]


def files_of(name: str) -> tuple[Path, dict[str, Path]]:
    """The domain in a folder of the collection, and its other files by their names."""
    files = sorted((DATA / name).glob("*.xml"))
    domain = next(file for file in files if "<negotiation_template" in file.read_text(encoding="utf-8")[:200])
    return domain, {file.stem: file for file in files}


def scaled(scenario: Scenario) -> Scaled:
    """The profiles of a scenario as one dossier, with the same points for all, evaluations as they are written.

    A dossier divides by the sum of a party's weights, and its values end at 100: evaluations are multiplied by the
    former and divided by the largest product of any party, exactly.
    """
    profiles = scenario.profiles
    sums = [sum(profile.weights.values()) for profile in profiles]
    unit = max(
        total * max(value for values in profile.evaluations.values() for value in values.values())
        for total, profile in zip(sums, profiles, strict=True)
    )
    names = [f"p{n}" for n in range(len(profiles))]

    def preference(party: str, issue: str) -> Preference:
        profile, total = profiles[names.index(party)], sums[names.index(party)]
        weight, values = profile.weights[issue], profile.evaluations[issue]
        heaviest = max(profile.weights.values())
        ratings = (Rating(o, None, Estimate.exactly(100 * value * total / unit)) for o, value in values.items())
        return Preference(party, Estimate.exactly(10 * weight / heaviest), tuple(ratings))

    issues = tuple(
        Issue(
            topic.name,
            "?",
            tuple(Option(o, o) for o in topic.values),
            tuple(preference(party, topic.name) for party in names),
        )
        for topic in scenario.topics
    )
    worst = tuple(
        sum(weight * min(profile.evaluations[issue].values()) for issue, weight in profile.weights.items())
        for profile in profiles
    )
    parties = tuple(
        Party(party, party, Role.PRINCIPAL, Estimate.exactly(100 * least / unit - SLACK))
        for party, least in zip(names, worst, strict=True)
    )
    return Scaled(Dossier("domain", "Domain", None, None, parties, (), issues), unit / 100, worst)


def gains(domain: Scaled, utility: Mapping[str, float]) -> Vector:
    """How far utilities in points lie above the worst package, in the units of the published file."""
    return tuple(
        round(value * float(domain.unit) - float(least), 9)
        for value, least in zip(utility.values(), domain.worst, strict=True)
    )


def outcomes(domain: Scaled, found: Settlement) -> int:
    """How many distinct gains the frontier holds to seven decimals, filtered again: what rounds to equal is equal."""
    return len(
        undominated({tuple(round(g, 7) for g in gains(domain, point.utility)) for point in found.frontier.points})
    )


def smallest_share(gain: Vector, ideal: Vector) -> float:
    return min(g / most for g, most in zip(gain, ideal, strict=True))


def reference(*folder: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(DATA.joinpath(*folder, "reference.json").read_text(encoding="utf-8"))
    return found


def genius_cases() -> list[Any]:
    if not DATA.is_dir():
        return [pytest.param("", [], {}, id="not-here")]
    return [
        pytest.param(name, domain["profiles"], case, id=f"{name}-{len(case['parties'])}")
        for name, domain in reference().items()
        for case in domain["cases"]
        if len(case["parties"]) <= MOST_PARTIES and case["pareto_size_rational"] <= MOST_ON_FRONTIER
    ]


def negolog_cases() -> list[Any]:
    if not DATA.is_dir():
        return [pytest.param("", {}, id="not-here")]
    return [pytest.param(name, case, id=name) for name, case in reference("negolog").items()]


@needs_data
@pytest.mark.parametrize(("name", "profiles", "case"), genius_cases())
def test_a_published_domain_of_anac_has_the_frontier_and_the_fair_packages_computed_elsewhere(
    name: str, profiles: list[str], case: dict[str, Any]
) -> None:
    template, files = files_of(name)
    domain = scaled(load_scenario([template, *(files[profiles[p]] for p in case["parties"])]))
    found = solve(domain.dossier)
    assert outcomes(domain, found) == case["pareto_size_rational"]
    ideal = tuple(most - least for most, least in zip(case["max"], case["min"], strict=True))
    assert gains(domain, found.ideal) == pytest.approx(ideal, abs=2e-8)
    assert found.solutions is not None
    value = {
        "nash": prod,
        "kalai_smorodinsky": lambda gain: smallest_share(gain, ideal),
        "egalitarian": min,
        "utilitarian": sum,
    }
    for solution in found.solutions:
        mine = gains(domain, solution.outcome.utility)
        utils = case[solution.rule]["utils"]
        theirs = tuple(u - least for u, least in zip(utils, case["min"], strict=True))
        assert value[solution.rule](mine) == pytest.approx(value[solution.rule](theirs), rel=1e-7), solution.rule
        if solution.ties == 1 and solution.rule in {"nash", "utilitarian"}:
            assert mine == pytest.approx(theirs, abs=2e-8), solution.rule


@needs_data
@pytest.mark.parametrize(("name", "expected"), negolog_cases())
def test_a_published_domain_of_negolog_has_the_packages_published_with_it(name: str, expected: dict[str, Any]) -> None:
    """Here the fallback is nought, and NegoLog's own file gives the Nash product and the largest sum."""
    profiles = [DATA / "negolog" / name / f"profile{side}.json" for side in "AB"]
    domain = at_nought(scaled(load_scenario(profiles)))
    found = solve(domain.dossier)
    assert found.packages.all == expected["outcomes"]
    assert outcomes(domain, found) == expected["pareto_size"]
    assert found.solutions is not None
    nash, utilitarian = (gains(domain, s.outcome.utility) for s in (found.solutions.nash, found.solutions.utilitarian))
    assert prod(nash) == pytest.approx(expected["published"]["nash_product"], rel=1e-8)
    assert sum(utilitarian) == pytest.approx(sum(expected["published"]["kalai_as_published"]), rel=1e-8)
    egalitarian = gains(domain, found.solutions.egalitarian.outcome.utility)
    assert min(egalitarian) == pytest.approx(min(expected["egalitarian"]))


def at_nought(domain: Scaled) -> Scaled:
    parties = tuple(dataclasses.replace(party, fallback=Estimate.exactly(0)) for party in domain.dossier.parties)
    nought = tuple(Fraction(0) for _ in domain.worst)
    return Scaled(dataclasses.replace(domain.dossier, parties=parties), domain.unit, nought)


def normalised_cases() -> list[Any]:
    if not DATA.is_dir():
        return [pytest.param("", {}, id="not-here")]
    found = {name: domain["genius_normalised"] for name, domain in reference().items()}
    return [
        pytest.param(name, case, id=name)
        for name, case in found.items()
        if case is not None and case["pareto_size_rational"] <= 2 * MOST_ON_FRONTIER
    ]


@needs_data
@pytest.mark.parametrize(("name", "case"), normalised_cases())
def test_a_genius_scenario_read_as_genius_means_it_has_the_solutions_computed_elsewhere(
    name: str, case: dict[str, Any]
) -> None:
    template, files = files_of(name)
    found = solve(read_scenario([template, *(files[Path(file).stem] for file in case["files"])]))
    points = [tuple(round(u / 100, 7) for u in point.utility.values()) for point in found.frontier.points]
    assert len(undominated(set(points))) == case["pareto_size_rational"]
    assert [f / 100 for f in found.fallback.values()] == pytest.approx(case["reservation"])
    assert found.solutions is not None
    ideal = tuple(u - f for u, f in zip(found.ideal.values(), found.fallback.values(), strict=True))
    value = {
        "nash": prod,
        "kalai_smorodinsky": lambda gain: smallest_share(gain, ideal),
        "egalitarian": min,
        "utilitarian": sum,
    }
    for solution in found.solutions:
        key = {"kalai_smorodinsky": "kalai_smorodinsky_frontier_ideal"}.get(solution.rule, solution.rule)
        theirs = tuple(100 * u - f for u, f in zip(case[key], found.fallback.values(), strict=True))
        mine = tuple(solution.outcome.gain.values())
        assert value[solution.rule](mine) == pytest.approx(value[solution.rule](theirs), rel=1e-7), solution.rule


def undominated(points: set[Vector]) -> set[Vector]:
    return {x for x in points if not any(y != x and all(a >= b for a, b in zip(y, x, strict=True)) for y in points)}


@needs_data
@pytest.mark.parametrize("name", BOXES)
def test_profiles_that_are_not_additive_are_refused_by_name(name: str) -> None:
    template, files = files_of(name)
    with pytest.raises(DossierError, match="hyperRectangle") as caught:
        read_scenario([template, files["profile-1"], files["profile-2"]])
    assert len(caught.value.problems) == 2
    assert all(problem.where.line > 1 for problem in caught.value.problems)


@needs_data
def test_a_published_profile_that_evaluates_a_value_twice_is_read_by_the_last_and_the_caution_says_so() -> None:
    template, files = files_of("other__AMPOvsCity")
    read = read_scenario([template, *(path for path in files.values() if path != template)])
    assert "“0” of “Increase in starting salaries” (0, 8)" in read.caution


@pytest.mark.long
@needs_data
def test_every_scenario_of_the_collection_is_written_as_a_dossier_that_reads_back() -> None:
    for name, domain in reference().items():
        if name in BOXES:
            continue
        template, files = files_of(name)
        scenario = read_scenario([template, *(files[profile] for profile in domain["profiles"])])
        back = parse_dossier(scenario_text(scenario))
        assert [issue.options for issue in back.issues] == [issue.options for issue in scenario.issues]
        assert [party.id for party in back.parties] == [party.id for party in scenario.parties]
