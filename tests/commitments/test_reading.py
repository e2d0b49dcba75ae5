"""A file of commitments: all mistakes at once with their lines, and words that stand in the agreement."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from goodoffices.commitments import clause_hash, new_commitments, parse_commitments, read_commitments
from goodoffices.errors import DossierError, FileError

EXAMPLE = Path(__file__).parents[2] / "examples" / "valley-commitments" / "valleys.commitments.yaml"
HEAD = """\
agreement: x
title: An agreement
in_force: 2031-04-01
parties: {a: First, b: Second}
bodies: {t: Joint team}
commitments:
"""


def problems(text, agreed=None):
    with pytest.raises(DossierError) as caught:
        parse_commitments(text, "x.yaml", agreed)
    return caught.value.problems


STANDING = "  g:\n    who: a\n    what: x\n    due: standing\n"
SAID = STANDING + "    verified_by: t\n    status:\n      - "


@pytest.mark.parametrize(
    ("entry", "line", "what"),
    [
        ("  g: {who: a, what: x, due: 2031-05-01, verified_by: a}", 7, "nobody verifies their own commitment"),
        ("  g: {who: c, what: x, due: standing}", 7, "`c` is named nowhere"),
        ("  g: {what: x, due: standing}", 7, "binds nobody"),
        ("  g: {who: a, what: x}", 7, "has no `due`"),
        ("  g: {who: a, what: x, due: standing, verifed_by: t}", 7, "`verifed_by` is not a key"),
        ("  g: {who: a, what: x, due: within 5 days of h}", 7, "there is no commitment `h`"),
        ("  g: {who: a, what: x, due: standing, depends_on: [g]}", 7, "would wait for itself"),
        (STANDING + "    touches: [{ceasefire: n, corridor: r}]", 11, "here stands one ceasefire"),
        (STANDING + "    clause: {text: words, hash: sha256:0}", 11, "not those that the hash"),
        (SAID + "{said: confirmed, by: a, on: 2031-04-02}", 13, "nobody verifies their own"),
        (SAID + "{said: confirmed, by: b, on: 2031-04-02}", 13, "only who is named under `verified_by`"),
        (SAID + "{said: reported done, by: b, on: 2031-04-02}", 13, "only those who are bound report"),
        (SAID + "{said: disputed, by: a, on: 2031-04-02}", 13, "do not dispute it"),
        (SAID + "{said: confirmed, by: t, on: 2031-04-02, grade: Z9}", 13, "no Admiralty grade"),
        (SAID + "{said: confirmed, by: t, on: 2031-04-02, done: 2031-04-03}", 13, "on a later day"),
        (SAID + "{said: confirmed, by: t, on: 9999-12-31}", 13, "no day of 1900 to 2200"),
        (SAID + "a word", 13, "must hold `key: value` entries"),
        ("  g: {who: a, what: x, due: 9999-12-31}", 7, "no day of 1900 to 2200"),
        ("  g: {who: a, what: x, due: within 5 working days of in force}", 7, "counts working days"),
        (SAID + "{said: confirmed, by: t, on: 2031-04-02, source: letter}", 13, "not the id of a source"),
    ],
)
def test_a_mistake_is_reported_with_its_line(entry, line, what):
    (first, *_) = problems(HEAD + entry)
    assert what in first.what
    assert first.where.line == line


def test_a_circle_of_commitments_is_refused_and_named():
    text = HEAD + (
        "  one: {who: a, what: x, due: within 5 days of two}\n"
        "  two: {who: b, what: y, due: 2031-05-01, depends_on: [three]}\n"
        "  three: {who: a, what: z, due: within 5 days of one}\n"
    )
    (only,) = problems(text)
    assert only.where.line == 7
    assert re.search(r"one → two → three → one|two → three → one → two|three → one → two → three", only.what)


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file():
    text = HEAD + "  g: {who: c, what: x, due: soon}\n  h: {who: a, due: standing, verified_by: a}\n"
    found = problems(text)
    assert [one.where.line for one in found] == [7, 7, 8, 8]


def test_the_words_of_a_clause_must_stand_in_the_agreement_however_they_are_broken():
    text = HEAD + "  g: {who: a, what: x, due: standing, clause: {text: 'The first shall   wait.'}}\n"
    assert parse_commitments(text, agreed="1. The first\nshall wait.").commitments[0].clause.hash == clause_hash(
        "The first shall wait."
    )
    (only,) = problems(text, agreed="1. The first may wait.")
    assert "do not stand in the text" in only.what


def test_the_text_lies_beside_the_file_and_nowhere_above_it(tmp_path):
    text = HEAD.replace("title:", "text: ../secret.txt\ntitle:") + "  g: {who: a, what: x, due: standing}\n"
    file = tmp_path / "x.commitments.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DossierError, match="beside this file"):
        read_commitments(file)
    file.write_text(text.replace("../secret", "absent"), encoding="utf-8")
    with pytest.raises(FileError, match="no such file"):
        read_commitments(file)


@pytest.mark.parametrize(
    "text",
    ["", "- a\n", "agreement: &x y\n", "commitments: {g: {who: [[[[[]]]]]}}\n", "agreement: 1\n---\nagreement: 2\n"],
)
def test_what_is_no_file_of_commitments_is_refused_without_a_traceback(text):
    assert problems(text)


def test_a_new_file_is_valid_as_it_stands_and_the_example_too():
    (first,) = parse_commitments(new_commitments("mine", "A: title # with signs")).commitments
    assert first.who == ("a",)
    assert len(read_commitments(EXAMPLE).commitments) == 8
