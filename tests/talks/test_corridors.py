"""Corridors at the table: no default yes, nobody learns of another's answer, a withdrawal counts at once everywhere."""

from __future__ import annotations

import base64
import datetime as dt
import io
import json
import zipfile
import zoneinfo
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from tests.talks.pages import MADE_ANEW
from tests.talks.world import PASSPHRASE

from goodoffices.corridors import danger, roads
from goodoffices.corridors.plan import read_corridor
from goodoffices.errors import CorridorError, TalksError, UserError
from goodoffices.talks.access.viewer import looking_as, looking_as_the_system
from goodoffices.talks.api.corridors import shown_out
from goodoffices.talks.domain import corridor_showing
from goodoffices.talks.domain.corridor_consent import Terms, answer_consent, ask_consent, consent_now, take_back_asking
from goodoffices.talks.domain.corridor_drawing import coarsened, features_of
from goodoffices.talks.domain.corridor_reading import SentRoads, parse_plan
from goodoffices.talks.domain.corridor_showing import newest_shown, show_corridor
from goodoffices.talks.domain.corridor_windows import windows_known
from goodoffices.talks.domain.corridors import end_corridor, load_corridor, mark_now, notify, plan_of, versions_of
from goodoffices.talks.models import ConsentAsked, ConsentGiven, CorridorShown, DeskCorridor, Entry, Lock, LockKey

pytestmark = pytest.mark.django_db
RIVER = Path(__file__).resolve().parents[2] / "examples" / "river-corridor"
ZONE = zoneinfo.ZoneInfo("Asia/Damascus")
TODAY = dt.datetime.now(ZONE).date()
DAY = TODAY + dt.timedelta(days=6)
PLAN = f"""\
corridor: river
title: From Old Town to the Mill
as_of: {TODAY}
time_zone: Asia/Damascus
points: {{old-town: "35.2071,37.3021", bridge: "35.1703,37.3592", mill: "35.1405,37.4060"}}
route: [old-town, bridge, mill]
windows: {DAY} 08:00 .. 15:00
monitors: joint team
stretches:
  north-bank: {{from: old-town, to: bridge, control: northern command}}
  south-bank: {{from: bridge, to: mill, control: river council}}
assurances:
  voluntary: {{said: yes, by: both, document: P 2, date: {TODAY}}}
  stay: {{said: yes, by: both, document: P 3, date: {TODAY}}}
  medical: {{said: yes, by: relief society, document: L 12, date: {TODAY}}}
  family: {{said: yes, by: both, document: P 5, date: {TODAY}}}
  protection: {{said: yes, by: council, document: RC 41, date: {TODAY}}}
  return: {{said: yes, by: both, document: P 6, date: {TODAY}}}
abort: {{rule: firing is heard, decides: duty officer, fallback: all turn back}}
seen_by: [desk, party]
papers: {{contacts: {{duty officer: radio channel 4}}}}
"""
BODIES = {"north": ("north-bank", "northern command"), "south": ("south-bank", "river council")}


def brought_in(world, text: str = PLAN, **more) -> DeskCorridor:
    with looking_as(world.viewer("mediator")):
        return load_corridor(process=world.process, author=world.seats["mediator"], text=text, **more)


def at(hour: int, day: dt.date = DAY) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), ZONE)


def asked_of(world, plan, who: str, **more) -> ConsentAsked:
    stretch, body = BODIES[who]
    terms = {"since": at(8), "until": at(15), "deadline": timezone.now() + dt.timedelta(days=1)} | more
    with looking_as(world.viewer("mediator")):
        given = Terms(stretch=stretch, body=body, title="A stretch", words="Passage", **terms)
        return ask_consent(plan=plan, party=world.parties[who], author=world.seats["mediator"], terms=given)


def answered(world, asked, who: str, answer: str = "yes", **more) -> ConsentGiven:
    with looking_as(world.viewer(who)):
        return answer_consent(
            asked=asked, author=world.seats[who], answer=answer, **{"office": "Chief of operations"} | more
        )


def all_notified(world, plan) -> None:
    with looking_as(world.viewer("mediator")):
        for body in ("northern command", "river council", "joint team"):
            notify(plan=plan, author=world.seats["mediator"], whom=body, opens=at(8), at=timezone.now(), by="desk")


