"""`goodoffices evidence claims`: a ledger in the terminal, as a page, as JSON, in other forms."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from goodoffices.cli import main

LEDGER = str(Path(__file__).parents[2] / "examples" / "syria-2011-2016" / "claims.yaml")


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(main, ["evidence", "claims", *words])


def test_the_terminal_tells_that_no_figure_is_supported_and_where_the_attribution_drifted(run):
    result = run(LEDGER)
    assert result.exit_code == 0, result.output
    told = " ".join(result.stdout.split())
    assert "In 2 of them no single figure is supported." in told
    assert "gives as that of United Nations (article-killed) goes back to Staffan de Mistura (mistura-fp)" in told


@pytest.mark.long
def test_the_page_and_the_pictures_are_written_and_told_as_json(run, tmp_path):
    result = run(LEDGER, "--html", "new/page.html", "--figures", "pictures", "--json")
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    page = (tmp_path / "new" / "page.html").read_text(encoding="utf-8")
    assert told["written"]["html"] == str(tmp_path / "new" / "page.html")
    assert page.count("<svg") == len(told["written"]["figures"]) // 3 == 6
    assert "No single figure is supported" in page
    assert told["inputs"]["ledger syria-2011-2016"] in page


@pytest.mark.long
@pytest.mark.parametrize("form", ["yaml", "csv"])
def test_an_export_reads_back_as_the_same_ledger(run, form):
    assert run(LEDGER, "--export", form, "-o", f"again.{form}").exit_code == 0
    one, other = (json.loads(run(file, "--json").stdout) for file in (LEDGER, f"again.{form}"))
    assert one == other


@pytest.mark.parametrize(("form", "kind"), [("prov", "prov:Collection"), ("claimreview", "ClaimReview")])
def test_other_forms_go_to_standard_output(run, form, kind):
    result = run(LEDGER, "--export", form)
    assert result.exit_code == 0, result.output
    assert kind in json.loads(result.stdout)["@graph"][0]["@type"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["none.yaml"], "there is no such file"),
        ([LEDGER, "--export", "csv", "--json"], "--export writes the ledger as it is"),
        ([LEDGER, "-o", "x.csv"], "say which with --export"),
        ([LEDGER, "--export", "yaml", "-o", LEDGER], "would be written over"),
        ([LEDGER, "--html", "x.pdf"], "The page is HTML"),
        ([LEDGER, "--html", "-", "--json"], "both go to standard output"),
        ([LEDGER, "--html", LEDGER], "cannot be called"),
        ([LEDGER, "--figures", "-"], "Name a folder"),
    ],
)
def test_what_cannot_be_done_is_told_before_anything_is_written(run, tmp_path, words, said):
    result = run(*words)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())
    assert list(tmp_path.iterdir()) == []


def test_a_mistake_in_the_ledger_is_told_with_its_line(run, tmp_path):
    text = Path(LEDGER).read_text(encoding="utf-8").replace("grade: D4", "grade: Q4", 1)
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    result = run("mine.yaml")
    line = text[: text.index("grade: Q4")].count("\n") + 1
    assert result.exit_code == 2
    assert f"mine.yaml:{line}:" in result.stderr
    assert "at claims.article-killed.grade" in result.stderr
    assert "Traceback" not in result.output
