"""What the security pages claim can be looked up: the code is there, and the test that proves it."""

from __future__ import annotations

import ast
import csv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROWS = list(csv.DictReader((ROOT / "docs" / "security" / "asvs.csv").read_text(encoding="utf-8").splitlines()))


def names_in(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["row"])
def test_a_requirement_that_is_met_names_code_and_test_that_exist(row):
    assert row["status"] in {"met", "partly", "not met", "does not apply"}
    assert row["level"] in {"1", "2", "3"}
    if row["status"] in {"met", "partly"}:
        assert (ROOT / row["code"]).exists()
    if row["status"] != "met":
        assert row["note"], "say what is missing"
    if row["test"]:
        file, _, name = row["test"].partition("::")
        assert name in names_in(ROOT / file)
    else:
        assert row["note"], "without a test, say why the row holds"


def test_no_requirement_is_claimed_twice():
    numbers = [row["row"] for row in ROWS]
    assert len(numbers) == len(set(numbers))
