"""The case: laid on the table from a dossier, and put together again with what the parties stated themselves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.talks.world import make_member, marker

from goodoffices.dossier import parse_dossier, read
from goodoffices.errors import DossierError, TalksError
from goodoffices.seal import PrivateKey
from goodoffices.settlement import settlement_json, solve
from goodoffices.talks.access.identify import viewer_in
from goodoffices.talks.access.viewer import looking_as, looking_as_the_system
from goodoffices.talks.domain.case import case_dossier, case_text, change_words, desk_dossier, load_case
from goodoffices.talks.domain.preferences import (
    say_not_yet,
    state_preference,
    state_preferences_from_dossier,
    statements,
)
from goodoffices.talks.domain.processes import open_process, seat_member
from goodoffices.talks.domain.questions import questions
from goodoffices.talks.domain.rooms import share_keys
from goodoffices.talks.models import Party, Process, Room

ASTANA = Path(__file__).parents[2] / "examples" / "astana-2017" / "dossier.yaml"


@pytest.fixture
def astana(db):
    """The worked example, loaded by its mediator; `see(who)` is a viewer with their keys."""
    member, key = make_member("kz")
    with looking_as_the_system():
        process = open_process(title="Astana", mediator=member)
    keys: dict[str, PrivateKey] = {"kz": key}
    members = {"kz": member}

    def see(who: str = "kz"):
        return viewer_in(process.pk, members[who].pk, keys[who])

    with looking_as(see()):
        load_case(process=process, text=ASTANA.read_text(encoding="utf-8"))
    with looking_as(see()):
        for party in Party.objects.all():
            members[party.key], keys[party.key] = make_member(f"of-{party.key}")
            role = "guarantor" if party.standing == "guarantor" else "delegate"
            share_keys(seat_member(process=process, member=members[party.key], role=role, party=party))
    return process, see


def everybody_states(process: Process, see) -> None:
    for key in ("gov", "opp", "rus", "tur", "irn"):
        with looking_as(see(key)):
            party = Party.objects.get(key=key)
            state_preferences_from_dossier(process=process, party=party, dossier=read(ASTANA))


def test_loading_a_dossier_seats_its_parties_each_with_a_caucus(astana):
    process, see = astana
    with looking_as(see()):
        assert {party.key: party.standing for party in Party.objects.all()} == {
            "gov": "principal",
            "opp": "principal",
            "rus": "guarantor",
            "tur": "guarantor",
            "irn": "guarantor",
        }
        assert Room.objects.filter(kind="caucus").count() == 5
        assert [question.id for question in questions(process)] == [issue.id for issue in read(ASTANA).issues]


def test_while_nobody_has_stated_anything_the_case_is_the_desks_text_with_every_comment(astana):
    process, see = astana
    with looking_as(see()):
        assert case_text(process) == ASTANA.read_text(encoding="utf-8")


@pytest.mark.long
def test_when_delegations_stated_what_the_example_holds_the_numbers_are_those_of_the_command_line(astana):
    process, see = astana
    everybody_states(process, see)
    with looking_as(see()):
        found, text = case_dossier(process), case_text(process)
    assert "its own statement of" in text
    assert all("its own statement of" in line.judgement.by for issue in found.issues for line in issue.preferences)
    there, here = settlement_json(solve(read(ASTANA))), settlement_json(solve(found))
    assert there.pop("inputs") != here.pop("inputs")  # whose word it is belongs to the content, and so to its hash
    assert here.pop("caution").startswith(there.pop("caution"))  # and says besides who has spoken since
    assert json.dumps(here) == json.dumps(there)


def test_a_statement_stands_in_the_place_of_the_mediators_assessment_and_says_whose_word_it_is(world):
    with looking_as(world.viewer("mediator")):
        found = {line.party: line for line in case_dossier(world.process).issues[0].preferences}
    assert found["north"].judgement.by.startswith("The North, its own statement of 20")
    assert found["north"].judgement.note == marker("north", "note")
    assert (found["north"].weight.low, found["north"].weight.high) == (5, 7)
    port = {line.party: line for line in found_port(world)}
    assert port["south"].judgement.by == ""
    assert (port["south"].weight.low, port["south"].weight.high) == (6, 8)


def found_port(world):
    with looking_as(world.viewer("mediator")):
        return case_dossier(world.process).issues[1].preferences


def test_not_yet_leaves_the_mediators_assessment_in_place(world):
    with looking_as(world.viewer("north")):
        say_not_yet(party=world.parties["north"], issue="road", version=1)
    with looking_as(world.viewer("mediator")):
        line = case_dossier(world.process).issues[0].preferences[0]
    assert (line.weight.low, line.weight.high, line.judgement.note) == (6, 8, marker("desk", "dossier"))


def test_a_party_that_the_dossier_does_not_know_is_in_the_case_as_unknown(world):
    from goodoffices.talks.domain.processes import add_party

    with looking_as(world.viewer("mediator")):
        add_party(process=world.process, key="west", name="The West")
        found = case_dossier(world.process)
    west = [line for issue in found.issues for line in issue.preferences if line.party == "west"]
    assert [(line.weight.low, line.weight.high) for line in west] == [(0, 10), (0, 10)]
    assert all((rating.value.low, rating.value.high) == (0, 100) for line in west for rating in line.ratings)
    assert solve(found).parties == ("north", "south", "east", "west")


def test_a_mistake_in_the_dossier_is_told_with_line_and_column_and_nothing_is_stored(world):
    with looking_as(world.viewer("mediator")):
        before = desk_dossier(world.process).pk
        wrong = desk_dossier(world.process).text.replace("shut > shared", "shit > shared")
        with pytest.raises(DossierError) as told:
            load_case(process=world.process, text=wrong)
        assert (told.value.problems[0].where.line, told.value.problems[0].where.column) == (13, 17)
        assert desk_dossier(world.process).pk == before


def test_words_are_changed_without_losing_a_comment(world):
    with looking_as(world.viewer("mediator")):
        change_words(
            process=world.process, words={("port", ""): "Whose port?", ("port", "both"): "both: in turn"}, version=1
        )
        text = desk_dossier(world.process).text
    assert text.startswith(f"# {marker('desk', 'dossier')}\n")
    with looking_as(world.viewer("observer")):
        port = questions(world.process)[1]
    assert (port.ask, port.options["both"]) == ("Whose port?", "both: in turn")


def test_the_case_is_not_changed_on_top_of_somebody_elses_change(world):
    with looking_as(world.viewer("mediator")):
        change_words(process=world.process, words={("port", ""): "Whose port?"}, version=1)
        with pytest.raises(TalksError, match="meanwhile"):
            change_words(process=world.process, words={("port", ""): "Which port?"}, version=1)


def test_what_still_fits_a_changed_case_is_kept_and_the_rest_is_to_be_looked_at_again(world):
    with looking_as(world.viewer("north")):
        state_preference(party=world.parties["north"], issue="port", line="3 north > both > south", version=0)
    with looking_as(world.viewer("mediator")):
        text = desk_dossier(world.process).text
        load_case(process=world.process, text=text.replace("shut", "closed").replace("road=closed", "road=closed"))
    with looking_as(world.viewer("north")):
        mine = {issue: one for (_, issue), one in statements(world.process, world.parties["north"]).items()}
    assert (mine["port"].look_again, mine["port"].is_stated) == (False, True)
    assert (mine["road"].look_again, mine["road"].is_stated) == (True, False)


def test_an_option_that_got_other_words_is_counted_but_to_be_looked_at_again(world):
    with looking_as(world.viewer("mediator")):
        change_words(process=world.process, words={("road", "shared"): "under UN control"}, version=1)
    with looking_as(world.viewer("north")):
        road = statements(world.process)[world.parties["north"].pk, "road"]
    assert (road.look_again, road.is_stated) == (True, True)


def test_only_the_mediator_has_a_case_to_put_together(world):
    for who in ("north", "guarantor", "observer"):
        with looking_as(world.viewer(who)), pytest.raises(TalksError, match="no case"):
            case_text(world.process)


def test_case_text_reads_back_as_the_case(world):
    with looking_as(world.viewer("mediator")):
        assert parse_dossier(case_text(world.process)) == case_dossier(world.process)


def test_a_caution_that_no_party_has_spoken_says_who_has_since(world):
    with looking_as(world.viewer("mediator")):
        text = desk_dossier(world.process).text
        load_case(process=world.process, text=text + "caution: No party has confirmed this.\n")
        caution = case_dossier(world.process).caution
    assert caution.startswith(
        "No party has confirmed this. Since this was written, these have stated preferences of their own"
    )
    assert "The North" in caution
