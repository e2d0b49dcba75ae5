"""Stories at the desk: two persons release them, at their moment; corrected and withdrawn in view, never in silence."""

from __future__ import annotations

import re

import pytest
from django.conf import settings as site
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.talks.story_acts import HOUR, agreed, asked, changed, drafted, moved, out, taken_back, withdrawn
from tests.talks.test_api import token_of
from tests.talks.test_canaries import raw_database
from tests.talks.test_ceasefire import seated

from goodoffices.errors import TalksError
from goodoffices.talks.access.identify import public_viewer
from goodoffices.talks.access.viewer import looking_as, looking_as_the_system
from goodoffices.talks.domain.published import published
from goodoffices.talks.domain.stories import ask_for_story, linkable, remove_story, second_story, take_back_story
from goodoffices.talks.domain.story_check import found_in
from goodoffices.talks.live import new_entries
from goodoffices.talks.models import Entry, ReportRelease, Story, StoryRelease

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(world):
    """The world without the stories of its markers, with a second person in the mediator's team."""
    with looking_as_the_system():
        StoryRelease.objects.all().delete()
        Story.objects.all().delete()
    seated(world, "deputy")
    return world


def read_by_anybody(world, language: str = "en"):
    with looking_as(public_viewer(world.process.pk)):
        return published(world.process.pk, language)


# ---- two persons ----------------------------------------------------------------------------------------------------


def test_a_story_is_read_by_anybody_once_a_second_person_has_agreed(desk):
    story = drafted(desk, en="Talks go on: The parties met.")
    release = asked(desk, story)
    assert read_by_anybody(desk) == []
    agreed(desk, release)
    (one,) = read_by_anybody(desk)
    assert (one.title, one.body, one.release.number) == ("Talks go on", "The parties met.", 1)


ACTS = st.lists(st.sampled_from(["draft", "change", "ask", "agree", "take back", "withdraw"]), max_size=12)


@pytest.mark.long
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS, who=st.sampled_from(["mediator", "deputy"]))
def test_one_person_alone_adds_no_word_to_what_is_public_whatever_they_do(desk, acts, who):
    with transaction.atomic():
        before = out(desk, en="Before: Said by two.")
        stories, releases = [before], []
        for act in acts:
            try:
                one_act(desk, act, who, stories, releases)
            except (TalksError, StoryRelease.DoesNotExist):  # refused, or taken back before
                continue
        shown = {one.body for one in read_by_anybody(desk)}
        assert shown <= {"Said by two.", ""}
        transaction.set_rollback(True)


def one_act(desk, act: str, who: str, stories: list, releases: list) -> None:
    story = stories[-1]
    if act == "draft":
        stories.append(drafted(desk, who, en="Alone: Said by one."))
    elif act == "change":
        changed(desk, story, who, correction="so", en="Alone: Said by one.")
    elif act == "ask":
        releases.append(asked(desk, story, who))
    elif act == "agree" and releases:
        agreed(desk, releases[-1], who)
    elif act == "take back" and releases:
        taken_back(desk, releases[-1], who)
    elif act == "withdraw":
        withdrawn(desk, story, who)


def test_nobody_else_at_the_table_is_the_second_person(desk):
    release = asked(desk, drafted(desk, en="Talks: Go on."))
    for who in ("north", "guarantor", "observer", "monitor"):
        answer = desk.client(who).post(reverse("story_second", args=[desk.process.pk, release.pk]))
        assert answer.status_code == 404
    assert read_by_anybody(desk) == []


def test_the_second_person_agrees_to_the_words_that_they_have_read(desk):
    story = drafted(desk, en="Talks: Go on.")
    deputy = desk.client("deputy")
    release = asked(desk, story)
    page = deputy.get(reverse("story", args=[desk.process.pk, story.pk])).content.decode()
    seen = page.partition('name="seen" value="')[2].partition('"')[0]
    taken_back(desk, release)
    changed(desk, story, en="Talks: Have failed.")
    release = asked(desk, story)
    where = reverse("story_second", args=[desk.process.pk, release.pk])
    deputy.post(where, {"seen": seen})
    assert read_by_anybody(desk) == []
    deputy.post(where)
    assert read_by_anybody(desk) == []


