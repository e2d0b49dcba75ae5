"""Commitments at the table: drawn at the desk, read in one room, reported by who is bound, verified by who is named."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from goodoffices.errors import TalksError
from goodoffices.talks.access.viewer import looking_as
from goodoffices.talks.domain.commitment_events import happenings_known
from goodoffices.talks.domain.commitment_standing import how_they_stand
from goodoffices.talks.domain.commitments import (
    draw_commitment,
    enter_into_force,
    may_say,
    say_of_commitment,
    withdraw_commitment,
)
from goodoffices.talks.domain.text_drafts import draft_from_paste
from goodoffices.talks.domain.text_versions import publish, show_version
from goodoffices.talks.models import Commitment, CommitmentLine, Entry, ReportRelease, Seat
from goodoffices.talks.views.commitment_words import shown_commitments

pytestmark = pytest.mark.django_db


def draw(world, room="plenary", who="north", **more):
    told = {
        "who": [world.parties[who].pk],
        "what": "withdraws its guns",
        "where": "",
        "due": "within 14 days of in force",
        "verified_by": ["monitor"],
        "depends_on": [],
        "article": "2",
        "clause": "The North shall withdraw its guns.",
        "touches": {},
    } | more
    with looking_as(world.viewer("mediator")):
        return draw_commitment(
            process=world.process, author=world.seats["mediator"], room=world.rooms[room], version=None, **told
        )


def say(world, who, record, said, **more):
    with looking_as(world.viewer(who)):
        seat = Seat.objects.get(pk=world.viewer(who).seat_id)
        return say_of_commitment(commitment=record, author=seat, said=said, **more)


def force(world, days_ago, room="plenary"):
    with looking_as(world.viewer("mediator")):
        day = timezone.localdate() - dt.timedelta(days_ago)
        enter_into_force(author=world.seats["mediator"], room=world.rooms[room], day=day)


def stands(world, record, who="mediator"):
    with looking_as(world.viewer(who)):
        found = [one for room in how_they_stand() for one in room.found if one.commitment.id == record.pk]
    return found[0].status if found else None


def test_a_commitment_is_overdue_after_its_days_reported_by_who_is_bound_and_done_when_whom_it_names_confirms(world):
    record = draw(world)
    force(world, 20)
    assert stands(world, record) == stands(world, record, "south") == "overdue"
    say(world, "north", record, "reported done", source="Note 9")
    assert stands(world, record) == "reported done"
    say(world, "monitor", record, "confirmed", grade="B2")
    assert stands(world, record, "observer") == "verified done"


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("south", "reported done"),
        ("north", "confirmed"),
        ("south", "confirmed"),
        ("mediator", "confirmed"),
        ("mediator", "reported done"),
        ("north", "suspended"),
        ("north", "disputed"),
        ("observer", "disputed"),
        ("monitor", "disputed"),
        ("south", "withdrawn"),
    ],
)
def test_nobody_says_what_is_for_others_to_say(world, who, said):
    record = draw(world)
    with pytest.raises(TalksError):
        say(world, who, record, said)
    with looking_as(world.viewer("mediator")):
        assert not CommitmentLine.objects.filter(commitment=record).exists()


def test_each_is_offered_what_they_may_say_and_nothing_of_one_that_is_withdrawn(world):
    record = draw(world)
    offered = {}
    for who in ("north", "south", "monitor", "mediator", "observer"):
        with looking_as(world.viewer(who)):
            offered[who] = may_say(Commitment.objects.get(pk=record.pk))
    assert offered == {
        "north": ("reported done",),
        "south": ("disputed",),
        "monitor": ("confirmed", "partly confirmed", "cannot confirm", "denied"),
        "mediator": ("suspended", "resumed"),
        "observer": (),
    }
    with looking_as(world.viewer("mediator")):
        withdraw_commitment(record)
    with looking_as(world.viewer("north")):
        assert may_say(Commitment.objects.get(pk=record.pk)) == ()
    assert stands(world, record) is None


def test_nobody_verifies_their_own_and_whoever_is_named_can_read_it(world):
    north = world.parties["north"].pk
    with pytest.raises(TalksError, match="nobody verifies their own"):
        draw(world, verified_by=[north])
    with pytest.raises(TalksError, match="has no seat in this room"):
        draw(world, room="south")
    with pytest.raises(TalksError, match="has no seat in this room"):
        draw(world, room="north-south", verified_by=["monitor"])
    assert draw(world, room="north-south", verified_by=["mediator"])


def test_a_commitment_waits_only_for_one_of_its_own_room_and_is_not_overdue_while_it_waits(world):
    first = draw(world)
    force(world, 60)
    with pytest.raises(TalksError, match="this room was not shown"):
        draw(world, room="north-south", verified_by=["mediator"], depends_on=[first.pk])
    after = draw(world, who="south", due=f"within 3 days of {first.pk}")
    assert stands(world, after) == "waiting"
    say(world, "monitor", first, "confirmed", done=timezone.localdate() - dt.timedelta(10))
    assert stands(world, after) == "overdue"


def test_each_room_has_its_own_entry_into_force_and_only_the_team_says_it(world):
    record = draw(world, room="north-south", verified_by=["mediator"])
    force(world, 60)
    assert stands(world, record) == "not due"  # the world's own day for this room lies in 2031
    force(world, 60, room="north-south")
    assert stands(world, record, "north") == "overdue"
    assert stands(world, record, "guarantor") is None
    with looking_as(world.viewer("north")), pytest.raises(TalksError):
        enter_into_force(author=world.seats["north"], room=world.rooms["north-south"], day=timezone.localdate())


def test_a_clause_of_a_version_is_drawn_only_for_those_who_were_shown_it(world):
    with looking_as(world.viewer("mediator")):
        me = world.seats["mediator"]
        draft = draft_from_paste(
            room=world.rooms["desk"], author=me, title="Peace", language="en", pasted="1. The North shall leave."
        )
        made = publish(text=draft, author=me)
        known = show_version(version=made, room=world.rooms["plenary"], author=me)
    told = {"who": [world.parties["north"].pk], "what": "leaves", "where": "", "due": "standing", "verified_by": []}
    told |= {"depends_on": [], "article": "1", "clause": "The North shall leave.", "touches": {}}
    with looking_as(world.viewer("mediator")):
        given = {"process": world.process, "author": me, "room": world.rooms["plenary"]}
        with pytest.raises(TalksError, match="not shown to all of this room"):
            draw_commitment(version=made, **given, **told)
        record = draw_commitment(version=known, **given, **told)
        assert record.drawn_from.startswith("Peace, version 1 (Plenary), ")
        with pytest.raises(TalksError, match="do not stand in this version"):
            draw_commitment(version=known, **given, **(told | {"clause": "The North shall leave tomorrow."}))
    page = world.client("mediator").get(
        reverse("commitment_add", args=[world.process.pk]),
        {"version": known.pk, "clause": known_clause(world, known), "place": "0"},
    )
    assert 'value="leave"' in page.content.decode()
    assert re.search(rf'value="{world.parties["north"].pk}"[^>]*checked', page.content.decode())


def known_clause(world, version):
    with looking_as(world.viewer("mediator")):
        return version.wording.clauses[0].id


def test_an_incident_stands_beside_the_commitment_for_those_who_may_read_it_and_changes_nothing(world):
    with looking_as(world.viewer("mediator")):
        named = world.records["incident"]["monitoring"].ceasefire
    record = draw(world, touches={"ceasefire": named, "clause": "acts"})
    before = stands(world, record)
    touched = {}
    for who in ("mediator", "monitor", "north"):
        with looking_as(world.viewer(who)):
            known = shown_commitments(how_they_stand(), happenings_known(incidents=True))
            touched[who] = len(next(one for one in known if one.record.pk == record.pk).touched)
    assert touched == {"mediator": 1, "monitor": 1, "north": 0}
    assert stands(world, record) == before
    page = world.client("monitor").get(reverse("commitment", args=[world.process.pk, record.pk])).content.decode()
    assert "An event, not a finding of breach." in page


def test_the_verdict_of_a_released_report_stands_beside_the_commitment_for_those_who_may_read_the_report(world):
    record = draw(world, touches={"ceasefire": "harbour"})
    with looking_as(world.viewer("mediator")):
        issue = world.records["reportissue"]["desk"]
        told = {"ceasefire": {"id": "harbour"}, "whole": {"verdict": {"word": "strained"}}}
        out = ReportRelease(issue=issue, room=world.rooms["north"], author=world.seats["mediator"], number=9)
        out.opens = out.seconded = timezone.now() - dt.timedelta(hours=1)
        out.data = {"events": told}
        out.save(force_insert=True)
    pages = {
        who: world.client(who).get(reverse("commitment", args=[world.process.pk, record.pk])).content.decode()
        for who in ("north", "south")
    }
    assert "the verdict of a released report: strained" in pages["north"]
    assert reverse("report_released", args=[world.process.pk, out.pk]) in pages["north"]
    assert "strained" not in pages["south"]


def test_what_was_said_is_written_once_and_stands_in_the_record(world):
    record = draw(world)
    line = say(world, "north", record, "reported done", words="All six.")
    with looking_as(world.viewer("north")):
        line.words = "Four."
        with pytest.raises(RuntimeError):
            line.save()
    with looking_as(world.viewer("mediator")):
        acts = list(Entry.objects.order_by("-number").values_list("act", flat=True)[:2])
    assert acts == ["commitment.report", "commitment.draw"]


def test_a_party_has_a_page_of_its_own_with_what_it_is_bound_to_and_what_it_verifies(world):
    record = draw(world)
    other = draw(world, who="south", what="clears the road")
    client, process = world.client("observer"), world.process.pk
    page = client.get(reverse("commitments_of", args=[process, world.parties["north"].pk])).content.decode()
    assert reverse("commitment", args=[process, record.pk]) in page
    assert reverse("commitment", args=[process, other.pk]) not in page


def test_a_commitment_is_drawn_and_reported_on_the_pages(world):
    process, north = world.process.pk, world.parties["north"].pk
    form = {
        "room": world.rooms["plenary"].pk,
        "who": [north],
        "what": "opens the road",
        "when": "force",
        "count": "5",
        "unit": "week",
        "verified_by": ["monitor"],
        "clause": "The North shall open the road.",
    }
    mediator = world.client("mediator")
    wrong = mediator.post(reverse("commitment_add", args=[process]), form | {"verified_by": [north], "count": ""})
    assert wrong.status_code == 422
    assert "Nobody verifies their own commitment." in wrong.content.decode()
    assert mediator.post(reverse("commitment_add", args=[process]), form).status_code == 302
    with looking_as(world.viewer("mediator")):
        record = next(one for one in Commitment.objects.all() if one.what == "opens the road")
        assert record.due == "within 5 weeks of in force"
    say_it = reverse("commitment_say", args=[process, record.pk])
    answer = world.client("north").post(say_it, {"said": "reported done", "source": "Note 1", "grade": "B2"})
    assert answer.status_code == 302
    assert world.client("north").post(say_it, {"said": "confirmed"}).status_code == 422
    assert stands(world, record) == "reported done"
