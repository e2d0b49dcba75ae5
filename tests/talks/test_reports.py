"""Reports on the ceasefire: frozen, released by two persons, and not to be known of before their moment."""

from __future__ import annotations

import datetime as dt
import hashlib
import json

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.talks import pages
from tests.talks.laid import lay_again
from tests.talks.markers.ceasefire import TERMS
from tests.talks.test_api import ask, token_of
from tests.talks.test_canaries import crawl, raw_database
from tests.talks.test_ceasefire import found_confirmed, reported, seated
from tests.talks.world import make_member

from goodoffices.errors import TalksError
from goodoffices.talks.access.identify import public_viewer
from goodoffices.talks.access.roles import Role
from goodoffices.talks.access.viewer import looking_as, looking_as_the_system
from goodoffices.talks.domain.ceasefire import show_terms
from goodoffices.talks.domain.incident_steps import state_status
from goodoffices.talks.domain.incidents import share_incident
from goodoffices.talks.domain.processes import add_party, seat_member
from goodoffices.talks.domain.report_changes import report_changes
from goodoffices.talks.domain.report_issues import ask_for_release, make_report, second_release, withdraw_release
from goodoffices.talks.domain.rooms import share_keys
from goodoffices.talks.live import new_entries
from goodoffices.talks.models import CeasefireTerms, Entry, Incident, ReportIssue, ReportRelease

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
AT_THE_TABLE = ("north", "south", "guarantor", "observer", "monitor")


@pytest.fixture
def desk(world):
    """The world without the releases and terms of its markers, with a second person in the mediator's team."""

    def prepared():
        with looking_as_the_system():
            ReportRelease.objects.all().delete()
            CeasefireTerms.objects.all().delete()
        seated(world, "deputy")
        return world.members["deputy"], world.keys["deputy"], world.seats["deputy"]

    member, world.keys["deputy"], seat = lay_again("the desk of reports", prepared)
    world.members["deputy"], world.seats["deputy"] = member, seat
    return world


def made(world) -> ReportIssue:
    with looking_as(world.viewer("mediator")):
        return make_report(process=world.process, author=world.seats["mediator"])


def asked(world, issue, room: str = "plenary", opens=None) -> ReportRelease:
    with looking_as(world.viewer("mediator")):
        issue = ReportIssue.objects.select_related("room").get(pk=issue.pk)
        return ask_for_release(issue=issue, author=world.seats["mediator"], room=world.rooms[room], opens=opens)


def agreed(world, release, who: str = "deputy") -> ReportRelease:
    with looking_as(world.viewer(who)):
        second_release(ReportRelease.objects.get(pk=release.pk), seat=world.seats[who])
        return ReportRelease.objects.get(pk=release.pk)


def moved(release, by: dt.timedelta) -> None:
    """As if time had passed."""
    with looking_as_the_system():
        ReportRelease.objects.filter(pk=release.pk).update(opens=release.opens + by)


def looks_of(whole: str = "") -> dict[str, pages.ReadingAgain]:
    """How each at the table looks: `whole` at every page it reaches, the others at one of each kind and at all that is
    released."""
    kinds = {who: pages.ask if who == whole else pages.OneOfEachKind("/released/") for who in AT_THE_TABLE}
    return {who: pages.ReadingAgain(look) for who, look in kinds.items()}


def pages_of(world, who: str, look) -> dict[str, str]:
    """The pages of the process that an account reaches, without what is made anew each time it is asked."""
    return {
        where: pages.PAPER_MADE.sub("", pages.MADE_ANEW.sub("", text))
        for where, text in crawl(world.client(who), world.process, look).items()
        if where.startswith(("/p/", "/public/"))
    }


def pages_again(world, looks: dict[str, pages.ReadingAgain]) -> dict[str, dict[str, str]]:
    """The pages of everybody after an act, by who read them before it."""
    return {who: pages_of(world, who, look.after()) for who, look in looks.items()}


def release_rule(world, rule: str) -> None:
    text = TERMS.format(room="Harbour") + f"    release: {rule}\n"
    with looking_as(world.viewer("mediator")):
        show_terms(process=world.process, author=world.seats["mediator"], room=world.rooms["plenary"], text=text)


# ---- the issue ------------------------------------------------------------------------------------------------------


def test_an_issue_is_frozen_numbered_and_bears_the_hash_of_its_page(desk):
    found_confirmed(desk)
    first = made(desk)
    with looking_as(desk.viewer("mediator")):
        page = ReportIssue.objects.get(pk=first.pk).page
        assert first.hash == f"sha256:{hashlib.sha256(page.encode()).hexdigest()}"
        reported(desk, client="C" * 22)
        assert ReportIssue.objects.get(pk=first.pk).page == page
    assert made(desk).number == first.number + 1


