"""`goodoffices corridors convoy`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from goodoffices.cli import main

EXAMPLE = Path(__file__).parents[2] / "examples" / "harbour-convoy" / "plan.yaml"


def run(*words: str):
    return CliRunner().invoke(main, ["corridors", "convoy", *words])


@pytest.fixture
def late(tmp_path):
    file = tmp_path / "late.yaml"
    file.write_text(EXAMPLE.read_text(encoding="utf-8").replace(".. 16:00", ".. 12:30"), encoding="utf-8")
    return str(file)


@pytest.fixture(scope="module")
def fitting():
    return run(str(EXAMPLE), "--exit-code")


@pytest.mark.long
def test_the_answer_stands_first(fitting):
    assert "It fits: all 344 people are out by 13:03" in " ".join(fitting.output.split())


@pytest.mark.long
def test_scripts_are_told_by_the_exit_code_that_nothing_fits(late, fitting):
    assert run(late, "--exit-code", "--effort", "1").exit_code == 1
    assert run(late, "--effort", "1").exit_code == 0
    assert fitting.exit_code == 0


@pytest.mark.long
def test_the_page_opens_offline_and_json_says_where_it_is(tmp_path):
    page = tmp_path / "convoy.html"
    result = run(str(EXAMPLE), "-o", str(page), "--json")
    given = json.loads(result.stdout)
    assert given["written"]["html"] == str(page)
    text = page.read_text(encoding="utf-8")
    assert "<svg" in text
    assert "http://" not in text.replace("http://www.w3.org", "")
    assert "Safe passage" in text


def test_a_broken_plan_is_told_with_line_and_column(tmp_path):
    file = tmp_path / "plan.yaml"
    file.write_text("convoy: a\nwindow: tomorrow\n", encoding="utf-8")
    result = run(str(file), "--json")
    assert result.exit_code == 2
    errors = json.loads(result.stdout)["error"]
    assert errors[-1]["what"] == "`tomorrow` is no window from a day and time to another"
    assert errors[-1]["where"]["line"] == 2


def test_the_plan_is_not_written_over(tmp_path):
    file = tmp_path / "plan.html"
    file.write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    result = run(str(file), "-o", str(file))
    assert result.exit_code == 2
    assert "would be written over" in result.output
