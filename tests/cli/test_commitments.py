"""`goodoffices commitments`: a file is begun, checked, shown, listed, written as a page and as a calendar."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from goodoffices.cli import main

ROOT = Path(__file__).parents[2]
FILE = str(ROOT / "examples" / "valley-commitments" / "valleys.commitments.yaml")
TEXT = str(ROOT / "examples" / "valley-commitments" / "agreement.txt")
TERMS = str(ROOT / "examples" / "ceasefire-two-valleys" / "terms.yaml")
LEDGER = str(ROOT / "examples" / "ceasefire-two-valleys" / "monitors-a.csv")
PLAN = str(ROOT / "examples" / "river-corridor" / "plan.yaml")
AS_OF = ("--as-of", "2031-04-25")


def run(*words):
    return CliRunner().invoke(main, ["commitments", *words])


def test_what_is_overdue_comes_first_and_the_exit_code_says_it_to_a_script():
    found = run("due", FILE, *AS_OF, "--exit-code")
    assert found.exit_code == 1
    assert found.stdout.startswith("overdue by 10 days; a part was confirmed: upland-guns")
    assert "it finds no breach" in " ".join(found.stdout.split())
    assert run("due", FILE, "--as-of", "2031-03-01", "--within", "0", "--exit-code").exit_code == 0


def test_an_agreement_becomes_a_file_whose_suggestions_are_comments(tmp_path):
    mine = str(tmp_path / "mine.yaml")
    made = run(
        "new", mine, "--text", TEXT, "--party", "Upland Council", "--party", "Lowland Council", "--title", "A: b"
    )
    assert "8 suggested as comments" in made.stderr
    assert run("check", mine, "--json").exit_code == 0
    assert run("new", mine).exit_code == 2
    assert run("new", TEXT, "--text", TEXT, "--force").exit_code == 2


def test_an_incident_and_a_closed_window_stand_at_the_commitment_they_touch(tmp_path):
    mine = tmp_path / "mine.yaml"
    text = Path(FILE).read_text(encoding="utf-8").replace("text: agreement.txt\n", "")
    mine.write_text(text.replace("clause: area}]", "clause: area}, {corridor: river-corridor}]"), encoding="utf-8")
    found = run("show", str(mine), *AS_OF, "--ceasefire", TERMS, "--ledger", LEDGER, "--corridor", PLAN, "--json")
    told = json.loads(found.stdout)["commitments"]
    assert told["no-attack"]["touched"]["caution"] == "An event, not a finding of breach."
    assert {each["ceasefire"] for each in told["no-attack"]["touched"]["events"]} == {"two-valleys"}
    corridor = [each["text"] for each in told["upland-guns"]["touched"]["events"] if "corridor" in each]
    assert any(text.startswith("NOT AGREED") for text in corridor)
    assert any(text.startswith("window closed: 2017-06-03 08:00 to 15:00") for text in corridor)


def test_a_page_for_one_party_and_a_calendar_are_written(tmp_path):
    page, ics = tmp_path / "p.html", tmp_path / "d.ics"
    assert run("page", FILE, *AS_OF, "--party", "uplanders", "-o", str(page)).exit_code == 0
    assert "For Upland Council" in page.read_text(encoding="utf-8")
    told = json.loads(run("calendar", FILE, "--as-of", "2031-04-02", "-o", str(ics), "--json").stdout)
    assert told["without"] == ["no-attack", "open-bridge", "release"]
    assert ics.read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert run("calendar", FILE, "-o", "-").stdout_bytes.startswith(b"BEGIN:VCALENDAR")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("check", "absent.yaml"), "no such file"),
        (("check", TEXT), "agreement.txt:1"),
        (("show", FILE, "--party", "uplander"), "Did you mean `uplanders`?"),
        (("show", FILE, "--ledger", LEDGER), "--ceasefire TERMS"),
        (("show", FILE, "--ceasefire", TERMS), "Give a --ledger"),
        (("page", FILE, "-o", FILE), "cannot be called"),
        (("calendar", FILE, "-o", FILE), "Give another name"),
        (("calendar", FILE, "-o", "-", "--json"), "both go to standard output"),
        (("due", FILE, "--as-of", "yesterday"), "no day of the calendar"),
        (("new", "-", "--party", "A"), "--text AGREEMENT"),
        (("new", "-", "--text", TEXT, "--party", "A", "--body", "a"), "given twice"),
    ],
)
def test_what_cannot_be_done_is_said_in_words(words, told):
    found = run(*words)
    assert found.exit_code == 2
    assert told in found.stderr
    assert "Traceback" not in found.output
