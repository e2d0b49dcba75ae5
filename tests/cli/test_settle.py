"""`goodoffices settle`: what it prints for people and for programs, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from goodoffices.cli import main
from goodoffices.dossier import read

ROOT = Path(__file__).parents[2]
ASTANA = ROOT / "examples" / "astana-2017" / "dossier.yaml"

NOTHING = """
dossier: none
title: Nothing to be had
caution: Invented.
parties:
  a: {name: A, role: principal, fallback: 80}
  b: {name: B, role: principal, fallback: 80}
  o: {name: O, role: observer}
issues:
  land: {ask: Land?, options: {north: North, south: South}, a: 5 north > south, b: 5 south > north, o: 1 north > south}
texts:
  half: {land: north}
"""


def solve(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["settle", *words])
    return result.exit_code, result.stdout


@pytest.fixture(scope="module")
def astana() -> dict:
    code, text = solve(str(ASTANA), "--json")
    assert code == 0
    return json.loads(text)


def test_the_json_holds_what_the_documentation_promises(astana: dict) -> None:
    assert astana["packages"] == {
        "all": 10_368_000,
        "allowed": 215_040,
        "acceptable": 191_246,
        "acceptable_bounds": [191_246, 191_246],
        "sampled": None,
    }
    assert astana["frontier"]["size"] == len(astana["frontier"]["points"]) == 1_155
    assert astana["frontier"]["complete"] is True
    assert set(astana["solutions"]) == {"nash", "kalai_smorodinsky", "egalitarian", "utilitarian"}
    for solution in astana["solutions"].values():
        assert set(solution["package"]) == set(astana["texts"]["memorandum-2017-05-04"]["package"])
        assert set(solution["utility"]) == set(solution["gain"]) == set(astana["parties"])
    memorandum = astana["texts"]["memorandum-2017-05-04"]
    assert (memorandum["red_lines"], memorandum["linkages"], memorandum["better_for_all"]) == ([], [], 21)
    assert {"dossier_hash", "version"} <= set(astana["inputs"])
    assert astana["inputs"]["by"] == read(ASTANA).by != ""
    assert "Illustration" in astana["caution"]


def test_every_key_of_the_json_stands_in_the_reference(astana: dict) -> None:
    page = (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
    nash, memorandum = astana["solutions"]["nash"], astana["texts"]["memorandum-2017-05-04"]
    parts = (astana, astana["packages"], astana["frontier"], astana["frontier"]["points"][0], astana["solutions"], nash)
    names = {key for part in (*parts, memorandum, astana["inputs"], astana["parties"]["gov"]) for key in part}
    assert [name for name in sorted(names) if f"`{name}" not in page] == []


def test_a_person_reads_the_answer_the_caution_and_a_table_on_one_screen() -> None:
    code, text = solve(str(ASTANA))
    assert code == 0
    flat = " ".join(text.split())
    assert "191,246 are acceptable: worth at least as much as no agreement to all 5 parties" in flat
    assert "proves nothing about prediction" in flat
    assert "Nash: the product of the parties' gains is largest" in flat
    assert "+21.9" in text
    assert max(map(len, text.splitlines())) <= 80
    assert "\x1b" not in text, "no colour codes in a pipe"


def test_a_script_may_ask_whether_anything_is_acceptable(tmp_path: Path) -> None:
    file = tmp_path / "none.yaml"
    file.write_text(NOTHING)
    assert solve(str(ASTANA), "--exit-code")[0] == 0
    assert solve(str(file), "--exit-code")[0] == 1
    code, text = solve(str(file))
    assert code == 0
    assert "nothing that all could accept" in " ".join(text.split())


def test_nothing_acceptable_is_null_in_json_and_no_number_is_invented(tmp_path: Path) -> None:
    file = tmp_path / "none.yaml"
    file.write_text(NOTHING)
    found = json.loads(solve(str(file), "--json")[1])
    assert found["packages"]["acceptable"] == 0
    assert found["frontier"] == {"size": 0, "complete": True, "epsilon": 0.0, "points": []}
    assert found["solutions"] is None
    assert found["texts"]["half"]["gain"] == {"a": 20.0, "b": -80.0}
    assert found["parties"]["o"] == {"decides": False, "fallback": None}


def test_a_file_that_is_no_dossier_ends_with_2_and_names_the_place(tmp_path: Path) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text(NOTHING.replace("a: 5 north > south", "a: 5 nroth > south"))
    result = CliRunner().invoke(main, ["settle", str(file), "--json"])
    assert result.exit_code == 2
    problem = json.loads(result.stdout)["error"][0]
    assert problem["where"]["line"] == 10
    assert "north" in problem["what"] + problem["remedy"]


def test_a_frontier_over_the_cap_is_covered_within_a_stated_distance_and_the_fair_packages_stay_proved() -> None:
    found = json.loads(solve(str(ASTANA), "--json", "--cap", "50")[1])
    front = found["frontier"]
    assert (front["size"], front["complete"]) == (None, False)
    assert 0 < len(front["points"]) <= 50
    assert 0 < front["epsilon"] < 20
    assert {point["equal"] for point in front["points"]} == {None}
    nash = found["solutions"]["nash"]
    assert (nash["ties"], nash["certificate"]["gap"]) == (1, 0.0)
    assert round(nash["gain"]["gov"], 1) == 21.9