def shown_to(world, plan, room: str) -> CorridorShown:
    with looking_as(world.viewer("mediator")):
        return show_corridor(plan=plan, author=world.seats["mediator"], room=world.rooms[room], title="River")


def is_agreed(world, plan) -> bool:
    with looking_as(world.viewer("mediator")):
        return mark_now(plan)[0].agreed


def agreed_plan(world) -> tuple[DeskCorridor, dict[str, ConsentAsked]]:
    plan = brought_in(world)
    all_notified(world, plan)
    asked = {who: asked_of(world, plan, who) for who in BODIES}
    for who, one in asked.items():
        answered(world, one, who)
    return plan, asked


# ---- plans ----------------------------------------------------------------------------------------------------------


def test_a_plan_with_its_roads_is_reckoned_drawn_and_kept_sealed_and_a_version_keeps_the_roads(world):
    text = (RIVER / "plan.yaml").read_text(encoding="utf-8").partition("convoy:")[0] + "monitors: joint team\n"
    sent = SentRoads("roads.csv", (RIVER / "roads.csv").read_bytes())
    plan = brought_in(world, text, roads=sent, drawing=(RIVER / "drawn.geojson").read_text(encoding="utf-8"))
    later = brought_in(world, text.replace("title: From", "title: Again from"), before=plan)
    with looking_as(world.viewer("mediator")):
        kinds = {one["properties"]["kind"] for one in later.answer["drawn"]["features"]}
        assert {"land", "road", "bridge", "gap", "place", "line-of-control"} <= kinds
        assert roads.unpack(later.network())[0].origin.file == "roads.csv"
        assert later.text.splitlines()[10:] == plan.text.splitlines()[10:]
        assert [one.number for one in versions_of(later)] == [later.number, plan.number]


def test_all_that_is_wrong_with_a_plan_is_told_with_its_lines_and_nothing_is_kept(world):
    with pytest.raises(CorridorError) as refused:
        brought_in(world, PLAN.replace("route: [old-town,", "route: [nowhere,").replace("rule:", "rull:"))
    assert [problem.where.line for problem in refused.value.problems] == sorted(
        {problem.where.line for problem in refused.value.problems}
    )
    assert len(refused.value.problems) > 1
    with looking_as(world.viewer("mediator")):
        assert DeskCorridor.objects.count() == 1  # that of the world


@pytest.mark.parametrize("line", ["convoy: /etc/passwd", "convoy: other.yaml"])
def test_a_plan_reads_no_file_of_the_server(world, line):
    with pytest.raises(CorridorError, match="points to no files"):
        parse_plan(PLAN + line + "\n")


def test_files_that_a_plan_points_to_are_not_looked_for_and_its_lines_stay(world):
    plan = parse_plan("roads: /etc/passwd\ndanger: {drawn: a.geojson}\n" + PLAN)
    assert plan.roads is None
    with pytest.raises(CorridorError) as refused:
        parse_plan("roads: /etc/passwd\n" + PLAN + "nonsense: 1\n")
    assert refused.value.problems[0].where.line == len(PLAN.splitlines()) + 2


def test_a_window_in_no_year_of_ours_is_refused(world):
    with pytest.raises(TalksError, match="year"):
        parse_plan(PLAN.replace(f"windows: {DAY} 08:00 .. 15:00", "windows: 9999-12-31 08:00 .. 23:59"))


def test_a_plan_without_a_time_zone_is_refused(world):
    with pytest.raises(TalksError, match="time zone"):
        parse_plan(PLAN.replace("time_zone: Asia/Damascus\n", ""))


@pytest.mark.parametrize(
    ("name", "content"), [("roads.npz", b"PK"), ("roads.csv", b"u,v\n1,x\n"), ("roads.osm.pbf", b""), ("a.zip", b"a")]
)
def test_roads_that_cannot_be_read_are_refused_in_words(world, name, content):
    with pytest.raises(UserError):
        brought_in(world, roads=SentRoads(name, content))


# ---- consent --------------------------------------------------------------------------------------------------------


def test_a_plan_is_agreed_only_when_everybody_consented_and_was_notified_and_no_earlier(world):
    plan = brought_in(world)
    assert not is_agreed(world, plan)
    asked = {who: asked_of(world, plan, who) for who in BODIES}
    answered(world, asked["north"], "north")
    assert not is_agreed(world, plan)
    answered(world, asked["south"], "south", "conditions", conditions="Search by women for women")
    assert not is_agreed(world, plan)
    all_notified(world, plan)
    assert is_agreed(world, plan)


