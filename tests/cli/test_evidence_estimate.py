"""`goodoffices evidence estimate`: what it prints for people and for programs, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from goodoffices.cli import main

REGISTERS = Path(__file__).parents[2] / "examples" / "three-registers"
QUICK = ("--methods", "log-linear,graphs")


def estimate(*words: str):
    return CliRunner().invoke(main, ["evidence", "estimate", *words])


def test_a_person_reads_the_verdict_first():
    result = estimate(str(REGISTERS / "lists.csv"), *QUICK)
    assert result.exit_code == 0
    flat = " ".join(result.stdout.split())
    told = "Finding: Supported by two of the three methods: about 890 (840–940)"
    assert flat.startswith(f"How many in all {'=' * 15} {told}")
    assert "713 people are on at least one of 3 lists" in flat


def test_programs_get_the_same_with_at_least_four_chains():
    result = estimate(str(REGISTERS / "lists.csv"), "--json", "--sweeps", "200", "--seed", "5")
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    assert len(told["latent"]["chains"]) == 4
    assert told["inputs"]["seed"] == 5
    assert told["latent"]["sweeps"] == 200


def test_one_row_a_person_is_read_and_no_id_is_printed():
    result = estimate(str(REGISTERS / "persons.csv"), *QUICK, "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["table"]["lists"] == {"families": 36, "hospital": 28, "police": 25}
    assert '"017"' not in result.stdout


def test_lists_may_be_chosen():
    result = estimate(str(REGISTERS / "lists.csv"), "--lists", "hospital,police", "--json", *QUICK)
    told = json.loads(result.stdout)
    assert list(told["table"]["lists"]) == ["hospital", "police"]
    assert told["verdict"]["supported"] is False
    assert "171 on none of the chosen lists were left out." in told["table"]["notes"]


def test_the_page_and_the_picture_are_written(tmp_path):
    page, pictures = tmp_path / "page.html", tmp_path / "pictures"
    result = estimate(str(REGISTERS / "lists.csv"), *QUICK, "--html", str(page), "--figures", str(pictures))
    assert result.exit_code == 0
    assert "Supported by two of the three methods: about" in page.read_text(encoding="utf-8")
    assert sorted(path.suffix for path in pictures.iterdir()) == [".pdf", ".png", ".svg"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--chains", "3"), "3 is out of range. Write one from 4 to 64"),
        (("--methods", "guess"), "there is no method 'guess'"),
        (("--lists", "army"), "no column is called 'army'"),
    ],
)
def test_what_cannot_be_is_refused_with_what_would_be_right(words, told):
    result = estimate(str(REGISTERS / "lists.csv"), *words)
    assert result.exit_code == 2 or isinstance(result.exception, Exception)
    assert told in result.output + str(result.exception)
