"""What the package carries of others' work is what was chosen, and its licences come along."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def vendoring():
    made = importlib.util.spec_from_file_location("vendor", ROOT / "scripts" / "vendor.py")
    module = importlib.util.module_from_spec(made)
    made.loader.exec_module(module)
    return module


def test_every_file_of_others_is_the_one_whose_hash_was_written_down(vendoring):
    assert [problem for folder in vendoring.FOLDERS for problem in vendoring.problems(folder)] == []


def test_a_file_that_was_changed_or_put_in_or_taken_out_is_told_of(vendoring, tmp_path):
    folder = tmp_path / "vendor"
    shutil.copytree(vendoring.FOLDERS[0], folder)
    (folder / "htmx.min.js").write_text("changed", encoding="utf-8")
    (folder / "more.js").write_text("put in", encoding="utf-8")
    (folder / "sse.min.js").unlink()
    assert vendoring.problems(folder) == [
        "sse.min.js is missing",
        "more.js is not in vendor.toml",
        "htmx.min.js is not the file whose hash is in vendor.toml",
    ]


def test_each_work_of_others_is_named_with_its_version_in_the_notice_and_has_its_licence_beside_it(vendoring):
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    for package in (package for folder in vendoring.FOLDERS for package in vendoring.packages(folder)):
        assert package["name"] in notice
        assert package["version"] in notice
        assert any(name.endswith(".LICENSE") for name in package["files"])
