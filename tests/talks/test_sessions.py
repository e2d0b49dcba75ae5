"""What rounds, sessions and their calendar promise."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from tests.talks.visibility import READERS
from tests.talks.world import marker

from goodoffices.dossier import Judgement, Round
from goodoffices.errors import TalksError
from goodoffices.talks.access.viewer import looking_as
from goodoffices.talks.domain import sessions
from goodoffices.talks.domain.attendance import take_attendance
from goodoffices.talks.domain.moments import ZONES, moment
from goodoffices.talks.models import Round as OurRound
from goodoffices.values import Period


def calendar(world, who, **asked) -> Calendar:
    answer = world.client(who).get(reverse("calendar", args=[world.process.pk]), asked)
    assert answer["Content-Type"].startswith("text/calendar")
    assert "no-store" in answer["Cache-Control"]
    return Calendar.from_ical(answer.content)


def plan(world, room="plenary", starts=None, hours=2, **more):
    starts = starts or timezone.now() + dt.timedelta(days=1)
    with looking_as(world.viewer("mediator")):
        return sessions.plan_session(
            room=world.rooms[room],
            author=world.seats["mediator"],
            title=more.pop("title", "The harbour"),
            starts=starts,
            ends=starts + dt.timedelta(hours=hours),
            zone=more.pop("zone", "UTC"),
            **more,
        )


@pytest.mark.parametrize("who", ["north", "south", "observer"])
def test_the_calendar_of_one_delegation_names_no_session_of_another_s_caucus(world, who):
    titles = {str(event["summary"]) for event in calendar(world, who).walk("VEVENT")}
    own = {room for room, readers in READERS.items() if who in readers}
    shown = {f"NOT AGREED: {marker(room, 'corridor-title')}" for room in own}  # the windows of what a room was shown
    shown |= {f"Deadline, suspended: {marker(room, 'promised-what')}" for room in own}
    assert {title for title in titles if title not in shown} == {marker(room, "session") for room in own}
    assert titles & shown


def test_a_calendar_holds_no_address_and_a_place_only_when_it_is_asked_for(world):
    without, with_places = calendar(world, "north"), calendar(world, "north", places="yes")
    assert b"mailto" not in without.to_ical().lower()
    assert not [event for event in without.walk("VEVENT") if {"ORGANIZER", "ATTENDEE", "LOCATION"} & set(event)]
    places = {str(event["location"]) for event in with_places.walk("VEVENT") if "LOCATION" in event}
    assert places >= {marker("north", "place")}


def test_a_session_that_is_moved_stays_the_same_in_a_calendar(world):
    session = plan(world)
    before = {str(one["uid"]): one for one in calendar(world, "north").walk("VEVENT")}[f"{session.pk}@goodoffices"]
    later = session.starts + dt.timedelta(days=1)
    with looking_as(world.viewer("mediator")):
        sessions.change_session(
            session=session,
            title=session.title,
            starts=later,
            ends=later + dt.timedelta(hours=1),
            zone="UTC",
            round=None,
            place="",
            text="",
            expected=(),
            agenda=(),
        )
        sessions.cancel_session(session)
    after = {str(one["uid"]): one for one in calendar(world, "north").walk("VEVENT")}[f"{session.pk}@goodoffices"]
    assert after["sequence"] > before["sequence"]
    assert (str(before["status"]), str(after["status"])) == ("CONFIRMED", "CANCELLED")
    assert after["dtstart"].dt == later.replace(microsecond=0)


def test_dates_are_in_the_reader_s_zone_with_the_clocks_of_the_place_beside_them(world):
    plan(world, starts=dt.datetime(2026, 7, 1, 9, 30, tzinfo=dt.UTC), zone="Asia/Almaty")
    member = world.members["north"]
    member.timezone = "America/New_York"
    member.save()
    text = world.client("north").get(reverse("rounds", args=[world.process.pk])).content.decode()
    assert "1 July 2026, 05:30" in text
    assert "1 July 2026, 14:30" in text
    assert "Asia/Almaty" in text


def test_an_hour_that_does_not_occur_is_refused(world):
    with pytest.raises(TalksError, match="put forward"):
        moment(dt.date(2026, 3, 29), dt.time(2, 30), "Europe/Berlin")
    typed = {"room": world.rooms["plenary"].pk, "title": "At night", "day": "2026-03-29", "begins": "02:30"}
    typed |= {"ends_at": "05:00", "zone": "Europe/Berlin"}
    answer = world.client("mediator").post(reverse("session_add", args=[world.process.pk]), typed)
    assert answer.status_code == 422
    assert "put forward" in answer.content.decode()


def test_an_hour_that_occurs_twice_is_asked_about_and_both_are_named():
    with pytest.raises(TalksError, match="put back") as refused:
        moment(dt.date(2026, 10, 25), dt.time(2, 30), "Europe/Berlin")
    assert "2026-10-25 00:30" in str(refused.value)
    assert "2026-10-25 01:30" in str(refused.value)


def test_a_night_in_which_clocks_are_put_forward_is_an_hour_shorter():
    begins, ends = (moment(dt.date(2026, 3, day), dt.time(hour), "Europe/Berlin") for day, hour in ((28, 22), (29, 6)))
    assert ends - begins == dt.timedelta(hours=7)


@pytest.mark.parametrize("zone", ZONES)
def test_every_zone_on_the_list_gives_a_moment(zone):
    assert moment(dt.date(2026, 7, 15), dt.time(12), zone).utcoffset() == dt.timedelta(0)


def test_a_session_planned_on_the_page_begins_when_the_clocks_there_show_it(world):
    typed = {"room": world.rooms["north"].pk, "title": "In the morning", "day": "2026-07-01", "begins": "09:00"}
    typed |= {"ends_at": "01:00", "last_day": "2026-07-02", "zone": "Asia/Almaty", "place": "The white house"}
    answer = world.client("mediator").post(reverse("session_add", args=[world.process.pk]), typed)
    assert answer.status_code == 302
    events = {str(one["summary"]): one for one in calendar(world, "north").walk("VEVENT")}
    assert events["In the morning"]["dtstart"].dt == dt.datetime(2026, 7, 1, 4, tzinfo=dt.UTC)
    assert "In the morning" not in calendar(world, "south").to_ical().decode()


def test_attendance_is_taken_once_a_session_has_begun(world):
    with looking_as(world.viewer("mediator")), pytest.raises(TalksError, match="not begun"):
        take_attendance(session=plan(world), came=[])


def test_who_was_expected_and_did_not_come_is_shown(world):
    parties = world.parties
    session = plan(world, starts=timezone.now() - dt.timedelta(hours=1), expected=[parties["north"], parties["south"]])
    with looking_as(world.viewer("mediator")):
        take_attendance(session=session, came=[parties["north"]])
    text = world.client("south").get(reverse("session", args=[world.process.pk, session.pk])).content.decode()
    assert text.count("did not come") == 1


def test_attendance_is_by_seat_a_delegation_reads_its_own_names_and_the_number_of_the_others(world):
    parties, seats = world.parties, world.seats
    session = plan(world, starts=timezone.now() - dt.timedelta(hours=1), expected=[parties["north"], parties["south"]])
    address = reverse("session_attendance", args=[world.process.pk, session.pk])
    client = world.client("mediator")
    begun = client.get(address).context["form"].initial
    assert set(begun["people"]) == {seats["north"].pk, seats["south"].pk}
    came = {"people": [seats["north"].pk, seats["mediator"].pk], "came": [parties["south"].pk]}
    assert client.post(address, came).status_code == 302
    page = reverse("session", args=[world.process.pk, session.pk])

    def told(who):
        rows = world.client(who).get(page).context["attendance"]
        return {row.name: (row.came, row.number, row.people) for row in rows}

    team = (True, 1, (str(seats["mediator"].member),))
    south = (True, 0, ())
    mine = {"The North": (True, 1, (str(seats["north"].member),)), "The South": south, "Mediator's team": team}
    assert told("north") == told("mediator") == mine
    assert told("south") == mine | {"The North": (True, 1, ())}


def test_a_session_does_not_end_before_it_begins(world):
    with pytest.raises(TalksError, match="ends before"):
        plan(world, hours=-1)


def test_the_next_session_is_the_next_of_one_s_own_rooms(world):
    soon = plan(world, "south", starts=timezone.now() + dt.timedelta(hours=1))
    later = plan(world, "plenary", starts=timezone.now() + dt.timedelta(hours=9))
    for who, expected in (("south", soon), ("mediator", soon), ("north", later)):
        with looking_as(world.viewer(who)):
            assert sessions.next_session() == expected


def test_a_session_in_plenary_does_not_betray_the_round_it_belongs_to_on_the_desk(world):
    session = plan(world, round=world.records["round"]["desk"])
    client = world.client("north")
    for address in (
        reverse("rounds", args=[world.process.pk]),
        reverse("session", args=[world.process.pk, session.pk]),
    ):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "The harbour" in answer.content.decode()
        assert marker("desk", "") not in answer.content.decode()


def test_rounds_on_record_come_with_their_source_and_the_precision_of_their_dates(world):
    on_record = Round(
        title="Consultations",
        date=Period.parse("2015-05"),
        place="The capital",
        came=("north", "the envoy"),
        agreed=("to meet again",),
        judgement=Judgement(source="a communiqué"),
    )
    with looking_as(world.viewer("mediator")):
        (found,) = sessions.import_rounds(world.process, [on_record])
    with looking_as(world.viewer("observer")):
        seen = OurRound.objects.get(pk=found.pk)
        assert (seen.on_record, seen.when, seen.source) == (True, "2015-05", "a communiqué")
        assert list(seen.came) == ["The North", "the envoy"]
    text = world.client("observer").get(reverse("rounds", args=[world.process.pk])).content.decode()
    assert "a communiqué" in text
