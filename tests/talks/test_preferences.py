"""A delegation states its own preferences, in its own words and order; the mediator reads, and edits nothing."""

from __future__ import annotations

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.talks.world import marker

from goodoffices.dossier import parse_preference, write_preference
from goodoffices.errors import TalksError
from goodoffices.talks.access.viewer import looking_as
from goodoffices.talks.domain.preferences import (
    ChangedMeanwhileError,
    history,
    say_not_yet,
    state_fallback,
    state_preference,
    statements,
)
from goodoffices.talks.domain.questions import Question
from goodoffices.talks.domain.words import in_words
from goodoffices.talks.forms.preferences import PreferenceForm
from goodoffices.talks.models import Preference
from goodoffices.values import Estimate

PORT = {"issue": "port", "low": "6", "high": "8", "note": "", "version": "0"}
NORTH_FIRST = {"place_0": "1", "step_0": ">>", "place_1": "2", "step_1": ">", "place_2": "3", "step_2": ">"}


def state(client, world, data):
    return client.post(reverse("preference", args=[world.process.pk]), PORT | NORTH_FIRST | data)


def current(world, who, party, issue):
    with looking_as(world.viewer(who)):
        found = statements(world.process, world.parties[party]).get((world.parties[party].pk, issue))
        return found.record.line if found else None


def test_an_order_with_its_red_line_and_weight_is_kept_as_a_line_of_a_dossier(world):
    answer = state(world.client("north"), world, {"red_2": "on"})
    assert answer.status_code == 302
    assert current(world, "north", "north", "port") == "6..8 north >> both > !south"


def test_options_in_one_place_are_equally_good(world):
    state(world.client("north"), world, {"place_1": "1", "step_1": ">", "step_0": ">"})
    assert current(world, "north", "north", "port") == "6..8 north = both > south"


def test_it_is_read_back_in_plain_words_with_the_dossiers_line_beside_it(world):
    client = world.client("north")
    page = client.get(state(client, world, {"red_2": "on"})["Location"]).content.decode()
    for sentence in (
        "Best for us: “the North”.",
        "Much better than “both by turns”.",
        "We will not sign a text with “the South”.",
        "This question matters 6 to 8 of 10 to us.",
        "6..8 north &gt;&gt; both &gt; !south",
    ):
        assert sentence in page


