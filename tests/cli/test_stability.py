"""`goodoffices stability`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from goodoffices.cli import main

ROOT = Path(__file__).parents[2]
ASTANA = str(ROOT / "examples" / "astana-2017" / "stability.yaml")
REST = tuple(
    "--cheat 8 --war 2 --discount 0.8 --detection 0.4 --false-alarm 0.05 --sanction 6".split()  # noqa: SIM905
)
GARRISON = str(ROOT / "examples" / "garrison-diversion" / "stability.yaml")


def run(*words: str):
    return CliRunner().invoke(main, ["stability", *words])


def said(*words: str) -> str:
    result = run(*words)
    assert result.exit_code == 0, result.output
    return " ".join(result.output.split())


def test_check_says_how_large_a_model_is_and_whether_all_is_known():
    assert "5 makers, 5 options, 32 feasible states. Not all preferences are known" in said("check", ASTANA)
    assert json.loads(run("check", GARRISON, "--json").output)["complete"] is True


def test_what_is_wrong_ends_with_2_and_no_traceback(tmp_path):
    file = tmp_path / "case.yaml"
    file.write_text(
        Path(ASTANA).read_text(encoding="utf-8").replace("- gov_attack\n", "- gov_atack\n"), encoding="utf-8"
    )
    result = run("solve", str(file))
    assert result.exit_code == 2
    assert "`gov_atack` is not an option" in result.output
    assert "Traceback" not in result.output


def test_solve_says_first_whether_the_agreement_would_hold():
    told = said("solve", ASTANA)
    assert "The agreement would not hold: nothing in the model deters Jabhat al-Nusra" in told
    assert "Of 32 states, 6 would hold" in told
    assert "no party has stated or confirmed them" in told


def test_json_gives_equilibria_and_stability_as_lists_of_state_ids():
    found = json.loads(run("solve", GARRISON, "--json").output)
    assert found["equilibria"]["nash"] == found["equilibria"]["seq"] == [2, 3, 11, 17, 18, 21, 22]
    assert set(found["equilibria"]) == set(found["stability"]) == {"nash", "gmr", "smr", "seq", "sseq"}
    assert found["stability"]["nash"]["ijc"] == list(range(1, 24))
    assert found["listing"][1] == {"id": 2, "pattern": "NNYNNYNNN", "decimal": 36, "taken": ["appease", "ijc_full"]}


def test_scripts_are_told_by_the_exit_code_that_the_agreement_would_not_hold():
    assert run("solve", ASTANA, "--exit-code").exit_code == 1
    refused = run("solve", GARRISON, "--exit-code")
    assert refused.exit_code == 2
    assert "names none" in refused.output


def test_coalitions_are_named_or_all_of_a_size():
    found = json.loads(run("solve", ASTANA, "--coalition", "gov,nusra", "--json").output)["coalitions"]
    assert [each["members"] for each in found] == [["gov", "nusra"]]
    assert 1 not in found[0]["stable"]["nash"]
    assert len(json.loads(run("solve", ASTANA, "--coalitions", "2", "--json").output)["coalitions"]) == 10
    assert "`isil` is not a maker" in run("solve", ASTANA, "--coalition", "gov,isil").output


def test_the_page_opens_offline_with_both_pictures(tmp_path):
    page = tmp_path / "holds.html"
    assert json.loads(run("solve", ASTANA, "-o", str(page), "--json").stdout)["written"]["html"] == str(page)
    text = page.read_text(encoding="utf-8")
    assert text.count("<svg") >= 2
    assert "https://" not in text.partition("<body")[0]
    assert "<script" not in text
    assert (
        run("solve", ASTANA, "-o", "-").stdout.startswith("<!doctype html>")
        or "<html" in run("solve", ASTANA, "-o", "-").stdout
    )


def test_trace_tells_the_shortest_ways_in_words_and_numbers():
    told = said("trace", ASTANA, "--to", "17")
    assert "From state 20" in told
    assert "By any moves: Government of Syria: no longer “The Government attacks in the areas” (state 19); then" in told
    found = json.loads(run("trace", ASTANA, "--to", "agreement", "--by", "any", "--json").output)
    assert [step["to"] for step in found[0]["ways"]["1"]][-1] == 1


@pytest.mark.parametrize("state", ["0", "33", "999999999999", "YYY", "noone", "-1"])
def test_a_state_that_is_none_is_told_in_words(state):
    result = run("trace", ASTANA, f"--to={state}")
    assert result.exit_code == 2
    assert "is not a feasible state" in result.output


def test_trace_without_a_status_quo_asks_for_a_start():
    assert "names no status quo" in run("trace", GARRISON).output
    assert "From state 1" in said("trace", GARRISON, "--from", "1", "--by", "improving")


def test_show_lists_every_state_with_its_number_and_json_says_the_same():
    told = said("show", GARRISON)
    assert "NNYNNYNNN" in told
    assert "never full and not legal" in told
    assert len(json.loads(run("show", GARRISON, "--json").output)["listing"]) == 23


@pytest.mark.long
def test_new_writes_a_model_that_can_be_solved_as_it_stands(tmp_path):
    dossier, file = str(ROOT / "examples" / "astana-2017" / "dossier.yaml"), str(tmp_path / "mine.yaml")
    assert run("new", dossier, "--package", "memorandum-2017-05-04", "-o", file).exit_code == 0
    assert "The agreement would" in said("solve", file)
    assert run("new", dossier, "--package", "memorandum-2017-05-04", "-o", file).exit_code == 2
    missing = run("new", dossier, "--package", "memorandum")
    assert missing.exit_code == 2
    assert "Did you mean `memorandum-2017-05-04`?" in missing.output


def test_numbers_that_are_no_intervals_are_not_told_as_intervals():
    told = said("commitment", "--comply", "5", *REST)
    assert "for party cheating pays." in told
    assert "within the intervals" not in told
    told = said("commitment", "--comply", "5..5.1", *REST)
    assert "for party cheating pays, wherever within the intervals the numbers lie." in told


def test_numbers_missing_on_the_command_line_are_named_as_its_options():
    result = run("commitment", "--comply", "5", "--cheat", "8", "--war", "2", "--discount", "0.8", "--detection", "0.4")
    assert result.exit_code == 2
    assert "needed too: --false-alarm, --sanction." in result.output


def test_a_long_answer_is_printed_in_parts_and_is_one_json(monkeypatch):
    whole = run("solve", ASTANA, "--json").output
    monkeypatch.setattr("goodoffices.cli.shell._CHUNKS", 7)
    assert run("solve", ASTANA, "--json").output == whole
    assert json.dumps(json.loads(whole), ensure_ascii=False, indent=2) + "\n" == whole
