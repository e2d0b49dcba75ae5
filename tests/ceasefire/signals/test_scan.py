"""The space-time scan: the published answer, the definition, chance as it is drawn, and honest refusals."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.ceasefire.signals.kernels.scan_cylinders import Cylinders, best_of_each_zone, most_extreme
from goodoffices.ceasefire.signals.kernels.scan_reference import best_of_each_zone_reference, replicate_reference
from goodoffices.ceasefire.signals.kernels.scan_replicates import replicate
from goodoffices.ceasefire.signals.null_models import expected_of, null_of
from goodoffices.ceasefire.signals.scan import ScanPlan, scan
from goodoffices.ceasefire.signals.zones import distances_km, nearest_zones
from goodoffices.errors import EvidenceError

MEXICO = Path(__file__).parents[3].parent / "shared" / "data" / "ground" / "scan-nm"
MODELS = [
    ScanPlan("expectation"),
    ScanPlan("expectation", dispersion=1.5),
    ScanPlan("population"),
    ScanPlan("permutation"),
]


def line(places, most, within_km=np.inf):
    """Places on a line, 1 km apart."""
    at = np.arange(float(places))
    return nearest_zones(np.abs(at[:, None] - at), most, within_km)


def before(values):
    return np.concatenate([np.zeros((len(values), 1)), np.cumsum(values, axis=1)], axis=1).astype(float)


# ---- the published answer ------------------------------------------------------------------------------------------


@pytest.mark.skipif(not MEXICO.is_dir(), reason=f"the counties of New Mexico are not in {MEXICO}")
def test_brain_cancer_in_new_mexico_is_as_others_found_it():
    """Los Alamos and Santa Fe, 1986-89, of 415 zones; p 0.005 by 999 replicates and 0.004 by Gumbel's curve, on the
    data of Kulldorff, Athas, Feuer, Miller & Key (1998). Expectations are the trend of 1973-85."""
    people, places = (
        list(csv.DictReader((MEXICO / name).read_text(encoding="utf-8").splitlines()))
        for name in ("NM_popcas.csv", "NM_geo.csv")
    )
    counties = {row["county"] for row in people}
    seats = [row for row in places if row["county"] in counties]
    names = [row["county"] for row in seats]
    count, population, year = (np.array([float(row[key]) for row in people]) for key in ("count", "population", "year"))
    trend, first = np.column_stack([np.ones(len(year)), year - 1985]), year < 1986
    offset = np.log(population)
    fit = sm.GLM(count[first], trend[first], family=sm.families.Poisson(), offset=offset[first]).fit()
    counts, expected = np.zeros((32, 19)), np.zeros((32, 19))
    at = [names.index(row["county"]) for row in people], (year - 1973).astype(int)
    counts[at], expected[at] = count, fit.predict(trend, offset=offset)
    apart = distances_km([float(row["seat_lat"]) for row in seats], [float(row["seat_long"]) for row in seats])
    found = scan(counts[:, 13:17], expected[:, 13:17], nearest_zones(apart, 15), ScanPlan(longest=4, seed=2))
    best, second = found.clusters[:2]
    assert found.zones == 415
    assert {names[place] for place in best.places} == {"losalamos", "santafe"}
    assert (best.first, best.last, best.count, round(best.expected, 1)) == (0, 3, 43, 20.7)
    assert (best.p_value, round(best.gumbel, 3)) == (0.005, 0.004)
    assert not set(best.places) & set(second.places)


@pytest.mark.long
def test_p_values_are_as_often_small_as_they_say_where_nothing_is_clustered():
    zones, expected, rng = line(6, 3), np.full((6, 8), 1.5), np.random.default_rng(11)
    plan = ScanPlan(replicates=39, longest=8, threads=1)
    found = [scan(rng.poisson(expected), expected, zones, replace(plan, seed=n)).clusters for n in range(400)]
    small = np.mean([clusters[0].p_value <= 0.10 for clusters in found if clusters])
    assert small == pytest.approx(0.10, abs=3 * np.sqrt(0.09 / 400))


# ---- the definition ------------------------------------------------------------------------------------------------


@st.composite
def small_scans(draw):
    places, days = draw(st.integers(1, 5)), draw(st.integers(1, 6))
    counts = np.array(draw(st.lists(st.integers(0, 6), min_size=places * days, max_size=places * days)))
    weights = np.array(draw(st.lists(st.sampled_from([0.5, 1.0, 2.5]), min_size=len(counts), max_size=len(counts))))
    plan = ScanPlan(
        draw(st.sampled_from(["expectation", "population", "permutation"])),
        draw(st.sampled_from(["hot", "quiet", "both"])),
        longest=draw(st.integers(1, 7)),
        past=draw(st.booleans()),
        replicates=3,
        seed=draw(st.integers(0, 9)),
        threads=1,
    )
    counts[0] += plan.model != "expectation"
    return counts.reshape(places, days), weights.reshape(places, days), line(places, draw(st.integers(1, 5))), plan


def by_hand(counts, expected, zones, plan):
    """The highest score over all cylinders, written out."""
    total, best, days = counts.sum(), 0.0, counts.shape[1]
    for centre, near in enumerate(zones.order):
        for k in range(zones.reach[centre]):
            for end in range(1 if plan.past else days, days + 1):
                for start in range(max(0, end - plan.longest), end):
                    count = counts[near[: k + 1], start:end].sum()
                    mean = expected[near[: k + 1], start:end].sum()
                    if count == mean or (plan.look_for != "both" and (count > mean) != (plan.look_for == "hot")):
                        continue
                    score = count * np.log(count / mean) if count else 0.0
                    if plan.model == "expectation":
                        score += mean - count
                    elif total > count:
                        score += (total - count) * np.log((total - count) / (total - mean))
                    best = max(best, score)
    return best


@pytest.mark.long
@given(small_scans())
def test_the_best_cluster_is_the_best_of_all_cylinders_written_out(case):
    counts, weights, zones, plan = case
    expected = expected_of(counts, weights, plan.model)
    found = scan(counts, weights, zones, plan)
    wanted = by_hand(counts, expected, zones, plan)
    assert (found.clusters[0].score if found.clusters else 0.0) == pytest.approx(wanted, abs=1e-8)
    for cluster in found.clusters:
        cell = np.ix_(cluster.places, range(cluster.first, cluster.last + 1))
        assert (counts[cell].sum(), expected[cell].sum()) == (cluster.count, pytest.approx(cluster.expected))
    places = [place for cluster in found.clusters for place in cluster.places]
    assert len(places) == len(set(places))


@given(small_scans())
def test_the_compiled_search_and_the_readable_one_agree_zone_by_zone(case):
    counts, weights, zones, plan = case
    expected = expected_of(counts, weights, plan.model)
    total = 0.0 if plan.model == "expectation" else float(counts.sum())
    hot, quiet = plan.look_for != "quiet", plan.look_for != "hot"
    first_end = 1 if plan.past else counts.shape[1]
    cylinders = Cylinders(zones.order, zones.reach, first_end, plan.longest, total, hot, quiet)
    asked = before(counts), before(expected), cylinders
    scores, windows = best_of_each_zone(*asked)
    other, others = best_of_each_zone_reference(*asked)
    assert scores == pytest.approx(other, abs=1e-8)
    assert most_extreme(*asked) == pytest.approx(other.max(), abs=1e-8)
    clear = other > 1e-8
    assert (windows[clear][:, 0] <= windows[clear][:, 1]).all()
    assert (others[clear] >= 0).all()


def test_zones_are_the_nearest_of_each_place_and_equal_distances_stand_in_the_order_of_the_list():
    zones = line(4, 3)
    assert zones.order.tolist() == [[0, 1, 2], [1, 0, 2], [2, 1, 3], [3, 2, 1]]
    assert zones.distinct == len({(0,), (1,), (2,), (3,), (0, 1), (1, 2), (2, 3), (0, 1, 2), (1, 2, 3)})
    near = line(4, 3, within_km=1)
    assert near.reach.tolist() == [2, 3, 3, 2]
    twins = nearest_zones(np.zeros((3, 3)), 2)
    assert twins.order[:, 0].tolist() == [0, 1, 2]


def test_distances_are_along_the_surface_of_the_earth():
    north_pole, equator, antipode = (90, 0), (0, 0), (0, 180)
    found = distances_km(*np.array([north_pole, equator, antipode], float).T)
    quarter = 6371.0088 * np.pi / 2
    assert found == pytest.approx(np.array([[0, 1, 1], [1, 0, 2], [1, 2, 0]]) * quarter, abs=1e-6)


# ---- chance, as it is drawn ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("plan", MODELS, ids=lambda plan: f"{plan.model}-{plan.dispersion}")
def test_the_compiled_draws_and_the_readable_ones_are_the_same(plan):
    counts = np.random.default_rng(3).poisson(1.0, (4, 6))
    expected = expected_of(counts, np.linspace(0.2, 4, 24).reshape(4, 6), plan.model)
    null = null_of(counts, expected, plan.model, plan.dispersion)
    for seed in range(5):
        one, other = (draw(np.random.default_rng(seed), null, 4, 6) for draw in (replicate, replicate_reference))
        assert one.tolist() == other.tolist()


@pytest.mark.parametrize("plan", MODELS, ids=lambda plan: f"{plan.model}-{plan.dispersion}")
def test_draws_have_the_mean_and_the_spread_of_their_model(plan):
    counts = np.random.default_rng(3).poisson(2.0, (2, 3))
    expected = expected_of(counts, np.array([[0.5, 2, 4], [0, 1, 3]]) + (counts > 0) * 1e-9, plan.model)
    null = null_of(counts, expected, plan.model, plan.dispersion)
    rng, many = np.random.default_rng(5), 20_000
    draws = np.array([np.diff(replicate(rng, null, 2, 3)) for _ in range(many)])
    spread = expected + plan.dispersion * expected**2
    if plan.model == "population":
        spread = expected * (1 - expected / counts.sum())
    if plan.model == "permutation":
        assert (draws.sum(axis=2) == counts.sum(axis=1)).all()
        assert (draws.sum(axis=1) == counts.sum(axis=0)).all()
    else:
        assert draws.var(axis=0) == pytest.approx(spread, rel=0.1, abs=1e-6)
    assert draws.mean(axis=0) == pytest.approx(expected, abs=6 * np.sqrt(spread.max() / many))


def test_the_answer_depends_on_the_seed_and_not_on_threads():
    counts = np.random.default_rng(8).poisson(0.7, (12, 20))
    one, three, other = (
        scan(counts, np.full((12, 20), 0.7), line(12, 4), ScanPlan(replicates=120, seed=seed, threads=threads))
        for seed, threads in ((1, 1), (1, 3), (2, 1))
    )
    assert one.clusters == three.clusters
    assert one.highest.tolist() == three.highest.tolist() != other.highest.tolist()


# ---- what it is for ------------------------------------------------------------------------------------------------


def planted(factor, rng, shape=(20, 60)):
    """Places on a line; from the last ten days on, four of them depart."""
    expected = np.full(shape, 1.0)
    actual = expected.copy()
    actual[5:9, -10:] *= factor
    return rng.poisson(actual), expected


@pytest.mark.parametrize("model", ["expectation", "population", "permutation"])
def test_a_hot_spot_that_goes_on_is_found_where_and_since_when_it_is(model):
    counts, expected = planted(3.0, np.random.default_rng(21))
    best = scan(counts, expected, line(20, 6), ScanPlan(model, replicates=199)).clusters[0]
    assert len({5, 6, 7, 8} & set(best.places)) >= 3
    assert 48 <= best.first <= 52
    assert best.last == 59
    assert best.p_value == 1 / 200
    assert best.ratio > 1.5


def test_a_quiet_spot_is_found_as_such_and_not_as_a_hot_one():
    counts, expected = planted(0.15, np.random.default_rng(22))
    zones = line(20, 6)
    quiet, hot, both = (
        scan(counts, expected, zones, ScanPlan(look_for=way, replicates=199)).clusters[0]
        for way in ("quiet", "hot", "both")
    )
    assert set(quiet.places) == {5, 6, 7, 8} == set(both.places)
    assert quiet.ratio < 0.5
    assert hot.ratio > 1
    assert (quiet.p_value, hot.p_value > 0.05) == (1 / 200, True)


def test_what_is_over_is_found_only_when_the_past_is_asked_for():
    counts, expected = planted(3.0, np.random.default_rng(23))
    counts, expected = np.roll(counts, -25, axis=1), np.roll(expected, -25, axis=1)
    past, now = (
        scan(counts, expected, line(20, 6), ScanPlan(past=past, replicates=99, longest=15)).clusters[0]
        for past in (True, False)
    )
    assert (past.p_value, now.p_value > 0.05) == (0.01, True)
    assert 23 <= past.first <= past.last <= 36


def test_days_that_nobody_observed_are_not_called_quiet():
    counts, expected = planted(1.0, np.random.default_rng(24))
    counts[:, -8:] = 0
    observed = np.arange(60) < 52
    plan = ScanPlan(look_for="quiet", replicates=99)
    blind, told = (scan(counts, expected, line(20, 6), plan, seen).clusters[0] for seen in (None, observed))
    assert blind.p_value == 0.01
    assert told.p_value > 0.05


def test_counts_that_scatter_more_than_poisson_need_replicates_that_do():
    expected, rng = np.full((20, 30), 1.0), np.random.default_rng(26)
    counts = rng.poisson(expected * rng.gamma(0.5, 2.0, expected.shape))
    poisson, negative_binomial = (
        scan(counts, expected, line(20, 6), ScanPlan(dispersion=alpha, replicates=99)).clusters[0].p_value
        for alpha in (0.0, 2.0)
    )
    assert poisson <= 0.05 < negative_binomial


def test_progress_is_told():
    told = []
    scan(np.ones((2, 3)), np.ones((2, 3)), line(2, 2), ScanPlan(replicates=60), advance=told.append)
    assert told == ["Scan: replicate 0 of 60", "Scan: replicate 50 of 60"]


def test_where_no_cylinder_departs_there_is_no_cluster():
    found = scan(np.zeros((2, 3)), np.ones((2, 3)), line(2, 2), ScanPlan(replicates=9))
    assert found.clusters == ()


@pytest.mark.parametrize(
    ("counts", "expected", "plan", "words"),
    [
        ([[1, 0]], [[0, 1]], ScanPlan(), "Place 0 has an event on day 0, where 0 were expected"),
        ([[1, 0]], [[np.nan, 1]], ScanPlan(), "must be numbers"),
        ([[1, 0]], [[0, 0]], ScanPlan(), "at least one above"),
        ([[1, 0]], None, ScanPlan(), "no expectation"),
        ([[0, 0]], None, ScanPlan("permutation"), "no event"),
        ([[0, 0]], [[1, 1]], ScanPlan("population"), "no event"),
        ([[-1, 0]], [[1, 1]], ScanPlan(), "no count below 0"),
        ([[1, 0]], [[1, 1]], ScanPlan("population", dispersion=1.0), "Only expectations have a dispersion"),
        ([[1, 0]], [[1, 1]], ScanPlan(longest=0), "a window of 1 day or more"),
    ],
)
def test_what_cannot_be_scanned_is_refused_in_words(counts, expected, plan, words):
    with pytest.raises(EvidenceError, match=words):
        scan(np.array(counts), None if expected is None else np.array(expected, float), line(1, 1), plan)


@pytest.mark.parametrize(("places", "most", "within"), [(0, 1, 1.0), (2, 0, 1.0), (2, 1, -1.0)])
def test_zones_that_cannot_be_are_refused(places, most, within):
    with pytest.raises(EvidenceError):
        nearest_zones(np.zeros((places, places)), most, within)
