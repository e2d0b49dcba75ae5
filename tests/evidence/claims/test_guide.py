"""What the guide says of ledgers is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from goodoffices.cli import main
from goodoffices.evidence.claims import parse_figure, parse_ledger, range_of, spoken_range, write_ledger
from goodoffices.evidence.claims.records import CLAIM, DOCUMENT, HEAD
from goodoffices.evidence.claims.table import COLUMNS

DOCS = Path(__file__).parents[3] / "docs"
GUIDE = (DOCS / "guide" / "keep-a-ledger.md").read_text(encoding="utf-8")
REFERENCE = (DOCS / "reference" / "ledger.md").read_text(encoding="utf-8")
EXAMPLE = DOCS.parent / "examples" / "syria-2011-2016" / "claims.yaml"
LEDGER = "".join(re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL))
TOLD = re.findall(r"```text\n(.*?)```", GUIDE, re.DOTALL)


@pytest.mark.parametrize("file", ["example", "mine"])
def test_the_answers_told_in_the_guide_are_those_given(file, tmp_path):
    mine = tmp_path / "mine.yaml"
    mine.write_text(LEDGER, encoding="utf-8")
    path, told = (EXAMPLE, TOLD[:2]) if file == "example" else (mine, TOLD[2:])
    result = CliRunner().invoke(main, ["evidence", "claims", str(path)])
    assert result.exit_code == 0, result.output
    said = " ".join(result.stdout.split())
    assert told
    assert [part for part in told if " ".join(part.split()) not in said] == []


def test_the_ledger_of_the_guide_reads_back_when_it_is_written():
    ledger = parse_ledger(LEDGER)
    assert parse_ledger(write_ledger(ledger)) == ledger


def test_every_key_of_the_file_and_every_tag_of_the_table_is_in_the_reference():
    keys = [*HEAD, "harms", "populations", *(key.name for key in (*CLAIM, *DOCUMENT) if key.name != "id")]
    assert [key for key in keys if f"`{key}`" not in REFERENCE] == []
    tags = {column.tag for column in COLUMNS if not column.tag.startswith("#meta+relation")}
    short = {tag for tag in tags if tag.startswith("#meta+source")}
    assert [tag for tag in tags - short if f"`{tag}`" not in REFERENCE] == []
    assert [
        tag for tag in short if f"`+{tag.rpartition('+')[2]}`" not in REFERENCE and f"`{tag}`" not in REFERENCE
    ] == []


def test_a_figure_shown_in_the_guide_allows_what_the_guide_says():
    shown = {"exactly 23": "23", "at most 100": "0–100", "about 400000": "350,000–450,000"}
    for text, allowed in shown.items():
        assert f"`{text}`" in GUIDE
        assert spoken_range(range_of(parse_figure(text))) == allowed
