"""libsodium that cannot be loaded: said in words that name the way out, and not unpacked again and again."""

from __future__ import annotations

import subprocess
import sys

_NOEXEC = """
import ctypes, sys, tempfile

def refused(name):
    raise OSError(f"{name}: failed to map segment from shared object")

ctypes.cdll.LoadLibrary = refused
"""


def run(tmp_path, lines: str) -> subprocess.CompletedProcess[str]:
    """A Python whose temporary folder lets nothing be loaded from it."""
    command = [sys.executable, "-c", f"{_NOEXEC}\n{lines}"]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={"TMPDIR": str(tmp_path)})


def test_a_temporary_folder_that_is_noexec_is_told_once_and_fills_with_nothing(tmp_path):
    told = run(
        tmp_path,
        """
from goodoffices.errors import MachineError
for _ in range(3):
    try:
        import goodoffices.seal.unanimity
    except MachineError as error:
        print(error.problems[0])
""",
    )
    assert (told.stderr, told.stdout.count("libsodium cannot be loaded"), told.stdout.count("TMPDIR")) == ("", 3, 3)
    assert len(list(tmp_path.glob("*.so"))) == 1


def test_the_command_line_tells_it_without_a_traceback(tmp_path):
    lines = "from goodoffices.cli import main; main(['seal', 'key', 'north', '--acts', 'a', '-o', '/dev/null'])"
    told = run(tmp_path, lines)
    assert told.returncode == 2
    assert "TMPDIR" in told.stderr
    assert "Traceback" not in told.stderr
    file = "examples/two-villages-agreement/signed.agreement"
    told = run(tmp_path, f"from goodoffices.cli import main; main(['agreement', 'verify', '{file}'])")
    assert (told.returncode, "TMPDIR" in told.stderr, "Traceback" in told.stderr) == (2, True, False)
