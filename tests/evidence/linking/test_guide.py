"""The answers told in the guides of linking and displacement are those given."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from goodoffices.cli import main

ROOT = Path(__file__).parents[3]


@pytest.mark.long
@pytest.mark.parametrize("page", ["link-lists", "displacement"])
def test_the_finding_told_in_the_guide_is_that_of_the_first_command(page, monkeypatch):
    monkeypatch.chdir(ROOT)
    text = (ROOT / "docs" / "guide" / f"{page}.md").read_text(encoding="utf-8")
    command = re.search(r"```console\ngoodoffices (.*)\n", text)[1]
    told = re.search(r"```text\n(Finding:.*)\n", text)[1]
    result = CliRunner().invoke(main, command.split())
    assert result.exit_code == 0, result.output
    assert told in " ".join(result.stdout.split())