def test_without_scripts_an_option_is_moved_by_a_button_and_nothing_is_stored(world):
    answer = state(world.client("north"), world, {"move": "up:2"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.index("the North</span>") < page.index("the South</span>") < page.index("both by turns</span>")
    assert current(world, "north", "north", "port") is None


def test_not_yet_needs_no_order_and_is_shown_to_the_mediator(world):
    client = world.client("south")
    answer = client.post(
        reverse("preference", args=[world.process.pk]),
        {"issue": "port", "version": "0", "not_yet": "1", "note": "", "low": "", "high": ""},
    )
    assert answer.status_code == 302
    page = world.client("mediator").get(reverse("preferences", args=[world.process.pk])).content.decode()
    assert "they say: not yet" in page


def test_a_range_that_runs_backwards_is_told_on_the_form(world):
    answer = state(world.client("north"), world, {"low": "8", "high": "6"})
    assert answer.status_code == 422
    assert "below where the range begins" in answer.content.decode()


def test_the_later_of_two_who_save_at_once_is_refused_and_sees_both(world):
    client = world.client("north")
    state(client, world, {})
    answer = state(client, world, {"place_0": "3", "place_2": "1", "note": "mine"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "changed this meanwhile" in page
    assert "6..8 north &gt;&gt; both &gt; south" in page, "what the other one saved"
    assert page.index("the South</span>") < page.index("the North</span>"), "what this one wanted"
    assert current(world, "north", "north", "port") == "6..8 north >> both > south"
    again = state(client, world, {"place_0": "3", "place_2": "1", "version": "1"})
    assert again.status_code == 302


def test_statements_are_never_overwritten(world):
    party = world.parties["north"]
    with looking_as(world.viewer("north")):
        state_preference(party=party, issue="road", line="2 shut > open = shared", version=1)
        say_not_yet(party=party, issue="road", version=2)
        said = [one.record.line for one in history(world.process, party, "road")]
    assert said == ["", "2 shut > open = shared", "5..7 open > shared > !shut"]
    with looking_as(world.viewer("north")), pytest.raises(ChangedMeanwhileError):
        state_preference(party=party, issue="road", line="2 shut > open = shared", version=2)


@pytest.mark.parametrize("who", ["mediator", "south", "guarantor"])
def test_nobody_states_the_preferences_of_another(world, who):
    with looking_as(world.viewer(who)), pytest.raises(TalksError):
        state_preference(party=world.parties["north"], issue="port", line="3 north > both > south", version=0)
    with looking_as(world.viewer(who)), pytest.raises(TalksError):
        state_fallback(party=world.parties["north"], worth=Estimate.between(1, 2), version=0)


def test_a_line_that_names_not_every_option_is_refused(world):
    with looking_as(world.viewer("north")), pytest.raises(TalksError, match="left out"):
        state_preference(party=world.parties["north"], issue="port", line="3 north > both", version=0)


def test_the_worth_of_no_agreement_is_stated_as_a_range_and_read_back(world):
    client = world.client("north")
    address = reverse("fallback", args=[world.process.pk])
    assert client.post(address, {"low": "35", "high": "50", "version": "0", "note": ""}).status_code == 302
    assert "No agreement is worth 35 to 50 of 100 to us." in client.get(address).content.decode()


def test_the_mediator_reads_who_told_and_what_is_an_assessment_side_by_side(world):
    page = world.client("mediator").get(reverse("preferences", args=[world.process.pk])).content.decode()
    assert page.count("as they told us") == 3, "each of the three parties told of the road"
    assert page.count("our assessment") == 6, "the port, and no agreement"
    for room in ("north", "south", "east"):
        assert marker(room, "note") in page


def test_the_mediators_assessment_is_on_no_page_of_a_delegation(world):
    client = world.client("north")
    for name in ("preferences", "preference", "fallback", "case", "worth"):
        page = client.get(reverse(name, args=[world.process.pk])).content.decode()
        assert marker("desk", "") not in page


def test_what_is_stored_of_a_statement_outside_its_box_tells_nothing_of_its_subject(world):
    plain = {field.name for field in Preference._meta.fields}
    assert plain == {
        *("id", "process", "room", "lock", "author", "sealed", "made", "changed"),
        *("party", "number", "current"),
    }


WORDS = {option: f"the words of {option}" for option in ("a", "b-1", "c.d", "é", "no")}


@st.composite
def stated(draw):
    """What may be stated on the page: places, steps, red lines, a range of weights."""
    options = draw(st.lists(st.sampled_from(list(WORDS)), min_size=2, max_size=5, unique=True))
    said = {"issue": "q", "version": "0", "note": ""}
    for number in range(len(options)):
        said[f"place_{number}"] = str(draw(st.integers(1, len(options))))
        said[f"step_{number}"] = draw(st.sampled_from([">", ">>", "="]))
        if draw(st.booleans()):
            said[f"red_{number}"] = "on"
    low, high = sorted((draw(st.decimals(0, 10, places=2)), draw(st.decimals(0, 10, places=2))))
    return options, said | {"low": str(low), "high": str(high)}


@given(stated())
@settings(max_examples=100, deadline=None)
def test_whatever_is_stated_on_the_page_survives_the_trip_through_a_dossier(case):
    options, said = case
    question = Question("q", "Q?", {option: WORDS[option] for option in options})
    form = PreferenceForm(question, said)
    assert form.is_valid(), form.errors
    preference, faults = parse_preference(form.cleaned_data["line"], "p", "q", options)
    assert faults == []
    if preference.weight.high:
        by_place = sorted(range(len(options)), key=lambda n: (int(said[f"place_{n}"]), n))
        assert [rating.option for rating in preference.ratings] == [options[n] for n in by_place]
        assert preference.red_lines == {options[n] for n in range(len(options)) if f"red_{n}" in said}
    again, _ = parse_preference(write_preference(preference), "p", "q", options)
    assert again == preference
    # What the page begins with the next time is what was stated, once more.
    begun = PreferenceForm.of(question, preference)
    once_more = PreferenceForm(question, begun | {"version": "0", "note": ""})
    assert once_more.is_valid(), once_more.errors
    third, _ = parse_preference(once_more.cleaned_data["line"], "p", "q", options)
    assert (third.weight, third.red_lines, third.steps) == (preference.weight, preference.red_lines, preference.steps)
    assert in_words(preference, question.options, own=True)


def test_numbers_from_a_dossier_are_read_back_in_words():
    preference, _ = parse_preference("6..8 a:100 no:70..80 é:unknown", "p", "q", ["a", "no", "é"])
    words = in_words(preference, WORDS, own=False)
    assert words[:3] == [
        "the words of a: worth 100 of 100.",
        "the words of no: worth 70 to 80 of 100.",
        "the words of é: not known yet.",
    ]


def test_the_history_says_who_stated_what_and_what_changed_in_words_to_the_party_and_the_mediator(world):
    north = world.client("north")
    state(north, world, {"red_2": "on"})
    state(north, world, {"low": "2", "high": "3", "version": "1"})
    address = reverse("preferences_before", args=[world.process.pk, world.parties["north"].pk])
    for who, words in (("north", "We will not sign"), ("mediator", "They will not sign")):
        page = world.client(who).get(address)
        port = next(told for _ask, told in page.context["told"] if len(told) == 2)
        assert [one.line.who for one in port] == [str(world.members["north"])] * 2
        removed = "".join(piece.words for piece in port[0].words if piece.kind == "removed")
        assert words.split(maxsplit=1)[1] in removed
        assert "8" in removed
        assert port[1].is_first
    assert world.client("south").get(address).status_code == 404