def test_words_that_wait_for_a_second_person_cannot_be_changed(desk):
    story = drafted(desk, en="Talks: Go on.")
    asked(desk, story)
    with pytest.raises(TalksError, match="take the release back"):
        changed(desk, story, en="Talks: Have failed.")


# ---- its moment ------------------------------------------------------------------------------------------------------


@pytest.mark.long
def test_before_its_moment_no_byte_for_the_public_or_the_table_tells_that_a_story_waits(desk):
    out(desk, en="Before: It is out.")
    language = {"in": "en"}
    addresses = [reverse("public", args=[desk.process.pk]), reverse("public_feed", args=[desk.process.pk, "en"])]
    readers = [desk.client(), desk.client("north"), desk.client("observer")]

    def all_bytes():
        answers = [reader.get(where, language) for where in addresses for reader in readers]
        return [(answer.content, answer["ETag"]) for answer in answers]

    before = all_bytes()
    story = drafted(desk, en="Later: It waits.")
    lengths = {desk.process.pk: 0}
    new_entries(lengths, {desk.process.pk})
    release = agreed(desk, asked(desk, story, opens=timezone.now() + HOUR))
    assert all_bytes() == before
    hidden = desk.client().get(reverse("public_story", args=[desk.process.pk, story.pk]))
    absent = desk.client().get(reverse("public_story", args=[desk.process.pk, "A" * 22]))
    assert (hidden.status_code, hidden.content) == (404, absent.content)
    assert {one.room for one in new_entries(lengths, {desk.process.pk})} == {desk.rooms["desk"].pk}
    moved(release, -2 * HOUR)
    assert b"It waits." in desk.client().get(addresses[0]).content


def test_a_draft_what_waits_for_a_second_person_and_what_waits_for_its_moment_lie_sealed(desk):
    story = drafted(desk, en="Unheard: Words of nobody.")
    release = asked(desk, story, opens=timezone.now() + HOUR)
    assert "Words of nobody" not in raw_database()
    release = agreed(desk, release)
    assert "Words of nobody" not in raw_database()
    moved(release, -2 * HOUR)
    (one,) = read_by_anybody(desk)
    assert one.body == "Words of nobody."
    assert "Words of nobody" in raw_database(), "what is out goes along when the process moves"


def test_a_moment_that_has_passed_is_refused_and_one_that_passed_while_it_waited_is_now(desk):
    story = drafted(desk, en="Talks: Go on.")
    with pytest.raises(TalksError, match="passed"):
        asked(desk, story, opens=timezone.now() - HOUR)
    release = asked(desk, story, opens=timezone.now() + HOUR)
    moved(release, -3 * HOUR)
    before = timezone.now()
    assert agreed(desk, release).opens >= before


def test_a_release_is_taken_back_before_its_moment_and_not_after(desk):
    story = drafted(desk, en="Talks: Go on.")
    taken_back(desk, agreed(desk, asked(desk, story, opens=timezone.now() + HOUR)))
    release = agreed(desk, asked(desk, story))
    assert release.number == 1
    with pytest.raises(TalksError, match="withdraw"):
        taken_back(desk, release)


