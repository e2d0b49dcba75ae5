"""Single points without a front: the same as looking at every package, and a bound that no package passes."""

from __future__ import annotations

import math
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.settlement.enumeration import best, list_all
from tests.settlement.programme import NothingAcceptableError
from tests.settlement.single import single_points
from tests.strategies import dossiers

from goodoffices.dossier import Dossier, parse_dossier
from goodoffices.settlement.engine.aims import Stakes
from goodoffices.settlement.engine.branching import Branching
from goodoffices.settlement.engine.listing import Listing, count_paths
from goodoffices.settlement.engine.model import Model, central_model
from goodoffices.settlement.engine.network import network
from goodoffices.settlement.engine.points import RULES, Points, nash_points
from goodoffices.settlement.engine.walk import components
from goodoffices.settlement.fair import one_by_one


def stakes(model: Model) -> Stakes:
    net = network(model, components(model))
    units = np.zeros((0, len(model.deciding))) if net.is_empty else net.units(model).astype(float)
    need = np.array([model.need[p] for p in model.deciding], dtype=float)
    scale = np.array([model.scale[p] for p in model.deciding], dtype=float)
    return Stakes(net, units, need, scale)


class Searched(Points):
    """The compiled search whatever the size."""

    @property
    def _finder(self) -> Branching:
        return self.__dict__.setdefault("search", Branching(self.stakes, self.limit))


class Listed(Points):
    """The list whatever the size."""

    @property
    def _finder(self) -> Listing:
        return self.__dict__.setdefault("list", Listing(self.stakes))


def case(issues: int, options: int, parties: int, fallback: int, exclusions: int = 0, seed: int = 1) -> Dossier:
    """Orders, weights and exclusions by chance."""
    chance = np.random.default_rng(seed)
    names = [f"o{n}" for n in range(options)]
    who = "\n".join(f"  p{p}: {{name: P, role: principal, fallback: {fallback}}}" for p in range(parties))
    what = "\n".join(
        f"  i{i}: {{ask: Q?, options: {{{', '.join(f'{o}: {o}' for o in names)}}}, "
        + ", ".join(
            f"p{p}: {chance.integers(1, 100) / 10} {' > '.join(chance.permutation(names))}" for p in range(parties)
        )
        + "}"
        for i in range(issues)
    )
    rows = [
        f"  - i{a}={chance.choice(names)} excludes i{b}={chance.choice(names)}"
        for a, b in (chance.choice(issues, 2, replace=False) for _ in range(exclusions))
    ]
    tied = "linkages:\n" + "\n".join(rows) if rows else ""
    return parse_dossier(f"dossier: case\ntitle: Case\nparties:\n{who}\nissues:\n{what}\n{tied}\n")


def measure(rule: str, gains: np.ndarray, ideals: np.ndarray) -> float:
    """What a certificate measures, of a package in which all gain."""
    if rule == "nash":
        return float(np.exp(np.log(gains).mean()))
    if rule == "kalai_smorodinsky":
        return float((gains / ideals).min())
    return float(gains.min() if rule == "egalitarian" else gains.sum())


@pytest.mark.long
@settings(max_examples=40, deadline=None)
@given(dossiers(max_parties=5))
@pytest.mark.parametrize("way", [Searched, Listed])
def test_the_search_finds_what_looking_at_every_package_finds_and_counts_ties(way: type[Points], dossier: Dossier):
    model, listing = central_model(dossier), list_all(dossier)
    assume(model.exact)
    points = way(stakes(model))
    for rule in RULES:
        found = points.point(rule)
        assert found.proved
        if not listing.acceptable:
            assert found.choice is None
            continue
        equal = best(listing, rule)
        assert found.choice is not None
        assert model.package(found.choice) == equal[0]
        assert found.ties == len(equal)
        assert found.bound == found.value


@pytest.mark.long
@settings(max_examples=40, deadline=None)
@given(dossiers(max_parties=5, max_linkages=1, red_lines=False), st.integers(1, 12))
def test_a_search_cut_short_has_a_bound_that_the_best_does_not_pass(dossier: Dossier, limit: int):
    given_ = stakes(central_model(dossier))
    for rule in RULES:
        true, found = Listed(given_).point(rule), Searched(given_, limit).point(rule)
        assert found.bound >= found.value
        if true.choice is None:
            assert found.choice is None
            continue
        near = 1e-9 * max(1.0, true.value)
        assert found.bound >= true.value - near
        if rule != "nash":  # of fewer who gain, the mean may be larger
            assert found.value <= true.value + near
        if found.proved:
            assert found.value == pytest.approx(true.value, rel=1e-6, abs=1e-9)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(3))
def test_the_search_agrees_with_mixed_integer_programmes(seed: int):
    model = central_model(case(8, 4, 5, 30, exclusions=4, seed=seed))
    points, programmes = Searched(stakes(model)), single_points(model)
    for rule in RULES:
        found = points.point(rule)
        assert found.proved
        other = stakes_of(model, getattr(programmes, rule), points)
        assert found.value == pytest.approx(measure(rule, *other), rel=1e-4)
    assert [point.value for point in points.ideals] == pytest.approx(programmes.ideal, abs=1e-4)


def stakes_of(model: Model, choice: tuple[int, ...], points: Points) -> tuple[np.ndarray, np.ndarray]:
    """A package's gains in points, and the ideals."""
    deciding = list(model.deciding)
    units = model.worth(dict(enumerate(choice)))[deciding]
    return (units - points.stakes.need) / points.stakes.scale, np.array([point.value for point in points.ideals])


