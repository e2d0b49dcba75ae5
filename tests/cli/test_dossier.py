"""`goodoffices dossier`: what a desk officer types and gets."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from goodoffices.cli import main
from goodoffices.dossier import new_dossier, parse_dossier, read

TEXT = new_dossier("case")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "case.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(*words: object, env: dict[str, str] | None = None):
    return CliRunner().invoke(main, ["dossier", *map(str, words)], env=env)


def test_check_says_what_is_in_a_valid_file_and_prints_its_caution(file):
    result = run("check", file)
    assert result.exit_code == 0
    told = " ".join(result.stdout.split())
    assert "2 parties" in told
    assert "9 packages" in told
    assert read(file).hash in told
    assert "Caution: The preferences in this file" in told
    assert "Remark: 6 of 6 judgements name neither source nor author" in told


@pytest.mark.parametrize("columns", ["", "60"])
def test_check_is_as_narrow_in_a_pipe_as_every_other_command(columns):
    example = Path(__file__).parents[2] / "examples" / "astana-2017" / "dossier.yaml"
    shown = run("check", os.path.relpath(example), env={"COLUMNS": columns}).stdout
    lines = [line for line in shown.splitlines() if "sha256:" not in line]
    assert 50 < max(map(len, lines)) <= int(columns or 80)


@pytest.mark.parametrize("columns", ["", "30"])
def test_check_tells_the_hash_on_one_line_in_a_pipe_for_scripts_that_look_for_it(file, columns):
    lines = run("check", file, env={"COLUMNS": columns}).stdout.splitlines()
    assert f"Hash of what it says: {read(file).hash}" in lines


def test_check_in_json_is_for_programs(file):
    found = json.loads(run("check", file, "--json").stdout)
    assert found["valid"] is True
    assert found["counts"]["packages"] == 9
    assert found["hash"] == read(file).hash
    assert found["remarks"]


def test_check_tells_every_mistake_with_its_place_and_ends_with_two(file):
    file.write_text(TEXT.replace("none > partial", "none > partail").replace("role: principal", "role: boss"))
    result = run("check", file)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert f"{file}:" in result.stderr
    assert "Did you mean `partial`?" in result.stderr
    assert "at issues.ceasefire.a" in result.stderr
    assert "4 problems." in result.stderr
    assert "\x1b" not in result.stderr


def test_check_shows_twenty_of_many_mistakes_and_counts_them(file):
    file.write_text(TEXT + "".join(f"key{n}: x\n" for n in range(30)))
    result = run("check", file)
    assert result.stderr.count("is not a key") == 20
    assert "… and 10 more: 30 problems in all." in result.stderr


def test_mistakes_in_json_are_all_there(file):
    file.write_text(TEXT + "".join(f"key{n}: x\n" for n in range(30)))
    result = run("check", file, "--json")
    assert result.exit_code == 2
    errors = json.loads(result.stdout)["error"]
    assert len(errors) == 30
    assert errors[0]["where"]["file"] == str(file)
    assert errors[0]["where"]["line"] > 40


def test_a_file_that_cannot_be_read_is_told_plainly(tmp_path):
    for path, told in ((tmp_path / "absent", "no such file"), (tmp_path, "a folder")):
        result = run("check", path)
        assert (result.exit_code, told in result.stderr) == (2, True)
    (tmp_path / "binary").write_bytes(bytes(range(256)))
    assert run("show", tmp_path / "binary").exit_code == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told_plainly(file):
    file.chmod(0)
    assert "cannot be read" in run("check", file).stderr


@pytest.mark.parametrize("columns", [80, 120])
def test_show_fits_the_terminal_and_says_everything(file, columns):
    result = run("show", file, env={"COLUMNS": str(columns)})
    assert result.exit_code == 0
    assert "\x1b" not in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= columns
    before, _, after = result.stdout.partition("Caution:")
    assert before.count("\n") == 2
    for word in ("First party", "principal", "30..45", "6..8", "none > partial >> full", "What is to be settled"):
        assert word in after


@pytest.mark.parametrize(
    "example", sorted(Path(__file__).parents[2].glob("examples/*/dossier.yaml")), ids=lambda f: f.parent.name
)
def test_show_says_every_word_of_an_example(example):
    shown = " ".join(run("show", example, env={"COLUMNS": "1000"}).stdout.split())
    dossier = read(example)
    words = [dossier.title, dossier.caution, *(p.name for p in (*dossier.parties, *dossier.excluded))]
    words += [issue.ask for issue in dossier.issues] + [o.label for issue in dossier.issues for o in issue.options]
    words += [linkage.text for linkage in dossier.linkages] + [source.what for source in dossier.sources]
    words += [p.judgement.note for issue in dossier.issues for p in issue.preferences]
    words += [round_.title for round_ in dossier.rounds] + [text.title for text in dossier.texts]
    assert [word for word in words if " ".join(word.split()) not in shown] == []


def test_show_lays_out_what_a_text_or_a_round_says_and_rests_on_under_the_keys_of_the_file():
    example = Path(__file__).parents[2] / "examples" / "astana-2017" / "dossier.yaml"
    record = run("show", example).stdout.partition("On record\n")[2].partition("\nSources\n")[0]
    assert "[" not in record
    first, second = record.split("\n\nText ")[1:3]
    keys = ["date", "signed", "package", "source", "note", "unverified"]
    assert re.findall(r"^  (\w+):", first, re.MULTILINE) == keys
    assert "  source: S3, S6, S7, S14" in second.splitlines()
    assert "\n\nRound: Meeting of foreign ministers, Moscow\n  date: 2016-12-20\n  place: Moscow\n  host: " in record


def test_show_in_json_is_the_file_in_its_own_words(file):
    found = json.loads(run("show", file, "--json").stdout)
    assert found["issues"]["access"]["b"] == "4 full > partial >> none"
    assert found["hash"] == read(file).hash


def test_new_writes_a_valid_dossier_and_never_over_another(tmp_path):
    path = tmp_path / "Nile water.yaml"
    words = (
        "new",
        path,
        "--title",
        "It's: a case",
        "--party",
        "gov:The Government",
        "--party",
        "opp",
        "--issue",
        "air",
    )
    result = run(*words)
    assert result.exit_code == 0
    assert "Written" in result.stderr
    dossier = read(path)
    assert (dossier.id, dossier.title) == ("Nile-water", "It's: a case")
    assert [(p.id, p.name) for p in dossier.parties] == [("gov", "The Government"), ("opp", "opp")]
    assert [issue.id for issue in dossier.issues] == ["air"]
    before = path.read_bytes()
    again = run("new", path)
    assert (again.exit_code, "there already" in again.stderr, path.read_bytes() == before) == (2, True, True)
    assert run("new", path, "--force", "-q").stderr == ""
    assert path.read_bytes() != before


def test_the_reference_says_how_a_party_without_a_name_is_called(tmp_path):
    page = (Path(__file__).parents[2] / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
    assert "(`--party gov`), and several words are the name" in page
    assert run("new", tmp_path / "x.yaml", "--party", "gov").exit_code == 0
    assert [(p.id, p.name) for p in read(tmp_path / "x.yaml").parties] == [("gov", "gov")]
    assert "ID[:NAME]" in run("new", "--help").stdout


def test_new_makes_the_id_of_a_party_that_has_only_a_name(tmp_path):
    assert run("new", tmp_path / "x.yaml", "--party", "South Side", "--party", "n:North").exit_code == 0
    assert [(p.id, p.name) for p in read(tmp_path / "x.yaml").parties] == [
        ("South-Side", "South Side"),
        ("n", "North"),
    ]


@pytest.mark.parametrize("words", [("--party", "a:A", "--party", "a:B"), ("--issue", "x", "--issue", "x")])
def test_new_refuses_a_name_that_is_given_twice(tmp_path, words):
    assert "is given twice" in run("new", tmp_path / "x.yaml", *words).stderr


def test_new_prints_to_the_screen_when_asked():
    assert parse_dossier(run("new", "-").stdout).id == "my-case"


@pytest.mark.parametrize("words", [("--party", "a b:X"), ("--party", "ask:X"), ("--issue", "if"), ("--title", "\x07")])
def test_new_refuses_names_that_no_dossier_can_hold(tmp_path, words):
    assert run("new", tmp_path / "x.yaml", *words).exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_new_makes_a_folder_that_is_not_there_and_says_so(tmp_path):
    result = run("new", tmp_path / "no" / "x.yaml")
    assert (result.exit_code, f"Made the folder {tmp_path / 'no'}" in result.stderr) == (0, True)
    assert "Made" not in run("new", tmp_path / "no" / "y.yaml").stderr
    assert run("new", tmp_path / "other" / "x.yaml", "-q").stderr == ""


def test_a_minus_for_a_file_is_the_screen_wherever_a_text_is_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    mill = sorted((Path(__file__).parents[2] / "examples" / "mill").glob("*.xml"))
    assert json.loads(run("schema", "-o", "-").stdout)["title"] == "Dossier"
    assert parse_dossier(run("import", *mill, "-o", "-").stdout).parties
    assert list(tmp_path.iterdir()) == []
    assert run("new", "./-").exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["-"]


def test_what_is_sent_on_from_the_screen_is_utf_8_whatever_the_terminal_speaks():
    words = [sys.executable, "-m", "goodoffices", "dossier", "new", "-", "--party", "a:Ångström"]
    shown = subprocess.run(words, env={**os.environ, "PYTHONIOENCODING": "ascii"}, capture_output=True, check=True)
    assert "Ångström".encode() in shown.stdout


def test_set_changes_one_value_and_nothing_else(file):
    file.chmod(0o640)
    result = run("set", file, "issues.access.b", "-q", "5 full > partial >> none")
    assert (result.exit_code, result.stderr) == (0, "")
    assert file.read_text() == TEXT.replace("b: 4 full", "b: 5 full")
    assert file.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in file.parent.iterdir()] == ["case.yaml"]


def test_set_refuses_what_would_spoil_the_file(file):
    for key, value in (("issues.access.b", "5 ful"), ("issues.acces.b", "0"), ("parties.a.fallback", "-8..-4")):
        assert run("set", file, key, value).exit_code == 2
    assert file.read_text() == TEXT


def test_set_writes_through_a_link(file, tmp_path):
    link = tmp_path / "link.yaml"
    link.symlink_to(file)
    assert run("set", link, "title", "Other").exit_code == 0
    assert link.is_symlink()
    assert read(file).title == "Other"


def test_schema_is_printed_or_written(tmp_path):
    printed = run("schema").stdout
    assert json.loads(printed)["title"] == "Dossier"
    assert run("schema", "-o", tmp_path / "s.json").exit_code == 0
    assert (tmp_path / "s.json").read_text() == printed