def test_an_issue_counts_by_area_and_stage_and_tells_no_place(desk):
    incident = found_confirmed(desk)
    with looking_as(desk.viewer("mediator")):
        issue = made(desk)
        place, area = incident.where["place"], incident.where["area"]
        assert place not in issue.page
        assert incident.words not in issue.page
        (table,) = next(one for one in issue.data["sections"] if one["anchor"] == "areas")["tables"]
        assert [row for row in table["rows"] if row[0] == area] == [[area, "0", "2", "0", "2"]]


def test_what_two_guarantors_say_is_set_side_by_side_with_their_agreement(desk):
    desk.members["west"], desk.keys["west"] = make_member("west")
    with looking_as(desk.viewer("mediator")):
        west = add_party(process=desk.process, key="west", name="The West", standing="guarantor")
        seat = seat_member(process=desk.process, member=desk.members["west"], role=Role.GUARANTOR, party=west)
        share_keys(seat)
        desk.seats["west"] = seat
    for number, words in enumerate((("confirmed", "confirmed"), ("denied", "cannot confirm"))):
        incident = reported(desk, client=str(number) * 22)
        with looking_as(desk.viewer("mediator")):
            share_incident(incident=incident, parties=[desk.parties["east"], west])
        for who, word in zip(("guarantor", "west"), words, strict=True):
            with looking_as(desk.viewer(who)):
                state_status(incident=Incident.objects.get(pk=incident.pk), author=desk.seats[who], finding=word)
    with looking_as(desk.viewer("mediator")):
        issue = made(desk)
    tables = next(one for one in issue.data["sections"] if one["anchor"] == "guarantors")["tables"]
    assert tables[1]["rows"][0][:3] == ["The East and The West", "2", "50%"]


def test_what_changed_between_two_issues_is_told_cell_by_cell(desk):
    reported(desk)
    before = made(desk)
    reported(desk, client="C" * 22)
    with looking_as(desk.viewer("mediator")):
        changes = report_changes(before.data, made(desk).data)
    assert ("shelling", "Incidents", "3", "4") in {(one.row, one.column, one.before, one.after) for one in changes}
    assert report_changes(before.data, before.data) == []


def test_there_is_no_report_of_nothing(desk):
    with looking_as_the_system():
        Incident.objects.all().delete()
    with pytest.raises(TalksError, match="no incident"):
        made(desk)


# ---- its release ----------------------------------------------------------------------------------------------------


def test_one_person_alone_releases_nothing(desk):
    release = asked(desk, made(desk))
    with pytest.raises(TalksError, match="does not wait for your word"):
        agreed(desk, release, "mediator")
    for who in AT_THE_TABLE:
        with looking_as(desk.viewer(who)):
            assert not ReportRelease.objects.exists()


@pytest.mark.long
def test_before_its_moment_no_byte_of_any_page_tells_that_a_release_waits(desk):
    issue = made(desk)
    looks = looks_of(whole="north")
    before = {who: pages_of(desk, who, look) for who, look in looks.items()}
    release = agreed(desk, asked(desk, issue, opens=timezone.now() + HOUR))
    assert pages_again(desk, looks) == before
    assert all(any("/ceasefire/" in where for where in look.asked) for look in looks.values()), "those are asked anew"
    assert pages_of(desk, "north", pages.ask) == before["north"], "nor any page that read nothing of what changed"
    for who in AT_THE_TABLE:
        browser = desk.client(who)
        for name in ("report_released", "report_released_page", "report_released_json"):
            hidden = browser.get(reverse(name, args=[desk.process.pk, release.pk]))
            absent = browser.get(reverse(name, args=[desk.process.pk, "A" * 22]))
            assert (hidden.status_code, hidden.content) == (404, absent.content)
        token = token_of(desk, who)
        assert json.loads(ask(browser, "GET", f"/api/1/p/{desk.process.pk}/ceasefire/reports", token).content) == []


def test_no_open_page_outside_the_team_hears_of_a_release(desk):
    issue = made(desk)
    lengths = {desk.process.pk: 0}
    new_entries(lengths, {desk.process.pk})
    agreed(desk, asked(desk, issue, opens=timezone.now() + HOUR))
    told = new_entries(lengths, {desk.process.pk})
    assert {one.kind for one in told} == {"reportrelease"}
    assert {one.room for one in told} == {desk.rooms["desk"].pk}
    with looking_as(desk.viewer("mediator")):
        acts = [entry.act for entry in Entry.objects.order_by("-number")[:2]]
    assert acts == ["report.second", "report.release"]


