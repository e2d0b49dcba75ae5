"""A model is read as it is written, and what is wrong with it is told all at once, with its place."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import numpy as np
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.stability.made import condition

from goodoffices.cli.rooms import room_readers
from goodoffices.dossier import dossier_schema, read
from goodoffices.errors import DossierError, StabilityError, UserError
from goodoffices.stability.model import Both, Pattern, Rank, Same, Taken, Without, conflict, names_in, written
from goodoffices.stability.reading import (
    FaultError,
    keys,
    new_model,
    parse_condition,
    parse_model,
    parse_rule,
    read_model,
    shape,
    stability_schema,
)

EXAMPLES = Path("examples")
OPTIONS = ("a", "b", "c")
GOOD = """\
stability:
  title: A small case
  by: an analyst
  makers:
    x:
      name: First
      options: {a: Does a, b: {what: Does b, moves: forward}}
      prefers:
        - greatly: not c
        - a if not b
        - perhaps: b
    y:
      options: {c: Does c}
      order: 1 > agreement = 3 >> rest
  rules:
    - b requires a
  barred:
    - c -> not c and a
  status_quo: none
  agreement: [a]
"""


def problems(text):
    with pytest.raises(UserError) as caught:
        parse_model(text, "case.yaml")
    return [(each.where.line, each.where.column, each.what, each.remedy) for each in caught.value.problems]


def test_a_model_is_read_as_it_is_written():
    model = parse_model(GOOD, "case.yaml")
    assert model.id == "case"
    assert [(option.id, option.maker, option.moves) for option in model.options] == [
        ("a", "x", "both"),
        ("b", "x", "forward"),
        ("c", "y", "both"),
    ]
    first = model.preference("x").statements
    assert [(each.strong, each.unknown) for each in first] == [(True, False), (False, False), (False, True)]
    assert first[1].formula == Both("if", Taken("a"), Without(Taken("b")))
    assert (model.status_quo, model.agreement) == ("NNN", "YNN")
    assert model.preference("y").order[0] == Rank(("NNN",), ">")
    assert not model.is_complete
    assert len(conflict(model).space) == 6


@pytest.mark.parametrize(
    ("was", "is_now", "line", "what", "remedy"),
    [
        ("- a if not b", "- a if not bb", 10, "`bb` is not an option", "Did you mean `b`?"),
        ("- a if not b", "- a and (b or", 10, "the condition ends", ""),
        ("- a if not b", "- a b", 10, "`b` stands where", ""),
        ("- b requires a", "- b needs a", 16, "this is no rule", "a requires b"),
        ("moves: forward", "moves: forwards", 7, "not a way in which an option moves", "`forward`"),
        ("agreement: [a]", "agreement: [b]", 20, "the state NYN is not feasible", "A rule forbids `b and not a`."),
        ("status_quo: none", "status_quo: [d]", 19, "`d` is not an option", ""),
        ("1 > agreement = 3 >> rest", "1 > 2", 14, "the order leaves out 3 (YYN)", "rest"),
        ("1 > agreement = 3 >> rest", "1 > 1 > rest", 14, "stands twice", ""),
        ("1 > agreement = 3 >> rest", "1 > 99 > rest", 14, "`99` is not a feasible state", "1 to 6"),
        ("1 > agreement = 3 >> rest", "1 > > rest", 14, "a state is missing", ""),
        ("options: {c: Does c}", "options: {a: Does c}", 13, "`a` is an option of x already", ""),
        ("options: {c: Does c}", "options: {not: Does c}", 13, "cannot be called `not`", ""),
        ("  title: A small case", "  titel: A small case", 2, "`titel` is not a key", "Did you mean `title`?"),
        ("- c -> not c and a", "- c to a", 18, "names no barred move", "before -> after"),
        ("- perhaps: b", "- perhap: b", 11, "`perhap` is not a key", "Did you mean `perhaps`?"),
        ("by: an analyst", "source: S9", 3, "`S9` is not the id of a source", ""),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_what_would_be_right(was, is_now, line, what, remedy):
    assert GOOD.count(was) == 1
    found = problems(GOOD.replace(was, is_now))
    assert any(at == line and what in told and remedy in help_ for at, _, told, help_ in found), found


def test_all_that_is_wrong_is_told_at_once_and_the_wrong_word_has_its_column():
    found = problems(GOOD.replace("a if not b", "a if not bb").replace("b requires a", "b requires aa"))
    assert [(line, column) for line, column, _, _ in found] == [(10, 20), (16, 18)]


def test_a_strong_statement_below_a_mild_one_is_refused():
    found = problems(GOOD.replace("- greatly: not c\n        - a if not b", "- a if not b\n        - greatly: not c"))
    assert "matters greatly stands below" in found[0][2]


def test_a_file_without_a_model_says_how_one_is_begun():
    assert "holds no stability model" in problems("sources: []\n")[0][2]
    assert "can do anything" in problems("stability: {title: x}\n")[0][2]


def test_a_dossier_keeps_its_model_under_the_key_stability(tmp_path):
    dossier = (EXAMPLES / "two-villages" / "dossier.yaml").read_text(encoding="utf-8")
    file = tmp_path / "dossier.yaml"
    file.write_text(f"{dossier}\n{GOOD}", encoding="utf-8")
    assert read_model(file).agreement == "YNN"
    read(file, room_readers())
    file.write_text(f"{dossier}\n{GOOD.replace('b requires a', 'b requires aa')}", encoding="utf-8")
    with pytest.raises(DossierError, match="`aa` is not an option"):
        read(file, room_readers())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a and b or c", Both("or", Both("and", Taken("a"), Taken("b")), Taken("c"))),
        ("not a and b", Both("and", Without(Taken("a")), Taken("b"))),
        ("a if b or c", Both("if", Taken("a"), Both("or", Taken("b"), Taken("c")))),
        ("a iff not b", Same(Taken("a"), Without(Taken("b")))),
        ("Y-N", Pattern("Y-N")),
    ],
)
def test_words_bind_as_they_are_said_to(text, expected):
    assert parse_condition(text, OPTIONS) == expected


@given(st.integers(0, 10**9))
def test_a_condition_is_read_as_it_was_written(seed):
    formula = condition(np.random.default_rng(seed), list(OPTIONS), 4)
    again = parse_condition(written(formula), OPTIONS)
    made = conflict(parse_model(GOOD, "case.yaml")).space
    assert made.holds(again).tolist() == made.holds(formula).tolist()
    assert list(names_in(again)) == list(names_in(formula))


@given(st.text(alphabet="abc() ,NY-?>=not andorif", max_size=60))
def test_any_text_is_a_condition_or_a_fault_in_words(text):
    faults = []
    for parse in (parse_condition, parse_rule):
        try:
            parse(text, OPTIONS)
        except FaultError as error:
            faults.append(error.fault)
    assert all(fault.what and 0 <= fault.offset <= len(text) for fault in faults)


def test_rules_forbid_what_they_say():
    space = conflict(parse_model(GOOD.replace("    - b requires a\n", "    - never a and not a\n"), "case.yaml")).space
    left = {}
    for rule in (
        "exactly one of a, b, c",
        "at most one of a, b",
        "at least one of a, b",
        "a excludes b or c",
        "always a",
    ):
        forbidden = [space.holds(formula) for formula in parse_rule(rule, OPTIONS)]
        left[rule] = [space.pattern(s) for s in range(8) if not any(found[s] for found in forbidden)]
    assert left == {
        "exactly one of a, b, c": ["YNN", "NYN", "NNY"],
        "at most one of a, b": ["NNN", "YNN", "NYN", "NNY", "YNY", "NYY"],
        "at least one of a, b": ["YNN", "NYN", "YYN", "YNY", "NYY", "YYY"],
        "a excludes b or c": ["NNN", "YNN", "NYN", "NNY", "NYY"],
        "always a": ["YNN", "YYN", "YNY", "YYY"],
    }


def test_merged_states_are_one_and_stand_last():
    text = GOOD.replace("  rules:\n    - b requires a\n  barred:\n    - c -> not c and a\n", "  merged:\n    - c\n")
    text = text.replace("        - a if not b\n        - perhaps: b\n", "").replace(
        "order: 1 > agreement = 3", "order: 5 > 1"
    )
    space = conflict(parse_model(text, "case.yaml")).space
    assert [space.pattern(s) for s in range(len(space))] == ["NNN", "YNN", "NYN", "YYN", "--Y"]
    assert space.find("YNY") == 4


def test_a_statement_that_a_merged_state_leaves_open_is_refused():
    text = GOOD.replace("  rules:\n    - b requires a\n  barred:\n    - c -> not c and a\n", "  merged:\n    - c\n")
    found = problems(text.replace("agreement = 3", "agreement = 5"))
    assert [(line, "is open" in what) for line, _, what, _ in found] == [(8, True)]


GMCR = {
    "decisionMakers": [
        {
            "name": "One",
            "options": [0],
            "preferences": [[[1, "Y"]], {"compound": True, "members": [[[0, "N"]], [[1, "N"]]]}],
        },
        {"name": "Two", "options": [1], "preferenceRanking": [2, [4, 1], 3], "preferences": []},
    ],
    "options": [{"name": "Confess", "permittedDirection": "both"}, {"name": "Stay", "permittedDirection": "fwd"}],
    "infeasibles": [],
    "program": "gmcr-py",
}


def test_a_file_of_another_program_is_read(tmp_path):
    file = tmp_path / "case.gmcr"
    file.write_text(json.dumps(GMCR), encoding="utf-8")
    made = conflict(read_model(file))
    assert [option.moves for option in made.model.options] == ["both", "forward"]
    assert made.graph.levels.tolist() == [[0, 0, 2, 1], [1, 2, 0, 1]]


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"options": "none"}, "`options` is not a list"),
        ({"infeasibles": [[[7, "Y"]]]}, "a condition is a list"),
        ({"infeasibles": [[[0, "Y"], [1, "N"]], [[True, "Y"]]]}, "a condition is a list"),
        ({"decisionMakers": [{"name": "One", "options": [0, 5], "preferences": []}]}, "`5` is no option"),
        ({"options": [{"name": "a", "permittedDirection": "up"}] * 2}, "`up` is no direction"),
    ],
)
def test_a_broken_file_of_another_program_is_told_in_words(tmp_path, change, what):
    file = tmp_path / "case.gmcr"
    file.write_text(json.dumps(GMCR | change), encoding="utf-8")
    with pytest.raises(StabilityError, match=what):
        read_model(file)


@pytest.mark.parametrize("text", ["{", "{}", "[" * 5000, '{"decisionMakers": [1], "options": [2], "infeasibles": [3]}'])
def test_hostile_json_is_refused_in_words(text):
    with pytest.raises(UserError):
        parse_model(text, "case.gmcr")


def test_a_model_begun_from_a_dossier_can_be_solved_as_it_stands():
    dossier = read(EXAMPLES / "astana-2017" / "dossier.yaml")
    text = new_model(dossier, "memorandum-2017-05-04")
    model = parse_model(text, "new.yaml")
    assert {maker.role for maker in model.makers} == {"principal", "guarantor", "spoiler"}
    assert model.agreement == "N" * len(model.options)
    assert "# a red line by the dossier" in new_model(dossier, "signed-2016-12-30")
    assert len(conflict(model).space) == 2 ** len(model.options)
    with pytest.raises(StabilityError, match="no package"):
        new_model(dossier, "memorandum-2017-05-05")


def test_the_schema_for_editors_has_the_keys_of_the_reader_and_takes_the_examples():
    shapes = {
        shape.StabilityShape: (*keys.MODEL, *keys.ASIDE),
        shape.MakerShape: keys.MAKER,
        shape.OptionShape: keys.OPTION,
        shape.StatementShape: keys.STATEMENT,
    }
    for model, expected in shapes.items():
        assert set(model.model_fields) == set(expected)
    schema = dossier_schema({"stability": stability_schema()})
    dossier = yaml.safe_load((EXAMPLES / "two-villages" / "dossier.yaml").read_text(encoding="utf-8"))
    for text in (GOOD, (EXAMPLES / "astana-2017" / "stability.yaml").read_text(encoding="utf-8")):
        jsonschema.validate(dossier | {"stability": yaml.safe_load(text)["stability"]}, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(dossier | {"stability": {"makers": {}, "rule": []}}, schema)
