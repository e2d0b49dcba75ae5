"""Three delegations and the mediator answer a double-blind question, each in a browser of its own."""

from __future__ import annotations

import datetime as dt
import re

from playwright.sync_api import Page, expect
from tests.talks.browser.conftest import leads
from tests.talks.world import PASSPHRASE

from goodoffices.seal.unanimity import look, read_transcript

LONG = 600_000  # milliseconds for the many steps of four devices that share one machine
WHO = {"north": "The North", "south": "The South", "guarantor": "The East", "mediator": "Mediator's team"}


def ask(page: Page, site) -> str:
    """The mediator asks; the address of the question."""
    page.goto(f"{site.process}double-blind/ask/")
    for name in ("The North", "The South", "The East"):
        page.get_by_label(name, exact=True).check()
    page.get_by_label("What is asked, in a few words").fill("The text as it stands")
    shown = page.get_by_label("Version of the text").locator("option", has_text="Plenary").first
    page.get_by_label("Version of the text").select_option(shown.get_attribute("value"))
    page.get_by_label("At most so many questions").fill("9")
    until = dt.datetime.now(dt.UTC) + dt.timedelta(days=2)
    page.get_by_label("All have to finish by").fill(until.strftime("%Y-%m-%dT%H:%M"))
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_role("heading", name="The text as it stands")).to_be_visible()
    return page.url


def make_key(page: Page, who: str) -> None:
    form = page.locator("#make-key")
    form.get_by_label("Who acts, on which device").fill(f"{who}, this browser")
    form.get_by_label("Your passphrase").fill(PASSPHRASE)
    leads(form.get_by_role("button", name="Make a key on this device"))
    expect(page.locator("#part .notice.success, #hand-in").first).to_be_visible()


def join(page: Page) -> None:
    page.get_by_label("We compared every fingerprint").check()
    page.get_by_label("Your passphrase").fill(PASSPHRASE)
    leads(page.get_by_role("button", name="Sign the roster and join"))  # before this page is led elsewhere


def seal(page: Page, said: str) -> None:
    expect(page.locator("#answer")).to_be_visible(timeout=LONG)
    page.get_by_label("Your passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Seal the answer").click()
    expect(page.locator("#say-it")).to_be_visible()  # nothing is sealed before something was said
    page.get_by_label(said, exact=True).check()
    leads(page.get_by_role("button", name="Seal the answer"))


def test_three_delegations_and_the_mediator_answer_in_their_browsers(site, browser_for):
    pages = {who: browser_for(who) for who in WHO}
    sent: list[str] = []
    for page in pages.values():
        page.on("request", lambda request: sent.append(request.post_data or ""))
    address = ask(pages["mediator"], site)
    for who, page in pages.items():
        page.goto(address)
        make_key(page, who)
    for page in pages.values():
        page.goto(address)
        join(page)
    for who, said in {"north": "Yes", "south": "No", "guarantor": "Yes"}.items():
        seal(pages[who], said)  # the page has gone to this step by itself
    for page in pages.values():  # the steps that need no decision are done by the pages that are open
        expect(page.locator("#stands")).to_contain_text("Not agreed: at least", timeout=LONG)
        expect(page.locator("#state")).to_have_text("not agreed")
        expect(page.locator("#part")).to_have_count(0)  # nobody has a part any more
    checked = pages["south"]
    checked.get_by_role("link", name="Check the record on this device").click()
    expect(checked.locator("[data-found=not-agreed]")).to_be_visible()
    expect(checked.locator("[data-found=asked]")).to_contain_text("Harbour: The text as it stands")
    expect(checked.locator("[data-found=of] bdi")).to_have_text("The North, The South, The East")
    record = checked.request.get(f"{address}record.jsonl").text()
    invitation, messages, refused = read_transcript(record)
    board = look(invitation, messages)
    assert (board.agreed, refused, board.refused) == (False, [], ())
    expect(checked.locator("[data-found=hash] code")).to_have_text(board.hash())
    expect(checked.locator("[data-found=text] code")).to_have_text(invitation.text)
    assert [holder.name for holder in invitation.holders] == list(WHO.values())
    assert [text for text in sent if re.search(r'name="(say|key)"\r\n\r\n(yes|no)|say=', text)] == []
    assert site.complaints == []
