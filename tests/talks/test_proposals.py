"""Proposals: sealed until all are in, then opened together; the rule; nothing tells who has answered."""

from __future__ import annotations

import datetime as dt
import re
from itertools import product

import pytest
from django.db import transaction
from django.utils import timezone
from tests.talks.test_canaries import crawl, raw_database
from tests.talks.world import PASSPHRASE

from goodoffices.errors import SealError, TalksError
from goodoffices.seal import PublicKey, open_box
from goodoffices.talks.access.viewer import looking_as, looking_as_the_system
from goodoffices.talks.domain.adoption import ALLOWED, Given, is_adopted
from goodoffices.talks.domain.answers import answer_proposal, own_answer
from goodoffices.talks.domain.processes import seat_member
from goodoffices.talks.domain.proposals import clear_lapsed, laid_down_info, propose, share_info, withdraw_proposal
from goodoffices.talks.domain.rooms import share_keys
from goodoffices.talks.domain.splitting import joined, own_box, shares_of
from goodoffices.talks.models import Answer, Entry, Outcome, Party, Process, Proposal

SECRET = "Only if the harbour opens in spring"
WHO = {"north": "north", "south": "south", "east": "guarantor"}


@pytest.fixture
def table(world):
    """The world, with The East as a guarantor."""
    with looking_as_the_system():
        Party.objects.filter(key="east").update(standing=Party.Standing.GUARANTOR)
    world.parties["east"].standing = Party.Standing.GUARANTOR
    return world


def proposed(world, *names: str, days: int = 3, shows_answers: bool = True, **more) -> Proposal:
    with looking_as(world.viewer("mediator")):
        return propose(
            process=world.process,
            parties=[world.parties[name] for name in names or WHO],
            author=world.seats["mediator"],
            title="The harbour",
            words="It opens.",
            deadline=timezone.now() + dt.timedelta(days=days),
            shows_answers=shows_answers,
            **more,
        )


def say(world, proposal: Proposal, party: str, verdict: str = "accept", words: str = "") -> None:
    with looking_as(world.viewer(WHO[party])):
        answer_proposal(proposal=proposal, verdict=verdict, words=words)


def now(proposal: Proposal) -> Proposal:
    with looking_as_the_system():
        return Proposal.objects.get(pk=proposal.pk)


def rows(proposal: Proposal) -> list[Answer]:
    with looking_as_the_system():
        return list(Answer.objects.filter(proposal_id=proposal.pk).select_related("party"))


def page(world, who: str, proposal: Proposal) -> str:
    return world.client(who).get(f"/p/{world.process.pk}/proposals/{proposal.pk}/").content.decode()


def post(world, who: str, proposal: Proposal, **given):
    address = f"/p/{world.process.pk}/proposals/{proposal.pk}/answer/"
    return world.client(who).post(address, given)


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


def test_before_all_are_in_nobody_finds_a_word_of_an_answer_not_in_the_database_either(table):
    proposal = proposed(table)
    say(table, proposal, "north", "amend", SECRET)
    assert SECRET not in raw_database()
    for who in ("mediator", "south", "guarantor"):
        assert SECRET not in page(table, who, proposal)
    assert SECRET in page(table, "north", proposal)


def test_the_keys_of_all_but_one_who_has_not_answered_open_nothing(table):
    proposal = proposed(table)
    say(table, proposal, "north", "amend", SECRET)
    say(table, proposal, "south")
    answers = rows(proposal)
    ring = table.viewer("mediator").keyring
    laid = [open_box(bytes(one.laid_down), ring.lock_key(proposal.lock_id), laid_down_info(one)) for one in answers]
    assert joined(laid, PublicKey(bytes(proposal.public_key))) is None
    east = answers[2]
    assert table.members["mediator"].pk not in east.shares
    for name in ("mediator", "north", "south"):
        for box in east.shares:
            with pytest.raises(SealError):
                own_box(east.shares, box, table.keys[name], share_info(east))
    held = own_box(east.shares, table.members["guarantor"].pk, table.keys["guarantor"], share_info(east))
    assert joined([*laid[:2], held], PublicKey(bytes(proposal.public_key))) is not None, "with it, they would open"


