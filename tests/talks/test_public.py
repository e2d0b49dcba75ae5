"""The public page: for anybody, and only what was made public; its stories, feed and copies."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from defusedxml import ElementTree
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse
from tests.talks.markers.stories import subscribed
from tests.talks.published_bytes import published_bytes
from tests.talks.story_acts import agreed, asked, changed, drafted, moved, out, withdrawn
from tests.talks.test_ceasefire import seated
from tests.talks.visibility import ROOMS
from tests.talks.world import marker

from goodoffices.talks.access.viewer import looking_as_the_system
from goodoffices.talks.models import Process, Room, StoryRelease

ATOM = "{http://www.w3.org/2005/Atom}"
ORIGIN = "https://talks.example.org"


@pytest.fixture
def desk(world):
    """The world without the stories of its markers, with a second person in the mediator's team."""
    with looking_as_the_system():
        StoryRelease.objects.all().delete()
    seated(world, "deputy")
    return world


def address(world, name: str = "public", *more: str) -> str:
    return reverse(name, args=[world.process.pk, *more])


def read(where: str, language: str = "en", **more: str) -> str:
    answer = Client().get(where, {"in": language} | more)
    assert answer.status_code == 200
    return answer.content.decode()


def test_anybody_reads_what_was_made_public_and_not_who_wrote_it(world):
    page = read(address(world))
    assert marker("public", "text") in page
    assert "Harbour" in page
    assert [room for room in ROOMS if room != "public" and marker(room, "") in page] == []
    assert "Mediator" not in page.replace("mediator's team", "")


def test_a_process_that_has_made_nothing_public_looks_like_one_that_is_not_there(world):
    with looking_as_the_system():
        hills = Process.objects.get(title="Hills")
        assert Room.objects.filter(process=hills, kind="public").exists()
    for name, more in (("public", []), ("public_feed", ["en"]), ("public_digest", [])):
        silent = Client().get(reverse(name, args=[hills.pk, *more]))
        absent = Client().get(reverse(name, args=["A" * 22, *more]))
        assert (silent.status_code, silent.content) == (absent.status_code, absent.content) == (404, absent.content)


@pytest.mark.long
def test_nothing_that_is_published_holds_a_marker_of_a_closed_room(world):
    subscribed(world, "other@example.org")
    told = published_bytes(world.process.pk)
    leaked = {(room, where) for room in ROOMS if room != "public" for where in told if marker(room, "") in told[where]}
    assert leaked == set()
    found = {where.split()[0] for where, text in told.items() if marker("public", "story") in text}
    assert found == {"page", "feed", "letter"}
    assert [where for where, text in told.items() if re.search(r"@example\.org", text) and "letter" not in where] == []


def test_what_everybody_reads_is_the_same_for_those_who_are_signed_in(world):
    nobody = Client().get(address(world), {"in": "en"})
    for who in ("north", "mediator", "administrator"):
        assert world.client(who).get(address(world), {"in": "en"}).content == nobody.content
    assert not nobody.cookies


# ---- languages -------------------------------------------------------------------------------------------------------


def test_a_story_is_read_in_the_language_of_the_link_and_another_is_said_to_be_another(desk):
    both = out(desk, en="Talks go on: We met.", ar="المحادثات مستمرة: التقينا.")
    english = out(desk, en="Only English: No other words.")
    where = address(desk, "public_story", both.pk)
    arabic = read(where, "ar")
    assert '<html lang="ar" dir="rtl">' in arabic
    assert "التقينا." in arabic
    assert "We met." not in arabic
    russian = read(where, "ru")
    assert "We met." in russian
    assert 'lang="en" dir="ltr">' in russian
    assert "is not available in русский" in russian or "русский" in russian
    assert "is not available" not in read(where, "en")
    index = read(address(desk), "ar")
    assert "التقينا." in index
    assert "No other words." in index
    assert "We met." not in index
    assert read(address(desk, "public_story", english.pk), "tlh")


def test_stories_stand_newest_first_and_say_in_which_zone_their_hour_is(desk):
    first = out(desk, en="First: One.")
    second = out(desk, en="Second: Two.")
    with looking_as_the_system():
        moved(StoryRelease.objects.get(story=first), -dt.timedelta(hours=2))
    changed(desk, first, correction="so", en="First: One again.")
    agreed(desk, asked(desk, first))
    page = read(address(desk))
    assert page.index("Two.") < page.index("One again."), "a correction moves no story to the top"
    assert '<span class="zone">UTC</span>' in page
    assert address(desk, "public_story", second.pk) in page


def test_pages_of_the_public_hold_no_script_and_no_form_that_sets_a_cookie(desk):
    story = out(desk, en="Talks: <script>alert(1)</script> & more.")
    for where in (address(desk), address(desk, "public_story", story.pk), address(desk, "public_digest")):
        page = read(where)
        assert "<script" not in page
        assert "csrf" not in page
    assert "&lt;script&gt;" in read(address(desk))


