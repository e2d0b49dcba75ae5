"""A file given by mistake: what is wrong, where, and how the file that was meant is begun. No reader falls over one."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from goodoffices.cli import main

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
DOSSIER, HOSTS = (str(EXAMPLES / "astana-2017" / name) for name in ("dossier.yaml", "hosts.yaml"))
LEDGER = str(EXAMPLES / "ceasefire-two-valleys" / "monitors-b.csv")
ROADS = str(EXAMPLES / "river-corridor" / "roads.csv")
FROM_TO = ["--from", "35.207,37.302", "--to", "35.125,37.436"]

BEGUN = {
    "ceasefire check FILE": "goodoffices ceasefire new FILE",
    "commitments check FILE": "goodoffices commitments new FILE",
    "stability check FILE": "goodoffices stability new DOSSIER",
    "stability commitment FILE": "commitment: my-case",
    f"hosting compare {DOSSIER} --hosts FILE": "hosts:",
    f"hosting compare {DOSSIER} --hosts {HOSTS} --weights FILE": "largest_distance: 2..4",
}
"""Commands that read a file in YAML, and what says how such a file is begun."""
TABLES = (
    "ceasefire import --cf FILE --country Syria",
    "ceasefire import --pax FILE --country Syria",
    f"ceasefire compare FILE {LEDGER}",
    f"corridors flow {ROADS} --people FILE",
    " ".join(["corridors routes", ROADS, *FROM_TO, "--drawn FILE"]),
    " ".join(["corridors routes", ROADS, *FROM_TO, "--weights FILE"]),
    f"corridors flow {ROADS} --people FILE --classes FILE",
)


def told(command: str, file: Path) -> str:
    """What stderr says of a call that is refused."""
    met = CliRunner().invoke(main, [word.replace("FILE", str(file)) for word in command.split()])
    assert met.exit_code == 2, met.output
    return met.stderr.replace(str(file), "FILE")


@pytest.mark.parametrize(("command", "begun"), BEGUN.items())
@pytest.mark.parametrize("content", [None, b"", b"\xef\xbb\xbf \n", b"- a\n", b"%PDF-1.7\n"])
def test_whoever_names_another_file_is_told_how_the_one_that_is_read_is_begun(command, begun, content, tmp_path):
    file = tmp_path / "mine.yaml"
    if content is not None:
        file.write_bytes(content)
    said = told(command, file)
    assert begun in said
    assert "dossier" not in said.replace("DOSSIER", "")


@pytest.mark.parametrize("command", TABLES)
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"a,\xff\xfe\n", "FILE:1:3: a letter here is not in UTF-8"),
        ("a,b\n".encode("utf-16"), "FILE:1:1: the text is saved in UTF-16"),
        (b"a" * 200_000, "FILE"),
        (b"[" * 100_000, "FILE"),
        (b'"' + b"x\n" * 100, "FILE"),
    ],
    ids=["latin", "utf-16", "one long word", "brackets", "open quotes"],
)
def test_a_table_or_drawing_that_is_none_is_refused_at_its_place_and_in_plain_words(command, content, words, tmp_path):
    (tmp_path / "mine.txt").write_bytes(content)
    said = told(command, tmp_path / "mine.txt")
    assert words in said
    assert "codec" not in said
    assert len(said) < 2_000


@pytest.mark.parametrize("command", TABLES)
def test_a_folder_and_a_missing_file_are_told_as_such(command, tmp_path):
    assert "this is a folder, not a file" in told(command, tmp_path)
    assert "there is no such file" in told(command, tmp_path / "none.csv")


def test_a_ledger_with_other_columns_is_refused_before_its_rows_are_read(tmp_path):
    (tmp_path / "other.csv").write_text('a,b\n1,"2\n' + "x,y\n" * 1_000, encoding="utf-8")
    assert "`a` is no column of a ledger" in told(f"ceasefire compare FILE {LEDGER}", tmp_path / "other.csv")
