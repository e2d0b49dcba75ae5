"""`goodoffices what-if`: what it prints for people and for programs, and that nothing is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from goodoffices.cli import main

ROOT = Path(__file__).parents[2]
ASTANA = ROOT / "examples" / "astana-2017" / "dossier.yaml"
VILLAGES = ROOT / "examples" / "two-villages" / "dossier.yaml"


def what_if(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["what-if", *words])
    return result.exit_code, result.stdout


def test_the_json_holds_before_after_and_difference_and_the_file_stays_as_it_is() -> None:
    as_it_was = VILLAGES.read_bytes()
    code, text = what_if(str(VILLAGES), "parties.upper.fallback", "45", "--drop", "lower:water=upper", "--json")
    assert code == 0
    assert VILLAGES.read_bytes() == as_it_was
    found = json.loads(text)
    assert found["differs"] is True
    assert found["packages"]["allowed"] == {"before": 48, "after": 72, "difference": 24}
    assert found["packages"]["acceptable"] == {"before": 30, "after": 33, "difference": 3}
    assert set(found["solutions"]) == {"nash", "kalai_smorodinsky", "egalitarian", "utilitarian"}
    assert found["solutions"]["nash"]["changed"] == ["prisoners"]
    gain = found["solutions"]["nash"]["gain"]["upper"]
    assert gain["difference"] == pytest.approx(gain["after"] - gain["before"])
    assert found["texts"]["elders"]["acceptable"] == {"before": True, "after": True}
    assert [edit["key"] for edit in found["edits"]] == ["parties.upper.fallback", "issues.water.lower"]
    assert [found["inputs"][side]["by"] for side in ("before", "after")] == [None, None], "the example does not say"
    assert found["inputs"]["before"]["dossier_hash"] != found["inputs"]["after"]["dossier_hash"]


def test_a_value_as_it_is_already_changes_nothing() -> None:
    code, text = what_if(str(VILLAGES), "parties.upper.fallback", "35")
    assert code == 0
    assert "parties.upper.fallback: is 35 already" in text
    assert "now 35" not in text
    assert "Nothing that is compared here changes" in " ".join(text.split())


def test_several_changes_are_made_together_and_a_person_reads_them_on_one_screen() -> None:
    code, text = what_if(
        str(ASTANA), "parties.gov.fallback", "40", "parties.opp.fallback", "20", "--drop", "linkage:1", "--drop",
        "irn:iran=observer",
    )  # fmt: skip
    assert code == 0
    flat = " ".join(text.split())
    assert "parties.gov.fallback: now 40" in flat
    assert "linkage:1: dropped (monitor=trilateral requires iran=guarantor)" in flat
    assert "Acceptable packages: 191,246 before," in flat
    assert "proves nothing about prediction" in flat
    assert max(map(len, text.splitlines())) <= 80
    assert "\x1b" not in text


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("parties.upper.fallback",), "has no value behind it"),
        ((), "Say what would be otherwise"),
        (("--drop", "linkage:9"), "there is no linkage 9"),
        (("--drop", "lower:water=days"), "is not a red line of lower on water"),
        (("parties.uper.fallback", "4"), "not a key"),
        (("issues.water.lower", "5 meter > dys"), "left out"),
    ],
)
def test_what_cannot_be_supposed_ends_with_2_and_says_why(words: tuple[str, ...], told: str) -> None:
    result = CliRunner().invoke(main, ["what-if", str(VILLAGES), *words, "--json"])
    assert result.exit_code == 2
    assert told in json.loads(result.stdout)["error"][0]["what"]
    assert "Traceback" not in result.stderr