def test_any_shares_but_one_do_not_give_the_key_and_all_of_them_do(table):
    key = table.keys["north"]
    for number in range(1, 5):
        shares = shares_of(key, number)
        assert joined(shares, key.public()) == key
        for left_out in range(number):
            rest = shares[:left_out] + shares[left_out + 1 :]
            assert not rest or joined(rest, key.public()) is None


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


def test_a_colleague_who_came_later_may_change_the_answer_but_cannot_give_the_first_one(table):
    proposal = proposed(table, "north", "south")
    with looking_as(table.viewer("mediator")):
        share_keys(
            seat_member(
                process=table.process, member=table.members["administrator"], role="delegate",
                party=table.parties["north"],
            )
        )  # fmt: skip
    late = table.viewer("administrator")
    with looking_as(late), pytest.raises(TalksError, match="part of the key"):
        answer_proposal(proposal=proposal, verdict="refuse", words="")
    say(table, proposal, "north")
    with looking_as(late):
        answer_proposal(proposal=proposal, verdict="refuse", words="")
    say(table, proposal, "south")
    with looking_as(table.viewer("north")):
        assert not Outcome.objects.get(proposal=proposal).adopted


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


def test_the_log_names_the_answers_only_when_all_are_opened_in_the_order_of_the_parties(table):
    proposal = proposed(table)
    with looking_as_the_system():
        before = Entry.objects.count()
    say(table, proposal, "east", "abstain")
    say(table, proposal, "north")
    say(table, proposal, "north", "refuse")
    with looking_as_the_system():
        assert Entry.objects.count() == before
    say(table, proposal, "south")
    with looking_as_the_system():
        new = list(Entry.objects.order_by("number")[before:].values_list("act", "seat__party__key"))
    new = new[-4:]
    assert new == [("answer.give", "north"), ("answer.give", "south"), ("answer.give", "east"), ("proposal.open", None)]


def test_a_row_of_a_party_that_has_answered_looks_like_one_of_a_party_that_has_not(table):
    proposal = proposed(table)
    say(table, proposal, "north", "amend", SECRET)
    north, south, _ = rows(proposal)
    for name in ("sealed", "closed", "secret", "laid_down"):
        assert len(bytes(getattr(north, name))) == len(bytes(getattr(south, name))), name
    for name in ("made", "changed", "author_id"):
        assert getattr(north, name) == getattr(south, name), name
    assert [len(box) for box in north.copies.values()] == [len(box) for box in south.copies.values()]


def normal(text: str) -> str:
    """A page without what differs at each request."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text)


VARIANTS = {
    "not answered": (), "accept": (("accept", ""),), "refuse": (("refuse", SECRET),),
    "changed": (("accept", ""), ("refuse", SECRET)),
}  # fmt: skip


@pytest.mark.parametrize("reader", ["mediator", "south", "guarantor"])
def test_no_byte_of_any_page_tells_what_another_party_has_answered_or_whether(reader, table):
    proposal = proposed(table)
    if reader == "south":
        say(table, proposal, "south", "amend", "The quay too.")
    browser = table.client(reader)
    seen = {}
    for name, said in VARIANTS.items():
        with transaction.atomic():
            for verdict, words in said:
                say(table, proposal, "north", verdict, words)
            seen[name] = {address: normal(text) for address, text in crawl(browser, table.process).items()}
            transaction.set_rollback(True)
        transaction.get_connection().needs_rollback = False
    assert f"/p/{table.process.pk}/proposals/{proposal.pk}/" in seen["accept"]
    for name in VARIANTS:
        assert seen[name] == seen["not answered"], name


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
    with pytest.raises(TalksError, match="nobody is seated for The South"):
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


def test_a_package_is_read_line_by_line_and_an_issue_twice_is_refused(table):
    address = f"/p/{table.process.pk}/proposals/new/"
    for package in ("no colon", "Pier: a\nPier: b", "Pier:"):
        assert table.client("mediator").post(address, {"package": package}).status_code == 422


def test_who_reads_the_answers_is_said_before_anybody_answers(table):
    assert "the parties see only the result" in page(table, "north", proposed(table, shows_answers=False))
    assert "each answer with its words" in page(table, "north", proposed(table, shows_answers=True))
