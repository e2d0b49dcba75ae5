"""`goodoffices settle --genius` and `goodoffices dossier import`."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner
from tests.dossier.exchange.sample import FARMER, genius, web

from goodoffices.cli import main


def run(*words: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, [str(word) for word in words])
    return result.exit_code, result.stdout, result.stderr


def test_a_scenario_is_settled_as_a_dossier_is(tmp_path: Path) -> None:
    code, text, _ = run("settle", "--genius", *genius(tmp_path), "--json")
    found = json.loads(text)
    assert code == 0
    assert found["packages"]["all"] == 18
    assert found["inputs"]["dossier"] == "Mill-stream"
    assert found["inputs"]["dossier_hash"].startswith("sha256:")
    assert "A scenario by others" in found["caution"]
    assert run("settle", "--genius", *web(tmp_path))[0] == 0


def test_a_scenario_is_written_as_a_dossier_that_settles_alike(tmp_path: Path) -> None:
    target = tmp_path / "case.yaml"
    code, text, told = run("dossier", "import", *genius(tmp_path), "-o", target)
    assert (code, text) == (0, "")
    assert f"Written: {target}" in told
    assert run("dossier", "check", target)[0] == 0
    mine = json.loads(run("settle", target, "--json")[1])
    theirs = json.loads(run("settle", "--genius", *genius(tmp_path), "--json")[1])
    for rule, solution in mine["solutions"].items():
        assert solution["package"] == theirs["solutions"][rule]["package"]
    assert run("dossier", "import", *genius(tmp_path), "-o", target)[0] == 2
    assert run("dossier", "import", *genius(tmp_path), "-o", target, "--force")[0] == 0
    assert run("dossier", "import", *genius(tmp_path))[1] == target.read_text(encoding="utf-8")


def test_a_fault_ends_with_2_and_names_file_and_line(tmp_path: Path) -> None:
    files = genius(tmp_path)
    files[1].write_text(FARMER.replace('evaluation="8"', ""), encoding="utf-8")
    code, text, _ = run("settle", "--genius", *files, "--json")
    (problem,) = json.loads(text)["error"]
    assert code == 2
    assert (problem["where"]["file"], problem["where"]["line"]) == (str(files[1]), 4)


def test_several_files_without_the_flag_are_told_to_use_it(tmp_path: Path) -> None:
    code, _, told = run("settle", *genius(tmp_path))
    assert code == 2
    assert "--genius" in told


def test_a_dossier_that_is_imported_is_told_to_need_no_import(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("dossier: mine\n", encoding="utf-8")
    code, _, told = run("dossier", "import", file)
    assert code == 2
    assert "A dossier needs neither import nor --genius: goodoffices dossier check FILE" in " ".join(told.split())
    assert "settle" not in told
