"""Negotiation domains published by others: frontier and fair packages against figures computed apart from this room.

The domains are those of the ANAC competitions 2010 to 2016 (Genius files; raw evaluations, not normalised) and of
NegoLog. They are not part of this repository; where the shared data are not at hand the tests are skipped.

All parties of a domain are put on one scale, so that sums and smallest gains compare as they do there. Gains are taken
from a party's worst package, as in the reference figures (no reservation value of these files lies above it). Where a
rule has several best packages, the reference names any of them: its value is compared, and the package only when the
room finds it to be the only one. The reference breaks no ties of Kalai–Smorodinsky and of the egalitarian rule by the
second smallest share, so for these the smallest is compared. Left out: 10issues and S-1NIKFRT-1, whose profiles are
hyperrectangles (boxes over many issues, which the weights and values of a dossier do not state), and cases of more than
five parties or of more than five hundred outcomes on the frontier, for time.
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
from xml.etree import ElementTree as ET

import pytest

from goodoffices.dossier import Dossier, Issue, Option, Party, Preference, Rating, Role
from goodoffices.settlement import Settlement, solve
from goodoffices.values import Estimate

DATA = Path(__file__).parents[2].parent / "shared" / "data" / "negotiation"
MOST_PARTIES = 5
MOST_ON_FRONTIER = 500

SLACK = Fraction(1, 10**6)
"""Points by which fallbacks lie below the worst package: the weights of these files have up to seventeen decimals, more
than a dossier's nine, so that the room rounds worth to a billionth of a point and could miss a fallback met exactly."""

needs_data = pytest.mark.skipif(
    not DATA.is_dir(), reason="the published domains (shared/data/negotiation) are not here"
)

Profile = dict[str, tuple[Fraction, dict[str, Fraction]]]
"""For each issue its weight and the evaluation of every value."""
Vector = tuple[float, ...]


@dataclass(frozen=True)
class Scaled:
    """A domain as a dossier. `unit` is a point in the units of the published files, `worst` each party's worst package
    in those units."""

    dossier: Dossier
    unit: Fraction
    worst: tuple[Fraction, ...]


def genius_profile(path: Path) -> Profile:
    """An additive profile of Genius: the sum of weight times evaluation, evaluations as they stand."""
    root = ET.parse(path).getroot()  # noqa: S314 - files of a known collection
    weights = {node.get("index"): Fraction(node.get("value")) for node in root.iter("weight") if node.get("index")}
    return {issue.get("name"): (weights[issue.get("index")], evaluations(issue)) for issue in root.iter("issue")}


def evaluations(issue: ET.Element) -> dict[str, Fraction]:
    line = issue.find("evaluator")
    if line is None:
        return {item.get("value"): Fraction(item.get("evaluation")) for item in issue.findall("item")}
    slope, offset = Fraction(line.get("slope")), Fraction(line.get("offset"))
    numbers = range(int(issue.get("lowerbound")), int(issue.get("upperbound")) + 1)
    return {str(number): offset + slope * number for number in numbers}


def negolog_profile(path: Path) -> Profile:
    """An additive profile of NegoLog; decimals are read as they are written."""
    data = json.loads(path.read_text(encoding="utf-8"), parse_float=Fraction, parse_int=Fraction)
    return {issue: (data["issueWeights"][issue], values) for issue, values in data["issues"].items()}


def scaled(profiles: list[Profile]) -> Scaled:
    """The profiles as one dossier, with the same points for all.

    A dossier divides by the sum of a party's weights, and its values end at 100: evaluations are multiplied by the
    former and divided by the largest product of any party, exactly.
    """
    sums = [sum(weight for weight, _ in profile.values()) for profile in profiles]
    unit = max(
        total * max(value for _, values in profile.values() for value in values.values())
        for total, profile in zip(sums, profiles, strict=True)
    )
    names = [f"p{n}" for n in range(len(profiles))]

    def preference(party: str, issue: str) -> Preference:
        profile, total = profiles[names.index(party)], sums[names.index(party)]
        weight, values = profile[issue]
        heaviest = max(other for other, _ in profile.values())
        ratings = (Rating(o, None, Estimate.exactly(100 * value * total / unit)) for o, value in values.items())
        return Preference(party, Estimate.exactly(10 * weight / heaviest), tuple(ratings))

    issues = tuple(
        Issue(issue, "?", tuple(Option(o, o) for o in options), tuple(preference(party, issue) for party in names))
        for issue, (_, options) in profiles[0].items()
    )
    worst = tuple(sum(weight * min(values.values()) for weight, values in profile.values()) for profile in profiles)
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
    points = {tuple(round(g, 7) for g in gains(domain, point.utility)) for point in found.frontier.points}
    return sum(not any(y != x and all(a >= b for a, b in zip(y, x, strict=True)) for y in points) for x in points)


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
    domain = scaled([genius_profile(DATA / name / f"{profiles[p]}.xml") for p in case["parties"]])
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
    profiles = [negolog_profile(DATA / "negolog" / name / f"profile{side}.json") for side in "AB"]
    domain = at_nought(scaled(profiles))
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
