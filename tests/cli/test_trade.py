"""`goodoffices trade`: what it prints for people and for programs, and how it ends."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from goodoffices.cli import main

ROOT = Path(__file__).parents[2]
ASTANA = ROOT / "examples" / "astana-2017" / "dossier.yaml"
VILLAGES = ROOT / "examples" / "two-villages" / "dossier.yaml"


def trade(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["trade", *words])
    return result.exit_code, result.stdout


@pytest.fixture(scope="module")
def astana() -> dict:
    code, text = trade(str(ASTANA), "--json")
    assert code == 0
    return json.loads(text)


def test_the_json_starts_from_the_latest_whole_text_and_holds_every_list(astana: dict) -> None:
    start = astana["start"]
    assert (start["name"], start["kind"], start["acceptable"]) == ("memorandum-2017-05-04", "text", True)
    assert (astana["better_on_frontier"]["total"], len(astana["better_on_frontier"]["packages"])) == (21, 10)
    nearest = astana["better_for_all"]["packages"][0]
    assert [change["issue"] for change in nearest["changes"]] == ["detainees", "politics"]
    assert set(nearest["difference"]) == {"gov", "opp", "rus", "tur", "irn"}
    assert min(nearest["difference"].values()) >= 0
    assert nearest["on_frontier"] is True
    assert astana["two_issue_trades"]["total"] == len(astana["two_issue_trades"]["trades"]) == 2
    assert astana["single_changes"] == []
    assert (astana["nearest_acceptable"], astana["completions"]) == (None, None)
    assert {"by", "dossier_hash", "version"} <= set(astana["inputs"])
    assert "Illustration" in astana["caution"]


def test_a_person_reads_the_start_the_caution_and_the_nearest_on_one_screen() -> None:
    code, text = trade(str(ASTANA))
    assert code == 0
    flat = " ".join(text.split())
    assert "All could accept it as it stands." in flat
    assert "1: detainees: adhoc → wg; politics: r2254 → constitution (cannot be bettered; nobody loses in 0." in flat
    assert "at the middle of every interval, nobody whose consent is needed would lose" in flat
    assert "proves nothing about prediction" in flat
    assert max(map(len, text.splitlines())) <= 80
    assert "\x1b" not in text, "no colour codes in a pipe"


@pytest.mark.parametrize("words", ["nash", "kalai_smorodinsky", "Kalai-Smorodinsky", "egalitarian", "utilitarian"])
def test_a_rule_may_be_named(words: str) -> None:
    code, text = trade(str(VILLAGES), words, "--json")
    assert code == 0
    found = json.loads(text)
    assert (found["start"]["kind"], found["better_for_all"]["total"]) == ("rule", 0)
    assert found["better_for_all"]["complete"] is True


def test_clauses_may_be_given_and_a_partial_package_is_completed() -> None:
    found = json.loads(trade(str(VILLAGES), "water=meter, prisoners=now", "--json", "--limit", "1")[1])
    assert found["start"]["settled"] == {"water": "meter", "prisoners": "now"}
    assert found["start"]["open_issues"] == ["grazing", "checkpoint"]
    assert found["completions"]["packages"]["all"] == 9
    assert found["completions"]["packages"]["allowed"] == 6
    assert found["completions"]["solutions"]["nash"]["package"] == found["start"]["outcome"]["package"]
    assert set(found["completions"]["effect"]) == {"upper", "lower"}
    assert len(found["better_for_all"]["packages"]) <= 1


def test_clauses_that_break_a_linkage_are_told_and_trades_end_allowed() -> None:
    package = "water=days,grazing=both,checkpoint=stays,prisoners=now"
    found = json.loads(trade(str(VILLAGES), package, "--json")[1])
    assert found["start"]["linkages"] == ["prisoners=now requires checkpoint=joint,gone"]
    assert found["start"]["allowed"] is False
    listed = found["better_for_all"]["packages"] + found["nearest_acceptable"]["packages"]
    assert listed
    for one in listed:
        clauses = one["outcome"]["package"]
        assert clauses["prisoners"] != "now" or clauses["checkpoint"] != "stays"
    assert "breaks the linkage" in " ".join(trade(str(VILLAGES), package)[1].split())


@pytest.mark.long
def test_each_package_comes_with_the_share_of_draws_in_which_nobody_loses(astana: dict) -> None:
    """Drawn by hand for package 1 (weights, step sizes; 30,000 draws): 0.674."""
    assert (astana["draws"], astana["seed"], astana["leaves_open"]) == (1000, 1, True)
    for one in astana["better_for_all"]["packages"] + astana["better_on_frontier"]["packages"]:
        assert one["nobody_loses"]["low"] < one["nobody_loses"]["share"] < one["nobody_loses"]["high"]
    more = json.loads(trade(str(ASTANA), "--json", "--draws", "10000", "--seed", "3")[1])
    assert (more["draws"], more["seed"]) == (10000, 3)
    found = more["better_for_all"]["packages"][0]["nobody_loses"]
    assert found["low"] - 0.006 < 0.674 < found["high"] + 0.006
    assert found == more["two_issue_trades"]["trades"][0]["nobody_loses"], "the same package on two lists"
    none = json.loads(trade(str(ASTANA), "--json", "--draws", "0")[1])
    assert none["better_for_all"]["packages"][0]["nobody_loses"] is None


def test_what_is_proved_not_to_exist_is_not_called_unknown(tmp_path: Path) -> None:
    text = VILLAGES.read_text(encoding="utf-8")
    stuck = tmp_path / "stuck.yaml"
    stuck.write_text(re.sub(r"(role: principal, fallback: )[\d.]+", r"\g<1>95", text), encoding="utf-8")
    said = " ".join(trade(str(stuck), "water=meter")[1].split())
    assert "No completion of it is acceptable to all" in said
    assert "none acceptable to all who decide." in said
    assert "There is no package that all could accept. What would have to give: `goodoffices settle`." in said
    problem = json.loads(CliRunner().invoke(main, ["trade", str(stuck), "nash", "--json"]).stdout)["error"][0]
    assert "no package is acceptable to all" in problem["what"]
    assert "`goodoffices settle` says what blocks" in problem["remedy"]


@pytest.mark.long
def test_a_frontier_over_the_cap_is_said_to_be_unlisted_and_each_package_is_judged_all_the_same() -> None:
    found = json.loads(trade(str(ASTANA), "--cap", "50", "--json")[1])
    assert found["better_on_frontier"] is None
    assert [one["on_frontier"] for one in found["better_for_all"]["packages"]].count(True) == 8
    assert "is not known: the frontier is too large to list" in " ".join(trade(str(ASTANA), "--cap", "50")[1].split())


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("memorandum", "neither a text of the dossier nor a rule"),
        ("water=metre", "not an option of water"),
        ("watr=meter", "not an issue"),
    ],
)
def test_a_text_that_is_not_there_ends_with_2_and_says_what_is(words: str, told: str) -> None:
    result = CliRunner().invoke(main, ["trade", str(VILLAGES), words, "--json"])
    assert result.exit_code == 2
    problem = json.loads(result.stdout)["error"][0]
    assert told in problem["what"]
    assert problem["remedy"]
    assert "Traceback" not in result.stderr


def test_a_file_that_is_no_dossier_ends_with_2(tmp_path: Path) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text("dossier: x\n")
    assert CliRunner().invoke(main, ["trade", str(file)]).exit_code == 2
    assert CliRunner().invoke(main, ["trade", str(tmp_path / "none.yaml")]).exit_code == 2
