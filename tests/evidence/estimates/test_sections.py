"""What is read of an estimate, what programs get, and that no person is in either."""

from __future__ import annotations

import json

import pytest
import vl_convert
from tests.evidence.estimates.known import kosovo, no_estimate

from goodoffices.errors import EvidenceError
from goodoffices.evidence.estimates import (
    METHODS,
    Sampling,
    estimate,
    estimates_json,
    estimates_sections,
    parse_table,
    table,
)
from goodoffices.values import Note, Picture, Table

SHORT = Sampling(sweeps=400, rungs=3)


@pytest.fixture(scope="module")
def found():
    return estimate(kosovo(), sampling=SHORT)


def blocks(sections, kind):
    return [block for section in sections for block in section.blocks if isinstance(block, kind)]


@pytest.mark.long
def test_the_verdict_comes_first_and_one_picture_shows_all_methods(found):
    sections = estimates_sections(found)
    first = sections[0].blocks[0]
    assert isinstance(first, Note)
    assert first.text == found.verdict.words
    assert first.text.startswith("No single figure is supported, because log-linear models that fit as well give")
    (picture,) = blocks(sections, Picture)
    for words in ("Log-linear", "Decomposable graphs", "Latent classes", "chain 4", "10,357 (8,994–12,110)"):
        assert words in picture.alt
    svg = vl_convert.vegalite_to_svg(dict(picture.spec))
    assert "10,000" in svg


def test_an_interval_without_end_is_drawn_as_one():
    open_ended = estimate(table("ABC", {(1, 0, 0): 30, (0, 1, 0): 30, (0, 0, 1): 30, (1, 1, 1): 1}), ("log-linear",))
    pictures = blocks(estimates_sections(open_ended), Picture)
    highs = [model.high for model in open_ended.log_linear.models if model.figure]
    assert None in highs or pictures
    for picture in pictures:
        assert vl_convert.vegalite_to_svg(dict(picture.spec))


def test_all_chains_and_how_far_they_agree_are_shown(found):
    told = next(section for section in estimates_sections(found) if section.anchor == "latent")
    (shown,) = (block for block in told.blocks if isinstance(block, Table))
    assert len(shown.rows) == 4
    assert "R-hat" in told.blocks[0].text
    assert "effective sample size" in told.blocks[0].text


def test_whether_an_estimate_exists_is_shown_beside_each_model():
    sections = estimates_sections(estimate(no_estimate(), ("log-linear", "graphs")))
    told = [cell.text for block in blocks(sections, Table) for row in block.rows for cell in row]
    assert "does not exist" in told
    assert "the number exists, some parameters are infinite" in told


def test_programs_get_every_figure_as_plain_json_with_where_it_comes_from(found):
    plain = estimates_json(found)
    assert json.loads(json.dumps(plain, allow_nan=False)) == plain
    assert plain["verdict"]["supported"] is False
    assert plain["log_linear"]["models"][0]["figure"]["best"] == 10356.52
    assert len(plain["latent"]["chains"]) == 4
    assert plain["table"] == {
        "lists": {"ABA": 1528, "EXH": 1910, "HRW": 685, "OSCE": 1786},
        "seen": 4400,
        "notes": [],
    }
    assert plain["inputs"]["table_hash"] == kosovo().hash
    assert plain["inputs"]["seed"] == 1


def test_neither_ids_nor_patterns_of_persons_leave_the_table():
    rows = [f"Z{n:02d},{n % 2},{(n // 2) % 2},1" for n in range(40)]
    answer = estimate(parse_table("id,A,B,C\n" + "\n".join(rows)), ("log-linear", "graphs"))
    told = repr(estimates_sections(answer)) + json.dumps(estimates_json(answer))
    assert not [row for row in rows if row.split(",")[0] in told]


def test_a_method_that_a_table_does_not_allow_is_left_out_with_the_reason():
    wide = table([f"L{n}" for n in range(9)], {tuple(int(j in {n, 0}) for j in range(9)): 5 + n for n in range(9)})
    answer = estimate(wide, ("log-linear", "graphs"))
    fewer = "Merge lists of one kind, or name those to use with --lists."
    assert answer.left_out == (
        f"Log-linear models were left out: the table has 9 lists, and they take 8 at most. {fewer}",
        f"Decomposable graphs were left out: the table has 9 lists, and they take 3 to 6. {fewer}",
    )
    assert answer.verdict.words == "No single figure is supported, because no method could be applied to this table."
    assert estimates_sections(answer)[0].blocks


def test_two_lists_are_answered_and_support_nothing():
    answer = estimate(table("AB", {(1, 0): 40, (0, 1): 65, (1, 1): 10}), METHODS, SHORT)
    assert estimates_json(answer)["two_lists"]["lincoln_petersen"] == 375
    assert answer.latent is None
    assert "two lists alone" in answer.verdict.words


def test_fewer_than_four_chains_and_an_unknown_method_are_refused():
    with pytest.raises(EvidenceError, match="3 chains are too few"):
        estimate(kosovo(), sampling=Sampling(chains=3))
    with pytest.raises(EvidenceError, match="there is no method 'guess'"):
        estimate(kosovo(), ("guess",))


def test_the_method_names_only_what_was_applied():
    few = table("ABC", {(1, 0, 0): 30, (0, 1, 0): 30, (0, 0, 1): 30, (1, 1, 0): 9, (1, 0, 1): 9, (0, 1, 1): 9})
    assert estimate(few, ("log-linear",)).provenance.method == "Multiple systems estimation: log-linear models"
    none = estimates_sections(estimate(table("ABCDEFGHI", {(1,) * 9: 4, (1,) + (0,) * 8: 3}), ("graphs",)))
    assert "Multiple systems estimation: no method could be applied. Inputs" in str(none)


def test_the_caption_explains_the_marks_that_are_drawn_and_no_others(found):
    (picture,) = blocks(estimates_sections(found), Picture)
    for words in ("Circles: ", "diamonds: ", "crosses: "):
        assert words in picture.caption
    assert "riangle" not in picture.caption
    (alone,) = blocks(estimates_sections(estimate(kosovo(), ("graphs",))), Picture)
    assert "Circles: what a method says in all." in alone.caption
    assert "diamonds" not in alone.caption
    assert "crosses" not in alone.caption
