"""What the guide to estimates shows is what a user meets."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.evidence.estimates.known import kosovo

from goodoffices.evidence.estimates import estimate, read_table

ROOT = Path(__file__).parents[3]
GUIDE = " ".join((ROOT / "docs" / "guide" / "estimate-how-many.md").read_text(encoding="utf-8").split())


@pytest.mark.long
def test_the_verdicts_told_in_the_guide_are_those_of_the_example_and_of_kosovo():
    example = estimate(read_table(ROOT / "examples" / "three-registers" / "lists.csv"))
    told = re.search(r"Finding: Supported: about (\d+) \((\d+)–(\d+)\)\.", GUIDE)
    figure = example.verdict.figure
    # Two digits: another machine's logarithms may turn the last of them.
    assert [float(number) for number in told.groups()] == pytest.approx([figure.best, figure.low, figure.high], abs=10)
    assert example.latent.agree
    assert f"Finding: {estimate(kosovo(), ('log-linear', 'graphs')).verdict.words}" in GUIDE