@pytest.mark.parametrize("answer", ["no", "conditions"])
def test_no_and_conditions_without_words_are_no_yes(world, answer):
    plan = brought_in(world)
    asked = asked_of(world, plan, "north")
    if answer == "conditions":
        with pytest.raises(TalksError, match="conditions are missing"):
            answered(world, asked, "north", answer)
    else:
        answered(world, asked, "north", answer)
    with looking_as(world.viewer("mediator")):
        assert not consent_now(asked).is_valid


def test_silence_until_the_deadline_is_no_consent_and_a_late_yes_is_refused(world):
    plan = brought_in(world)
    asked = asked_of(world, plan, "north")
    with looking_as_the_system():
        ConsentAsked.objects.filter(pk=asked.pk).update(deadline=timezone.now() - dt.timedelta(seconds=1))
    with pytest.raises(TalksError, match="deadline has passed"):
        answered(world, asked, "north")
    with looking_as(world.viewer("mediator")):
        assert consent_now(ConsentAsked.objects.get(pk=asked.pk)).words == "not answered by the deadline"


def test_a_delegation_answers_for_itself_only_and_the_mediator_for_nobody(world):
    plan = brought_in(world)
    asked = asked_of(world, plan, "north")
    for who in ("south", "mediator"):
        with pytest.raises(TalksError, match="for itself only"):
            answered(world, asked, who)


def test_what_was_answered_stays_as_it_was_said(world):
    plan = brought_in(world)
    given = answered(world, asked_of(world, plan, "north"), "north")
    with looking_as(world.viewer("north")):
        stored = ConsentGiven.objects.get(pk=given.pk)
        with pytest.raises(RuntimeError, match="never changed"):
            stored.save()
        with pytest.raises(RuntimeError, match="never deleted"):
            stored.delete()


def test_consent_that_ends_before_the_window_closes_is_not_enough(world):
    plan = brought_in(world)
    all_notified(world, plan)
    asked = {who: asked_of(world, plan, who) for who in BODIES}
    answered(world, asked["north"], "north")
    answered(world, asked["south"], "south", until=at(12))
    assert not is_agreed(world, plan)
    answered(world, asked["south"], "south")
    assert is_agreed(world, plan)


def test_consent_is_never_valid_longer_than_was_asked(world):
    plan = brought_in(world)
    asked = asked_of(world, plan, "north")
    with pytest.raises(TalksError, match="would not end"):
        answered(world, asked, "north", until=at(20))


def test_for_a_body_that_is_asked_here_the_record_of_the_plan_counts_no_more(world):
    consent = (
        f"control: northern command, consent: {{body: northern command, office: chief, how: written, document: N 1, "
        f"date: {TODAY}, until: {DAY}}}"
    )
    plan = brought_in(world, PLAN.replace("control: northern command", consent))
    all_notified(world, plan)
    answered(world, asked_of(world, plan, "south"), "south")
    assert is_agreed(world, plan)
    north = asked_of(world, plan, "north")
    assert not is_agreed(world, plan)
    with looking_as(world.viewer("mediator")):
        take_back_asking(north)
    assert not is_agreed(world, plan)


def test_consent_to_one_version_is_none_to_another(world):
    plan, _asked = agreed_plan(world)
    later = brought_in(world, PLAN.replace("15:00", "16:00"), before=plan)
    assert is_agreed(world, plan)
    assert not is_agreed(world, later)


def test_asking_a_delegation_with_times_that_do_not_follow_is_refused(world):
    plan = brought_in(world)
    far = dt.datetime.max.replace(tzinfo=dt.UTC)
    early = dt.datetime.min.replace(tzinfo=dt.UTC)
    for wrong in (
        {"until": at(7)},
        {"deadline": timezone.now()},
        {"deadline": at(16)},
        {"until": far},
        {"since": early},
    ):
        with pytest.raises(TalksError):
            asked_of(world, plan, "north", **wrong)


