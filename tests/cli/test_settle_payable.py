"""`goodoffices settle --stability MODEL --payable`: packages that would hold, or that guarantors can pay for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from goodoffices.cli import main

VILLAGES = Path(__file__).resolve().parents[2] / "examples" / "two-villages"
DOSSIER, MODEL = str(VILLAGES / "dossier.yaml"), str(VILLAGES / "stability.yaml")


def run(*arguments: str, code: int = 0):
    result = CliRunner().invoke(main, ["settle", DOSSIER, *arguments])
    assert result.exit_code == code, result.output
    return result


def test_packages_hold_by_themselves_or_with_what_the_council_can_pay():
    found = json.loads(run("--stability", MODEL, "--payable", "--json").stdout)
    packages = found["stability"]["packages"]
    by_price = {round(each["prices"].get("upper", 0.0), 6): each for each in packages}
    # Damming the spring is worth 72 points to the Upper Village; the ditch adds 8 to staying.
    assert all(each["payable"] is (price <= 8) for price, each in by_price.items())
    assert all(each["holds"] is (price == 0) for price, each in by_price.items())
    assert {tuple(each["levers"] or ()) for each in packages} >= {("ditch",)}
    assert found["stability"]["not_looked_at"] == 0


def test_the_list_is_told_in_words():
    told = run("--stability", MODEL, "--payable").output
    assert "Packages that would hold" in told
    assert "2 would hold by themselves and 1 more with what" in " ".join(told.split())


@pytest.mark.parametrize(
    "arguments", [["--payable"], ["--stability", MODEL], ["--stability", "nowhere.yaml", "--payable"]]
)
def test_what_is_missing_is_told(arguments):
    run(*arguments, code=2)


def test_a_model_of_other_people_or_without_points_is_refused_in_words(tmp_path):
    text = Path(MODEL).read_text(encoding="utf-8")
    for number, (old, new) in enumerate(
        (("upper:\n      name", "other:\n      name"), ("worths:", "chance: {}\n  x:"))
    ):
        model = tmp_path / f"{number}.yaml"
        model.write_text(text.replace(old, new), encoding="utf-8")
        assert run("--stability", str(model), "--payable", code=2).output
