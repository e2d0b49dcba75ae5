"""The ceasefire at the table: terms as they were shown, incidents in stages that are never one act, who may do what."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import reverse
from tests.talks.markers.ceasefire import TERMS, told
from tests.talks.world import make_member

from goodoffices.ceasefire.incidents import parse_ledger
from goodoffices.ceasefire.terms import VOCABULARY, parse_terms
from goodoffices.errors import DossierError, TalksError
from goodoffices.talks.access.roles import Role
from goodoffices.talks.access.viewer import looking_as, looking_as_the_system
from goodoffices.talks.domain.case import load_case
from goodoffices.talks.domain.ceasefire import in_dossier, set_verifies_own, show_terms, terms_known
from goodoffices.talks.domain.incident_steps import (
    attribute,
    can_second_attribution,
    second_attribution,
    stage_of,
    state_status,
    verify,
)
from goodoffices.talks.domain.incidents import report_incident, share_incident
from goodoffices.talks.domain.processes import end_seat, seat_member
from goodoffices.talks.domain.rooms import share_keys
from goodoffices.talks.forms.incident_choices import KINDS, OTHER
from goodoffices.talks.models import Entry, Incident, IncidentStep, Room, Seat

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
ENTRY = {
    "client": "A" * 22,
    "kind": "shelling",
    "words": "Six shells on the road",
    "day_known": "day",
    "day": "2026-05-03",
    "area": "Upper valley",
    "place": "Place A",
    "place_known": "near",
    "source": "A visit on the same day",
}
DOSSIER = """\
dossier: harbour
title: Harbour
parties:
  north: {name: The North, role: principal, fallback: 30}
  south: {name: The South, role: principal, fallback: 30}
issues:
  road: {ask: Which road?, options: {open: open, shut: shut}, north: 5 open > shut, south: 5 shut > open}