def test_while_an_asking_is_closed_to_the_viewer_no_consent_counts_for_it_may_have_been_refused(world):
    consent = (
        f"control: northern command, consent: {{body: northern command, office: chief, how: written, document: N 1, "
        f"date: {TODAY}, until: {DAY}}}"
    )
    plan = brought_in(world, PLAN.replace("control: northern command", consent))
    all_notified(world, plan)
    answered(world, asked_of(world, plan, "south"), "south")
    assert is_agreed(world, plan)
    refused = asked_of(world, plan, "north")
    answered(world, refused, "north", "no")
    with looking_as_the_system():
        locks = Lock.objects.filter(room=world.rooms["north"])
        LockKey.objects.filter(lock__in=locks, member=world.members["mediator"]).delete()
    assert not is_agreed(world, plan)
    page = world.client("mediator").get(reverse("corridor", args=[world.process.pk, plan.pk])).content.decode()
    assert "<h2>NOT AGREED</h2>" in page
    assert "no consent counts here" in page


# ---- what others learn ----------------------------------------------------------------------------------------------


@pytest.mark.long
def test_a_withdrawal_ends_the_agreement_at_once_in_every_room_and_names_nobody(world):
    plan, asked = agreed_plan(world)
    rooms = ("north", "south", "plenary", "monitoring")
    shown = {room: shown_to(world, plan, room) for room in rooms}
    readers = {"north": "north", "south": "south", "plenary": "observer", "monitoring": "monitor"}
    for room, who in readers.items():
        page = world.client(who).get(reverse("corridor_shown", args=[world.process.pk, shown[room].pk]))
        assert "<h2>Agreed</h2>" in page.content.decode(), room
    answered(world, asked["north"], "north", "withdrawn")
    assert not is_agreed(world, plan)
    for room, who in readers.items():
        page = (
            world.client(who).get(reverse("corridor_shown", args=[world.process.pk, shown[room].pk])).content.decode()
        )
        assert "<h2>NOT AGREED</h2>" in page
        assert "northern command" not in page
        assert "<h2>Agreed</h2>" not in page
    with looking_as_the_system():
        ends = Entry.objects.filter(process=world.process, act="corridor.end")
        assert {entry.seat_id for entry in ends} == {None}
        assert {entry.record for entry in ends} == {one.pk for one in shown.values()}


def test_what_is_answered_while_papers_are_made_stops_the_showing(world, monkeypatch):
    plan, asked = agreed_plan(world)

    def meanwhile(*_given, **_more):
        answered(world, asked["north"], "north", "withdrawn")
        return []

    monkeypatch.setattr(corridor_showing, "room_papers", meanwhile)
    with pytest.raises(TalksError, match="meanwhile"):
        shown_to(world, plan, "plenary")


def test_consent_can_be_withdrawn_after_the_deadline(world):
    plan, asked = agreed_plan(world)
    with looking_as_the_system():
        ConsentAsked.objects.update(deadline=timezone.now() - dt.timedelta(hours=1))
    answered(world, asked["south"], "south", "withdrawn")
    assert not is_agreed(world, plan)


def test_an_answer_changes_no_byte_that_another_delegation_receives_while_nothing_was_agreed(world):
    plan = brought_in(world)
    asked = {who: asked_of(world, plan, who) for who in BODIES}
    shown = shown_to(world, plan, "north-south")
    client = world.client("south")
    addresses = [
        reverse(name, args=[world.process.pk, *more])
        for name, more in (
            ("corridors", ()),
            ("corridor_shown", (shown.pk,)),
            ("corridor_shown_map", (shown.pk,)),
            ("corridors_calendar", ()),
            ("corridor_asked", (asked["south"].pk,)),
        )
    ]

    def seen() -> list[str]:
        return [MADE_ANEW.sub("", client.get(address).content.decode()) for address in addresses]

    before = seen()
    answered(world, asked["north"], "north")
    answered(world, asked["north"], "north", "no")
    assert seen() == before
    with looking_as_the_system():
        rooms = set(Entry.objects.filter(act__startswith="corridor.", number__gt=0).values_list("act", "room_id"))
    assert ("corridor.end", shown.room_id) not in rooms


def test_an_agreement_ends_by_itself_with_the_first_consent_that_ends(world):
    plan, _asked = agreed_plan(world)
    shown = shown_to(world, plan, "plenary")
    assert dt.datetime.fromisoformat(shown.until) == at(15)
    with looking_as(world.viewer("mediator")):
        shown.until = (timezone.now() - dt.timedelta(seconds=1)).isoformat()
        shown.save()
    with looking_as(world.viewer("observer")):
        assert not CorridorShown.objects.get(pk=shown.pk).is_agreed()


