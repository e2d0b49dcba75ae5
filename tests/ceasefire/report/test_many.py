"""Many areas are many comparisons: how many are not holding beyond chance is told with and without that."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ceasefire.report.made_war import study_of_the_north

from goodoffices.ceasefire import report
from goodoffices.ceasefire.report.verdict import verdict_of
from goodoffices.ceasefire.signals import Estimate, Period, exact_ratio, p_above, p_above_exact
from goodoffices.ceasefire.terms import Thresholds
from goodoffices.values import Provenance

LIMITS = Thresholds()


def area(name: str, before: int, now: int) -> report.Holding:
    """So many events in 28 days before and in 28 days now, told by the exact interval."""
    one, other = Period(28, before), Period(28, now)
    told = report.Now(one, other, exact_ratio(one, other), few=True)
    verdict = verdict_of(told.ratio, one, other, LIMITS, unseen=0, tail=0, elsewhere=0)
    return SimpleNamespace(unit=SimpleNamespace(area=name), now=told, verdict=verdict)


def drawn(rng, name: str, level: float, ratio: float) -> report.Holding:
    """Poisson events around a level before, and around a ratio of it now."""
    return area(name, rng.poisson(level), rng.poisson(ratio * level))


@given(st.integers(0, 40), st.integers(0, 40), st.integers(1, 60), st.integers(1, 60))
def test_the_p_value_of_few_events_is_that_of_the_interval_that_stands_beside_it(before, after, days, later):
    one, other = Period(days, before), Period(later, after)
    interval = exact_ratio(one, other)
    for limit in (0.5, 1.0):
        if abs(interval.low - limit) > 1e-9:
            assert (p_above_exact(one, other, limit) < 0.025) == (interval.low > limit)


def test_an_interval_that_touches_the_limit_has_a_p_value_of_a_fortieth_and_a_ratio_at_the_limit_one_half():
    assert p_above(Estimate(1.0, 0.5, 2.0), 0.5) == pytest.approx(0.025)
    assert p_above(Estimate(0.5, 0.25, 1.0), 0.5) == pytest.approx(0.5)
    assert p_above(Estimate(0.25, 0.2, 0.3125), 0.5) > 0.99


def test_areas_are_named_as_benjamini_and_hochberg_name_them():
    areas = [area(str(now), 40, now) for now in (5, 20, 28, 33, 36, 50, 60)]
    found = report.many_areas(areas, LIMITS)
    p = sorted(one.p for one in found.each)
    passed = [place for place, value in enumerate(p, 1) if value <= 0.025 * place / len(p)]
    assert len(found.of_many) == max(passed, default=0)  # the definition: the last of the ordered p below its line
    assert {one.area.unit.area for one in found.of_many} <= {one.area.unit.area for one in found.alone}
    assert [one.area.unit.area for one in found.of_many] == ["36", "50", "60"]
    assert [one.area.unit.area for one in found.alone] == ["33", "36", "50", "60"]


@pytest.mark.long
def test_in_simulated_ceasefires_few_of_the_areas_named_hold_and_without_the_correction_most_rounds_name_one():
    rng = np.random.default_rng(11)
    shares, powers, alone, rounds = [], [], 0, 120
    for _ in range(rounds):
        ratios = [0.5] * 36 + [1.5] * 4  # 36 of 40 areas lie on the threshold
        found = report.many_areas([drawn(rng, str(n), 40, ratio) for n, ratio in enumerate(ratios)], LIMITS)
        named = [int(one.area.unit.area) for one in found.of_many]
        shares.append(sum(n < 36 for n in named) / max(1, len(named)))
        powers.append(sum(n >= 36 for n in named) / 4)
        alone += any(one.alone for one in found.each[:36])
    assert np.mean(shares) <= 0.025
    assert np.mean(powers) > 0.9
    assert alone / rounds > 0.4


def test_an_area_that_is_unobserved_or_without_any_event_is_not_looked_at():
    quiet = area("quiet", 0, 0)
    busy = area("busy", 20, 60)
    found = report.many_areas([quiet, busy], LIMITS)
    assert [one.area.unit.area for one in found.each] == ["busy"]
    assert found.of("quiet") is None
    assert report.many_words(found) == ""


@pytest.mark.long
def test_the_page_says_how_many_are_beyond_chance_alone_and_of_all_and_changes_no_verdict():
    found = study_of_the_north()
    (words,) = [block.text for block in report.report_sections(found)[0].blocks if "with a ratio" in str(block)]
    assert words.startswith("Of 2 areas with a ratio, 1 has a word worse than holding.")
    assert "1 where it is allowed for that 2 were looked at (Benjamini–Hochberg): South" in words
    table = next(block for block in report.report_sections(found)[0].blocks if hasattr(block, "rows"))
    place = [column.heading for column in table.columns].index("Not holding, beyond chance")
    north, south, whole = (row[place].text for row in table.rows)
    assert (north, whole) == ("no", "–")
    assert south.startswith("yes (p ")
    assert [one.verdict.word for one in found.areas] == ["holding", "collapsed"]


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=1, max_size=12))
def test_the_correction_never_names_an_area_that_its_own_interval_does_not(counts):
    found = report.many_areas([area(str(place), *told) for place, told in enumerate(counts)], LIMITS)
    for one in found.each:
        assert one.p <= one.corrected <= 1
        assert one.alone or not one.of_many
        assert one.alone == (one.area.now.ratio.low > LIMITS.holding)


def test_figures_and_json_bear_both_p_values():
    found = study_of_the_north()
    header = report.report_table(found).splitlines()[0].split(",")
    assert {"p_not_holding", "p_not_holding_corrected"} <= set(header)
    told = report.report_json(found, Provenance("x", (), "1"))
    assert told["many_areas"]["beyond_chance_of_all"] == ["South"]
    assert told["areas"][1]["not_holding"]["p"] <= told["areas"][1]["not_holding"]["p_corrected"]
