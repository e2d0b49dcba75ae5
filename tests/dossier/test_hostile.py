"""Whatever is put before the reader, it answers with a dossier or a plain error, and soon."""

from __future__ import annotations

import contextlib
import re
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.dossier.signs import HIDDEN, JOINERS, KEPT, SELECTORS

from goodoffices.dossier import edit_dossier, new_dossier, parse_dossier, read
from goodoffices.dossier.names import why_not_an_id
from goodoffices.dossier.preference import parse_preference
from goodoffices.errors import DossierError, FileError, UserError

BASE = new_dossier()
LAUGHS = "a: &a [x,x,x]\n" + "".join(
    f"{b}: &{b} [*{a},*{a},*{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (LAUGHS, "anchors"),
        ("a: *b\n", "aliases"),
        ("[" * 100_000, "nested more than 20"),
        ("a: " + "{a: " * 100_000, "nested more than 20"),
        ("- " * 100_000, "nested more than 20"),
        ("".join(" " * n + "a:\n" for n in range(3000)), "nested more than 20"),
        ("a: !!python/object/apply:os.system [ls]\n", "tags"),
        ("a: !x y\n", "tags"),
        ("!!map {a: b}\n", "tags"),
        ("a: b\n<<: {c: d}\n", "merge keys"),
        ("a: b\n---\na: b\n", "second one"),
        ("? [a]\n: b\n", "a key must be a word"),
        ("- a\n", "a dossier is made of `key: value` lines"),
        ("just words", "a dossier is made of `key: value` lines"),
        ("", "the file is empty"),
        ("# nothing\n", "the file is empty"),
        ("a: \x07\n", "U+0007"),
        ("a: \0\n", "U+0000"),
        ('a: "\\x07"\n', "U+0007"),
        ("a: \u202eb\n", "U+202E"),
        ("a: \ud800\n", "U+D800"),
        ("a: [b\n", "this is not YAML"),
        ("\ta: b\n", "this is not YAML"),
        ("a: " + "x" * 11_000_000, "longer than 10,000,000"),
        ("a: [" + "x," * 300_000 + "]", "more than 200,000 values"),
    ],
    ids=range(25),
)
def test_a_hostile_text_is_refused_with_a_plain_error(text, what):
    with pytest.raises(DossierError) as met:
        parse_dossier(text)
    assert what in met.value.problems[0].what


def test_text_that_turns_direction_or_cannot_be_seen_is_refused_with_its_code_point_and_place():
    for sign in sorted(HIDDEN):
        # Plain, in a comment, and by its escape, which stands at the start of its text.
        texts = (f"dossier: x\ntitle: a{sign}b\n", 9), (f"dossier: x\ntitle: ab # {sign}\n", 13)
        escaped = f'dossier: x\ntitle: "a\\U{ord(sign):08x}b"\n', 8
        for text, column in (*texts, escaped):
            with pytest.raises(DossierError, match=f"U\\+{ord(sign):04X}") as met:
                parse_dossier(text)
            (problem,) = met.value.problems
            assert (problem.where.line, problem.where.column) == (2, column)
            assert "is not read" in problem.what


@pytest.mark.parametrize(
    ("sign", "what"),
    [
        ("\u202b", "the sign that turns the direction of text, U+202B (right-to-left embedding) is not read"),
        ("\u2067", "the sign that turns the direction of text, U+2067 (right-to-left isolate) is not read"),
        ("\u200b", "the invisible sign U+200B (zero width space) is not read"),
        ("\u034f", "the invisible sign U+034F (combining grapheme joiner) is not read"),
        ("\u17b4", "the invisible sign U+17B4 (khmer vowel inherent aq) is not read"),
        ("\u3164", "the invisible sign U+3164 (hangul filler) is not read"),
        ("\x07", "the control character U+0007 is not read"),
    ],
)
def test_the_error_says_what_the_sign_does(sign, what):
    with pytest.raises(DossierError) as met:
        parse_dossier(f"dossier: x{sign}\n")
    assert met.value.problems[0].what == what


def test_joiners_and_marks_that_scripts_need_are_read():
    title = f"می\u200cخواهم {''.join(sorted(KEPT))}א"
    text = re.sub("(?m)^title: .*$", f"title: {title}", BASE)
    assert parse_dossier(text).title == title


def test_titles_and_labels_hold_variation_selectors_for_emoji_ideographs_and_mongolian():
    title = f"☎\ufe0f 葛\U000e0100 ᠠ\u180b {' x'.join(sorted(SELECTORS))}"
    text = re.sub("(?m)^title: .*$", f"title: {title}", BASE)
    assert parse_dossier(text).title == title