def test_on_the_desk_too_it_ends_with_the_last_window_and_not_at_midnight(world, monkeypatch):
    plan, _asked = agreed_plan(world)
    for after, agreed in ((-1, True), (0, False), (2, False)):
        monkeypatch.setattr(timezone, "now", lambda after=after: at(15) + dt.timedelta(hours=after))
        with looking_as(world.viewer("mediator")):
            mark, _record = mark_now(plan)
        assert (mark.agreed, mark.as_of) == (agreed, DAY)
        assert mark.words == f"{'agreed' if agreed else 'not agreed'}, as of {DAY}"


def test_papers_of_a_room_that_may_not_see_the_route_say_agreed_where_its_page_does(world):
    sent = SentRoads("roads.csv", (RIVER / "roads.csv").read_bytes())
    plan = brought_in(world, PLAN.replace("seen_by: [desk, party]", "seen_by: [party]"), roads=sent)
    all_notified(world, plan)
    for who in BODIES:
        answered(world, asked_of(world, plan, who), who)
    shown = shown_to(world, plan, "plenary")
    assert shown.agreed
    assert not shown.exact
    for name, content in shown.papers:
        text = base64.b64decode(content).decode()
        assert "agreed" in text, name
        assert "NOT AGREED" not in text, name
        assert "37.3021" not in text, name


def test_the_mediator_can_end_an_agreement_everywhere(world):
    plan, _asked = agreed_plan(world)
    shown = shown_to(world, plan, "plenary")
    with looking_as(world.viewer("mediator")):
        end_corridor(plan)
    with looking_as(world.viewer("north")):
        assert not CorridorShown.objects.get(pk=shown.pk).is_agreed()


def test_the_desk_is_warned_that_its_own_answer_does_not_know_why_an_agreement_was_ended(world):
    plan, _asked = agreed_plan(world)
    shown_to(world, plan, "plenary")
    address = reverse("corridor", args=[world.process.pk, plan.pk])
    client = world.client("mediator")
    assert "change the plan: until then" not in client.get(address).content.decode()
    client.post(reverse("corridor_end", args=[world.process.pk, plan.pk]))
    assert "change the plan: until then" in client.get(address).content.decode()
    shown_to(world, plan, "plenary")
    assert "change the plan: until then" not in client.get(address).content.decode()


def test_an_open_page_that_says_agreed_knows_when_to_ask_again(world):
    plan, _asked = agreed_plan(world)
    shown = shown_to(world, plan, "plenary")
    until = at(15).astimezone(dt.UTC).isoformat()
    client = world.client("observer")
    pages = [reverse(name, args=[world.process.pk]) for name in ("corridors", "rounds")]
    pages.append(reverse("corridor_shown", args=[world.process.pk, shown.pk]))
    assert [client.get(page).content.decode().count(f'data-until="{until}"') for page in pages] == [1, 1, 1]
    with looking_as(world.viewer("mediator")):
        end_corridor(plan)
    assert [client.get(page).content.decode().count("data-until") for page in pages] == [0, 0, 0]


def test_asking_anew_ends_what_was_told_to_be_agreed(world):
    plan, _asked = agreed_plan(world)
    shown = shown_to(world, plan, "south")
    asked_of(world, plan, "north")
    with looking_as(world.viewer("south")):
        assert not CorridorShown.objects.get(pk=shown.pk).is_agreed()


@pytest.mark.parametrize(
    ("room", "exact"), [("north", True), ("north-south", True), ("monitoring", False), ("plenary", False)]
)
def test_who_may_not_see_the_route_by_the_plan_is_shown_no_point_no_stretch_and_no_exact_place(world, room, exact):
    plan = brought_in(world)
    shown = shown_to(world, plan, room)
    reader = {"north": "north", "north-south": "south", "monitoring": "monitor", "plenary": "north"}[room]
    client = world.client(reader)
    texts = [
        client.get(reverse(name, args=[world.process.pk, shown.pk])).content.decode()
        for name in ("corridor_shown", "corridor_shown_map", "corridor_shown_calendar")
    ]
    with looking_as(world.viewer(reader)):
        texts.append(shown_out(CorridorShown.objects.get(pk=shown.pk)).model_dump_json())
    for secret in ("old-town", "north-bank", "37.3021", "radio channel 4", "firing is heard", "35.1405"):
        assert any(secret in text for text in texts) == exact, secret
    for never in ("northern command", "river council", "joint team"):
        assert not any(never in text for text in texts)