@settings(max_examples=40, deadline=None)
@given(dossiers(max_interactions=1), st.lists(st.sampled_from([0.25, 0.5, 2.0, 8.0]), min_size=4, max_size=4))
def test_what_a_point_is_worth_to_a_party_does_not_move_nash_and_kalai_smorodinsky(dossier: Dossier, factors):
    plain = stakes(central_model(dossier))
    scale = plain.scale * np.array(factors[: len(plain.scale)])
    for rule in ("nash", "kalai_smorodinsky"):
        found = Searched(plain).point(rule)
        assert Searched(Stakes(plain.net, plain.units, plain.need, scale)).point(rule).choice == found.choice


@pytest.mark.parametrize("size", [(20, 10, 6, 15), (12, 10, 12, 0), (20, 4, 12, 0)])
def test_at_any_size_the_points_are_proved_and_no_package_met_is_better(size: tuple[int, int, int, int]):
    issues, options, parties, exclusions = size
    dossier = case(issues, options, parties, 35, exclusions)
    model = central_model(dossier)
    points = Points(stakes(model))
    found = {rule: points.point(rule) for rule in RULES}
    ideals = np.array([point.value for point in points.ideals])
    assert all(point.proved for point in points.ideals)
    chance = np.random.default_rng(5)
    for rule, point in found.items():
        assert point.proved
        assert point.choice is not None
        package = model.package(point.choice)
        assert not any(linkage.broken_by(package) for linkage in dossier.linkages)
        gains, _ = stakes_of(model, point.choice, points)
        assert gains.min() >= 0
        assert point.value == pytest.approx(measure(rule, gains, ideals))
        for _ in range(300):
            other = list(point.choice)
            for issue in chance.choice(issues, chance.integers(1, 4), replace=False):
                other[issue] = int(chance.integers(options))
            gains, _ = stakes_of(model, tuple(other), points)
            allowed = not any(linkage.broken_by(model.package(other)) for linkage in dossier.linkages)
            if allowed and gains.min() > 0:
                assert measure(rule, gains, ideals) <= point.bound * (1 + 1e-9)


def test_a_search_takes_the_same_path_each_time():
    given_ = stakes(central_model(case(12, 6, 8, 35)))
    assert Searched(given_).point("egalitarian") == Searched(given_).point("egalitarian")


def test_draws_of_one_network_are_settled_each_as_if_alone():
    """Draws in which nothing is acceptable, in which somebody cannot gain, and others."""
    one, ones = stakes(central_model(case(5, 3, 4, 30, exclusions=2))), np.ones(4)
    chance = np.random.default_rng(3)
    units = one.units / one.scale * chance.uniform(0.7, 1.3, (60, 1, 4))
    need = one.need / one.scale + chance.normal(0, 6, (60, 4))
    need[:20] += 40
    for draw in range(20, 40):
        ideal = Listed(Stakes(one.net, units[draw], need[draw], ones)).ideals[1]
        need[draw, 1] += max(0.0, ideal.value) - 1e-9
    alone = [Listed(Stakes(one.net, u, n, ones)).point("nash").choice for u, n in zip(units, need, strict=True)]
    found = nash_points(one.net, units, need)
    assert [tuple(row) for row in found.choice.tolist()] == [c or (-1,) * 5 for c in alone]
    assert found.settled.all()
    assert 10 < sum(choice is None for choice in alone) < 50


def test_listing_and_searching_count_the_same_packages():
    dossier = case(5, 3, 2, 30, exclusions=3)
    assert count_paths(stakes(central_model(dossier)).net) == len(list_all(dossier).allowed)


def test_a_small_dossier_does_not_load_the_compiled_search():
    code = (
        "import sys, numpy as np\n"
        "from goodoffices.settlement.engine import points, network as n\n"
        "z = np.zeros(2, np.int64)\n"
        "first = np.array([0, 2, 2])\n"
        "net = n.Network(np.array([0, 1, 2]), first, z + 1, z, np.array([0, 1]), z, z[:0], z[:0], (0,), 1)\n"
        "point = points.best_point(net, np.array([[1.0], [2.0]]), np.zeros(1), np.ones(1), 'nash')\n"
        "assert point.choice == (1,), point\n"
        "assert 'numba' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_each_solution_says_how_near_to_the_best_it_is():
    model = central_model(case(6, 4, 3, 30))
    fair = one_by_one(model, lambda _: None)
    assert fair.solutions is not None
    for solution in fair.solutions:
        assert solution.certificate is not None
        assert solution.certificate.proved
        assert solution.certificate.value == solution.certificate.bound
    smallest = fair.solutions.egalitarian
    assert smallest.certificate.value == pytest.approx(min(smallest.outcome.gain.values()))
    product = math.prod(fair.solutions.nash.outcome.gain.values())
    assert fair.solutions.nash.certificate.value == pytest.approx(product ** (1 / 3))


@pytest.mark.long
def test_a_search_that_did_not_end_shows_its_packages_with_what_may_be_missing():
    model = central_model(case(20, 4, 12, 35))
    fair = one_by_one(model, lambda _: None, limit=60)
    assert fair.solutions is not None
    assert "not proved" in fair.how
    smallest = fair.solutions.egalitarian.certificate
    assert smallest is not None
    assert not smallest.proved
    assert smallest.value < one_by_one(model, lambda _: None).solutions.egalitarian.certificate.value + 1e-9
    assert smallest.bound >= one_by_one(model, lambda _: None).solutions.egalitarian.certificate.value
    assert smallest.gap == pytest.approx((smallest.bound - smallest.value) / smallest.bound)


def test_where_nothing_is_acceptable_that_is_said_for_certain():
    model = central_model(case(12, 8, 8, 75))
    fair = one_by_one(model, lambda _: None)
    assert fair.solutions is None
    assert fair.nothing
    with pytest.raises(NothingAcceptableError):
        single_points(model)