def test_from_its_moment_on_all_read_the_same_bytes(desk):
    issue = made(desk)
    release = agreed(desk, asked(desk, issue, opens=timezone.now() + HOUR))
    moved(release, -2 * HOUR)
    where = reverse("report_released_page", args=[desk.process.pk, release.pk])
    read = {desk.client(who).get(where).content for who in (*AT_THE_TABLE, "mediator", "deputy")}
    assert len(read) == 1
    (page,) = read
    assert f"sha256:{hashlib.sha256(page).hexdigest()}" == issue.hash
    overview = desk.client("north").get(reverse("report_released", args=[desk.process.pk, release.pk]))
    assert issue.hash in overview.content.decode()


def test_a_release_lies_sealed_until_and_after_its_moment(desk):
    reported(desk)
    agreed(desk, asked(desk, made(desk), opens=timezone.now() + HOUR))
    assert "Report on the ceasefire" not in raw_database()


def test_a_page_of_a_report_allows_its_own_style_and_no_script(desk):
    release = agreed(desk, asked(desk, made(desk)))
    answer = desk.client("north").get(reverse("report_released_page", args=[desk.process.pk, release.pk]))
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "script-src" not in policy
    assert "unsafe" not in policy
    assert "<script" not in answer.content.decode()


def test_a_release_is_withdrawn_before_it_is_out_and_not_after(desk):
    issue = made(desk)
    release = asked(desk, issue, opens=timezone.now() + HOUR)
    with looking_as(desk.viewer("mediator")):
        withdraw_release(release)
    again = agreed(desk, asked(desk, issue))
    with looking_as(desk.viewer("mediator")), pytest.raises(TalksError, match="out already"):
        withdraw_release(again)


def test_a_moment_that_has_passed_while_it_waited_is_now(desk):
    release = asked(desk, made(desk), opens=timezone.now() + HOUR)
    moved(release, -3 * HOUR)
    before = timezone.now()
    assert agreed(desk, release).opens >= before


# ---- the rule of the terms ------------------------------------------------------------------------------------------


def test_the_public_reads_it_last_and_only_when_it_was_released_to_the_public(desk):
    issue = made(desk)
    with pytest.raises(TalksError, match="before the public"):
        asked(desk, issue, "public")
    agreed(desk, asked(desk, issue))
    with looking_as(public_viewer(desk.process.pk)):
        assert not ReportRelease.objects.exists()
    release = agreed(desk, asked(desk, issue, "public"))
    where = reverse("public_report", args=[desk.process.pk, release.pk])
    assert desk.client().get(where).content.decode() == issue.page
    assert where in desk.client().get(reverse("public", args=[desk.process.pk])).content.decode()


def test_who_reads_it_together_reads_it_together(desk):
    release_rule(desk, "{first: [north, south], together: yes, embargo_hours: 0}")
    issue = made(desk)
    for room in ("north", "east", "monitoring"):
        with pytest.raises(TalksError, match="together"):
            asked(desk, issue, room)
    assert asked(desk, issue, "north-south").pk
    assert asked(desk, issue, "plenary").pk


def test_others_read_it_as_many_hours_later_as_the_terms_say(desk):
    release_rule(desk, "{first: [north, south], together: yes, embargo_hours: 48}")
    issue = made(desk)
    with pytest.raises(TalksError, match="48 hours before"):
        asked(desk, issue, "plenary")
    first = agreed(desk, asked(desk, issue, "north-south"))
    with pytest.raises(TalksError, match="48 hours before"):
        asked(desk, issue, "plenary", opens=timezone.now() + 47 * HOUR)
    later = agreed(desk, asked(desk, issue, "plenary", opens=first.opens + 48 * HOUR))
    with looking_as(desk.viewer("north")):
        assert [one.pk for one in ReportRelease.objects.all()] == [first.pk]
    with looking_as(desk.viewer("observer")):
        assert not ReportRelease.objects.exists()
    moved(later, -49 * HOUR)
    with looking_as(desk.viewer("observer")):
        assert ReportRelease.objects.get().page == issue.page


def test_a_rule_agreed_later_does_not_touch_an_issue_made_before(desk):
    release_rule(desk, "{first: [north, south], together: yes, embargo_hours: 48}")
    issue = made(desk)
    release_rule(desk, "{first: [north, south], together: yes, embargo_hours: 0}")
    with pytest.raises(TalksError, match="48 hours before"):
        asked(desk, issue, "plenary")


def test_the_number_of_a_release_tells_nothing_of_issues_that_the_room_has_not_seen(desk):
    made(desk)
    made(desk)
    release = agreed(desk, asked(desk, made(desk)))
    assert release.number == 1
    page = desk.client("north").get(reverse("report_issues", args=[desk.process.pk])).content.decode()
    assert "Issue 1" in page
    assert "Issue 4" not in page
