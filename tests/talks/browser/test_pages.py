"""What every page promises in a real browser: whoever reads it, whatever the width, in either direction."""

from __future__ import annotations

import gzip
import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import NoReverseMatch, reverse
from playwright.sync_api import expect
from tests.talks.browser.conftest import sign_in

from goodoffices.talks.checks import our_pages

WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
READ_ALOUD = frozenset({"sign-in", "notes", "people", "preferences", "consent", "agenda", "proposals"})
LIGHTEST = 150_000  # bytes that the first page may weigh
OTHERS = [  # pages of django-allauth in our frame, and what is not there
    "/second-factor/",
    "/sessions/",
    "/sign-out/",
    "/sign-in/again/",
    "/nothing-is-here/",
]


def addresses(site, account: str) -> list[str]:
    """Every address of ours that names no record; to somebody who has not signed in, the sign-in."""
    if not account:
        return ["/sign-in/"]
    found = []
    for entry in our_pages():
        if "GET" not in entry.callback.methods or entry.callback.rule == "events.read":
            continue
        for arguments in ({}, {"process": site.world["process"]}):
            try:
                found.append(reverse(entry.name, kwargs=arguments))
            except NoReverseMatch:
                continue
    return [*found, *OTHERS]


@pytest.fixture
def visit(site, browser_for):
    """Opens each page in turn that an account can open, as far as it is a page."""

    def each(language: str, *accounts: str, only: frozenset[str] = frozenset(), **context):
        for account in accounts or ("", "mediator", "north"):
            page = browser_for(**context)
            page.context.add_cookies([{"name": "django_language", "value": language, "url": site.url}])
            if account:
                sign_in(page, account)
            for address in addresses(site, account):
                if only and address.rstrip("/").rpartition("/")[2] not in only:
                    continue
                answer = page.request.get(address)
                if answer.ok and answer.text().lstrip().lower().startswith(
                    "<!doctype html"
                ):  # a page, not a part of one
                    page.goto(address)
                    yield page

    return each


@pytest.mark.parametrize(
    ("language", "direction", "view"), [("en", "ltr", WIDE), ("ar", "rtl", PHONE)], ids=["ltr-wide", "rtl-phone"]
)
def test_a_screen_reader_and_a_keyboard_reach_everything(visit, language, direction, view):
    wrong = []
    for page in visit(language, viewport=view, only=READ_ALOUD):
        assert page.locator("html").get_attribute("dir") == direction
        wrong += [
            f"{page.url}: {each['id']}: {node['html'][:160]}"
            for each in Axe().run(page).response["violations"]
            if each["impact"] in {"serious", "critical"}
            for node in each["nodes"]
        ]
    assert wrong == []


def test_the_dark_pages_have_enough_contrast_too(visit):
    rules = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
    wrong = [
        f"{page.url}: {node['html'][:160]}"
        for page in visit("en", "", "mediator", viewport=WIDE, color_scheme="dark")
        for each in Axe().run(page, options=rules).response["violations"]
        for node in each["nodes"]
    ]
    assert wrong == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_page_is_wider_than_a_phone_and_what_is_touched_is_large_enough(visit, language):
    wrong = []
    small = """() => [...document.querySelectorAll(
        'main .button, header a, header summary, nav a, footer button, main input:not([type=hidden]), main select')]
      .map(part => [part.outerHTML.slice(0, 90), part.getBoundingClientRect()])
      .filter(([, box]) => box.width > 0 && box.height < 43.5)
      .map(([text]) => text)"""
    for page in visit(language, viewport=PHONE):
        if page.evaluate("() => document.documentElement.scrollWidth") > PHONE["width"]:
            wrong.append(f"{page.url}: wider than the screen")
        wrong += [f"{page.url}: {text}" for text in page.evaluate(small) if not re.search("checkbox|radio", text)]
    assert wrong == []


def test_no_page_asks_another_host_or_offends_its_own_content_policy_or_leaves_words_in_the_browser(site, visit):
    site.complaints.clear()
    for page in visit("en", viewport=WIDE):
        page.wait_for_load_state("load")
        kept = page.evaluate("() => JSON.stringify([{...localStorage}, Object.keys(sessionStorage)])")
        local, names = json.loads(kept)
        assert local == {}
        assert set(names) <= {"htmx-current-path-for-history"}
    assert site.complaints == []


def test_a_script_that_was_not_served_by_this_host_does_not_run(site, browser_for):
    page = browser_for()
    page.goto("/sign-in/")
    page.evaluate("""() => {
        const script = document.createElement('script');
        script.textContent = 'document.title = "taken over"';
        document.body.append(script);
    }""")
    assert page.title() != "taken over"
    assert any("Content Security Policy" in said for said in site.complaints), site.complaints
    site.complaints.clear()


def test_the_first_page_is_light(site, browser_for):
    page = browser_for()
    answers = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 (Playwright marks its listeners)
    page.goto("/sign-in/")
    page.wait_for_load_state("networkidle")
    weights = {answer.url: len(gzip.compress(answer.body())) for answer in answers}
    assert len(weights) >= 4, "the page, its style, its scripts"
    assert sum(weights.values()) < LIGHTEST, weights


def test_the_language_is_chosen_at_the_foot_of_every_page_and_stays(site, browser_for):
    page = browser_for("south")
    page.goto(f"{site.process}notes/")
    page.get_by_role("button", name="العربيّة").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    assert page.url == f"{site.process}notes/"
    elsewhere = browser_for("south")
    expect(elsewhere.locator("html")).to_have_attribute("lang", "ar")
    elsewhere.get_by_role("button", name="English").click()
    expect(elsewhere.locator("html")).to_have_attribute("dir", "ltr")


def test_everything_is_read_and_done_without_scripts(site, browser_for):
    page = browser_for("guarantor", java_script_enabled=False)
    page.goto(f"{site.process}notes/")
    page.get_by_label("Who may read it").select_option(label="Plenary")
    page.get_by_label("Title").fill("Written without scripts")
    page.get_by_label("Text", exact=True).fill("And read without them.")
    page.get_by_role("button", name="Write the note").click()
    note = page.get_by_role("article").filter(has_text="Written without scripts")
    expect(note).to_be_visible()
    note.get_by_role("button", name="Delete").click()
    expect(note).to_have_count(0)
    page.locator("details.menu summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in/")


def test_deleting_asks_once_more_in_the_readers_words(site, browser_for):
    page = browser_for("mediator")
    asked = []
    page.on("dialog", lambda dialog: asked.append(dialog.message))
    page.goto(f"{site.process}notes/")
    before = page.get_by_role("article").count()
    page.get_by_role("button", name="Delete").last.click()
    expect(page.get_by_role("article")).to_have_count(before - 1)
    assert asked == ["This cannot be undone. Go on?"]
