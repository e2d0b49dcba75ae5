"""What docs/methods/ceasefire.md says was measured is what the script finds."""

import importlib.util
import sys
from pathlib import Path

import numpy as np
import pytest
from tests.ceasefire.signals.known import government_and_insurgents, needs_ged

from goodoffices.ceasefire.signals import changes

ROOT = Path(__file__).parents[3]
SPEC = importlib.util.spec_from_file_location("measure_ceasefire", ROOT / "scripts" / "measure_ceasefire.py")
measuring = importlib.util.module_from_spec(SPEC)
sys.modules["measure_ceasefire"] = measuring
SPEC.loader.exec_module(measuring)
PAGE = (ROOT / "docs" / "methods" / "ceasefire.md").read_text(encoding="utf-8")


@pytest.mark.long
@needs_ged
def test_the_changes_of_syria_on_the_page_are_those_found_today():
    rows = list(measuring.syria())
    assert len(rows) == 14
    assert [row for row in rows if f"| {' | '.join(row)} |\n" not in PAGE] == []


@pytest.mark.long
@needs_ged
def test_the_autocorrelation_on_the_page_is_the_one_found_today():
    found = changes(government_and_insurgents()).autocorrelation
    assert f"has an autocorrelation of {found:.2f} from one day to the next" in PAGE


@pytest.mark.parametrize("name", ["dates", "ratios", "alarms"])
def test_every_measured_table_stands_on_the_page_with_its_heads_and_figures(name):
    table = PAGE.partition(f"<!-- measured: {name} begin -->\n")[2].partition("<!-- measured:")[0].splitlines()
    assert table[0] == f"| {' | '.join(measuring.HEADS[name])} |"
    assert len(table) >= 8


def test_made_up_counts_have_the_dispersion_and_the_autocorrelation_asked_for():
    counts = measuring.drawn(np.random.default_rng(1), np.full(20_000, 8.0), 0.5).counts
    assert (counts.var() - counts.mean()) / counts.mean() ** 2 == pytest.approx(measuring.DISPERSION, abs=0.03)
    assert np.corrcoef(counts[1:], counts[:-1])[0, 1] > 0.25


def test_one_line_of_each_measure_is_computed_anew_without_a_stop():
    assert len(next(iter(measuring.dates(1)))) == len(measuring.HEADS["dates"])
    assert len(next(iter(measuring.ratios(1)))) == len(measuring.HEADS["ratios"])
    assert len(next(iter(measuring.alarms(1)))) == len(measuring.HEADS["alarms"])
