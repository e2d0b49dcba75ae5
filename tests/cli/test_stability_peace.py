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


def test_the_brief_says_who_would_break_it_and_looks_up_the_rest(tmp_path):
    page = tmp_path / "brief.html"
    dossier = str(EXAMPLES / "two-villages" / "dossier.yaml")
    arguments = ["brief", dossier, "--draws", "0", "--stability", ARMIES, "-o", str(page)]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    text = page.read_text(encoding="utf-8")
    assert "What would break it, who could, what would stop them: A ceasefire between two armies" in text
    assert 'href="#would-hold-annex"' in text
