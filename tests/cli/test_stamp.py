"""What every answer in a terminal says of where it comes from."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from goodoffices.cli import main
from goodoffices.dossier import read

VILLAGES = Path(__file__).parents[2] / "examples" / "two-villages" / "dossier.yaml"
ANSWERS = {
    "settle": [],
    "trade": [],
    "what-if": ["parties.upper.fallback", "45"],
    "divide": [],
}


def said(command: str, file: Path, *more: str) -> str:
    result = CliRunner().invoke(main, [command, str(file), *more])
    assert result.exit_code == 0
    return " ".join(result.stdout.split())


@pytest.mark.parametrize("command", ANSWERS)
def test_every_answer_in_a_terminal_carries_the_hash_of_the_dossiers_content(command: str) -> None:
    digits = read(VILLAGES).hash.removeprefix("sha256:")[:12]
    assert digits in said(command, VILLAGES, *ANSWERS[command])


@pytest.mark.parametrize("command", ["settle", "trade", "what-if"])
def test_where_numbers_were_rounded_the_answer_in_a_terminal_says_so(command: str, tmp_path: Path) -> None:
    text = VILLAGES.read_text(encoding="utf-8")
    fine = tmp_path / "fine.yaml"
    line = "upper: 8      upper > days > meter"
    assert line in text
    fine.write_text(text.replace(line, 'upper: "7.123456789 upper:100 days:33.333333333 meter:0"'), encoding="utf-8")
    told = "Arithmetic: worth rounded to 1/1,000,000,000 of a point, because the file's numbers have too many decimals"
    assert told in said(command, fine, *ANSWERS[command])
    assert "Arithmetic" not in said(command, VILLAGES, *ANSWERS[command])