def test_the_public_is_shown_nothing(world):
    plan = brought_in(world)
    for room in ("public", "desk"):
        with pytest.raises(TalksError):
            shown_to(world, plan, room)


def test_a_coarse_map_holds_nothing_finer_than_five_kilometres(world):
    plan = brought_in(world)
    with looking_as(world.viewer("mediator")):
        coarse = coarsened(plan.answer["drawn"])
    (line,) = [one for one in coarse["features"] if one["properties"]["kind"] == "about"]
    for spot in line["geometry"]["coordinates"]:
        assert all(round(degrees / 0.05, 6) == round(degrees / 0.05) for degrees in spot)
    assert {one["properties"]["kind"] for one in coarse["features"]} <= {"about", "land"}


def test_roads_near_the_route_go_only_where_the_route_goes_and_dangers_stay_at_the_desk(world):
    text = PLAN.replace("route: [old-town", "roads: roads.csv\nroute: [old-town")
    sent = SentRoads("roads.csv", (RIVER / "roads.csv").read_bytes())
    plan = brought_in(world, text, roads=sent, drawing=(RIVER / "drawn.geojson").read_text(encoding="utf-8"))
    with looking_as(world.viewer("mediator")):
        kinds = {
            room: {one["properties"]["kind"] for one in shown_to(world, plan, room).drawn["features"]}
            for room in ("north", "plenary")
        }
    assert "road" in kinds["north"]
    assert kinds["plenary"] <= {"land", "about"}
    assert not (kinds["north"] | kinds["plenary"]) & {"hazard", "line-of-control", "checkpoint", "closure"}


# ---- papers ---------------------------------------------------------------------------------------------------------

ON_ROADS = PLAN.replace("seen_by: [desk, party]", "seen_by: [desk, monitor]").replace("route:", "roads: r.csv\nroute:")


def with_roads(world) -> tuple[DeskCorridor, dict[str, ConsentAsked]]:
    """A plan on roads that all but South consented to."""
    plan = brought_in(world, ON_ROADS, roads=SentRoads("roads.csv", (RIVER / "roads.csv").read_bytes()))
    all_notified(world, plan)
    asked = {who: asked_of(world, plan, who) for who in BODIES}
    answered(world, asked["north"], "north", "conditions", conditions="Search by women", document="NC/17/88")
    return plan, asked


def texts_of(packed: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(packed)) as found:
        return {name: found.read(name).decode("utf-8", "replace") for name in found.namelist()}


@pytest.mark.long
def test_papers_say_not_agreed_until_it_is_and_are_gone_when_it_ends_and_tell_no_answer_to_others(world):
    plan, asked = with_roads(world)
    first = {room: shown_to(world, plan, room) for room in ("south", "monitoring")}
    readers = {"south": world.client("south"), "monitoring": world.client("monitor")}

    def taken(shown) -> dict[str, str]:
        room = next(name for name, one in world.rooms.items() if one.pk == shown.room_id)
        return texts_of(readers[room].get(reverse("corridor_shown_papers", args=[world.process.pk, shown.pk])).content)

    for room, shown in first.items():
        texts = taken(shown)
        assert {"route.geojson", "route.kml", "map.svg"} <= set(texts)
        assert ("route.gpx" in texts) == (room == "monitoring")
        assert all("NOT AGREED" in texts[name] for name in ("route.geojson", "route.kml"))
        secrets = ["Search by women", "NC/17/88", "Chief of operations", "no answer of", "consented"]
        secrets += ["35.2071", "old-town"] if room == "south" else []
        assert [(name, one) for name, text in texts.items() for one in secrets if one in text] == []
    answered(world, asked["south"], "south")
    second = shown_to(world, plan, "monitoring")
    assert second.agreed
    texts = taken(second)
    assert "NOT AGREED" not in "".join(texts.values())
    assert "Search by women" not in "".join(texts.values())
    one = {"file": "route.geojson"}
    where = reverse("corridor_shown_papers", args=[world.process.pk, second.pk])
    assert readers["monitoring"].get(where, one).status_code == 200
    answered(world, asked["south"], "south", "withdrawn")
    assert taken(second) == {}
    assert readers["monitoring"].get(where, one).status_code == 404


