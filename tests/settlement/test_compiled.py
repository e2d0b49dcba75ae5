"""What is compiled is compiled once, and anew when it has changed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from goodoffices.settlement import prepare
from goodoffices.settlement.engine import compiled

RUN = "from goodoffices.settlement.engine.kernels.sweep import swept; print(swept.stats.cache_path)"


def test_after_preparing_nobody_waits_for_compiling():
    prepare()
    assert compiled.is_compiled()
    assert compiled.waiting() == ""


def test_kernels_in_folders_that_cannot_be_written_are_left_to_numba(monkeypatch):
    compiled._folder.cache_clear()
    monkeypatch.setattr(compiled.os, "access", lambda *_: False)
    assert compiled._folder("") == ""
    assert "half a minute" in compiled.waiting()
    compiled._folder.cache_clear()


def test_a_change_in_one_kernel_has_all_compiled_anew(tmp_path, monkeypatch):
    kernels = tmp_path / "kernels"
    shutil.copytree(compiled.KERNELS, kernels, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(compiled, "KERNELS", kernels)
    compiled._folder.cache_clear()
    before = compiled._folder("")
    (kernels / "sweep.py").write_text((kernels / "sweep.py").read_text(encoding="utf-8") + "\n# changed\n", "utf-8")
    compiled._folder.cache_clear()
    after = compiled._folder("")
    compiled._folder.cache_clear()
    assert Path(before).parent == Path(after).parent == kernels / "__pycache__"
    assert before != after


def test_a_user_may_say_where_compiled_code_is_kept(tmp_path):
    told = subprocess.run(
        [sys.executable, "-c", RUN],
        env={**os.environ, "NUMBA_CACHE_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(told.stdout.strip()).is_relative_to(tmp_path)
