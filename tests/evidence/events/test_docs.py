"""What the guide and the reference tell of the store is so."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from click.testing import CliRunner

from goodoffices.cli import main
from goodoffices.evidence.events import SOURCES, schema

ROOT = Path(__file__).parents[3]
REFERENCE = (ROOT / "docs" / "reference" / "events.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "docs" / "guide" / "import-events.md").read_text(encoding="utf-8")


def test_the_reference_names_every_column_word_flag_and_tag():
    words = {
        *schema.COLUMNS,
        *schema.COUNT_COLUMNS,
        *schema.FLAGS,
        *schema.HXL.values(),
        *get_args(schema.DatePrecision),
        *get_args(schema.PlacePrecision),
        *schema.TABLES,
    }
    assert words - set(re.findall(r"`([^`]+)`", REFERENCE)) == set()


def test_the_guide_names_every_source_and_every_column_of_a_teams_own_table():
    told = set(re.findall(r"`([^`]+)`", re.sub(r"```.*?```", "", GUIDE, flags=re.DOTALL)))
    assert {*SOURCES, *(name for name in SOURCES["own"].columns)} - told == set()


def test_the_import_shown_in_the_guide_says_what_it_says_there(tmp_path, monkeypatch):
    line, shown = re.search(
        r"```console\n(goodoffices .*? import .*?)\n```\n\n```text\n(.*?)```", GUIDE, re.DOTALL
    ).groups()
    monkeypatch.chdir(ROOT)
    met = CliRunner().invoke(main, line.replace("events.duckdb", str(tmp_path / "store")).split()[1:])
    assert met.stdout == shown
