"""What every page promises in a real browser, whoever reads it: each page is opened once by each kind of reader."""

from __future__ import annotations

import pytest
from django.urls import URLResolver, get_resolver
from playwright.sync_api import expect
from tests.talks.browser import survey
from tests.talks.browser.conftest import leads, opened, sign_in
from tests.talks.browser.survey import ALL_BUT_CONTRAST, CONTRAST, NARROW, NOBODY, WIDE, Seen, barriers

from goodoffices.talks.checks import our_pages

READERS = ("mediator", "north", "observer", *survey.ONLY, "administrator", NOBODY)
HEAVIEST = 150_000  # bytes, compressed, that a first page may weigh


@pytest.fixture(scope="module")
def seen(site, chromium) -> list[Seen]:
    """Every page of every reader: on a wide screen, in the dark, on a narrow screen."""
    found: list[Seen] = []
    weights: dict[str, int] = {}
    for account in READERS:
        page = opened(chromium, site, viewport=WIDE)
        if account != NOBODY:
            sign_in(page, account)
        for one in survey.opened_in_turn(page, account, survey.addresses(site, account)):
            if one.name in {other.name for other in found}:  # the colours are the same for all
                one.barriers = barriers(page, ALL_BUT_CONTRAST)
            else:
                one.barriers = barriers(page)
                page.emulate_media(color_scheme="dark")
                one.pale = barriers(page, CONTRAST)
                page.emulate_media(color_scheme="light")
            page.set_viewport_size(NARROW)
            survey.narrow(page, one)
            page.set_viewport_size(WIDE)
            one.weight = survey.weight(page, weights)
            one.kept = page.evaluate(survey.KEPT)
            found.append(one)
        page.context.close()
    return found


def names_of_others(resolver: URLResolver) -> set[str]:
    """The names of the addresses that django-allauth answers."""
    found = set()
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            found |= set() if entry.namespace else names_of_others(entry)  # the API is no page
        elif not entry.callback.__module__.startswith("goodoffices."):
            found.add(entry.name)
    return found


def test_every_address_that_is_a_page_is_opened_here(site):
    opened_here = {name for account in READERS for name in survey.addresses(site, account)}
    ours = {entry.name for entry in our_pages() if "GET" in entry.callback.methods and entry.name}
    assert opened_here - set(survey.SIGNING_IN) == ours - survey.NO_PAGES
    assert ours >= survey.NO_PAGES
    assert survey.SIGNING_IN.keys() | survey.WITH_SECOND_FACTOR == names_of_others(get_resolver())


def test_a_screen_reader_and_a_keyboard_reach_everything(seen):
    assert [line for one in seen for line in one.says(one.barriers)] == []
    assert {one.direction for one in seen} == {"ltr"}


def test_the_dark_pages_have_enough_contrast_too(seen):
    assert [line for one in seen for line in one.says(one.pale)] == []


def test_every_page_fits_a_narrow_screen_and_what_is_touched_is_large_enough(seen):
    assert [line for one in seen for line in one.says(one.misfits)] == []


def test_every_page_is_light_when_it_is_the_first(seen):
    without_scripts = [one for one in seen if one.name == "text_print" or one.name.startswith("public")]
    assert min(one.weight for one in seen if one not in without_scripts) > 20_000, "the page, its style, its scripts"
    assert max(one.weight for one in without_scripts) < 20_000
    assert {one.name: one.weight for one in seen if one.weight >= HEAVIEST} == {}


def test_no_page_asks_another_host_or_offends_its_own_content_policy(site, seen):
    assert len(seen) > len(READERS)
    assert site.complaints == []


def test_no_page_leaves_words_in_the_browser(seen):
    assert {name for one in seen for name in one.kept} <= {"htmx-current-path-for-history"}


def test_a_page_that_is_not_there_is_a_page_like_the_others(site, browser_for):
    for account in ("north", ""):
        page = browser_for(account, viewport=NARROW)
        page.goto("/nothing-is-here/")
        one = Seen(account, "404", page.url)
        survey.narrow(page, one)
        assert [*barriers(page), *one.misfits] == []