def test_whoever_comes_second_finds_that_it_is_done_and_loses_nothing(desk):
    """Two of the team act at once on rows that each of them has read."""
    story = drafted(desk, en="Talks: Go on.")
    with looking_as(desk.viewer("mediator")):
        release = asked(desk, story)
        stale = StoryRelease.objects.get(pk=release.pk)
        take_back_story(release)
        take_back_story(stale)
    with looking_as(desk.viewer("deputy")), pytest.raises(TalksError, match="does not wait for your word"):
        second_story(stale, seat=desk.seats["deputy"])
    with looking_as(desk.viewer("mediator")):
        read = Story.objects.select_related("room").get(pk=story.pk)
        for _twice in range(2):
            remove_story(Story(pk=story.pk, process_id=story.process_id, room=read.room))
        with pytest.raises(TalksError, match="changed this meanwhile"):
            ask_for_story(story=read, author=desk.seats["mediator"])
        assert [act for act in Entry.objects.values_list("act", flat=True) if act == "story.remove"] == ["story.remove"]


def test_a_language_that_lacks_words_is_named_in_itself(desk):
    story = drafted(desk, en="Talks: Go on.", ru="Переговоры: ")
    with pytest.raises(TalksError, match="русский"):
        asked(desk, story)


def test_a_draft_is_deleted_and_what_was_asked_for_or_is_out_is_not(desk):
    story = drafted(desk, en="Talks: Go on.")
    where, mediator = reverse("story_remove", args=[desk.process.pk, story.pk]), desk.client("mediator")
    release = asked(desk, story)
    assert "take the release back first" in mediator.post(where, follow=True).content.decode().lower()
    taken_back(desk, release)
    assert mediator.post(where)["Location"] == reverse("stories", args=[desk.process.pk])
    with looking_as_the_system():
        assert not Story.objects.filter(pk=story.pk).exists()
    mediator.post(reverse("story_remove", args=[desk.process.pk, out(desk, en="Out: It is.").pk]))
    assert len(read_by_anybody(desk)) == 1


# ---- corrected, withdrawn --------------------------------------------------------------------------------------------


def test_a_correction_is_another_version_that_says_what_it_corrects_and_the_first_stays_to_be_read(desk):
    story = out(desk, en="Ceasefire: It begins on Monday.")
    changed(desk, story, en="Ceasefire: It begins on Tuesday.")
    with pytest.raises(TalksError, match="does not say what it corrects"):
        asked(desk, story)
    changed(desk, story, correction="Tuesday, not Monday.", en="Ceasefire: It begins on Tuesday.")
    agreed(desk, asked(desk, story))
    where = reverse("public_story", args=[desk.process.pk, story.pk])
    page = desk.client().get(where).content.decode()
    assert "Corrected on" in page
    assert "Tuesday, not Monday." in page
    assert "It begins on Monday." not in page
    first = desk.client().get(where, {"version": "1"}).content.decode()
    assert "It begins on Monday." in first
    assert "This is an earlier version" in first
    (one,) = read_by_anybody(desk)
    assert one.release.hash != one.before[0].hash
    assert one.before[0].hash in page


def test_a_story_that_is_withdrawn_keeps_its_address_and_says_so_and_none_of_its_words_is_left(desk):
    story = out(desk, en="Names: Whom we met.", ru="Имена: Кого мы встретили.")
    changed(desk, story, correction="Not all.", en="Names: Some whom we met.")
    agreed(desk, asked(desk, story))
    withdrawn(desk, story, "deputy")
    where = reverse("public_story", args=[desk.process.pk, story.pk])
    pages = [where, f"{where}?version=1", f"{where}?in=ru", reverse("public", args=[desk.process.pk])]
    pages.append(reverse("public_feed", args=[desk.process.pk, "en"]))
    for page in pages:
        answer = desk.client().get(page)
        text = answer.content.decode()
        assert answer.status_code == 200
        assert "we met" not in text
        assert "Имена" not in text
    assert "withdrawn this story" in desk.client().get(where, {"in": "en"}).content.decode()
    with looking_as_the_system():
        hashes = [one.hash for one in StoryRelease.objects.filter(story=story)]
    at_the_desk = desk.client("mediator").get(reverse("story", args=[desk.process.pk, story.pk])).content.decode()
    assert len(set(hashes)) == 2
    for one in hashes:  # a few words can be guessed from their hash
        assert one in at_the_desk
        assert not [page for page in pages if one in desk.client().get(page).content.decode()]
    with pytest.raises(TalksError, match="nothing of this story is shown"):
        withdrawn(desk, story)
    changed(desk, story, correction="Without names.", en="Met: We met some people.")
    agreed(desk, asked(desk, story))
    assert "We met some people." in desk.client().get(where).content.decode()
    assert "Whom we met" not in desk.client().get(where, {"version": "1"}).content.decode()


