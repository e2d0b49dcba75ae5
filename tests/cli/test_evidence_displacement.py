"""`goodoffices evidence displacement`: in the terminal, as a page, as JSON, as a ledger."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from tests.evidence.displacement.files import EXAMPLE

from goodoffices.cli import main
from goodoffices.evidence import claims

FILES = [str(EXAMPLE / f"{name}.csv") for name in ("population", "flows", "idmc")]


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(main, ["evidence", "displacement", *words])


def test_the_terminal_tells_what_each_source_says(run):
    result = run(*FILES, "--country", "xva")
    assert result.exit_code == 0, result.output
    told = " ".join(result.stdout.split())
    assert "both speak in 3 years; in 2 their figures differ by more than rounding, as their definitions do" in told
    assert "on 31 December 2015: 130,000 (IDMC)" in told
    assert "during 2015: 46,100 (UNHCR)" in told
    assert "2016: provisional" in told


def test_the_page_the_picture_and_the_ledger_are_written_and_told_as_json(run, tmp_path):
    words = ["--html", "page.html", "--figures", "pictures", "--ledger", "claims.yaml", "--json"]
    result = run(*FILES, "--country", "XVA", *words)
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert (tmp_path / "page.html").read_text(encoding="utf-8").count("<svg") == 1
    assert len(told["written"]["figures"]) == 3
    ledger = claims.read(tmp_path / "claims.yaml")
    assert len(ledger.claims) == sum(
        1 for each in told["stocks"] + told["flows"] for p in each["points"] if p["people"]
    )


def test_the_years_asked_for_are_those_told(run):
    told = json.loads(run(FILES[2], "--country", "XVA", "--years", "2014..2015", "--json").stdout)
    assert [point["date"] for point in told["stocks"][0]["points"]] == ["2014-12-31", "2015-12-31"]
    assert told["provisional_years"] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (FILES[:1], "Missing option '--country'"),
        ([*FILES, "--country", "SYR"], "the files say nothing of SYR"),
        ([FILES[0], FILES[0], "--country", "XVA"], "Give one of each kind"),
        ([*FILES, "--country", "XVA", "--years", "2016..2014"], "end before they begin"),
        ([*FILES, "--country", "XVA", "--years", "lately"], "no span of years"),
        ([*FILES, "--country", "XVA", "--ledger", FILES[0]], "would be written over"),
        (["none.csv", "--country", "XVA"], "there is no such file"),
    ],
)
def test_what_cannot_be_done_is_told(run, words, said):
    result = run(*words)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())