def test_the_desk_takes_out_papers_by_audience_and_none_for_whom_the_plan_does_not_name(world):
    plan, _asked = with_roads(world)
    client = world.client("mediator")
    where = reverse("corridor_papers", args=[world.process.pk, plan.pk])
    texts = texts_of(client.get(where, {"for": "desk"}).content)
    assert {"drivers-card.pdf", "monitors.pdf", "route.gpx"} <= set(texts)
    assert "Search by women" in texts["monitors.html"]
    refused = client.get(where, {"for": "driver"}, follow=True).content.decode()
    assert "does not say that drivers may see the route" in refused
    assert client.get(where, {"for": "public"}).status_code == 404


# ---- calendar, pages ------------------------------------------------------------------------------------------------


def test_windows_stand_in_the_calendar_with_the_word_that_holds_now(world):
    plan, asked = agreed_plan(world)
    shown_to(world, plan, "north")
    client = world.client("north")

    def event():
        text = client.get(reverse("calendar", args=[world.process.pk])).content
        found = [one for one in Calendar.from_ical(text).walk("VEVENT") if str(one["summary"]).endswith(": River")]
        assert len(found) == 1
        return found[0]

    agreed = event()
    assert (str(agreed["summary"]), str(agreed["status"])) == ("Agreed: River", "CONFIRMED")
    assert agreed["dtstart"].dt == at(8)
    answered(world, asked["south"], "south", "withdrawn")
    ended = event()
    assert (str(ended["summary"]), str(ended["status"])) == ("NOT AGREED: River", "CANCELLED")
    assert ended["uid"] == agreed["uid"]
    assert int(ended["sequence"]) >= int(agreed["sequence"])
    page = client.get(reverse("rounds", args=[world.process.pk])).content.decode()
    assert "Windows of corridors" in page
    with looking_as(world.viewer("south")):
        assert "River" not in {window.title for window in windows_known()}


def test_what_a_caucus_was_shown_stands_beside_what_plenary_was_shown_and_the_calendar_tells_it_once(world):
    plan = brought_in(world)
    for room in ("north", "plenary"):
        shown_to(world, plan, room)
    with looking_as(world.viewer("north")):
        assert {one.exact for one in newest_shown() if one.name == "river"} == {True, False}
        assert len([window for window in windows_known() if window.title == "River"]) == 1


def test_the_newest_showing_to_a_room_counts(world):
    plan, _asked = agreed_plan(world)
    first = shown_to(world, plan, "north")
    second = shown_to(world, brought_in(world, PLAN, before=plan), "north")
    with looking_as(world.viewer("north")):
        mine = [one.pk for one in newest_shown() if one.name == "river"]
    assert mine == [second.pk]
    page = world.client("north").get(reverse("corridor_shown", args=[world.process.pk, first.pk])).content.decode()
    assert "a later version" in page
    assert "<h2>NOT AGREED</h2>" in page


