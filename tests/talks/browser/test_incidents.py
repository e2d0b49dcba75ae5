"""Entering incidents in a real browser: with a line and without, on a telephone, each entry once."""

from __future__ import annotations

import os

import pytest
from playwright.sync_api import Page, expect
from tests.talks.browser.conftest import sign_in
from tests.talks.browser.survey import NARROW


def entry(page: Page, words: str) -> None:
    page.locator("[name=kind]").select_option("shelling")
    page.locator("[name=words]").fill(words)
    page.locator("[name=day]").fill("2026-05-03")
    page.locator("[name=area]").fill("Upper valley")
    page.locator("[name=source]").fill("A visit on the same day")


def save(page: Page) -> None:
    page.get_by_role("button", name="Enter the incident").click()


def nothing_waits(page: Page) -> None:
    """An empty list says nothing until the page has looked."""
    expect(page.locator("[data-drafts]")).to_have_attribute("aria-busy", "false")
    expect(page.locator("[data-drafts] li")).to_have_count(0)


def sent(page: Page) -> None:
    expect(page.locator("[data-status] .success")).to_have_text("What waited on this device has been sent.")
    nothing_waits(page)


def kept(page: Page, site) -> str:
    """The form is kept on this device; the address at which it is shown."""
    where = f"{site.process}ceasefire/incidents/add/"
    page.goto(where)
    page.get_by_role("button", name="Keep the form on this device").click()
    expect(page.get_by_role("button", name="Remove the form from this device")).to_be_visible()
    return where


def entered(page: Page, site) -> list[str]:
    """The words of all incidents of the kind that this module enters, read from their pages."""
    page.goto(f"{site.process}ceasefire/incidents/?kind=shelling")
    links = page.locator("tbody a").evaluate_all("all => all.map(one => one.href)")
    found = []
    for link in links:
        page.goto(link)
        found.append(page.locator(".stages .text").first.inner_text().strip())
    return found


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_an_incident_is_entered_with_a_line(site, browser_for, scripts):
    page = browser_for("monitor", java_script_enabled=scripts, viewport=NARROW)
    page.goto(f"{site.process}ceasefire/incidents/add/")
    entry(page, "With a line")
    if scripts:
        expect(page.locator("[name=hour]")).to_be_hidden()
        shot(page, "entry-phone")
    save(page)
    expect(page.locator(".stages .text").first).to_have_text("With a line")
    shot(page, f"incident-phone-{scripts}")
    assert site.complaints == []


def test_entries_without_a_line_are_kept_sealed_and_sent_later_each_once(site, browser_for):
    page = browser_for("monitor", viewport=NARROW)
    where = kept(page, site)
    page.context.set_offline(True)
    page.goto(where)  # the kept form, shown by its worker
    for words in ("Entry one", "Entry two"):
        entry(page, words)
        save(page)
        expect(page.locator("[data-status] .success").last).to_be_visible()
    expect(page.locator("[data-drafts] li")).to_have_count(2)
    shot(page, "offline-phone")
    stored = page.evaluate(
        """() => new Promise(done => { indexedDB.open('goodoffices-entries').onsuccess = found =>
        found.target.result.transaction('drafts').objectStore('drafts').getAll().onsuccess = all =>
        done(JSON.stringify(all.target.result)); })"""
    )
    assert "Entry one" not in stored
    assert "valley" not in stored
    # Back on a poor line: what is sent arrives, and its answer is lost.
    lost: list[int] = []

    def answer_lost(route):
        lost.append(route.fetch().status)
        route.abort()

    page.route("**/sealed/", answer_lost)
    page.context.set_offline(False)  # from now on the page sends by itself
    page.goto(where)
    expect(page.locator("[data-drafts]")).to_have_attribute("aria-busy", "false")
    assert len(lost) >= 2
    expect(page.locator("[data-drafts] li")).to_have_count(2)
    page.get_by_role("button", name="Send now").click()
    expect(page.locator("[data-status] .warning")).to_contain_text("did not arrive")
    page.unroute_all(behavior="wait")
    page.get_by_role("button", name="Send now").click()
    sent(page)
    assert set(lost) == {201}
    assert sorted(words for words in entered(page, site) if words.startswith("Entry ")) == ["Entry one", "Entry two"]


def test_whoever_is_quicker_than_the_page_loses_no_entry(site, browser_for):
    page = browser_for("monitor")
    where = kept(page, site)
    page.add_init_script("""{
        const has = caches.has.bind(caches);
        const asked = new Promise(done => { window.answer = done; });
        caches.has = async (name) => { await asked; return has(name); };
    }""")
    page.context.set_offline(True)
    page.goto(where)
    entry(page, "Entered at once")
    save(page)  # the page does not know yet whether the form is kept here
    page.evaluate("() => window.answer()")
    expect(page.locator("[data-status] .success")).to_contain_text("kept on this device")
    expect(page.locator("[data-drafts] li")).to_have_count(1)


def test_entries_wait_for_signing_in_when_the_session_has_ended(site, browser_for):
    page = browser_for("monitor")
    where = kept(page, site)
    page.context.set_offline(True)
    page.goto(where)
    entry(page, "After the session")
    save(page)
    expect(page.locator("[data-drafts] li")).to_have_count(1)
    page.context.clear_cookies()
    page.context.set_offline(False)
    page.get_by_role("button", name="Send now").click()
    expect(page.locator("[data-status] a")).to_be_visible()
    page.locator("[data-status] a").click()
    page.wait_for_url("**/sign-in/**")
    sign_in(page, "monitor", address=page.url)
    assert page.url == where  # where the link of the form leads back
    sent(page)
    assert entered(page, site).count("After the session") == 1


def test_what_the_server_refuses_is_opened_there_filled_in_and_corrected(site, browser_for):
    page = browser_for("monitor")
    where = kept(page, site)
    page.context.set_offline(True)
    page.goto(where)
    entry(page, "To be corrected")
    page.locator("[name=day]").fill("2999-01-01")
    save(page)
    expect(page.locator("[data-drafts] li")).to_have_count(1)
    page.context.set_offline(False)
    page.get_by_role("button", name="Send now").click()
    expect(page.locator("[data-drafts] li")).to_contain_text("This day has not come yet.")
    page.get_by_role("button", name="Open it to correct it").click()
    expect(page.locator("[name=words]")).to_have_value("To be corrected")
    page.locator("[name=day]").fill("2026-05-04")
    save(page)
    expect(page.locator(".stages .text").first).to_have_text("To be corrected")
    page.goto(where)
    nothing_waits(page)


def test_signing_out_takes_the_form_away_and_asks_where_entries_wait(site, browser_for):
    page = browser_for("monitor")
    kept(page, site)
    page.goto("/sign-out/")
    page.locator("main").get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in/**")
    assert page.evaluate("async () => (await caches.keys()).length") == 0
    assert page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length") == 0


def shot(page: Page, name: str) -> None:
    """A picture of the page, where somebody wants to look at it."""
    if folder := os.environ.get("GOODOFFICES_SHOTS"):
        page.screenshot(path=f"{folder}/ceasefire-{name}.png", full_page=True)
