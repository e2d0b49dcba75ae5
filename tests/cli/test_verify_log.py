"""`goodoffices verify-log`: a record is believed only as far as it holds."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from goodoffices.cli import main
from goodoffices.seal import GENESIS, Link, link_hash, write_log


def links(acts):
    made = []
    for number, act in enumerate(acts, start=1):
        before = made[-1].hash if made else GENESIS
        made.append(Link(number, {"act": act}, link_hash(before, number, {"act": act})))
    return made


@pytest.fixture
def write(tmp_path):
    def written(name, made):
        (tmp_path / name).write_text(write_log(made), encoding="utf-8")
        return str(tmp_path / name)

    return written


def run(*words):
    return CliRunner().invoke(main, ["verify-log", *words])


def test_a_whole_record_holds_and_says_its_last_hash(write):
    made = links(["note.write", "seat.end"])
    result = run(write("record.jsonl", made))
    assert result.exit_code == 0
    assert made[-1].hash in result.output


def test_a_changed_entry_is_named(write):
    made = links(["a", "b", "c"])
    made[1] = Link(2, {"act": "other"}, made[1].hash)
    result = run(write("record.jsonl", made))
    assert result.exit_code == 1
    assert "Broken at entry 2" in result.output


def test_a_record_written_anew_is_found_by_an_earlier_copy_and_by_a_hash_that_was_kept(write):
    kept, anew = links(["a", "b"]), links(["a", "x", "c"])
    assert run(write("anew.jsonl", anew)).exit_code == 0
    forked = run(write("anew.jsonl", anew), "--earlier", write("kept.jsonl", kept))
    assert forked.exit_code == 1
    assert "entry 2" in forked.output
    assert run(write("anew.jsonl", anew), "--head", kept[-1].hash).exit_code == 1
    assert run(write("longer.jsonl", links(["a", "b", "c"])), "--earlier", write("kept.jsonl", kept)).exit_code == 0


def test_a_record_that_lost_its_end_is_found_by_an_earlier_copy(write):
    result = run(write("short.jsonl", links(["a"])), "--earlier", write("kept.jsonl", links(["a", "b"])), "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["forked"] == 2


@pytest.mark.parametrize("line", ["nonsense", "[]", '{"number": "1", "hash": "", "content": {}}'])
def test_a_line_that_is_no_entry_is_named(tmp_path, line):
    file = tmp_path / "record.jsonl"
    file.write_text(write_log(links(["a"])) + line + "\n", encoding="utf-8")
    result = run(str(file))
    assert result.exit_code == 2
    assert "record.jsonl:2" in result.output


def test_a_missing_file_is_said_plainly(tmp_path):
    result = run(str(tmp_path / "none.jsonl"))
    assert result.exit_code == 2
    assert "cannot be read" in result.output