# ---- copies ----------------------------------------------------------------------------------------------------------


def test_a_copy_is_asked_for_again_costs_a_line_while_it_holds_and_is_replaced_when_it_does_not(desk):
    story = out(desk, en="Talks: Go on.")
    for where in (address(desk, "public_story", story.pk), address(desk, "public_feed", "en"), address(desk)):
        first = Client().get(where, {"in": "en"})
        assert first["Cache-Control"] == "public, no-cache"
        again = Client().get(where, {"in": "en"}, headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert Client().head(where, {"in": "en"})["ETag"] == first["ETag"]
    where = address(desk, "public_story", story.pk)
    last = Client().get(where)["Last-Modified"]
    assert Client().get(where, headers={"if-modified-since": last}).status_code == 304
    tag = Client().get(where, {"in": "en"})["ETag"]
    withdrawn(desk, story)
    with looking_as_the_system():
        StoryRelease.objects.update(withdrawn=StoryRelease.objects.get(story=story).withdrawn + dt.timedelta(seconds=2))
    assert Client().get(where, {"in": "en"}, headers={"if-none-match": tag}).status_code == 200
    assert Client().get(where, headers={"if-modified-since": last}).status_code == 200


# ---- the feed --------------------------------------------------------------------------------------------------------


def feed(world, language: str = "en"):
    with override_settings(ORIGIN=ORIGIN):
        answer = Client().get(address(world, "public_feed", language))
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(answer.content)


def faults(root) -> list[str]:
    """What RFC 4287 asks of a feed and this one does not keep."""
    found = [] if root.tag == f"{ATOM}feed" else ["no feed"]
    for part in (root, *root.iter(f"{ATOM}entry")):
        found += [
            f"{name} is not there once" for name in ("id", "title", "updated") if len(part.findall(ATOM + name)) != 1
        ]
        links = part.findall(f"{ATOM}link")
        found += [
            f"{each.get('href')} is not whole" for each in links if not each.get("href", "").startswith("https://")
        ]
        kinds = [(each.get("rel", "alternate"), each.get("type"), each.get("hreflang")) for each in links]
        found += ["two links of one kind"] * (len(kinds) != len(set(kinds)))
        found += ["no link"] * ("alternate" not in {kind for kind, _type, _language in kinds})
        dates = [each.text for name in ("updated", "published") for each in part.findall(ATOM + name)]
        found += [f"{each} is no moment" for each in dates if dt.datetime.fromisoformat(each).tzinfo is None]
    if not root.findall(f"{ATOM}author/{ATOM}name"):
        found.append("no author")
    ids = [each.findtext(f"{ATOM}id") for each in root.iter(f"{ATOM}entry")]
    return found + ["two entries with one id"] * (len(ids) != len(set(ids)))


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_a_feed_in_each_language_is_atom_with_whole_addresses(desk, language):
    out(desk, en="Talks & <b>more</b>: One.\n\nTwo.", ar="المحادثات: التقينا.")
    withdrawn(desk, out(desk, en="Wrong: Not so."))
    root = feed(desk, language)
    assert faults(root) == []
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    newest, other = root.iter(f"{ATOM}entry")
    assert "Not so." not in (newest.findtext(f"{ATOM}content") or "")
    arabic = language == "ar"
    assert other.get("{http://www.w3.org/XML/1998/namespace}lang") == ("ar" if arabic else "en")
    assert other.findtext(f"{ATOM}title") == ("المحادثات" if arabic else "Talks & <b>more</b>")
    assert other.findtext(f"{ATOM}id").startswith(f"{ORIGIN}/public/")


def test_a_feed_without_any_story_is_atom_too_and_the_same_each_time(desk):
    assert faults(feed(desk)) == []
    first, second = (Client().get(address(desk, "public_feed", "en")).content for _ in range(2))
    assert first == second


def test_an_entry_keeps_its_id_and_its_first_moment_when_it_is_corrected(desk):
    story = out(desk, en="Talks: Go on.")
    (before,) = feed(desk).iter(f"{ATOM}entry")
    changed(desk, story, correction="They have ended.", en="Talks: Have ended.")
    agreed(desk, asked(desk, story))
    (after,) = feed(desk).iter(f"{ATOM}entry")
    for name in ("id", "published"):
        assert after.findtext(ATOM + name) == before.findtext(ATOM + name)
    assert after.findtext(f"{ATOM}updated") >= before.findtext(f"{ATOM}updated")
    assert "Corrected: They have ended." in after.findtext(f"{ATOM}content")


def test_a_story_that_waits_is_in_no_feed(desk):
    later = dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)
    before = Client().get(address(desk, "public_feed", "en")).content
    agreed(desk, asked(desk, drafted(desk, en="Later: It waits."), opens=later))
    assert Client().get(address(desk, "public_feed", "en")).content == before
