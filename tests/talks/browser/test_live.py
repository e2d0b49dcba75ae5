"""A page that is open while others act: it renews itself, keeps what is being written, and says when it is over."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from tests.talks.browser.conftest import leads, sign_in
from tests.talks.browser.survey import NARROW
from tests.talks.world import PASSPHRASE

# A field in the part of the page that renews itself.
FIELD = "part => part.appendChild(Object.assign(document.createElement('input'), { name: 'word' }))"


def write(page: Page, site, title: str, room: str = "Plenary") -> None:
    page.goto(f"{site.process}notes/")
    page.get_by_label("Who may read it").select_option(label=room)
    page.get_by_label("Title").fill(title)
    page.get_by_label("Text", exact=True).fill("Said to all.")
    page.get_by_role("button", name="Write the note").click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()


def reading(page: Page, address: str) -> Page:
    """The page, as somebody reads it. What happens before its stream of events is open is told by that as well."""
    page.goto(address)
    return page


def test_what_another_person_does_appears_and_what_is_being_written_stays(site, browser_for):
    reader = reading(browser_for("north"), f"{site.process}notes/")
    words = reader.get_by_label("Text", exact=True)
    reader.get_by_label("Title").fill("Half a title")
    words.press_sequentially("Half a sentence")
    reader.keyboard.press("ArrowLeft")
    write(browser_for("south"), site, "News from the South")
    expect(reader.get_by_role("heading", name="News from the South")).to_be_visible()
    expect(reader.locator("body > p[aria-live=polite]")).to_have_text("Something on this page has changed.")
    expect(words).to_be_focused()
    reader.keyboard.type("x")
    expect(words).to_have_value("Half a sentencxe")
    expect(reader.get_by_label("Title")).to_have_value("Half a title")


def test_what_did_not_come_over_a_broken_line_is_asked_for_again(site, browser_for):
    reader = browser_for("north")
    lost: list[str] = []

    def cut(route):
        if lost or route.request.headers.get("x-requested-with") != "live":
            route.continue_()
        else:
            lost.append(route.request.url)
            route.abort()

    reader.route("**/notes/", cut)
    reading(reader, f"{site.process}notes/")
    write(browser_for("south"), site, "Over a broken line")
    expect(reader.get_by_role("heading", name="Over a broken line")).to_be_visible()
    assert lost == [f"{site.process}notes/"]


def test_what_holds_up_to_a_moment_is_asked_for_again_when_that_has_come(site, browser_for):
    reader = browser_for("north")
    reader.goto(f"{site.process}corridors/")
    stale = "part => part.append(Object.assign(document.createElement('b'), { id: 'stale', textContent: 'agreed' }))"
    reader.locator("#corridors").evaluate(stale)
    expect(reader.locator("#stale")).to_be_visible()
    reader.locator("#stale").evaluate("one => (one.dataset.until = new Date(Date.now() + 2000).toISOString())")
    expect(reader.locator("#stale")).to_have_count(0)


def test_where_somebody_is_writing_something_new_is_offered_and_not_forced(site, browser_for):
    reader = reading(browser_for("north"), f"{site.process}notes/")
    field = reader.locator("#notes").evaluate_handle(FIELD).as_element()
    field.fill("Half a word")
    write(browser_for("south"), site, "Second news")
    offer = reader.get_by_role("button", name="Something new: show")
    expect(offer).to_be_visible()
    expect(reader.get_by_role("heading", name="Second news")).to_have_count(0)
    assert field.evaluate("field => field === document.activeElement && field.value") == "Half a word"
    offer.click()
    expect(reader.get_by_role("heading", name="Second news")).to_be_visible()
    expect(reader.locator("#notes")).to_be_focused()


def test_the_button_that_has_the_focus_keeps_it_and_a_table_stays_readable_on_a_phone(site, browser_for):
    reader = reading(browser_for("mediator", viewport=NARROW), f"{site.process}people/")
    before = reader.locator("#seats td[data-label]").count()
    assert before > 0
    link = reader.locator("#seats a").first
    held = link.inner_text()
    link.focus()
    actor = browser_for("mediator")
    actor.goto(f"{site.process}people/invite/")
    actor.get_by_label("Who is invited").fill("a second observer")
    actor.get_by_label("Seat").select_option(label="Observer")
    actor.get_by_role("button", name="Make the invitation").click()
    expect(reader.get_by_text("a second observer")).to_be_visible()
    assert reader.evaluate("() => document.activeElement.innerText") == held
    assert reader.locator("#seats td[data-label]").count() == before


@pytest.mark.parametrize("writes", [False, True], ids=["reading", "writing"])
def test_who_has_signed_out_elsewhere_is_told_and_no_longer_shown_what_was_there(site, browser_for, writes):
    reader = reading(browser_for("south"), f"{site.process}notes/")
    if writes:
        reader.get_by_label("Text", exact=True).fill("Half a sentence")
    other_window = reader.context.new_page()
    other_window.goto("/sign-out/")
    other_window.get_by_role("main").get_by_role("button", name="Sign out").click()
    told = reader.get_by_role("alert")
    expect(told).to_contain_text("You are signed out")
    expect(reader.get_by_role("article")).to_have_count(0)
    if writes:
        expect(reader.get_by_label("Text", exact=True)).to_have_value("Half a sentence")
    leads(told.get_by_role("link", name="Sign in"))
    sign_in(reader, "south", address=reader.url)
    expect(reader.get_by_role("heading", name="Notes", level=1)).to_be_visible()


def test_whose_seat_has_ended_is_told_too(site, browser_for):
    reader = reading(browser_for("monitor"), f"{site.process}text/")
    mediator = browser_for("mediator")
    mediator.goto(f"{site.process}people/{site.world['seats']['monitor']}/end/")
    mediator.get_by_label("Passphrase").fill(PASSPHRASE)
    mediator.get_by_role("button", name="End the seat").click()
    mediator.wait_for_url(f"{site.process}people/")
    expect(reader.get_by_role("alert")).to_contain_text("your seat has ended")
    expect(reader.locator("main .card")).to_have_count(0)
