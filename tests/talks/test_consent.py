"""What the register of consent promises."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.talks.pages import MADE_ANEW

from goodoffices.errors import TalksError
from goodoffices.talks.access.viewer import looking_as
from goodoffices.talks.domain.consent import consent_now, record_statement, statements_of
from goodoffices.talks.domain.processes import add_party
from goodoffices.talks.models import Party, Statement

Answer = Statement.Answer
DAY = dt.date(2020, 1, 1)


def record(world, who, *, party="north", room="north", answer=Answer.ACCEPTED, said=DAY, source="the envoy", **more):
    with looking_as(world.viewer(who)):
        return record_statement(
            party=world.parties[party],
            room=world.rooms[room],
            author=world.seats[who],
            answer=answer,
            said=said,
            source=source,
            **more,
        )


def state(world, who, party="north"):
    with looking_as(world.viewer(who)):
        return consent_now([world.parties[party]])[0]


def page(client, world, name, *args) -> str:
    text = client.get(reverse(name, args=[world.process.pk, *args])).content.decode()
    return MADE_ANEW.sub("", text)


def test_a_withdrawn_consent_is_shown_as_withdrawn_the_moment_it_is_recorded(world):
    record(world, "north")
    assert state(world, "mediator").consents
    record(world, "north", answer=Answer.WITHDRAWN)
    found = state(world, "mediator")
    assert (found.answer, found.consents) == (Answer.WITHDRAWN, False)
    assert "withdrawn" in page(world.client("north"), world, "consent")


def test_a_statement_recorded_late_does_not_undo_one_that_was_said_after_it(world):
    record(world, "north", answer=Answer.WITHDRAWN, said=dt.date(2020, 2, 2))
    record(world, "mediator", answer=Answer.ACCEPTED, said=dt.date(2020, 2, 1))
    assert state(world, "mediator").answer == Answer.WITHDRAWN


def test_a_delegation_does_not_learn_that_another_one_set_conditions(world):
    south, north = world.client("south"), world.parties["north"].pk
    names = [("preparing",), ("consent",), ("consent_party", north)]
    before = [page(south, world, *name) for name in names]
    record(world, "north", answer=Answer.CONDITIONS, conditions="the road is open")
    assert [page(south, world, *name) for name in names] == before
    assert "the road is open" in page(world.client("north"), world, "consent_party", north)


def test_a_party_of_which_nothing_is_recorded_has_not_said_yes(world):
    with looking_as(world.viewer("mediator")):
        world.parties["west"] = add_party(process=world.process, key="west", name="The West")
    for who, words in (("mediator", "not yet asked"), ("north", "nothing in your rooms")):
        found = state(world, who, "west")
        assert (str(found.words), found.answer, found.consents) == (words, "", False)


def test_being_invited_is_no_answer_and_no_consent(world):
    record(world, "mediator", answer=Answer.INVITED)
    assert not state(world, "mediator").consents


def test_a_delegation_speaks_for_itself_only(world):
    with pytest.raises(TalksError, match="for itself only"):
        record(world, "north", party="south", room="plenary")
    said = {"party": world.parties["south"].pk, "answer": "accepted", "said": "2021-01-01"}
    world.client("north").post(
        reverse("consent_add", args=[world.process.pk]), said | {"room": world.rooms["plenary"].pk}
    )
    with looking_as(world.viewer("mediator")):
        found = Statement.objects.get(said=dt.date(2021, 1, 1))
        assert (found.party_id, found.on_behalf) == (world.parties["north"].pk, False)


def test_what_the_mediator_was_told_names_who_told_it(world):
    with pytest.raises(TalksError, match="who told you"):
        record(world, "mediator", source="")
    assert record(world, "mediator", source="the North's envoy, by telephone").on_behalf


def test_an_acceptance_with_conditions_says_which(world):
    with pytest.raises(TalksError, match="conditions are missing"):
        record(world, "north", answer=Answer.CONDITIONS)


def test_a_statement_is_not_told_behind_its_party_s_back(world):
    with pytest.raises(TalksError, match="another delegation's"):
        record(world, "mediator", room="south")


def test_nobody_consents_tomorrow(world):
    with pytest.raises(TalksError, match="has not come"):
        record(world, "north", said=timezone.now().date() + dt.timedelta(days=3))


def test_what_was_said_stays_on_record(world):
    first = record(world, "north")
    record(world, "north", answer=Answer.WITHDRAWN)
    with looking_as(world.viewer("north")):
        with pytest.raises(RuntimeError, match="never changed"):
            first.save()
        with pytest.raises(RuntimeError, match="never deleted"):
            first.delete()
        answers = [one.answer for one in statements_of(Party.objects.get(key="north")) if one.said == DAY]
    assert answers == [Answer.WITHDRAWN, Answer.ACCEPTED]


def test_a_refused_statement_says_why_on_the_form_and_keeps_what_was_typed(world):
    typed = {"answer": "conditions", "said": "2021-01-01", "words": "only if asked", "room": world.rooms["north"].pk}
    answer = world.client("north").post(reverse("consent_add", args=[world.process.pk]), typed)
    assert answer.status_code == 422
    assert "conditions are missing" in answer.content.decode()
    assert "only if asked" in answer.content.decode()


def test_a_delegation_s_statement_goes_to_its_caucus_unless_it_says_otherwise(world):
    text = page(world.client("north"), world, "consent_add")
    assert f'<option value="{world.rooms["north"].pk}" selected>' in text
