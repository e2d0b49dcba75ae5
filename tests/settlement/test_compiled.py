"""What is compiled is compiled once, and anew when it has changed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from goodoffices import compiled as keeping
from goodoffices.settlement import prepare
from goodoffices.settlement.engine import compiled

RUN = "from goodoffices.settlement.engine.kernels.sweep import swept; print(swept.stats.cache_path)"


@pytest.fixture(autouse=True)
def _no_folder_is_remembered(monkeypatch):
    """No test leaves the folder of another behind, whether it passes or fails."""
    keeping._folder.cache_clear()
    yield
    keeping._folder.cache_clear()


def test_after_preparing_nobody_waits_for_compiling():
    prepare()
    assert compiled.is_compiled()
    assert compiled.waiting() == ""


def closed_folders(*closed: Path):
    """As if these could not be written (root may write everywhere)."""
    can = keeping._can_be_written
    return lambda folder: not any(folder.is_relative_to(one) for one in closed) and can(folder)


def test_what_was_compiled_when_installed_serves_a_user_who_cannot_write_there(tmp_path, monkeypatch):
    prepare()
    keeping._folder.cache_clear()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("NUMBA_CACHE_DIR", raising=False)
    monkeypatch.setattr(keeping, "_can_be_written", closed_folders(compiled.KERNELS))
    assert keeping.kept_in(compiled.KERNELS).is_relative_to(tmp_path / "goodoffices")
    assert compiled.is_compiled()
    assert compiled.waiting() == ""


def test_a_user_without_a_home_that_can_be_written_has_the_search_all_the_same(tmp_path, monkeypatch):
    prepare()
    keeping._folder.cache_clear()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "closed"))
    monkeypatch.setattr(keeping, "_can_be_written", closed_folders(compiled.KERNELS, tmp_path))
    folder = keeping.kept_in(compiled.KERNELS)
    assert folder.stat().st_mode & 0o077 == 0
    assert compiled.is_compiled()


def test_where_nothing_was_compiled_one_is_told_to_wait(tmp_path, monkeypatch):
    kernels = tmp_path / "kernels"
    shutil.copytree(compiled.KERNELS, kernels, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(compiled, "KERNELS", kernels)
    keeping._folder.cache_clear()
    assert "up to a minute" in compiled.waiting()


def test_a_change_in_one_kernel_has_all_compiled_anew(tmp_path, monkeypatch):
    kernels = tmp_path / "kernels"
    shutil.copytree(compiled.KERNELS, kernels, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(compiled, "KERNELS", kernels)
    keeping._folder.cache_clear()
    before = keeping.kept_in(compiled.KERNELS)
    (kernels / "sweep.py").write_text((kernels / "sweep.py").read_text(encoding="utf-8") + "\n# changed\n", "utf-8")
    keeping._folder.cache_clear()
    after = keeping.kept_in(compiled.KERNELS)
    assert Path(before).parent == Path(after).parent == kernels / "__pycache__"
    assert before != after


@pytest.mark.long
def test_a_user_may_say_where_compiled_code_is_kept(tmp_path):
    told = subprocess.run(
        [sys.executable, "-c", RUN],
        env={**os.environ, "NUMBA_CACHE_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(told.stdout.strip()).is_relative_to(tmp_path)


def test_a_cache_that_is_not_named_in_full_is_not_looked_for_where_the_user_stands(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", "here")
    monkeypatch.setenv("HOME", "there")
    monkeypatch.setattr(keeping, "_can_be_written", closed_folders(compiled.KERNELS))
    keeping._folder.cache_clear()
    assert keeping.kept_in(compiled.KERNELS).is_absolute()
    assert list(tmp_path.iterdir()) == []
    keeping._folder.cache_clear()
