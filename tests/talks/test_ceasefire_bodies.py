"""Who verifies and who attributes: the bodies that the terms name, each by the seat that stands for it."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.talks.markers.ceasefire import TERMS, told
from tests.talks.test_canaries import raw_database
from tests.talks.test_ceasefire import seated

from goodoffices.ceasefire.incidents import parse_ledger
from goodoffices.errors import TalksError
from goodoffices.talks.access.roles import Role
from goodoffices.talks.access.viewer import looking_as, looking_as_the_system
from goodoffices.talks.domain.bodies import bodies_of, set_bodies
from goodoffices.talks.domain.ceasefire import show_terms
from goodoffices.talks.domain.incident_steps import attribute, second_attribution, verify, why_not_verify
from goodoffices.talks.domain.incidents import report_incident, share_incident
from goodoffices.talks.models import Incident, IncidentStep, Process, Seat

pytestmark = pytest.mark.django_db
JOINT, BOARD = "Joint Team", "Peace Board"
AGREED = (
    TERMS.format(room="").replace("verified_by: [VERIFIERS]", f"verified_by: [{JOINT}]")
    + f"    attributed_by: [{BOARD}, {JOINT}]\n"
)


def shown(world, text: str = AGREED, room: str = "plenary"):
    with looking_as(world.viewer("mediator")):
        return show_terms(process=world.process, author=world.seats["mediator"], room=world.rooms[room], text=text)


def mapped(world, joint=(), board=()):
    """The two bodies as these seats; what is not named has none."""
    terms = shown(world)
    with looking_as(world.viewer("mediator")):
        set_bodies(terms=terms, seats={JOINT: joint, BOARD: board})
    return terms


def reported(world, who: str = "mediator", client: str = "Q" * 22, **words) -> Incident:
    with looking_as(world.viewer(who)):
        seat = Seat.objects.get(pk=world.viewer(who).seat_id)
        all_told = told("monitoring") | {"ceasefire": "harbour"} | words
        return report_incident(process=world.process, author=seat, client=client, told=all_told)


def why(world, who: str, incident: Incident) -> str:
    with looking_as(world.viewer(who)):
        return why_not_verify(Incident.objects.select_related("process").get(pk=incident.pk))


def verified_by(world, who: str, incident: Incident) -> IncidentStep:
    with looking_as(world.viewer(who)):
        fresh = Incident.objects.select_related("process").get(pk=incident.pk)
        return verify(incident=fresh, author=world.seats[who], finding="confirmed")


def test_a_body_is_asked_about_once_however_many_stages_it_has(world):
    joint, board = bodies_of(shown(world).terms)
    assert (joint.name, joint.stages) == (JOINT, ("verification", "attribution"))
    assert (board.name, board.stages) == (BOARD, ("attribution",))


def test_while_no_seat_stands_for_a_body_monitors_verify_and_the_team_attributes_and_the_page_says_so(world):
    terms = shown(world)
    incident = reported(world)
    assert why(world, "monitor", incident) == ""
    page = world.client("north").get(reverse("ceasefire_terms", args=[world.process.pk, terms.pk])).content.decode()
    assert page.count("no seat stands for it") == 2
    assert "Verified by: <bdi>the monitors</bdi>" in page
    assert "Attributed by: <bdi>the mediator&#x27;s team</bdi>, with a second person" in page


def test_the_seats_of_a_body_verify_and_nobody_else_does(world):
    mapped(world, joint=["mediator"])
    incident = reported(world, "monitor")
    assert why(world, "monitor", incident) == "under these terms it is for others to do"
    with pytest.raises(TalksError, match="for others"):
        verified_by(world, "monitor", incident)
    assert verified_by(world, "mediator", incident).finding == "confirmed"
    other = reported(world, client="R" * 22, ceasefire="")  # under no ceasefire that was mapped
    assert why(world, "monitor", other) == ""
    assert why(world, "mediator", other) == "only monitors verify"


def test_a_delegation_that_verifies_reads_what_is_shared_with_it_and_nothing_else(world):
    incidents = reverse("incidents", args=[world.process.pk])
    assert world.client("north").get(incidents).status_code == 404
    mapped(world, joint=[world.parties["north"].pk])
    incident, other = reported(world), reported(world, client="R" * 22)
    address = reverse("incident", args=[world.process.pk, incident.pk])
    browser = world.client("north")
    assert browser.get(incidents).status_code == 200
    assert browser.get(address).status_code == 404
    with looking_as(world.viewer("mediator")):
        fresh = Incident.objects.select_related("process").get(pk=incident.pk)
        share_incident(incident=fresh, parties=[world.parties["north"]])
    with looking_as(world.viewer("mediator")), pytest.raises(TalksError, match="guarantors only"):
        share_incident(incident=fresh, parties=[world.parties["south"]])
    assert "Verify it" in browser.get(address).content.decode()
    assert world.client("south").get(address).status_code == 404
    assert browser.get(reverse("incident", args=[world.process.pk, other.pk])).status_code == 404
    answer = browser.post(reverse("incident_verify", args=[world.process.pk, incident.pk]), {"finding": "confirmed"})
    assert answer.status_code == 302
    page = browser.get(address).content.decode()
    assert "confirmed" in page
    ledger = world.client("mediator").get(reverse("incidents_csv", args=[world.process.pk])).content.decode()
    found = parse_ledger(ledger.replace("2031-04-03", "2026-05-03"), "ours").incidents
    (row,) = [one for one in found if one.id == incident.pk]
    assert row.verified.by == world.parties["north"].key


def test_no_party_verifies_what_it_complains_of_or_is_accused_of_itself(world):
    north = world.parties["north"]
    mapped(world, joint=[north.pk])
    for number, words in enumerate(({"claimant": north.name}, {"accused": north.key})):
        incident = reported(world, client=f"{number}" * 22, **words)
        with looking_as(world.viewer("mediator")):
            share_incident(incident=Incident.objects.select_related("process").get(pk=incident.pk), parties=[north])
        assert why(world, "north", incident).startswith("no party verifies or attributes")


def test_what_a_body_attributes_counts_once_a_second_person_of_the_team_has_agreed(world):
    east = world.parties["east"]
    mapped(world, board=[east.pk])
    seated(world, "deputy")
    incident = reported(world)
    verified_by(world, "monitor", incident)
    with looking_as(world.viewer("mediator")):
        incident = Incident.objects.select_related("process").get(pk=incident.pk)
        share_incident(incident=incident, parties=[east])
        with pytest.raises(TalksError, match="for others"):
            attribute(incident=incident, author=world.seats["mediator"], attributed_to="The North", words="tracks")
    with looking_as(world.viewer("guarantor")):
        fresh = Incident.objects.select_related("process").get(pk=incident.pk)
        step = attribute(incident=fresh, author=world.seats["guarantor"], attributed_to="The North", words="tracks")
        assert not IncidentStep.objects.filter(pk=step.pk).exists(), "it lies on the desk"
        with pytest.raises(TalksError, match="does not wait for your word"), looking_as_the_system():
            second_attribution(step, seat=world.seats["guarantor"])
    with looking_as(world.viewer("deputy")):
        second_attribution(IncidentStep.objects.get(pk=step.pk), seat=world.seats["deputy"])
    with looking_as(world.viewer("monitor")):
        (seen,) = IncidentStep.objects.filter(incident=incident, stage="attribution").select_related("party")
        assert (seen.attributed_to, seen.party.key) == ("The North", east.key)


def test_terms_shown_anew_keep_the_seats_of_bodies_that_they_still_name(world):
    mapped(world, joint=["mediator"], board=["monitor"])
    shown(world, AGREED.replace(f"[{BOARD}, {JOINT}]", "[Another Board]"), room="monitoring")
    incident = reported(world, "monitor")
    assert why(world, "monitor", incident).startswith("under these terms")
    with looking_as(world.viewer("mediator")):
        process = Process.objects.get(pk=world.process.pk)
        ((stages,),) = [list(process.entitled.values())]
        assert set(stages) == {"verification"}


def test_the_mediator_says_who_stands_for_whom_on_a_page_after_the_terms_are_shown(world):
    browser = world.client("mediator")
    sent = {"room": world.rooms["plenary"].pk, "text": AGREED}
    answer = browser.post(reverse("ceasefire_terms_show", args=[world.process.pk]), sent)
    assert answer["Location"].endswith("/bodies/")
    page = browser.get(answer["Location"]).content.decode()
    assert JOINT in page
    assert "The terms say that it verifies and attributes." in page
    north = world.parties["north"]
    done = browser.post(answer["Location"], {"body_0": [north.pk, "monitor"], "body_1": "mediator"}, follow=True)
    text = done.content.decode()
    assert f"Verified by: <bdi>the monitors</bdi>, <bdi>{north.name}</bdi>." in text
    wrong = browser.post(answer["Location"], {"body_0": "A" * 22})
    assert wrong.status_code == 422


def test_no_name_of_a_body_or_a_ceasefire_lies_open_in_the_database(world):
    mapped(world, joint=["monitor"])
    assert not any(word in raw_database() for word in (JOINT, BOARD))


def test_only_the_mediators_team_says_who_stands_for_whom_and_only_for_seats_there_are(world):
    terms = shown(world)
    with looking_as(world.viewer("north")), pytest.raises(TalksError, match="team"):
        set_bodies(terms=terms, seats={JOINT: ["monitor"]})
    with looking_as(world.viewer("mediator")), pytest.raises(TalksError, match="no such seat"):
        set_bodies(terms=terms, seats={JOINT: [Role.OBSERVER.value]})
