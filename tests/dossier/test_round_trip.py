"""A dossier written and read back is the same; the same content has the same hash."""

from __future__ import annotations

import dataclasses
from fractions import Fraction

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from tests.strategies import dossiers, rich_dossiers

from goodoffices.dossier import (
    content_hash,
    new_dossier,
    parse_dossier,
    parse_preference,
    plain_dossier,
    write_dossier,
    write_preference,
)
from goodoffices.errors import UserError
from goodoffices.values import Estimate

SLOW = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@pytest.mark.long
@given(rich_dossiers())
@SLOW
def test_any_valid_dossier_written_and_read_back_is_equal(dossier):
    written = write_dossier(dossier)
    again = parse_dossier(written)
    assert again == dossier
    assert write_dossier(again) == written
    assert again.hash == content_hash(dataclasses.replace(dossier, hash=""))


@given(dossiers())
@settings(max_examples=25, deadline=None)
def test_a_preference_written_and_read_back_is_equal_and_stands_on_one_line(dossier):
    for issue in dossier.issues:
        for preference in issue.preferences:
            written = write_preference(preference)
            assert "\n" not in written
            again, faults = parse_preference(written, preference.party, issue.id, [o.id for o in issue.options])
            assert (again, faults) == (preference, [])


@given(dossiers())
@settings(max_examples=20, deadline=None)
def test_a_file_written_anew_by_another_program_keeps_its_hash(dossier):
    # Another layout, quotes everywhere, and other keys first where their order has no meaning.
    plain = plain_dossier(dossier)
    shuffled = {key: plain[key] for key in sorted(plain, reverse=True)}
    for issue in shuffled["issues"].values():
        issue |= {"options": issue.pop("options"), "ask": issue.pop("ask")}
    text = yaml.safe_dump(shuffled, default_style='"', sort_keys=False, indent=6)
    assert parse_dossier(text).hash == dossier.hash


BASE = new_dossier("case", issues=("air", "aid"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: What", "title:   What"),
        ("6..8 none > partial >> full", "6..8.0 none>partial  >>full   # as before"),
        ("\n", "\r\n"),
        ("dossier: case", "\ndossier: 'case'"),
    ],
)
def test_layout_has_no_part_in_the_hash(old, new):
    assert old in BASE
    assert parse_dossier(BASE.replace(old, new)).hash == parse_dossier(BASE).hash


def test_a_byte_order_mark_and_a_document_start_change_nothing():
    assert parse_dossier("\ufeff---\n" + BASE).hash == parse_dossier(BASE).hash


def test_equal_options_may_be_written_in_any_order():
    swapped = BASE.replace("none > partial >> full", "none > partial = full")
    assert parse_dossier(swapped).hash == parse_dossier(swapped.replace("partial = full", "full = partial")).hash


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("6..8 none > partial >> full", "6..8 none > partial > full"),
        ("6..8 none > partial >> full", "6..8 none > partial >> !full"),
        ("6..8 none > partial >> full", "6..9 none > partial >> full"),
        ("fallback: 30..45", "fallback: 30..46"),
        ("role: principal, fallback: 20", "role: guarantor, fallback: 20"),
        ("First party", "Another party"),
        ("title: What", "title: Whatever"),
        ("linkages:", "linkages: [air=none requires aid=none]"),
        ("texts:", "texts: {draft: {air: none}}"),
        ("sources:", "sources: [{id: S1, what: a letter}]"),
        ("{none: what `none` means here, partial: what `partial` means here,",
         "{partial: what `partial` means here, none: what `none` means here,"),
    ],
)  # fmt: skip
def test_everything_that_means_something_has_a_part_in_the_hash(old, new):
    assert old in BASE
    assert parse_dossier(BASE.replace(old, new, 1)).hash != parse_dossier(BASE).hash


def test_what_no_file_can_state_is_refused_by_the_writer():
    dossier = parse_dossier(BASE)
    party = dataclasses.replace(dossier.parties[0], fallback=Estimate.exactly(Fraction(1, 3)))
    with pytest.raises(ValueError, match="no exact decimal"):
        write_dossier(dataclasses.replace(dossier, parties=(party, *dossier.parties[1:])))


@pytest.mark.parametrize("line", [line for line in BASE.splitlines() if line.startswith("#   - ")])
def test_every_example_in_the_template_is_valid_once_its_mark_is_taken_away(line):
    key = {"air": "linkages", "if ": "linkages", "{ti": "rounds", "{id": "sources"}[line[6:9]]
    text = BASE.replace(f"\n{key}:\n", f"\n{key}:\n{line.replace('#', ' ', 1)}\n")
    assert text != BASE
    assert parse_dossier(text).hash != parse_dossier(BASE).hash


def test_the_other_examples_in_the_template_are_valid_too():
    text = BASE.replace("# mediator:", "mediator:").replace("#   draft-1:", "    draft-1:")
    text = text.replace("texts:\n", "", 1).replace("    draft-1:", "texts:\n    draft-1:")
    dossier = parse_dossier(text)
    assert dossier.mediator is not None
    assert [t.id for t in dossier.texts] == ["draft-1"]


@pytest.mark.parametrize("bad", [("a b", ()), ("1", ()), ("case", [("ask", "Ask")]), ("case", [("a", "")])])
def test_a_template_is_not_made_with_names_that_a_dossier_refuses(bad):
    name, parties = bad
    with pytest.raises(UserError):
        new_dossier(name, parties=parties)
