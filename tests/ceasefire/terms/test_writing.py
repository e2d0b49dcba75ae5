"""What is written reads back as the same terms; editors, the template and the page know the same keys."""

from __future__ import annotations

from pathlib import Path
from types import UnionType
from typing import get_args

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import BaseModel
from tests.strategies import words

from goodoffices.ceasefire import terms
from goodoffices.ceasefire.terms import (
    Act,
    Area,
    Bound,
    Exceptions,
    Group,
    Release,
    Step,
    Terms,
    Thresholds,
    keys,
    shape,
)
from goodoffices.dossier import Judgement, dossier_schema

EXAMPLES = (
    Path(__file__).parents[3] / "examples" / "ceasefire-two-valleys" / "terms.yaml",
    Path(__file__).parents[3] / "examples" / "astana-2017" / "ceasefire.yaml",
)
SAID = words().filter(lambda text: text.casefold() not in ("unknown", "open", "none", "no"))
MOMENTS = st.sampled_from(["2031-04-01", "2031-04-02 06:30 +02:00", "2031-04-03 00:00 Asia/Damascus"])
LISTS = st.lists(SAID, max_size=3).map(tuple)
ONE_OR_MORE = st.lists(SAID, min_size=1, max_size=3).map(tuple)


# Made once: Hypothesis examines anew what is made anew in each example.
MAYBE_SAID = st.just("") | SAID
MAYBE_MOMENT = st.none() | MOMENTS.map(terms.parse_moment)
AREA = st.builds(Area, country=st.just("SYR"), admin1=LISTS, admin3=LISTS, words=MAYBE_SAID)
IN_FILE = st.builds(Area, file=st.just("areas.geojson"), codes=LISTS, level=st.none() | st.integers(1, 3))
MAYBE_AREA = st.none() | AREA | IN_FILE
ACT = st.builds(Act, st.sampled_from(sorted(terms.VOCABULARY))) | st.builds(Act, SAID, SAID, st.just(("explosion",)))
ACTS = st.none() | st.lists(ACT, min_size=1, max_size=3).map(tuple)
GROUPS = st.lists(st.builds(Group, SAID, ONE_OR_MORE, MAYBE_SAID), max_size=2).map(tuple)
EXCEPTIONS = st.none() | st.builds(Exceptions, GROUPS, MAYBE_AREA, st.sampled_from(["", "yes", "no"]))
PARTIES = st.just(()) | st.tuples(st.builds(Bound, st.just("gov"), MAYBE_SAID, LISTS))
LADDERS = st.lists(st.builds(Step, SAID, MAYBE_SAID), max_size=2).map(tuple)
VERDICTS = st.just(Thresholds()) | st.just(Thresholds(14, 0.25, 0.5, 1.5, "all, 2031"))
RELEASES = st.none() | st.builds(Release, LISTS, st.none() | st.booleans(), st.none() | st.integers(0, 99))
SAYS = st.just(()) | st.just((("time", "From six."),))


@st.composite
def ceasefires(draw: st.DrawFn) -> Terms:
    return Terms(
        id="x-1",
        title=draw(SAID),
        start=terms.parse_moment(draw(MOMENTS)),
        open_ended=draw(st.booleans()),
        ended=draw(MAYBE_MOMENT),
        area=draw(MAYBE_AREA),
        parties=draw(PARTIES),
        dyads=draw(LISTS),
        acts=draw(ACTS),
        exceptions=draw(EXCEPTIONS),
        monitors=draw(LISTS),
        ladder=draw(LADDERS),
        verdicts=draw(VERDICTS),
        release=draw(RELEASES),
        says=draw(SAYS),
        judgement=Judgement(by=draw(MAYBE_SAID)),
    )


@pytest.mark.long
@given(ceasefires())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_written_reads_back_as_the_same_terms(found):
    text = terms.write_terms([found])
    assert terms.parse_terms(text) == (found,)


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.parent.name)
def test_the_examples_read_back_from_what_is_written(file):
    read = terms.read_terms(file)
    text = terms.write_terms(read)
    for one in read:
        text = text.replace(f"source: {one.judgement.source}", "note: x") if one.judgement.source else text
    back = terms.parse_terms(text)
    said = [(one.parties, one.acts, one.exceptions, one.verdicts) for one in read]
    assert [(one.parties, one.acts, one.exceptions, one.verdicts) for one in back] == said


def models_in(annotation: object) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [each for part in get_args(annotation) for each in models_in(part)]


def test_an_editor_knows_every_key_that_the_reader_reads_and_no_other():
    top = shape.CeasefireShape
    assert tuple(top.model_fields) == keys.TERMS
    for name, known in (
        ("area", keys.AREA),
        ("parties", keys.PARTY),
        ("prohibited", keys.ACT),
        ("exceptions", keys.EXCEPTIONS),
        ("ladder", keys.STEP),
        ("verdicts", keys.VERDICTS),
        ("release", keys.RELEASE),
        ("says", keys.SAYS),
    ):
        (model,) = models_in(top.model_fields[name].annotation)
        assert tuple(model.model_fields) == known
    assert tuple(shape.GroupShape.model_fields) == keys.GROUP
    assert isinstance(top.model_fields["end"].annotation, type | UnionType)


def test_an_editor_finds_nothing_wrong_with_the_examples_and_marks_a_misspelt_key():
    schema = dossier_schema({"ceasefires": terms.terms_schema()})
    Draft202012Validator.check_schema(schema)
    of_key = {"$defs": schema["$defs"], **schema["properties"]["ceasefires"]}
    validator = Draft202012Validator(of_key)
    for file in EXAMPLES:
        plain = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)["ceasefires"]  # noqa: S506
        assert [error.message for error in validator.iter_errors(plain)] == []
        for ceasefire in plain.values():
            ceasefire["strat"] = ceasefire.pop("start")
        assert list(validator.iter_errors(plain))


def test_new_terms_are_valid_as_they_stand_and_carry_every_ready_clause():
    text = terms.new_terms("north", "Ceasefire in the north")
    (found,) = terms.parse_terms(text)
    assert (found.id, found.title, found.start, found.acts) == ("north", "Ceasefire in the north", None, None)
    uncommented = " ".join(text.replace("#", " ").split())
    clauses = terms.ready_clauses()
    assert set(clauses) <= set(keys.SAYS)
    assert len(clauses) == len(keys.SAYS)
    assert all(" ".join(words.split()) in uncommented for each in clauses.values() for words, _ in each)
    assert all(word in text for word in terms.VOCABULARY)


@pytest.mark.parametrize("title", ["North: the truce", "# 1", "two\nlines", "'quoted'"])
def test_a_new_title_may_hold_signs_that_yaml_reads(title):
    (found,) = terms.parse_terms(terms.new_terms("north", title))
    assert found.title == " ".join(title.split())


def test_a_ready_clause_that_is_uncommented_as_it_stands_is_read():
    lines = terms.new_terms("north", "North").splitlines()
    start = next(number for number, line in enumerate(lines) if line.strip().startswith("# ladder: >-"))
    for number in range(start, len(lines)):
        if number > start and not lines[number].strip().startswith("#   "):
            break
        lines[number] = lines[number].replace("# ", "", 1)
    (found,) = terms.parse_terms("\n".join(lines))
    assert dict(found.says)["ladder"].startswith("On a verified incident")


def test_the_page_of_terms_names_what_is_not_known_and_whose_thresholds_they_are():
    (found,) = terms.parse_terms(terms.new_terms("north", "North"))
    section = terms.terms_section(found)
    text = str(section)
    assert "not agreed by the parties" in text
    assert "Not known: start, end, area" in text
    assert "no end on record" in text
