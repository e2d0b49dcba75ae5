"""What is suggested for a name that leads nowhere: a file's, and a party's whose id was changed in one place only."""

from __future__ import annotations

from pathlib import Path

import pytest

from goodoffices.dossier import parse_dossier, read
from goodoffices.errors import DossierError, FileError, Problem

VILLAGES = Path(__file__).parents[2] / "examples" / "two-villages" / "dossier.yaml"
TEXT = VILLAGES.read_text(encoding="utf-8")


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(DossierError) as met:
        parse_dossier(text, "case.yaml")
    return met.value.problems


@pytest.mark.parametrize(
    ("there", "asked", "meant"),
    [
        ("bin.yaml", "nope.yaml", ""),
        ("case.yaml", "base-line.yaml", ""),
        ("village.yaml", "vilage.yaml", "village.yaml"),
        ("village.yaml", "village.yml", "village.yaml"),
        ("village.yaml", "village", "village.yaml"),
    ],
)
def test_a_file_is_suggested_only_where_its_name_without_the_ending_is_alike(tmp_path: Path, there, asked, meant):
    (tmp_path / there).write_text(TEXT, encoding="utf-8")
    with pytest.raises(FileError) as met:
        read(tmp_path / asked)
    remedy = met.value.problems[0].remedy
    assert (f"Did you mean `{tmp_path / meant}`?" if meant else "`goodoffices dossier new FILE`") in remedy


@pytest.mark.parametrize("name", ["lowr", "south"])
def test_a_party_whose_id_was_changed_only_where_it_is_defined_is_one_mistake_told_there(name):
    text = TEXT.replace("  lower: {name:", f"  {name}: {{name:")
    (found,) = problems(text)
    assert text.splitlines()[found.where.line - 1].startswith(f"  {name}: {{name:")
    assert (found.where.column, found.where.key) == (3, f"parties.{name}")
    assert found.what == f"party `{name}` has no line on any issue, and every issue has one of `lower`"
    assert found.remedy.startswith("Write `lower` here, as on every issue")


def test_two_parties_whose_ids_were_changed_are_told_apart_by_likeness():
    text = TEXT.replace("  lower: {name:", "  lowr: {name:").replace("  upper: {name:", "  uper: {name:")
    told = {found.where.key: found.remedy.split("`")[1] for found in problems(text)}
    assert told == {"parties.lowr": "lower", "parties.uper": "upper"}


def test_a_party_renamed_on_some_issues_only_is_told_where_it_is_not():
    head, tail = TEXT.split("\n  grazing:")
    found = problems(head.replace("    lower:", "    lowr:") + "\n  grazing:" + tail)
    assert {problem.where.key for problem in found} == {"issues.water.lowr"}


def test_what_names_the_party_elsewhere_by_its_old_id_is_not_told_again():
    text = TEXT.replace("  lower: {name:", "  lowr: {name:")
    text += "interactions: [{party: lower, when: {water: days, grazing: both}, worth: 2}]\n"
    assert [found.where.key for found in problems(text)] == ["parties.lowr"]
