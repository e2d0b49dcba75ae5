"""Who would break it, what would stop them: the file, the page, the command."""

from __future__ import annotations

import json
from pathlib import Path

import altair as alt
import pytest

from goodoffices.errors import DossierError, StabilityError, UserError
from goodoffices.stability.model import conflict
from goodoffices.stability.peace import (
    Ask,
    brief_sections,
    parse_peace,
    peace_json,
    peace_sections,
    read_peace,
    state_of,
    study_peace,
)
from goodoffices.values import Definitions, Picture

ROOT = Path(__file__).parents[3]
ARMIES = ROOT / "examples" / "two-armies" / "stability.yaml"
AREAS = ROOT / "examples" / "astana-2017" / "stability.yaml"
SMALL = """\
stability:
  makers:
    gov: {options: {fire: Opens fire}, prefers: [not fire]}
    opp: {options: {raid: Raids}, prefers: [not raid]}
  agreement: none
"""


def lines(sections) -> dict[str, str]:
    return dict(
        item
        for section in sections
        for block in section.blocks
        if isinstance(block, Definitions)
        for item in block.items
    )


def test_the_sentence_names_the_gain_the_answer_and_that_nobody_would_give_it():
    told = lines(peace_sections(study_peace(*read_peace(ARMIES), Ask())))["Government"]
    assert told == (
        "Would gain 2.5 points if it takes up “The Government attacks”; only this could stop it: Opposition takes up "
        "“The Opposition attacks”. But Opposition would not gain by that, so it is a threat nobody would carry out. "
        "Without it, "
        "staying would have to be worth 2.5 points more."
    )


def test_a_structural_spoiler_is_named_and_a_deterred_maker_is_told_with_its_answer():
    study = study_peace(*read_peace(AREAS), Ask())
    assert [study.case.graph.makers[stand.maker] for stand in study.spoilers] == ["nusra"]
    told = lines(peace_sections(study))
    assert "deterred, since then Armed opposition groups takes up" in told["Government of Syria"]
    assert "no answer takes any of that" in told["Jabhat al-Nusra (Jabhat Fatah al-Sham)"]


def test_prices_by_rank_are_said_to_be_so():
    sections = peace_sections(study_peace(*read_peace(AREAS), Ask()))
    words = " ".join(getattr(block, "text", "") for block in sections[0].blocks)
    assert "one is one step of rank" in words


def test_every_part_goes_to_json_and_every_picture_is_valid():
    study = study_peace(*read_peace(ARMIES), Ask(inverse=True, chance=True, shocks=True, draws=100))
    found = peace_json(study)
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    assert found["makers"]["gov"]["price"] == {"nash": 2.5, "gmr": 0.0, "seq": 2.5}
    pictures = [block for section in peace_sections(study) for block in section.blocks if isinstance(block, Picture)]
    assert [picture.name for picture in pictures] == ["ways-away"]
    for picture in pictures:
        alt.Chart.from_dict(dict(picture.spec))


def test_the_brief_has_half_a_page_that_leads_to_its_annex():
    half, annex = brief_sections(study_peace(*read_peace(AREAS), Ask(chance=True, draws=50)))
    assert not half.annex
    assert annex.annex
    assert annex.anchor in {getattr(block, "see", "") for block in half.blocks}


def test_a_state_is_named_by_number_pattern_or_word():
    case = conflict(parse_peace(SMALL)[0])
    assert [state_of(case, text) for text in ("1", "NN", "agreement", "", "4", "YY")] == [0, 0, 0, 0, 3, 3]
    for text in ("0", "5", "NX", "N", "fire", "９", "status_quo"):
        with pytest.raises(StabilityError):
            state_of(case, text)


@pytest.mark.parametrize(
    ("more", "line", "what"),
    [
        ("  worths: {gvo: {fire: 1}}\n", 6, "`gvo` is no maker of this model"),
        ("  worths: {gov: {fier: 1}}\n", 6, "fier"),
        ("  worths: {gov: {fire: many}}\n", 6, "is not a number"),
        (
            "  levers: {offers: {l: {kind: gift, by: eu, cost: 1, when: fire, worth: {gov: 1}}}}\n",
            6,
            "`gift` is no kind",
        ),
        (
            "  levers: {offers: {l: {kind: payment, by: eu, cost: -1, when: fire, worth: {gov: 1}}}}\n",
            6,
            "`-1` is no number",
        ),
        (
            "  levers: {offers: {l: {kind: payment, by: opp, cost: 1, when: fire, worth: {gov: 1}, done_by: fire}}}\n",
            6,
            "fire",
        ),
        ("  levers: {offers: {l: {kind: payment, by: eu, cost: 1, worth: {gov: 1}}}}\n", 6, "has no `when`"),
        ("  shocks: {s: {what: Nothing}}\n", 6, "changes nothing"),
        ("  shocks: {s: {fixed: {fire: maybe}}}\n", 6, "neither yes nor no"),
        ("  shocks: {s: {first: {opp: [fire and]}}}\n", 6, ""),
        ("  chance: {gov: 1.5}\n", 6, "is no number"),
        ("  chance: [gov]\n", 6, "must hold"),
    ],
)
def test_what_is_wrong_beside_a_model_is_told_with_its_line(more, line, what):
    with pytest.raises(DossierError) as caught:
        parse_peace(SMALL + more, "small.yaml")
    assert any(what in problem.what and problem.where.line == line for problem in caught.value.problems)


def test_worths_that_contradict_the_preferences_are_refused_with_both_states():
    model, beside = parse_peace(SMALL + "  worths: {gov: {fire: 3}}\n")
    with pytest.raises(StabilityError, match="contradict its preferences"):
        study_peace(model, beside, Ask())


def test_hostile_values_never_end_in_anything_but_words():
    for more in (
        "  shocks: 3\n",
        "  levers: []\n",
        "  worths: x\n",
        "  chance: {gov: nan}\n",
        "  worths: {gov: {'': 1}}\n",
    ):
        with pytest.raises(UserError):
            parse_peace(SMALL + more)
