"""Proposals: answered, opened together, adopted or not; lapsed, taken back, followed by another."""

from __future__ import annotations

import datetime as dt
from itertools import product

import pytest
from django.utils import timezone
from tests.talks.proposing import SECRET, WHO, normal, now, page, post, proposed, rows, say
from tests.talks.world import PASSPHRASE

from goodoffices.errors import TalksError
from goodoffices.talks.access.viewer import looking_as, looking_as_the_system
from goodoffices.talks.domain.adoption import ALLOWED, Given, is_adopted
from goodoffices.talks.domain.answers import answer_proposal, own_answer
from goodoffices.talks.domain.proposals import clear_lapsed, withdraw_proposal
from goodoffices.talks.domain.questions import questions
from goodoffices.talks.domain.worth import worth_of
from goodoffices.talks.forms.proposals import ProposalForm
from goodoffices.talks.models import Outcome, Process, Proposal, TextVersion


def test_when_the_last_answer_comes_all_are_opened_and_the_result_is_shown_with_its_reason(table):
    proposal = proposed(table)
    say(table, proposal, "north")
    say(table, proposal, "south", "refuse", SECRET)
    assert now(proposal).state == "waiting"
    say(table, proposal, "east", "abstain")
    assert now(proposal).state == "opened"
    for who in ("mediator", "north", "south", "guarantor"):
        seen = page(table, who, proposal)
        assert "Not adopted: The South refused." in seen
        assert SECRET in seen


def test_a_proposal_that_all_principals_accept_is_adopted_by_answers_and_never_called_signed(table):
    proposal = proposed(table)
    for party in WHO:
        say(table, proposal, party, "abstain" if party == "east" else "accept")
    seen = page(table, "north", proposal)
    assert "Adopted by answers of The North, The South, The East." in seen
    assert "nothing has been signed" in seen


def test_when_only_the_result_is_to_be_shown_the_parties_see_no_more_and_the_mediator_reads_the_answers(table):
    proposal = proposed(table, shows_answers=False)
    say(table, proposal, "north")
    say(table, proposal, "south", "amend", SECRET)
    say(table, proposal, "east")
    seen = page(table, "north", proposal)
    assert "Not adopted: not all whose acceptance is needed accepted it as it stands." in seen
    assert SECRET not in seen
    assert "The South accepted only" not in seen
    assert SECRET in page(table, "mediator", proposal)
    assert SECRET in page(table, "south", proposal)


@pytest.mark.parametrize("standings", list(product(["principal", "guarantor"], repeat=2)))
def test_the_rule_is_what_the_page_says_for_every_combination_of_answers(standings):
    for verdicts in product(*(ALLOWED[standing] for standing in standings)):
        given = [Given(str(n), *pair) for n, pair in enumerate(zip(standings, verdicts, strict=True))]
        right = all(
            verdict == "accept" if standing == "principal" else verdict in {"accept", "abstain"}
            for standing, verdict in zip(standings, verdicts, strict=True)
        )
        assert is_adopted(given) is right


def test_nothing_is_adopted_by_no_answers():
    assert not is_adopted([])


def test_an_answer_may_be_changed_until_all_are_in_and_the_last_word_counts(table):
    proposal = proposed(table, "north", "south")
    say(table, proposal, "north", "refuse", "No.")
    say(table, proposal, "north")
    with looking_as(table.viewer("north")):
        assert own_answer(proposal)["verdict"] == "accept"
    say(table, proposal, "south")
    with looking_as(table.viewer("north")):
        assert Outcome.objects.get(proposal=proposal).adopted
    with pytest.raises(TalksError):
        say(table, proposal, "south", "refuse")