def test_an_id_holds_no_sign_that_cannot_be_seen_but_the_joiners():
    for sign in sorted(SELECTORS | HIDDEN | KEPT):
        reason = why_not_an_id(f"a{sign}b")
        assert (f"U+{ord(sign):04X}" in reason) == (sign not in JOINERS), reason


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("dossier: my-case", "dossier: my~-case"),
        ("  a: {", "  a~: {"),
        ("  ceasefire:", "  cease~fire:"),
        (" partial: what", " par~tial: what"),
    ],
    ids=["dossier", "party", "issue", "option"],
)
@pytest.mark.parametrize(
    "sign", ["\u034f", "\u180b", "\u180f", "\u17b5", "\ufe00", "\ufe0f", "\U000e0100", "\U000e01ef"]
)
def test_two_names_that_look_the_same_are_never_two_ids(right, wrong, sign):
    assert right in BASE
    with pytest.raises(DossierError, match=f"invisible sign U\\+{ord(sign):04X}"):
        parse_dossier(BASE.replace(right, wrong.replace("~", sign), 1))


def test_a_file_of_eleven_megabytes_is_refused_before_it_is_parsed(tmp_path: Path):
    large = tmp_path / "large.yaml"
    large.write_bytes(b"a: b\n" * 2_200_000)
    with pytest.raises(FileError, match="larger than 10 MB"):
        read(large)


def test_a_file_with_countless_mistakes_is_given_up_at_a_thousand():
    text = BASE + "".join(f"key{n}: x\n" for n in range(5_000))
    with pytest.raises(DossierError) as met:
        parse_dossier(text)
    assert len(met.value.problems) == 1001
    assert "the rest of the file was not looked at" in met.value.problems[-1].what


def test_many_parties_times_many_issues_without_lines_cannot_exhaust_the_memory():
    parties = "".join(f"  p{n}: {{name: x, role: principal, fallback: 0}}\n" for n in range(3000))
    issues = "".join(f"  i{n}: {{ask: x, options: {{a: b, c: d}}}}\n" for n in range(3000))
    with pytest.raises(DossierError) as met:
        parse_dossier(f"dossier: x\ntitle: x\nparties:\n{parties}issues:\n{issues}")
    assert len(met.value.problems) == 1001


MANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(st.text(max_size=300))
@MANY
def test_any_text_raises_nothing_but_a_user_error(text):
    with pytest.raises(UserError):
        parse_dossier(text)


SIGNS = st.sampled_from([*"\n :->=!{}[],'\"#0|&*?\t\ufeffé\u0301a%\r~\\", "  ", ": ", "- ", ">>", "..", "gov"])


@given(
    st.lists(
        st.tuples(st.integers(0, len(BASE)), st.integers(0, 12), SIGNS | st.text(max_size=5)), min_size=1, max_size=4
    )
)
@MANY
def test_a_dossier_with_any_damage_raises_nothing_but_a_user_error(cuts):
    text = BASE
    for at, length, sign in cuts:
        text = text[:at] + sign + text[at + length :]
    with contextlib.suppress(UserError):
        assert parse_dossier(text).hash


@pytest.mark.long
@given(st.binary(max_size=200) | st.text(max_size=100).map(lambda text: text.encode("utf-16")))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_in_a_file_raise_nothing_but_a_user_error(tmp_path, data):
    file = tmp_path / "any.yaml"
    file.write_bytes(data)
    with pytest.raises(UserError):
        read(file)


KEYS = st.sampled_from(
    ["title", "caution", "issues.access.a", "parties.a.name", "parties.b.fallback", "linkages", "x", ""]
)


@pytest.mark.long
@given(KEYS, st.text(max_size=30) | SIGNS)
@MANY
def test_any_value_is_written_so_that_it_reads_back_or_is_refused(key, value):
    with contextlib.suppress(UserError):
        edited = edit_dossier(BASE, {key: value})
        dossier = parse_dossier(edited)
        found = {"title": dossier.title, "caution": dossier.caution, "parties.a.name": dossier.parties[0].name}
        assert found.get(key, value.strip()) == value.strip()


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (["a", "b"], "5 " + "!" * 200_000),
        (["a", "b"], "5 " + "! " * 100_000),
        ([f"o{n}" for n in range(20_000)], "5 " + " > ".join(f"o{n}" for n in range(20_000))),
    ],
    ids=["marks", "marks apart", "very many options"],
)
def test_a_preference_is_read_in_the_time_that_its_length_takes(options, line):
    begun = time.process_time()
    found, faults = parse_preference(line, "north", "port", options)
    assert (found is None) == bool(faults)
    assert time.process_time() - begun < 5  # seconds; each took a minute and more when words were tried twice
