"""`goodoffices stability price`, `inverse`, `shocks` and `commitment`, and their half page in the brief."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from goodoffices.cli import main

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
ARMIES = str(EXAMPLES / "two-armies" / "stability.yaml")
KARLOV = str(EXAMPLES / "astana-2017" / "karlov-2016.yaml")
COMMITMENT = str(EXAMPLES / "two-armies" / "commitment.yaml")


def run(*arguments: str, code: int = 0):
    result = CliRunner().invoke(main, ["stability", *arguments])
    assert result.exit_code == code, result.output
    return result


@pytest.mark.parametrize(
    ("verb", "file", "key", "draws"),
    [
        ("price", ARMIES, "chance", ["--draws", "50"]),
        ("inverse", ARMIES, "levers", []),
        ("shocks", KARLOV, "shocks", []),
    ],
)
def test_each_answers_in_words_and_in_json(verb, file, key, draws):
    assert "Finding:" in run(verb, file, *draws).output
    found = json.loads(run(verb, file, "--json", *draws).stdout)
    assert found[key]
    assert found["caution"]


def test_the_exit_code_tells_a_script_whether_it_would_hold():
    run("price", ARMIES, "--exit-code", "--draws", "0", code=1)
    run("shocks", KARLOV, "--exit-code")
    run("commitment", COMMITMENT, "--exit-code", "--draws", "10", code=1)


def test_a_page_and_a_paper_are_written(tmp_path):
    page, paper = tmp_path / "shocks.html", tmp_path / "shocks.pdf"
    run("shocks", KARLOV, "-o", str(page), "--pdf", str(paper))
    text = page.read_text(encoding="utf-8")
    assert "What survives which shock" in text
    assert "<script" not in text
    assert paper.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    "arguments",
    [
        ["price", "nowhere.yaml"],
        ["price", ARMIES, "--state", "99"],
        ["price", ARMIES, "--concept", "sseq"],
        ["price", ARMIES, "-o", ARMIES],
        ["shocks", ARMIES, "--pdf", "shocks.html"],
        ["price", COMMITMENT],
        ["commitment", ARMIES],
        ["commitment"],
        ["commitment", COMMITMENT, "--comply", "5"],
        ["commitment", "--comply", "5"],
        ["commitment", "--comply", "5\nx: 3", "--cheat", "{"],
    ],
)
def test_what_cannot_be_done_is_refused_in_words(arguments):
    result = run(*arguments, code=2)
    assert "Traceback" not in result.output


def test_numbers_on_the_command_line_are_read_as_a_file_would_be():
    options = "--comply 5 --cheat 8 --war 2 --discount 0.8 --detection 0.3..0.5 --sanction forever"
    found = json.loads(run("commitment", *options.split(), "--false-alarm", "0.05", "--json").stdout)
    assert found["ceasefire"]["party"]["today"]["sanction"] == "forever"
    assert found["ceasefire"]["party"]["enough"]["detection"]["middle"] == pytest.approx(0.35)


@pytest.mark.long
def test_the_brief_says_who_would_break_it_and_looks_up_the_rest(tmp_path):
    page = tmp_path / "brief.html"
    dossier = str(EXAMPLES / "two-villages" / "dossier.yaml")
    arguments = ["brief", dossier, "--draws", "0", "--stability", ARMIES, "-o", str(page)]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    text = page.read_text(encoding="utf-8")
    assert "What would break it, who could, what would stop them: A ceasefire between two armies" in text
    assert 'href="#would-hold-annex"' in text


def test_a_finding_says_which_answers_count():
    astana = str(EXAMPLES / "astana-2017" / "stability.yaml")
    told = {
        concept: " ".join(run("price", astana, "--concept", concept, "--draws", "0").output.split())
        for concept in ("nash", "gmr", "seq")
    }
    assert "If nobody answers (Nash), it does not hold: Government of Syria and Jabhat" in told["nash"]
    assert "(GMR), it does not hold: Jabhat" in told["gmr"]
    assert "nothing that the others would do takes the gain away" in told["seq"]
    assert "answers (Nash)" not in told["seq"]


def test_pictures_are_written_where_there_are_any_and_no_empty_folder_is_made(tmp_path):
    assert "There is no picture to write." in run("shocks", KARLOV, "--figures", str(tmp_path / "none")).output
    assert not (tmp_path / "none").exists()
    run("price", ARMIES, "--draws", "0", "--figures", str(tmp_path / "some"))
    assert (tmp_path / "some" / "ways-away.svg").is_file()


@pytest.mark.parametrize(("verb", "start"), [("price", "stability new"), ("commitment", "commitment: my-case")])
def test_a_file_that_is_empty_or_not_there_is_answered_with_how_to_begin_one_of_its_kind(verb, start, tmp_path):
    empty = tmp_path / "mine.yaml"
    empty.write_text(" \n")
    for file, what in ((empty, "the file is empty"), (tmp_path / "nowhere" / "it.yaml", "no such file")):
        answer = run(verb, str(file), code=2).output
        assert what in answer
        assert "dossier new" not in answer
    assert start in run(verb, str(empty), code=2).output
