"""What the methods page says of precision and recall is what is measured."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SPEC = importlib.util.spec_from_file_location("measure_reading", ROOT / "scripts" / "measure_reading.py")
measuring = importlib.util.module_from_spec(SPEC)
sys.modules["measure_reading"] = measuring
SPEC.loader.exec_module(measuring)
PAGE = (ROOT / "docs" / "methods" / "reading.md").read_text(encoding="utf-8")


def rows(text):
    lines = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines() if line.startswith("| ")]
    return {line[0]: line[1:] for line in lines}


def test_the_table_of_the_methods_page_is_what_is_measured():
    told = rows(PAGE.partition(measuring.BEGIN)[2].partition(measuring.END)[0])
    measured = rows(measuring.table(measuring.measure(measuring.cases())))
    there = 6 if measuring.ARTICLE.is_file() else 4
    assert told.keys() == {"Field", *measuring.FIELDS}
    assert {field: cells[:there] for field, cells in told.items()} == {
        field: cells[:there] for field, cells in measured.items()
    }


@pytest.mark.parametrize("part", ["held out", "open"])
def test_half_of_the_passages_are_held_out(part):
    names = [name for name, _, _ in measuring.cases(Path("none"))]
    assert names.count(part) >= 15


def test_a_wrong_answer_lowers_precision_and_a_missing_one_recall():
    text = "At least 93 civilians were killed."
    wanted = {"id": "x", "dated": "2016-12-26", "figures": [{"quote": "93", "figure": "at least 93", "harm": "died"}]}
    scores = measuring.measure([("open", text, wanted), ("open", "Nobody came.", wanted | {"figures": []})])
    assert scores["open", "value"] == [1, 1, 1]
    assert scores["open", "harm"] == [0, 1, 1]
    assert scores["open", "population"] == [0, 1, 0]
