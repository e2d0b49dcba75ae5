"""What the guide says of readings is so."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from goodoffices.cli import main
from goodoffices.evidence.reading import languages, load_rules, read_text, write_review

ROOT = Path(__file__).parents[3]
GUIDE = (ROOT / "docs" / "guide" / "read-a-text.md").read_text(encoding="utf-8")
EXAMPLE = "examples/read-a-text/bulletin.txt"


@pytest.fixture
def at_root(monkeypatch):
    monkeypatch.chdir(ROOT)


def test_the_answer_told_in_the_guide_is_the_one_given(at_root):
    (told,) = re.findall(r"```text\n(.*?)```", GUIDE, re.DOTALL)
    result = CliRunner().invoke(main, ["evidence", "read", EXAMPLE, "--dated", "2018-10-12"])
    assert " ".join(told.split()) in " ".join(result.stdout.split())


def test_the_entry_shown_in_the_guide_is_the_one_written_into_the_review():
    (entry,) = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
    text = (ROOT / EXAMPLE).read_text(encoding="utf-8")
    assert entry in write_review(read_text(text, dt.date(2018, 10, 12), name=EXAMPLE))


def test_what_the_guide_says_of_denial_is_what_happens():
    (one,) = read_text("It is false that 500 were killed.", dt.date(2018, 10, 12)).figures
    assert one.harm == "killed"
    assert "“it is false that 500 were killed” suggests 500 killed" in GUIDE


def test_every_language_has_a_name_and_dates():
    assert "en" in languages()
    assert all(load_rules(language).dates and load_rules(language).name for language in languages())
