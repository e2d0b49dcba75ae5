"""With scripts switched off: every page is read, and what has to be done is done."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.talks.browser import survey
from tests.talks.browser.conftest import leads
from tests.talks.browser.survey import NARROW
from tests.talks.world import PASSPHRASE

# What is there and cannot be seen, unless the page says that it needs scripts for that; buttons that do nothing.
HIDDEN = """() => [...document.querySelectorAll('main .card, main form, main table, main h1')]
    .filter(part => !part.closest('details:not([open])') && part.getBoundingClientRect().height === 0)
    .filter(part => !part.closest('[hidden]') || !document.querySelector('main noscript .notice'))
    .map(part => part.outerHTML.slice(0, 120))"""
IDLE = """() => [...document.querySelectorAll('main button')]
    .filter(button => button.type !== 'submit' && button.getBoundingClientRect().height > 0)
    .map(button => button.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("account", ["mediator", "north"])
def test_every_page_is_read_without_scripts(site, browser_for, account):
    page = browser_for(account, java_script_enabled=False, viewport=NARROW)
    wrong = []
    for one in survey.opened_in_turn(page, account, survey.addresses(site, account)):
        found = [*page.evaluate(HIDDEN), *page.evaluate(IDLE)]
        if page.evaluate("() => document.documentElement.scrollWidth") > NARROW["width"]:
            found.append("the page is wider than the screen")
        wrong += one.says(found)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert wrong == []


def test_signing_in_is_refused_and_done_without_scripts(site, browser_for):
    page = browser_for(java_script_enabled=False)
    page.goto("/sign-in/")
    page.get_by_label("Name").fill("north")
    page.get_by_label("Passphrase").fill("not that of the North")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("link", name="Harbour")).to_be_visible()


def test_preferences_are_ordered_and_stated_without_scripts(site, browser_for):
    page = browser_for("north", java_script_enabled=False)
    page.goto(f"{site.process}preferences/state/?question=2")
    page.get_by_role("button", name="Down: the North").click()
    expect(page.locator(".order-words")).to_have_text(["both by turns", "the North", "the South"])
    places = page.get_by_label("Place in the order")
    places.nth(0).select_option("3")
    places.nth(1).select_option("1")
    places.nth(2).select_option("2")
    page.locator("input[name=low]").fill("2")
    page.locator("input[name=high]").fill("4")
    page.locator(".actions").get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="You say")).to_be_visible()
    expect(page.locator(".order-words")).to_have_text(["the North", "the South", "both by turns"])
    page.goto(f"{site.process}preferences/no-agreement/")
    page.locator("input[name=low]").fill("20")
    page.locator("input[name=high]").fill("30")
    page.locator(".actions").get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="You say")).to_be_visible()


def test_a_proposal_is_answered_without_scripts(site, browser_for):
    page = browser_for("north", java_script_enabled=False)
    page.goto(f"{site.process}proposals/{site.world['records']['proposal']['north-south']}/")
    page.get_by_label("Accept", exact=True).check()
    page.get_by_label("In words").fill("Gladly.")
    page.get_by_label("Your passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Seal the answer").click()
    expect(page.get_by_text("Your party has said:")).to_be_visible()
    expect(page.get_by_text("Gladly.").first).to_be_visible()


def test_a_note_is_written_and_deleted_and_one_signs_out_without_scripts(site, browser_for):
    page = browser_for("guarantor", java_script_enabled=False)
    page.goto(f"{site.process}notes/")
    page.get_by_label("Who may read it").select_option(label="Plenary")
    page.get_by_label("Title").fill("Written without scripts")
    page.get_by_label("Text", exact=True).fill("And read without them.")
    page.get_by_role("button", name="Write the note").click()
    note = page.get_by_role("article").filter(has_text="Written without scripts")
    expect(note).to_be_visible()
    leads(note.get_by_role("button", name="Delete"))
    expect(note).to_have_count(0)
    page.locator("details.menu summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in/")