def test_a_plan_is_brought_in_asked_answered_and_shown_by_the_pages_alone(world):
    desk, north = world.client("mediator"), world.client("north")
    table = world.process.pk
    made = desk.post(
        reverse("corridor_load", args=[table]), {"file": SimpleUploadedFile("plan.yaml", PLAN.encode()), "text": ""}
    )
    assert made.status_code == 302
    key = made["Location"].rstrip("/").rpartition("/")[2]
    page = desk.get(made["Location"]).content.decode()
    assert "NOT AGREED" in page
    assert page.index("NOT AGREED") < page.index("corridor-picture") < page.index("What has to be met")
    deadline = (timezone.now() + dt.timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    asked = {
        "about": "north-bank: northern command",
        "party": world.parties["north"].pk,
        "title": "The north bank",
        "words": "Passage of buses",
        "since": f"{DAY}T05:00",
        "until": f"{DAY}T12:00",
        "deadline": deadline,
    }
    assert desk.post(reverse("corridor_ask", args=[table, key]), asked).status_code == 302
    with looking_as(world.viewer("north")):
        found = next(one for one in ConsentAsked.objects.all() if one.title == "The north bank")
    where = reverse("corridor_answer", args=[table, found.pk])
    wrong = north.post(where, {"answer": "yes", "office": "Chief", "passphrase": "wrong"})
    assert wrong.status_code == 422
    right = north.post(where, {"answer": "yes", "office": "Chief", "passphrase": PASSPHRASE})
    assert right.status_code == 302
    assert "valid" in desk.get(made["Location"]).content.decode()
    notice = {"whom": "joint team", "window": f"{DAY}T08:00", "at": "2026-01-05T09:00", "by": "desk"}
    assert desk.post(reverse("corridor_notify", args=[table, key]), notice).status_code == 302
    shown = {"room": world.rooms["north"].pk, "title": "River"}
    assert desk.post(reverse("corridor_show", args=[table, key]), shown).status_code == 302
    assert "River" in north.get(reverse("corridors", args=[table])).content.decode()


def test_a_plan_begun_by_form_is_a_plan_that_the_reader_reads(world):
    desk = world.client("mediator")
    begun = {
        "corridor": "hill-road",
        "title": "Over the hill",
        "by": "planning cell",
        "points": "upper: 35.2,37.3\nlower: 35.1, 37.4",
        "stretches": "hill: upper > lower: northern command, river council",
        "monitors": "joint team",
        "day": f"{DAY}",
        "opens": "08:00",
        "closes": "15:00",
        "zone": "Asia/Damascus",
        "seen_by": ["party"],
    }
    where = reverse("corridor_start", args=[world.process.pk])
    assert desk.post(where, begun).status_code == 302
    with looking_as(world.viewer("mediator")):
        plan = next(one for one in DeskCorridor.objects.all() if one.name == "hill-road")
        stated = plan_of(plan)
    assert stated.record.stretches[0].control == ("northern command", "river council")
    assert stated.record.seen_by == ("desk", "party")
    for field, value in (("points", "upper 35"), ("stretches", "nothing"), ("stretches", "a: upper > nowhere")):
        assert desk.post(where, begun | {field: value}).status_code == 422


@pytest.mark.parametrize(
    "text", ["", "a: [", "x" * 300_000, "corridor: <script>alert(1)</script>", "&a [*a]", "[" * 500, "\0"]
)
def test_a_hostile_plan_is_refused_in_words_and_what_was_typed_stays(world, text):
    answer = world.client("mediator").post(reverse("corridor_load", args=[world.process.pk]), {"text": text})
    assert answer.status_code == 422
    assert "<script>alert(1)" not in answer.content.decode()


def test_markup_in_a_plan_is_shown_as_text(world):
    plan = brought_in(world, PLAN.replace("From Old Town to the Mill", '"<script>alert(1)</script>"'))
    page = world.client("mediator").get(reverse("corridor", args=[world.process.pk, plan.pk])).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;" in page


def test_the_map_of_the_desk_tells_the_consent_to_each_stretch_and_that_of_a_room_tells_none(world):
    plan = brought_in(world)
    answered(world, asked_of(world, plan, "north"), "north")
    shown = shown_to(world, plan, "north")
    desk = json.loads(world.client("mediator").get(reverse("corridor_map", args=[world.process.pk, plan.pk])).content)
    states = {
        one["properties"]["id"]: one["properties"]["consent"]
        for one in desk["features"]
        if one["properties"]["kind"] == "stretch"
    }
    assert states == {"north-bank": "met", "south-bank": "unknown"}
    room = world.client("north").get(reverse("corridor_shown_map", args=[world.process.pk, shown.pk])).content.decode()
    assert "consent" not in room
    assert json.loads(room)["mark"] == "not agreed"


def test_a_large_file_of_roads_is_refused_by_its_size(world, settings):
    settings.ROADS_FILE_MOST = 1000
    file = io.BytesIO(b"u,v\n" + b"1,2\n" * 500)
    file.name = "roads.csv"
    answer = world.client("mediator").post(
        reverse("corridor_load", args=[world.process.pk]), {"text": PLAN, "roads": file}
    )
    assert answer.status_code == 422
    assert "larger than" in answer.content.decode()


def test_the_map_shows_what_is_drawn_for_the_days_of_the_windows():
    """The checkpoint at Reed Bridge stands from the day after the plan's on, before its first window."""
    example = Path(__file__).parents[2] / "examples" / "river-corridor"
    drawn = danger.read_drawn(example / "drawn.geojson")
    told = features_of(read_corridor(example / "plan.yaml"), None, None, drawn)["features"]
    shown = {one["properties"].get("name") for one in told if one["properties"]["kind"] == "checkpoint"}
    assert shown == {"Hill Bridge", "Long Bridge", "Reed Bridge"}
