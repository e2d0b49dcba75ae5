"""Nothing tells what a party has answered, or whether, before all are opened: no page, no row, no entry."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.utils import timezone
from tests.talks.pages import OneOfEachKind, ReadingAgain, ask
from tests.talks.proposing import SECRET, normal, page, proposed, rows, say
from tests.talks.test_canaries import crawl, raw_database
from tests.talks.world import make_member

from goodoffices.errors import SealError, TalksError
from goodoffices.seal import PublicKey, open_box
from goodoffices.talks.access.viewer import looking_as, looking_as_the_system
from goodoffices.talks.domain.answers import answer_proposal
from goodoffices.talks.domain.processes import seat_member
from goodoffices.talks.domain.proposals import laid_down_info, share_info
from goodoffices.talks.domain.rooms import share_keys
from goodoffices.talks.domain.splitting import joined, own_box, shares_of
from goodoffices.talks.models import Entry, Outcome


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
    assert [len(box) for box in north.copies] == [len(box) for box in south.copies]


def test_a_row_does_not_tell_either_when_the_people_of_the_party_have_changed_since(table):
    proposal = proposed(table, "north", "south")
    shape = [(len(one.copies), sorted(one.shares), len(one.copies[0])) for one in rows(proposal)]
    for party in ("north", "south"):
        with looking_as(table.viewer("mediator")):
            who = table.members["administrator" if party == "north" else "stranger"]
            share_keys(seat_member(process=table.process, member=who, role="delegate", party=table.parties[party]))
    say(table, proposal, "north", "amend", SECRET)
    assert [(len(one.copies), sorted(one.shares), len(one.copies[0])) for one in rows(proposal)] == shape
    for member in table.members.values():
        assert all(member.pk not in str(one.copies) for one in rows(proposal))
    assert SECRET in page(table, "administrator", proposal), "who came later reads what their party said"


def test_a_party_with_more_people_than_places_has_as_many_places_more(table):
    clerks = [make_member(f"clerk{number}")[0] for number in range(8)]
    for clerk in clerks:
        with looking_as(table.viewer("mediator")):
            share_keys(seat_member(process=table.process, member=clerk, role="delegate", party=table.parties["north"]))
    proposal = proposed(table, "north", "south")
    assert [len(one.copies) for one in rows(proposal)] == [16, 8]
    say(table, proposal, "north", "amend", SECRET)
    assert [len(one.copies) for one in rows(proposal)] == [16, 8]
    assert SECRET in page(table, "clerk7", proposal)


OWN_MOMENTS = {"/sessions/", "/account/"}  # they say when the reader asked for a page last
VARIANTS = {
    "not answered": (), "accept": (("accept", ""),), "refuse": (("refuse", SECRET),),
    "changed": (("accept", ""), ("refuse", SECRET)),
}  # fmt: skip


@pytest.mark.long
@pytest.mark.parametrize("reader", ["mediator", "south", "guarantor"])
def test_no_byte_of_any_page_tells_what_another_party_has_answered_or_whether(reader, table, monkeypatch):
    proposal = proposed(table)
    moment = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: moment)  # a calendar says when it was read
    if reader == "south":
        say(table, proposal, "south", "amend", "The quay too.")
    browser = table.client(reader)
    # The other party looks at every page, and once more at every page when much was said; who has many more of the same
    # kinds, at one of each and all of the proposal.
    look = ask if reader == "south" else OneOfEachKind(proposal.pk)
    again = ReadingAgain(look)
    seen = {}
    for name, said in VARIANTS.items():
        with transaction.atomic():
            for verdict, words in said:
                say(table, proposal, "north", verdict, words)
            whole = reader == "south" and name == "changed"
            pages = crawl(browser, table.process, look if whole else again.after() if said else again)
            seen[name] = {address: normal(text) for address, text in pages.items() if address not in OWN_MOMENTS}
            if said:
                assert f"/p/{table.process.pk}/proposals/{proposal.pk}/" in again.asked, "what tells is asked anew"
            transaction.set_rollback(True)
        transaction.get_connection().needs_rollback = False
    assert SECRET not in "".join(seen["refuse"].values())
    assert seen["accept"][f"/p/{table.process.pk}/proposals/{proposal.pk}/"]
    for name in VARIANTS:
        assert seen[name] == seen["not answered"], name
