"""A command shown in the documentation runs as it stands there, on the files of this repository."""

from __future__ import annotations

import re
import shlex
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.cli.test_contents import COMMANDS, copy_examples, lines_of

from goodoffices.cli import main

ROOT = Path(__file__).resolve().parent.parent
PAGES = (
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / "examples").glob("*/README.md")),
)

NOT_RUN = {
    r"\bmine\.yaml\b(?!.*--party)": "mine.yaml stands for the reader's own dossier",
    r"\bbuyer\.json\b": "buyer.json and seller.json stand for the reader's own scenario",
    r"\bverify-log\b": "record.jsonl comes from the web application: tests/cli/test_verify_log.py makes one",
    r"\bgoodoffices serve\b": "serves until it is stopped: tests/talks/test_serve.py starts and stops it",
    r"\bgoodoffices seal (?!verify|status)": "asks for a passphrase: tests/cli/test_seal.py holds whole sessions",
    r"\bgoodoffices seal \w+ board\b": "the board is made by a session: tests/cli/test_seal.py holds whole sessions",
    r"\bgoodoffices agreement (sign two|join upper)": "asks for a passphrase: tests/cli/test_agreement.py signs",
    r"\bgoodoffices process\b": "needs an installation: tests/talks/test_process_command.py makes two",
    r"\bevents\.duckdb\b(?!.*incidents)": "the store is made by an import: tests/cli/test_evidence_events.py asks one",
    r"\bceasefires\.csv\b": "the data set is the reader's own copy: tests/cli/test_ceasefire.py makes one",
    r"\bagreements\.csv\b": "the data set is the reader's own copy: tests/cli/test_ceasefire.py makes one",
    r"--store valleys\.duckdb": "the store is made by an import: tests/cli/test_ceasefire_report.py asks one",
    r"\bevidence events fetch\b": "needs the network: tests/cli/test_ucdp_api.py has a stand-in of the API",
    r"--confirm review\.yaml": "review.yaml is decided by the reader: tests/cli/test_evidence_read.py decides one",
    r"\bvotes\.csv\.gz\b": "the files are the reader's own copies: tests/hosting/test_importing.py makes some",
    r"\bhosting compare\b.*--store": "the store is made by an import: tests/cli/test_hosting.py fills one",
    r"--draws 1000": "takes seconds: tests/cli/test_settle.py runs it with fewer draws",
    r"\bevidence estimate \S+lists\.csv$": "takes seconds: tests/cli/test_evidence_estimate.py samples less",
    r"\bgoodoffices brief\b": "takes seconds: tests/cli/test_brief.py writes the page",
    r"\bgoodoffices trade\b.*astana": "takes seconds: tests/cli/test_trade.py runs it",
}
"""Commands that are shown and not run here, each with its reason."""


def shown() -> list[str]:
    """Every `goodoffices` command in a console block of a page, once, without its comment."""
    blocks = [
        block
        for page in PAGES
        for block in re.findall(r"^```console\n(.*?)^```", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    ]
    lines = [line.removeprefix("$ ").partition("  #")[0].strip() for block in blocks for line in block.splitlines()]
    return sorted({re.sub(r" +", " ", line) for line in lines if line.startswith("goodoffices ")})


@cache
def in_help() -> frozenset[str]:
    """Every command that ends a help: tests/cli/test_contents.py runs it on the same files."""
    return frozenset(re.sub(r" +", " ", line) for name, _ in COMMANDS for line in lines_of(name))


def reason_not_to_run(line: str) -> str:
    return next((reason for pattern, reason in NOT_RUN.items() if re.search(pattern, line)), "")


@pytest.mark.long
@pytest.mark.parametrize("line", [line for line in shown() if not reason_not_to_run(line) and line not in in_help()])
def test_a_command_shown_in_the_documentation_runs_as_it_stands(line, tmp_path, monkeypatch):
    copy_examples(line, tmp_path)
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, shlex.split(line)[1:])
    assert result.exit_code == 0, result.output


def test_most_commands_shown_are_run_and_every_reason_not_to_is_met():
    lines = shown()
    on_files = [line for line in lines if not re.match(r"goodoffices (serve|process|verify-log)\b", line)]
    assert sum(not reason_not_to_run(line) for line in on_files) > len(on_files) / 2
    assert [pattern for pattern in NOT_RUN if not any(re.search(pattern, line) for line in lines)] == []