"""


def seated(world, name: str, role: Role = Role.MEDIATOR):
    """Another account at the table, with the keys of its rooms."""
    world.members[name], world.keys[name] = make_member(name)
    with looking_as(world.viewer("mediator")):
        world.seats[name] = seat_member(process=world.process, member=world.members[name], role=role)
        share_keys(world.seats[name])
    return world.viewer(name)


def reported(world, who: str = "mediator", client: str = "B" * 22) -> Incident:
    with looking_as(world.viewer(who)):
        seat = Seat.objects.get(pk=world.viewer(who).seat_id)
        return report_incident(process=world.process, author=seat, client=client, told=told("monitoring"))


def seen_by(world, who: str, incident: Incident) -> list[str]:
    """The stages of an incident that an account may know of; raises when it may not know of the incident."""
    with looking_as(world.viewer(who)):
        Incident.objects.get(pk=incident.pk)
        return [step.stage for step in IncidentStep.objects.filter(incident=incident)]


def found_confirmed(world) -> Incident:
    incident = reported(world)
    with looking_as(world.viewer("monitor")):
        verify(incident=incident, author=world.seats["monitor"], finding="confirmed")
    return incident


# ---- terms ----------------------------------------------------------------------------------------------------------


def test_terms_are_taken_from_the_dossier_and_read_back_as_they_were(world):
    terms = TERMS.format(room="Harbour")
    with looking_as(world.viewer("mediator")):
        load_case(process=world.process, text=DOSSIER + terms)
        (found,) = in_dossier(world.process)
        show_terms(
            process=world.process, author=world.seats["mediator"], room=world.rooms["plenary"], ceasefire="harbour"
        )
    with looking_as(world.viewer("north")):
        shown = next(one for one in terms_known() if one.room_id == world.rooms["plenary"].pk)
        assert shown.terms == found == parse_terms(terms)[0]


def test_terms_whose_file_lists_sources_are_shown_with_their_numbers(world):
    text = (ROOT / "examples" / "astana-2017" / "ceasefire.yaml").read_text(encoding="utf-8")
    with looking_as(world.viewer("mediator")):
        shown = show_terms(
            process=world.process,
            author=world.seats["mediator"],
            room=world.rooms["plenary"],
            text=text,
            ceasefire="syria-2016-12-30",
        )
        assert "S1, S2, S3" in shown.terms.judgement.note
    page = world.client("north").get(reverse("ceasefire_terms", args=[world.process.pk, shown.pk]))
    assert "Jabhat al-Nusra" in page.content.decode()


def test_terms_that_are_wrong_are_refused_with_their_line(world):
    with looking_as(world.viewer("mediator")), pytest.raises(DossierError) as refused:
        show_terms(
            process=world.process,
            author=world.seats["mediator"],
            room=world.rooms["plenary"],
            text="ceasefires:\n  a: {title: A, start: soon, end: open}\n",
        )
    assert refused.value.problems[0].where.line == 2


def test_who_reads_reports_first_has_a_room_long_before_there_is_a_report(world):
    north, east = world.parties["north"], world.parties["east"]
    text = TERMS.format(room="X") + "    release: {first: [north, east], together: yes, embargo_hours: 24}\n"
    with looking_as(world.viewer("mediator")):
        show_terms(process=world.process, author=world.seats["mediator"], room=world.rooms["plenary"], text=text)
    with looking_as_the_system():
        rooms = [set(room.parties.all()) for room in Room.objects.filter(process=world.process, kind="named")]
    assert {north, east} in rooms


# ---- incidents ------------------------------------------------------------------------------------------------------


def test_the_kinds_of_the_form_are_the_vocabulary_of_the_terms(world):
    assert set(KINDS) - {OTHER} == set(VOCABULARY)


def test_an_entry_sent_twice_becomes_one_incident_and_the_second_sending_leads_to_it(world):
    browser = world.client("monitor")
    where = reverse("incident_add", args=[world.process.pk])
    first, second = browser.post(where, ENTRY), browser.post(where, ENTRY | {"words": "Sent again"})
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    with looking_as(world.viewer("monitor")):
        (made,) = Incident.objects.filter(client=ENTRY["client"])
        assert made.words == ENTRY["words"]
        assert Entry.objects.count() == 0  # the record is the mediator's


def test_a_name_of_somebody_elses_entry_is_refused_and_tells_nothing_of_it(world):
    world.client("monitor").post(reverse("incident_add", args=[world.process.pk]), ENTRY)
    answer = world.client("mediator").post(reverse("incident_add", args=[world.process.pk]), ENTRY)
    assert answer.status_code == 422
    assert "bears the name of another one" in answer.content.decode()


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"day": ""}, "Give the day"),
        ({"day": "2999-01-01"}, "not come yet"),
        ({"day_known": "hour"}, "Give the hour"),
        ({"day_known": "range", "last_day": "2026-05-02"}, "last of the days"),
        ({"latitude": "36.12345"}, "both coordinates"),
        ({"killed_low": "5", "killed_high": "2"}, "rise in this order"),
        ({"client": "x"}, "client"),
        ({"kind": "rumour"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_so_is_told_at_its_field(world, wrong, why):
    answer = world.client("monitor").post(reverse("incident_add", args=[world.process.pk]), ENTRY | wrong)
    assert answer.status_code == 422
    assert why in answer.content.decode()
    with looking_as_the_system():
        assert not Incident.objects.filter(client=ENTRY["client"]).exists()


@pytest.mark.parametrize(("exact", "kept"), [("", (36.1, 37.2)), ("on", (36.12345, 37.19876))])
def test_coordinates_are_coarse_unless_somebody_asks_for_exact_ones(world, exact, kept):
    sent = ENTRY | {"latitude": "36.12345", "longitude": "37.19876", "exact": exact}
    world.client("monitor").post(reverse("incident_add", args=[world.process.pk]), sent)
    with looking_as(world.viewer("monitor")):
        where = Incident.objects.get(client=ENTRY["client"]).where
    assert (where["latitude"], where["longitude"]) == kept


def test_nothing_known_of_casualties_is_not_zero(world):
    browser = world.client("monitor")
    page = browser.post(reverse("incident_add", args=[world.process.pk]), ENTRY | {"injured_best": "0"}, follow=True)
    text = page.content.decode()
    assert "<dt>Killed</dt><dd>not known</dd>" in text
    assert "<dt>Injured</dt><dd>best 0</dd>" in text


def test_an_incident_is_never_written_anew(world):
    incident = reported(world)
    with looking_as(world.viewer("mediator")):
        incident.words = "Another story"
        with pytest.raises(RuntimeError, match="never changed"):
            incident.save()


# ---- stages ---------------------------------------------------------------------------------------------------------


def test_a_monitor_verifies_what_another_reported_and_ones_own_only_when_the_team_allows_it(world):
    own = reported(world, "monitor")
    me = world.seats["monitor"]
    with looking_as(world.viewer("monitor")), pytest.raises(TalksError, match="another monitor"):
        verify(incident=own, author=me, finding="confirmed")
    seated(world, "colleague", Role.MONITOR)
    with looking_as(world.viewer("colleague")):
        verify(incident=own, author=world.seats["colleague"], finding="cannot confirm")
    with looking_as(world.viewer("mediator")):
        set_verifies_own(process=world.process, allowed=True)
    with looking_as(world.viewer("monitor")):
        again = Incident.objects.get(pk=own.pk)
        verify(incident=again, author=me, finding="confirmed")
        assert [step.finding for step in IncidentStep.objects.filter(incident=own)] == ["cannot confirm", "confirmed"]


def test_only_what_was_verified_as_confirmed_is_attributed(world):
    incident = reported(world)
    team = world.seats["mediator"]
    with looking_as(world.viewer("mediator")), pytest.raises(TalksError, match="verified"):
        attribute(incident=incident, author=team, attributed_to="The North", words="tracks")
    with looking_as(world.viewer("monitor")):
        verify(incident=incident, author=world.seats["monitor"], finding="cannot confirm")
    with looking_as(world.viewer("mediator")), pytest.raises(TalksError, match="confirmed at least in part"):
        attribute(incident=incident, author=team, attributed_to="The North", words="tracks")


def test_an_attribution_is_nobodys_but_the_teams_until_a_second_person_agrees(world):
    incident = found_confirmed(world)
    with looking_as(world.viewer("mediator")):
        step = attribute(incident=incident, author=world.seats["mediator"], attributed_to="The North", words="tracks")
        assert stage_of([step]) == "reported"
        with pytest.raises(TalksError, match="does not wait for your word"):
            second_attribution(step, seat=world.seats["mediator"])
    assert seen_by(world, "monitor", incident) == ["verification"]
    seated(world, "deputy")
    with looking_as(world.viewer("deputy")):
        mine = IncidentStep.objects.select_related("author").get(pk=step.pk)
        assert can_second_attribution(mine)
        second_attribution(mine, seat=world.seats["deputy"])
        with pytest.raises(TalksError, match="does not wait"):
            second_attribution(mine, seat=world.seats["deputy"])
    assert seen_by(world, "monitor", incident) == ["verification", "attribution"]


def test_one_person_with_two_seats_one_after_the_other_is_no_second_person(world):
    incident = found_confirmed(world)
    deputy = seated(world, "deputy")
    with looking_as(deputy):
        step = attribute(incident=incident, author=world.seats["deputy"], attributed_to="nobody", words="no tracks")
    with looking_as(world.viewer("mediator")):
        end_seat(world.seats["deputy"])
        again = seat_member(process=world.process, member=world.members["deputy"], role=Role.MEDIATOR)
        share_keys(again)
    with looking_as(world.viewer("deputy")):
        mine = IncidentStep.objects.select_related("author").get(pk=step.pk)
        assert not can_second_attribution(mine)


def test_the_proposal_of_an_attribution_is_told_to_no_open_page_outside_the_team(world):
    incident = found_confirmed(world)
    with looking_as(world.viewer("mediator")):
        attribute(incident=incident, author=world.seats["mediator"], attributed_to="The North", words="tracks")
        entry = Entry.objects.last()
    assert entry.act == "attribution.propose"
    assert entry.room_id == world.rooms["desk"].pk


def test_guarantors_see_what_is_shared_with_them_and_each_speaks_for_itself(world):
    incident = found_confirmed(world)
    with pytest.raises(Incident.DoesNotExist):
        seen_by(world, "guarantor", incident)
    with looking_as(world.viewer("mediator")):
        share_incident(incident=incident, parties=[world.parties["east"]])
    assert seen_by(world, "guarantor", incident) == ["verification"]
    for who in ("north", "south", "observer"):
        with pytest.raises(Incident.DoesNotExist):
            seen_by(world, who, incident)
    with looking_as(world.viewer("guarantor")):
        shared = Incident.objects.get(pk=incident.pk)
        assert shared.words == told("monitoring")["words"]
        said = state_status(incident=shared, author=world.seats["guarantor"], finding="denied")
        assert said.party_id == world.parties["east"].pk
    for who in ("monitor", "mediator"):
        assert seen_by(world, who, incident) == ["verification", "status"]
    with looking_as(world.viewer("mediator")), pytest.raises(TalksError, match="for itself"):
        state_status(incident=incident, author=world.seats["mediator"], finding="confirmed")


def test_an_attribution_that_waits_stays_on_the_desk_when_the_incident_is_shared_and_follows_once_agreed(world):
    incident = found_confirmed(world)
    with looking_as(world.viewer("mediator")):
        step = attribute(incident=incident, author=world.seats["mediator"], attributed_to="The North", words="tracks")
        assert step.room_id == world.rooms["desk"].pk
        share_incident(incident=incident, parties=[world.parties["east"]])
    assert seen_by(world, "guarantor", incident) == ["verification"]
    seated(world, "deputy")
    with looking_as(world.viewer("deputy")):
        second_attribution(IncidentStep.objects.get(pk=step.pk), seat=world.seats["deputy"])
    with looking_as(world.viewer("guarantor")):
        found = IncidentStep.objects.get(pk=step.pk)
        assert (found.attributed_to, found.counts) == ("The North", True)


def test_an_incident_is_shared_with_guarantors_only(world):
    incident = reported(world)
    with looking_as(world.viewer("mediator")), pytest.raises(TalksError, match="guarantors only"):
        share_incident(incident=incident, parties=[world.parties["north"]])


def test_a_guarantor_reads_no_name_of_a_monitor(world):
    text = world.client("guarantor").get(
        reverse("incident", args=[world.process.pk, world.records["incident"]["monitoring-east"].pk])
    )
    page = text.content.decode()
    assert "a monitor" in page
    assert "Monitor</bdi>" not in page
    assert "an accusation, no finding" in page


def test_incidents_go_out_as_a_ledger_that_the_command_line_reads(world):
    incident = found_confirmed(world)
    with looking_as(world.viewer("mediator")):
        share_incident(incident=incident, parties=[world.parties["east"]])
    with looking_as(world.viewer("guarantor")):
        state_status(
            incident=Incident.objects.get(pk=incident.pk), author=world.seats["guarantor"], finding="cannot confirm"
        )
    text = world.client("mediator").get(reverse("incidents_csv", args=[world.process.pk])).content.decode()
    ledger = parse_ledger(text.replace("2031-04-03", "2026-05-03"), "ours")
    found = next(one for one in ledger.incidents if one.id == incident.pk)
    assert (found.stage, found.finding, found.statuses) == ("verified", "confirmed", (("east", "cannot confirm"),))
    assert found.latitude is None
    assert found.reported.by == "mediator's team"


def test_the_list_is_narrowed_by_stage_area_and_kind_and_no_address_holds_an_area(world):
    browser = world.client("monitor")
    browser.post(reverse("incident_add", args=[world.process.pk]), ENTRY)
    where = reverse("incidents", args=[world.process.pk])
    page = browser.get(where).content.decode()
    assert "Upper valley" in page
    code = page.partition('">Upper valley</option>')[0].rpartition('value="')[2]
    assert "valley" not in code.lower()
    narrowed = browser.get(where, {"area": code}).content.decode()
    assert narrowed.count("<tr>") == 2  # the heads and the one
    assert "Upper valley" not in browser.get(where, {"stage": "verified"}).content.decode().partition("<table")[2]