# ---- what it holds ---------------------------------------------------------------------------------------------------


def test_each_language_that_is_begun_needs_title_and_text(desk):
    story = drafted(desk, en="Talks: Go on.", ru="Переговоры: ")
    with pytest.raises(TalksError, match="no text in русский"):
        asked(desk, story)
    with pytest.raises(TalksError, match="no words"):
        asked(desk, drafted(desk))


def test_a_story_links_to_what_will_be_public_by_then_and_to_nothing_else(desk):
    with looking_as(desk.viewer("mediator")):
        release = ReportRelease.objects.get(room=desk.rooms["public"])
        keys = [key for key, _record in linkable(desk.process)]
    assert f"report {release.pk}" in keys
    assert {key.split()[0] for key in keys} == {"report", "text"}
    story = out(desk, en="Report: It is out.", links=keys)
    page = desk.client().get(reverse("public_story", args=[desk.process.pk, story.pk])).content.decode()
    assert reverse("public_report", args=[desk.process.pk, release.pk]) in page
    for secret in ("south", "plenary", "desk"):
        version = desk.records["textversion"][secret]
        with pytest.raises(TalksError, match="will not be public"):
            asked(desk, drafted(desk, en="Text: Ours.", links=[f"text {version.pk}"]))
    with looking_as_the_system():
        ReportRelease.objects.filter(pk=release.pk).update(opens=timezone.now() + HOUR)
    with pytest.raises(TalksError, match="will not be public"):
        asked(desk, drafted(desk, en="Report: Soon.", links=[f"report {release.pk}"]))


def test_names_of_closed_rooms_and_exact_places_are_told_to_those_who_release_and_public_ones_are_not(desk):
    incident = desk.records["incident"]["monitoring"]
    note = desk.records["note"]
    with looking_as(desk.viewer("mediator")):
        place, secret, known = incident.where["place"], note["south"].title, note["public"].title
        words = f"Harbour: At {place.lower()}, {secret}; {known}. At 36.1234, 37.9876 and at 36° 12' the north."
        found = {one.words: one.what for one in found_in(drafted(desk, en=words))}
    assert found[place] == "the place of an incident"
    assert secret in found
    assert known not in found
    assert "Harbour" not in found
    assert [words for words, what in found.items() if what == "coordinates of a place"] == [
        "36.1234, 37.9876",
        "36° 12'",
    ]
    assert "The North" in found


def test_the_desk_shows_what_is_not_public_before_a_story_is_released(desk):
    story = drafted(desk, en="Talks: The North has come.")
    page = desk.client("deputy").get(reverse("story", args=[desk.process.pk, story.pk])).content.decode()
    assert "Said here, and not public yet" in page
    assert "The North" in page


# ---- pages of the desk -----------------------------------------------------------------------------------------------


