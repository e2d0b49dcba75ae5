"""`goodoffices evidence read`: suggestions in the terminal, as JSON and as a page; a review; confirmed claims."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from goodoffices.cli import main

BULLETIN = Path(__file__).parents[2] / "examples" / "read-a-text" / "bulletin.txt"


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copy(BULLETIN, tmp_path / "bulletin.txt")
    return lambda *words: CliRunner().invoke(main, ["evidence", "read", *words])


def decide(tmp_path, **decisions):
    review = (tmp_path / "review.yaml").read_text(encoding="utf-8")
    review = re.sub(
        r"for_all:\n.*?\n\n", "for_all: {place: Valley, period: 2018, grade: D4}\n\n", review, flags=re.DOTALL
    )
    for name, decision in decisions.items():
        review = review.replace(f"  {name}:\n    decision:\n", f"  {name}:\n    decision: {decision}\n")
    (tmp_path / "review.yaml").write_text(review, encoding="utf-8")


def test_the_terminal_shows_sentences_with_what_was_found_and_says_that_none_is_a_claim(run):
    result = run("bulletin.txt", "--dated", "2018-10-12")
    assert result.exit_code == 0, result.output
    told = " ".join(result.stdout.split())
    assert "None of them is a claim" in told
    assert "In May last year the Lakes Council hosted the first round of talks." in told
    assert "because a first round" in told


def test_the_same_goes_to_json_to_a_page_and_to_a_review(run, tmp_path):
    result = run("bulletin.txt", "--dated", "2018-10-12", "--json", "--html", "page.html", "-o", "review.yaml")
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert {one["status"] for one in told["suggestions"]} == {"suggestion"}
    assert "None of them is a claim" in page
    assert told["inputs"]["text bulletin.txt"] in page
    assert run("bulletin.txt", "--dated", "2018-10-12", "-o", "review.yaml").exit_code == 2
    assert run("bulletin.txt", "--dated", "2018-10-12", "-o", "review.yaml", "--force").exit_code == 0


def test_a_review_becomes_claims_only_where_a_person_decided(run, tmp_path):
    run("bulletin.txt", "--dated", "2018-10-12", "-o", "review.yaml")
    none = run("--confirm", "review.yaml", "--by", "Ana Sol", "--into", "claims.yaml")
    assert "nothing became a claim" in none.stdout
    assert not (tmp_path / "claims.yaml").exists()
    decide(tmp_path, f1="accept", f2="reject")
    done = run("--confirm", "review.yaml", "--by", "Ana Sol", "--into", "claims.yaml", "--json")
    assert json.loads(done.stdout)["claims"] == ["bulletin-f1"]
    ledger = CliRunner().invoke(main, ["evidence", "claims", "claims.yaml", "--json"])
    assert ledger.exit_code == 0, ledger.output
    assert "accepted by Ana Sol" in ledger.stdout


def test_a_text_that_changed_since_is_told_and_one_that_is_gone_is_noted(run, tmp_path):
    run("bulletin.txt", "--dated", "2018-10-12", "-o", "review.yaml")
    decide(tmp_path, f1="accept")
    (tmp_path / "bulletin.txt").write_text("Other words.", encoding="utf-8")
    changed = run("--confirm", "review.yaml", "--by", "Ana Sol", "--into", "claims.yaml")
    assert changed.exit_code == 2
    assert "the text is not the one that was read" in changed.stderr
    (tmp_path / "bulletin.txt").unlink()
    gone = run("--confirm", "review.yaml", "--by", "Ana Sol", "--into", "claims.yaml")
    assert gone.exit_code == 0
    assert "could not be compared" in gone.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Name the text to read"),
        (["bulletin.txt"], "Say of which day the document is"),
        (["bulletin.txt", "--dated", "2018-13-01"], "no day in the calendar"),
        (["bulletin.txt", "--dated", "1066-10-14"], "between 1900 and 2200"),
        (["bulletin.txt", "--dated", "2018-10-12", "--language", "xx"], "There are rules for: en"),
        (["none.txt", "--dated", "2018-10-12"], "there is no such file"),
        (["bulletin.txt", "--dated", "2018-10-12", "-o", "bulletin.txt"], "the text itself"),
        (["bulletin.txt", "--dated", "2018-10-12", "-o", "-", "--json"], "both go to standard output"),
        (["--confirm", "review.yaml", "--into", "claims.yaml"], "Say who confirms"),
        (["--confirm", "review.yaml", "--by", "A"], "Say which ledger"),
        (["--confirm", "review.yaml", "--by", "A", "--into", "claims.csv"], "ends in .yaml"),
        (["bulletin.txt", "--confirm", "review.yaml", "--by", "A", "--into", "claims.yaml"], "reads no text"),
        (["--confirm", "bulletin.txt", "--by", "A", "--into", "claims.yaml"], "no review of a reading"),
    ],
)
def test_what_cannot_be_done_is_told_before_anything_is_written(run, tmp_path, words, said):
    result = run(*words)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())
    assert [file.name for file in tmp_path.iterdir()] == ["bulletin.txt"]


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "the text is empty"), (b" \n\n", "the text is empty"), (b"A\nPK\x03\x04", "page.txt:2:1: the sign U+0003")],
)
def test_what_is_no_text_is_refused(run, tmp_path, content, said):
    (tmp_path / "page.txt").write_bytes(content)
    result = run("page.txt", "--dated", "2018-10-12")
    assert result.exit_code == 2
    assert said in result.stderr


def test_the_page_shows_the_running_text_with_every_suggestion_marked_by_a_name_that_leads_to_its_row(run, tmp_path):
    (tmp_path / "bulletin.txt").write_text("At least 12 people died in Uptown, not <b>Halm</b>.", encoding="utf-8")
    result = run("bulletin.txt", "--dated", "2018-10-12", "-o", "page.html")
    assert result.exit_code == 0, result.output
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert page.count("None of them is a claim") == 2  # at the head and at the foot
    assert "&lt;b&gt;" in page
    assert "<b>Halm</b>" not in page
    names = re.findall(r'<sup[^>]*><a href="#(\w+)">(\w+)</a></sup>', page)
    assert {name for _, name in names} >= {"f1", "p1"}
    assert all(f'<th scope="row" id="{place}"' in page for place, _ in names)
    assert "<mark>At least 12</mark>" in page


def test_the_page_goes_to_one_place_only(run, tmp_path):
    result = run("bulletin.txt", "--dated", "2018-10-12", "-o", "page.html", "--html", "other.html")
    assert result.exit_code == 2
    assert "Give one name" in result.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["bulletin.txt"]


def test_the_ledger_does_not_hold_where_the_text_lies_on_the_disk(run, tmp_path):
    place = str(tmp_path / "bulletin.txt")
    run(place, "--dated", "2018-10-12", "-o", "review.yaml")
    decide(tmp_path, f1="accept")
    done = run("--confirm", "review.yaml", "--by", "Ana Sol", "--into", "claims.yaml")
    assert done.exit_code == 0, done.output
    assert "could not be compared" not in done.stderr
    assert "title and publisher of the document are not told" in done.stderr
    assert str(tmp_path) not in (tmp_path / "claims.yaml").read_text(encoding="utf-8")