@pytest.mark.long
def test_at_the_deadline_it_lapses_and_nothing_of_any_answer_is_left(table):
    proposal = proposed(table)
    say(table, proposal, "north", "accept", SECRET)
    with looking_as_the_system():
        Proposal.objects.filter(pk=proposal.pk).update(deadline=timezone.now() - dt.timedelta(seconds=1))
    with pytest.raises(TalksError, match="lapsed"):
        say(table, proposal, "south")
    before = {who: normal(page(table, who, proposal)) for who in ("mediator", "north", "south", "guarantor")}
    assert all("has lapsed" in seen and SECRET not in seen for seen in before.values())
    assert clear_lapsed(table.process.pk) == 1
    assert clear_lapsed(table.process.pk) == 0
    assert rows(proposal) == []
    assert {who: normal(page(table, who, proposal)) for who in before} == before


def test_a_proposal_that_was_taken_back_is_not_answered_any_more_and_nothing_of_it_is_opened(table):
    proposal = proposed(table)
    say(table, proposal, "north", "accept", SECRET)
    with looking_as(table.viewer("mediator")):
        withdraw_proposal(proposal)
        with pytest.raises(TalksError):
            withdraw_proposal(proposal)
    assert rows(proposal) == []
    with pytest.raises(TalksError, match="withdrawn"):
        say(table, proposal, "south")


def test_an_answer_needs_the_passphrase_again(table):
    proposal = proposed(table, "north", "south")
    refused = post(table, "north", proposal, verdict="accept", words="", passphrase="not the passphrase at all")
    assert refused.status_code == 422
    assert "This is not your passphrase." in refused.content.decode()
    with looking_as(table.viewer("north")):
        assert own_answer(proposal)["verdict"] == ""
    assert post(table, "north", proposal, verdict="accept", words="", passphrase=PASSPHRASE).status_code == 302
    with looking_as(table.viewer("north")):
        assert own_answer(proposal)["verdict"] == "accept"


def test_a_principal_cannot_abstain_and_an_amendment_needs_words(table):
    proposal = proposed(table)
    for verdict in ("abstain", "amend", "nonsense"):
        assert post(table, "north", proposal, verdict=verdict, words=" ", passphrase=PASSPHRASE).status_code == 422
        with pytest.raises(TalksError):
            say(table, proposal, "north", verdict)


def test_one_who_is_not_addressed_does_not_learn_that_there_is_a_proposal(table):
    proposal = proposed(table, "north", "south")
    answer = table.client("guarantor").get(f"/p/{table.process.pk}/proposals/{proposal.pk}/")
    assert answer.status_code == 404
    with looking_as(table.viewer("guarantor")), pytest.raises(TalksError):
        answer_proposal(proposal=proposal, verdict="accept", words="")


def test_a_proposal_needs_a_principal_somebody_who_can_answer_and_a_deadline_ahead(table):
    with pytest.raises(TalksError, match="no principal"):
        proposed(table, "east")
    with pytest.raises(TalksError, match="deadline"):
        proposed(table, "north", days=-1)
    with looking_as_the_system():
        Process.objects.get(pk=table.process.pk).seats.filter(party=table.parties["south"]).update(ended=timezone.now())
    with pytest.raises(TalksError, match="nobody is seated for The South who holds its keys"):
        proposed(table, "north", "south")