def test_a_story_goes_from_the_form_to_the_public_page(desk):
    mediator, deputy = desk.client("mediator"), desk.client("deputy")
    typed = {
        "title_en": "Talks go on",
        "body_en": "We met.\n\nWe meet again.",
        "title_ar": "مستمرة",
        "body_ar": "التقينا.",
    }
    made = mediator.post(reverse("story_new", args=[desk.process.pk]), typed)
    assert made.status_code == 302
    page = mediator.get(made["Location"]).content.decode()
    assert "draft" in page
    story = made["Location"].rstrip("/").rpartition("/")[2]
    release = reverse("story_release", args=[desk.process.pk, story])
    assert mediator.post(release, {}).status_code == 422
    when = {"day": "2031-05-04", "hour": "12:00", "zone": "Asia/Almaty"}
    assert mediator.post(release, when | {"read": "on"}).status_code == 302
    page = deputy.get(made["Location"]).content.decode()
    assert "UTC" in page or "07:00" in page
    seen = page.partition('name="seen" value="')[2].partition('"')[0]
    with looking_as_the_system():
        waiting = StoryRelease.objects.get(story_id=story)
    assert waiting.opens.isoformat() == "2031-05-04T07:00:00+00:00"
    deputy.post(reverse("story_second", args=[desk.process.pk, waiting.pk]), {"seen": seen})
    with looking_as_the_system():
        assert StoryRelease.objects.get(pk=waiting.pk).seconded


def test_a_story_is_written_in_the_readers_language_and_others_are_folded_away_until_they_are_begun(desk):
    mediator = desk.client("mediator")
    where = reverse("story_new", args=[desk.process.pk])

    def begun(text: str) -> list[str]:
        return re.findall(r'name="title_(\w+)"', text.partition("<details>")[0])

    page = mediator.get(where).content.decode()
    assert begun(page) == ["en"]
    assert len(re.findall(r'name="body_\w+"', page)) == len(site.LANGUAGES)
    refused = mediator.post(where, {"title_ru": "Переговоры", "body_ru": "hid\u200bden"}).content.decode()
    assert begun(refused) == ["ru"]
    story = drafted(desk, en="Talks: Go on.", ar="محادثات: مستمرة.")
    assert begun(mediator.get(reverse("story_edit", args=[desk.process.pk, story.pk])).content.decode()) == ["en", "ar"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Write a title and a text"),
        ({"title_en": "T", "body_en": "hid\u200bden"}, "U+200B"),
        ({"title_en": "T", "body_en": "turned \u202e round"}, "U+202E"),
        ({"title_en": "T", "body_en": "x" * 50_001}, "50000"),
        ({"title_en": "T", "body_en": "B", "links": ["text AAAA"]}, "AAAA"),
    ],
)
def test_a_form_says_what_is_wrong_and_keeps_what_was_typed(desk, typed, said):
    answer = desk.client("mediator").post(reverse("story_new", args=[desk.process.pk]), typed)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert said in text
    assert typed.get("title_en", "") in text


# ---- for programs ----------------------------------------------------------------------------------------------------


def test_a_program_reads_what_is_out_and_that_of_the_team_the_drafts_too(desk):
    story = out(desk, en="Talks: Go on.", ru="Переговоры: Идут.")
    gone = out(desk, en="Names: Whom we met.")
    withdrawn(desk, gone)
    waits = drafted(desk, en="Later: It waits.")
    agreed(desk, asked(desk, waits, opens=timezone.now() + HOUR))
    where = f"/api/1/p/{desk.process.pk}/stories"
    told = {}
    for who in ("mediator", "north", "observer"):
        headers = {"Authorization": f"Bearer {token_of(desk, who)}"}
        told[who] = desk.client().get(where, headers=headers).json()
        statuses = [desk.client().get(f"{where}/{one.pk}", headers=headers).status_code for one in (story, gone, waits)]
        assert statuses == [200, 200, 200 if who == "mediator" else 404]
    assert told["north"] == told["observer"]
    newest, first = told["north"]
    assert (newest["id"], newest["words"], newest["hash"], newest["draft"]) == (gone.pk, {}, None, None)
    assert newest["withdrawn"]
    assert first["words"]["ru"] == {"title": "Переговоры", "body": "Идут.", "correction": ""}
    draft, _gone, again = told["mediator"]
    assert (draft["id"], draft["version"], draft["draft"]["release"]) == (waits.pk, None, "agreed")
    assert draft["draft"]["words"]["en"]["body"] == "It waits."
    assert {**again, "draft": None} == first