def test_a_barrier_would_be_found(site, browser_for):
    page = browser_for(viewport=NARROW)
    page.goto("/sign-in/")
    page.evaluate("""() => {
        document.querySelector('label').remove();
        document.querySelector('h1').style.cssText = 'color: #ccc; background: #fff; inline-size: 50rem';
    }""")
    one = Seen("", "sign-in", page.url)
    survey.narrow(page, one)
    assert {line.partition(":")[0] for line in barriers(page)} >= {"label", "color-contrast"}
    assert any("wider than the screen" in line for line in one.misfits)


SENT = "form => { form.noValidate = true; form.requestSubmit(); }"
SAID = """field => [field, field.closest('fieldset')]
    .flatMap(part => (part?.getAttribute('aria-describedby') ?? '').split(' '))
    .some(id => document.getElementById(id)?.matches('.errorlist'))"""
FORMS = {  # name of a page -> who fills its form in wrongly
    "claim_add": "mediator",
    "note_edit": "mediator",
    "people_invite": "mediator",
    "reading": "mediator",
    "session_add": "mediator",
    "proposal_new": "mediator",
    "text_paste": "mediator",
    "fallback": "north",
    "preference": "north",
}


@pytest.mark.parametrize("account", sorted(set(FORMS.values())))
def test_what_was_filled_in_wrongly_is_said_to_everybody(site, browser_for, account):
    page = browser_for(account, viewport=NARROW)
    found = survey.addresses(site, account)
    for name in (name for name, who in FORMS.items() if who == account):
        page.goto(found[name])
        form = page.locator("main form[method=post]").first
        for field in form.locator("input[type=text]:visible, input[type=number]:visible, textarea:visible").all():
            field.fill("")
        with page.expect_navigation() as answer:
            form.evaluate(SENT)
        assert answer.value.status == 422, name
        one = Seen(account, name, page.url, barriers=barriers(page))
        survey.narrow(page, one)
        assert one.says([*one.barriers, *one.misfits]) == []
        wrong = page.locator("[aria-invalid=true]").first
        expect(wrong).to_be_visible()
        assert wrong.evaluate(SAID), f"{name}: {wrong.evaluate('field => field.outerHTML')}"


def test_a_script_that_was_not_served_by_this_host_does_not_run(site, browser_for):
    page = browser_for()
    page.goto("/sign-in/")
    with page.expect_console_message(lambda said: "Content Security Policy" in said.text):
        page.evaluate("""() => {
            const script = document.createElement('script');
            script.textContent = 'document.title = "taken over"';
            document.body.append(script);
        }""")
    assert page.title() != "taken over"


def test_the_language_is_chosen_at_the_foot_of_every_page_and_stays(site, browser_for):
    page = browser_for("south")
    page.goto(f"{site.process}notes/")
    page.get_by_role("button", name="العربية").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    assert page.url == f"{site.process}notes/"
    elsewhere = browser_for("south")
    expect(elsewhere.locator("html")).to_have_attribute("lang", "ar")
    elsewhere.get_by_role("button", name="English").click()
    expect(elsewhere.locator("html")).to_have_attribute("dir", "ltr")


def test_deleting_asks_once_more_in_the_readers_words(site, browser_for):
    page = browser_for("mediator")
    asked = []
    page.on("dialog", lambda dialog: asked.append(dialog.message))
    page.goto(f"{site.process}notes/")
    before = page.get_by_role("article").count()
    leads(page.get_by_role("button", name="Delete").last)
    expect(page.get_by_role("article")).to_have_count(before - 1)
    assert asked == ["This cannot be undone. Go on?"]


def test_deleting_asks_though_the_scripts_have_not_all_come(site, browser_for):
    page = browser_for("mediator")
    asked, held = [], []

    def hold(route) -> None:
        held.append(route)

    page.on("dialog", lambda dialog: asked.append(dialog.message))
    page.route("**/htmx.min.js", hold)
    page.goto(f"{site.process}notes/", wait_until="commit")
    with page.expect_event("dialog"):
        page.get_by_role("button", name="Delete").last.click()
    assert (len(held), asked) == (1, ["This cannot be undone. Go on?"])