def test_the_mediator_makes_the_next_proposal_from_an_amendment(table):
    proposal = proposed(table, "north", "south", package=[("Pier", "shared")])
    say(table, proposal, "north")
    say(table, proposal, "south", "amend", SECRET)
    address = f"/p/{table.process.pk}/proposals/{proposal.pk}/next/"
    browser = table.client("mediator")
    form = browser.get(address).content.decode()
    assert SECRET in form
    assert "Pier: shared" in form
    deadline = (timezone.now() + dt.timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    given = {
        "parties": [table.parties["north"].pk, table.parties["south"].pk], "title": "Again", "words": "In spring.",
        "package": "Pier: shared\nQuay: North", "deadline": deadline, "shows_answers": "no",
    }  # fmt: skip
    made = browser.post(address, given)
    assert made.status_code == 302
    assert "The harbour" in browser.get(made["Location"]).content.decode()
    with looking_as(table.viewer("south")):
        found = Proposal.objects.get(follows_id=proposal.pk)
        assert found.package == [["Pier", "shared"], ["Quay", "North"]]
        assert not found.shows_answers


def test_a_candidate_begins_the_form_without_any_complaint_and_proposes_nothing(table):
    address = f"/p/{table.process.pk}/proposals/new/"
    with looking_as_the_system():
        before = Proposal.objects.filter(process=table.process).count()
    begun = table.client("mediator").post(address, {"begin": "1", "package": "Pier: shared", "words": "As found."})
    page = begun.content.decode()
    assert begun.status_code == 200
    assert "Pier: shared" in page
    assert "As found." in page
    assert "errorlist" not in page
    with looking_as_the_system():
        assert Proposal.objects.filter(process=table.process).count() == before


def test_a_package_is_read_line_by_line_and_an_issue_twice_is_refused(table):
    address = f"/p/{table.process.pk}/proposals/new/"
    for package in ("no colon", "Pier: a\nPier: b", "Pier:"):
        assert table.client("mediator").post(address, {"package": package}).status_code == 422


def test_a_package_proposed_from_the_questions_at_the_table_is_shown_in_their_words(table):
    address = f"/p/{table.process.pk}/proposals/new/"
    browser = table.client("mediator")
    deadline = (timezone.now() + dt.timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    given = {
        "parties": [table.parties["north"].pk, table.parties["south"].pk], "title": "Both roads", "q0": "shared",
        "package": "Quay: North", "deadline": deadline, "shows_answers": "no",
    }  # fmt: skip
    twice = browser.post(address, given | {"package": "road: shared"})
    assert (twice.status_code, "named twice" in twice.content.decode()) == (422, True)
    made = browser.post(address, given)
    with looking_as(table.viewer("mediator")):
        road = questions(table.process)[0]
        found = Proposal.objects.get(pk=made["Location"].rstrip("/").rsplit("/", 1)[-1])
        assert found.package == [["road", "shared"], ["Quay", "North"]]
        assert found.package_words == [[road.ask, road.options["shared"]], ["Quay", "North"]]
    assert f'<dt dir="auto">{road.ask}</dt>' in page(table, "north", found)


def test_each_party_reads_what_a_proposed_package_is_worth_to_itself_and_the_mediator_no_number(table):
    proposal = proposed(table, "north", "south", package=[("road", "shared")])
    address = f"/p/{table.process.pk}/proposals/{proposal.pk}/"
    with looking_as(table.viewer("north")):
        own = worth_of(
            process=table.process,
            party=table.parties["north"],
            asked=questions(table.process),
            package={"road": "shared"},
        )
    assert table.client("north").get(address).context["worth"].at_least.utility == own.at_least.utility
    assert "worth" not in table.client("mediator").get(address).context


def test_a_proposal_names_a_version_of_the_text_that_all_addressed_were_shown(table):
    with looking_as(table.viewer("mediator")):
        shown = {
            version.room.kind: version
            for version in TextVersion.objects.select_related("room").filter(room__kind__in=("desk", "plenary"))
        }
    with pytest.raises(TalksError, match="not been shown to The North, The South"):
        proposed(table, "north", "south", text_version=shown["desk"])
    told = page(table, "north", proposed(table, "north", "south", text_version=shown["plenary"]))
    assert shown["plenary"].pk in told
    with looking_as(table.viewer("mediator")):
        offered = ProposalForm(()).fields["text_version"].queryset
        assert shown["plenary"] in offered
        assert shown["desk"] not in offered


def test_who_reads_the_answers_is_said_before_anybody_answers(table):
    assert "the parties see only the result" in page(table, "north", proposed(table, shows_answers=False))
    assert "each answer with its words" in page(table, "north", proposed(table, shows_answers=True))
