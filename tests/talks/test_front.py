"""What pages promise before any browser opens them: errors leak nothing, words are ours, nothing is inline."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver, reverse

from goodoffices.talks.views import errors
from goodoffices.talks.wording.languages import own_name

TEMPLATES = Path(errors.__file__).resolve().parent.parent / "templates"
FILES = sorted(TEMPLATES.rglob("*.html"))
PAGES = {
    400: errors.bad_request,
    403: errors.forbidden,
    404: errors.not_found,
    429: errors.too_many,
    500: errors.broken,
}


@pytest.mark.parametrize("status", PAGES)
def test_a_page_that_says_what_went_wrong_needs_no_database_and_knows_no_request(status):
    answer = PAGES[status](None)  # without the fixture of the database, asking it would raise
    assert answer.status_code == status
    assert "<h1>" in answer.content.decode()
    assert get_resolver().resolve_error_handler(status) is PAGES[status]


def test_what_is_not_there_is_said_without_repeating_what_was_asked_for(world):
    answer = world.client("north").get("/p/secret-name-of-a-process/notes/?also=secret")
    assert answer.status_code == 404
    assert "secret" not in answer.content.decode()
    assert "North" not in answer.content.decode()


def test_a_form_that_comes_from_elsewhere_is_refused_in_plain_words(db):
    answer = Client(enforce_csrf_checks=True).post("/sign-in/", {"login": "north", "password": "x"})
    assert answer.status_code == 403
    text = answer.content.decode()
    assert "This form had waited too long" in text
    assert "CSRF" not in text


def test_nothing_runs_and_nothing_is_styled_from_within_a_page():
    inline = re.compile(r"""<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)""")
    assert [file.name for file in FILES if inline.search(file.read_text(encoding="utf-8"))] == []


def test_a_passphrase_is_never_called_anything_else():
    said = re.compile(
        r"""(?:translate|_\()\s*["'](.*?)["']\s*(?:%}|\))|{%\s*blocktranslate.*?%}(.*?){%\s*endblock""", re.DOTALL
    )
    words = [(file.name, "".join(found)) for file in FILES for found in said.findall(file.read_text(encoding="utf-8"))]
    assert len(words) > 100
    assert [(name, text) for name, text in words if "password" in text.lower()] == []


def test_a_language_is_kept_with_the_account_and_in_the_browser(world):
    client = world.client("north")
    answer = client.post(reverse("language"), {"language": "ar", "next": "/account/"})
    assert answer["Location"] == "/account/"
    assert answer.cookies[settings.LANGUAGE_COOKIE_NAME].value == "ar"
    world.members["north"].refresh_from_db()
    assert world.members["north"].language == "ar"
    assert 'dir="rtl"' in client.get("/account/").content.decode()


def test_every_page_names_a_language_in_the_same_words_of_that_language(world):
    """Public pages, pages of members, and the choice that is kept with an account."""
    own = [own_name(code) for code, _name in settings.LANGUAGES]
    for client, where, tag in (
        (world.client(), reverse("public", args=[world.process.pk]), "a"),
        (world.client("north"), reverse("process", args=[world.process.pk]), "button"),
        (world.client("north"), reverse("account"), "option"),
    ):
        found = re.findall(rf"<{tag}\b[^>]*>([^<>]+)</{tag}>", client.get(where).content.decode())
        assert [name.strip() for name in found if name.strip() in own] == own, where


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_choosing_a_language_never_leads_to_another_host(world, back):
    answer = world.client("north").post(reverse("language"), {"language": "ru", "next": back})
    assert answer["Location"] == "/"


def test_a_language_we_do_not_speak_changes_nothing(world):
    answer = world.client("north").post(reverse("language"), {"language": "xx"})
    assert settings.LANGUAGE_COOKIE_NAME not in answer.cookies
    world.members["north"].refresh_from_db()
    assert world.members["north"].language == ""


@pytest.mark.parametrize(("account", "shown", "hidden"), [("mediator", "Record", ""), ("north", "Notes", "Record")])
def test_the_way_through_a_process_shows_only_where_one_may_go(world, account, shown, hidden):
    page = world.client(account).get(reverse("process", args=[world.process.pk])).content.decode()
    way = page.partition('<nav class="side"')[2].partition("</nav>")[0]
    assert f">{shown}</a>" in way
    assert not hidden or f">{hidden}</a>" not in way


def test_signing_out_is_an_act_and_not_a_link(world):
    page = world.client("north").get("/").content.decode()
    assert re.search(r'<form method="post" action="/sign-out/"[ >]', page)
    assert 'href="/sign-out/"' not in page
