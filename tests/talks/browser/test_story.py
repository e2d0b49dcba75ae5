"""One story, told by five browsers at once: from an installation without the process to a proposal that is adopted."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from tests.talks.browser.conftest import leads, sign_in

LONG = 300_000  # the first run of a busy machine compiles the search
OWN = "five unrelated words of "  # with the name, a passphrase
DOSSIER = """\
dossier: two-banks
title: Two banks of a river (invented)
parties:
  left: {name: Left Bank, role: principal, fallback: 30}
  right: {name: Right Bank, role: principal, fallback: 30}
  delta: {name: Delta League, role: guarantor, fallback: 20}
issues:
  water:
    ask: How is the water shared?
    options: {left: Left keeps it, days: alternate days, right: Right keeps it}
    left: 6 left > days > right
    right: 6 right > days > left
    delta: 5 days > left = right
  bridge:
    ask: What becomes of the bridge?
    options: {open: open to all, shut: shut}
    left: 3 open > shut
    right: 3 open > shut
    delta: 8 open > shut
"""
TEXT = """\
Article 1. Water
1.1 The water is drawn on alternate days[, beginning with the Left Bank / , beginning by lot].
Article 2. Bridge
2.1 The bridge is open to all.
"""
# who: the seat they are invited to, and the words that only their caucus may ever read
PEOPLE = {
    "lea": ("Delegate: Left Bank", "MARKLEFTCAUCUS"),
    "rui": ("Delegate: Right Bank", "MARKRIGHTCAUCUS"),
    "dov": ("Guarantor: Delta League", "MARKDELTACAUCUS"),
    "obi": ("Observer", ""),
}
DESK = "MARKDESK"
SIDES = ("lea", "rui", "dov")


class Story:
    """Everybody's browser, the address of the process, and all the pages that each of them was given."""

    def __init__(self, browser_for: Any) -> None:
        self.browser_for = browser_for
        self.pages: dict[str, Page] = {}
        self.read: dict[str, list[str]] = {}
        self.fetched: dict[str, set[str]] = defaultdict(set)
        self.process = ""

    def opens(self, who: str, account: str = "") -> Page:
        """A browser of their own."""
        page = self.pages[who] = self.browser_for()
        self.read[who] = []
        if account:
            sign_in(page, account)
        return page

    def goes(self, who: str, *links: str) -> Page:
        """From the overview by the links of the pages, as people do."""
        page = self.pages[who]
        page.goto(self.process)
        for link in links:
            leads(page.locator("main, nav").get_by_role("link", name=link, exact=True).first)
        return page

    def looks_everywhere(self, who: str) -> None:
        """Fetches every page that the overview and the pages behind it link to."""
        page = self.pages[who]
        found = {page.url if who == "clerk" else self.process}
        for _depth in range(3):
            found |= {link for address in found - self.fetched[who] for link in self.fetches(who, address)}

    def fetches(self, who: str, address: str) -> set[str]:
        """One page as it is now; the links on it."""
        self.fetched[who].add(address)
        text = self.pages[who].request.get(address).text()
        self.read[who].append(text)
        here, ours = urlsplit(self.process), (urlsplit(self.process).path, "/installation/")
        links = [urlsplit(unescape(link)) for link in re.findall(r'href="([^"]+)"', text)]
        host = f"{here.scheme}://{here.netloc}"
        return {host + link._replace(fragment="").geturl() for link in links if link.path.startswith(ours)}


@pytest.fixture
def story(browser_for) -> Story:
    return Story(browser_for)


def test_five_browsers_tell_one_story_from_the_invitation_to_the_adoption(site, story):
    a_process_is_opened(story)
    the_case_is_laid_on_the_table(story)
    for who in PEOPLE:
        one_is_invited_and_comes(story, who)
    for who in SIDES:
        consent_is_recorded(story, who)
        preferences_are_stated(story, who)
    a_candidate_is_found_and_shown(story)
    a_text_is_shown(story)
    a_proposal_is_answered_and_adopted(story)
    nobody_read_the_words_of_others(story)
    assert site.complaints == []


def a_process_is_opened(story: Story) -> None:
    page = story.opens("clerk", "administrator")
    page.get_by_role("link", name="Accounts and seats").click()
    page.get_by_role("link", name="Open a process").click()
    page.get_by_label("Title").fill("Two banks")
    page.get_by_label("First mediator").select_option(label="Mediator (mediator)")
    page.get_by_role("button", name="Open it").click()
    expect(page.get_by_role("link", name="Two banks")).to_be_visible()
    page = story.opens("mediator", "mediator")
    story.process = leads(page.get_by_role("link", name="Two banks")).url


def the_case_is_laid_on_the_table(story: Story) -> None:
    page = story.goes("mediator", "The case", "Load a dossier")
    page.get_by_label("or its text").fill(DOSSIER)
    page.get_by_role("button", name="Lay it on the table").click()
    expect(page.get_by_role("heading", name="How is the water shared?")).to_be_visible()
    page = story.goes("mediator", "Notes")
    page.get_by_label("Who may read it").select_option(label="Mediator's desk")
    page.get_by_label("Title").fill(DESK)
    page.get_by_label("Text", exact=True).fill(DESK)
    page.get_by_role("button", name="Write the note").click()
    expect(page.get_by_role("article")).to_contain_text(DESK)


def one_is_invited_and_comes(story: Story, who: str) -> None:
    page = story.goes("mediator", "People", "Invite somebody")
    page.get_by_label("Who is invited").fill(f"{who} of the {PEOPLE[who][0]}")
    page.get_by_label("Seat").select_option(label=PEOPLE[who][0])
    leads(page.get_by_role("button", name="Make the invitation"))
    address, code = page.locator("p.code code").all_text_contents()
    guest = story.opens(who)
    guest.goto(urlsplit(address).path)
    guest.get_by_label("Code").fill(code.lower())
    guest.get_by_role("button", name="Go on").click()
    expect(guest.get_by_role("heading", name="Two banks")).to_be_visible()
    guest.get_by_label("Name to sign in with").fill(who)
    guest.get_by_label("Name that others see").fill(who.title())
    guest.get_by_label("New passphrase", exact=True).fill(OWN + who[::-1])
    guest.get_by_label("The new passphrase, once more").fill(OWN + who[::-1])
    guest.get_by_role("button", name="Take it").click()
    guest.wait_for_url("**/sign-in/")
    sign_in(guest, who, OWN + who[::-1])
    guest.get_by_role("link", name="Two banks").click()
    expect(guest.get_by_role("heading", name="Two banks", level=1)).to_be_visible()


def consent_is_recorded(story: Story, who: str) -> None:
    page = story.goes(who, "Preparing", "Consent", "Record a statement")
    page.get_by_label("What was said").select_option(label="accepted")
    page.get_by_label("In their own words").fill(f"We come to the table. {PEOPLE[who][1]}")
    page.get_by_label("Who may read it").select_option(label=caucus(who))
    page.get_by_role("button", name="Record the statement").click()
    expect(page.get_by_text("We come to the table.")).to_be_visible()


def caucus(who: str) -> str:
    return f"Caucus: {PEOPLE[who][0].partition(': ')[2]}"


def preferences_are_stated(story: Story, who: str) -> None:
    """Each side moves the option it likes best to the top, with the keyboard, and gives weights."""
    page = story.goes(who, "Preferences", "Begin with the first question")
    best = {"lea": "Left keeps it", "rui": "Right keeps it", "dov": "alternate days"}[who]
    for option in ("alternate days", best):
        for _step in range(2):
            page.get_by_role("button", name=f"Move: {option}").press("ArrowUp")
    expect(page.locator(".order-words").first).to_have_text(best)
    days = page.locator(".order-item", has_text="alternate days")
    days.locator("select[name^=step_]").select_option(label="much better than the next")
    said(page, who, 5, 7)
    leads(page.get_by_role("link", name="Next question"))
    expect(page.locator(".order-words").first).to_have_text("open to all")
    said(page, who, 3, 8)
    leads(page.get_by_role("link", name="If there is no agreement"))
    said(page, who, 20, 30)
    page.get_by_role("link", name="All questions").click()
    expect(page.get_by_text("You have stated 2 of 2 questions.")).to_be_visible()


def said(page: Page, who: str, low: int, high: int) -> None:
    page.locator("input[name=low]").fill(str(low))
    page.locator("input[name=high]").fill(str(high))
    page.get_by_label("Note").fill(f"Why: {PEOPLE[who][1]}")
    page.locator(".actions").get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="You say")).to_be_visible()


def a_candidate_is_found_and_shown(story: Story) -> None:
    page = story.goes("mediator", "Analysis")
    page.locator(".ask-settlement").get_by_role("button", name="Start").click()
    expect(page.get_by_role("heading", name="Candidates")).to_be_visible(timeout=LONG)
    candidate = page.locator(".candidate").first
    expect(candidate).to_contain_text("alternate days")
    expect(candidate).to_contain_text("open to all")
    leads(candidate.get_by_role("button", name="Show it to delegations"))
    expect(page.locator(".errorlist")).to_have_count(0)  # nothing was filled in wrongly yet
    page.get_by_label("Title").fill("A first thought")
    page.get_by_label("only the parties marked below").check()
    page.get_by_label("Left Bank").check()
    page.get_by_role("button", name="Show it").click()
    expect(page.get_by_role("heading", name="A first thought")).to_be_visible()
    own = story.goes("lea", "Worth to us", "A first thought")
    expect(own.locator(".worth-number strong")).to_have_text(re.compile(r"^\d+$"))
    others = story.goes("rui", "Worth to us")
    expect(others.get_by_role("button", name="What is it worth to us?")).to_be_visible()
    expect(others.get_by_text("A first thought")).to_have_count(0)


def a_text_is_shown(story: Story) -> None:
    waiting = story.goes("obi", "Text")
    expect(waiting.get_by_text("No text has been shown to you yet.")).to_be_visible()
    page = story.goes("mediator", "Text", "Paste a text")
    page.get_by_label("Title").fill("Draft understanding")
    page.get_by_label("The text").fill(TEXT)
    page.get_by_role("button", name="Look at it").click()
    page.get_by_role("button", name="Save as a draft").click()
    page.get_by_role("link", name="Publish a version").click()
    page.get_by_label("What is new in it").fill(DESK)
    page.get_by_role("button", name="Publish").click()
    page.get_by_role("link", name="Show to others").click()
    page.get_by_label("Who will see it").select_option(label="Plenary")
    page.get_by_role("button", name="Show it").click()
    expect(page.get_by_text("1 open bracket")).to_be_visible()
    expect(waiting.get_by_role("heading", name="Draft understanding")).to_be_visible()  # without a new look
    for who in (*SIDES, "obi"):
        read = story.goes(who, "Text", "Version 1")
        expect(read.get_by_text("The bridge is open to all.")).to_be_visible()


def a_proposal_is_answered_and_adopted(story: Story) -> None:
    page = story.goes("mediator", "Analysis")
    leads(page.locator("#runs a").first)
    leads(page.locator(".candidate").first.get_by_role("button", name="Make it a proposal"))
    expect(page.locator(".errorlist")).to_have_count(0)
    for party in ("Left Bank", "Right Bank", "Delta League"):
        page.get_by_label(party).check()
    page.get_by_label("Title").fill("The water and the bridge")
    page.get_by_label("Answers until").fill(f"{dt.datetime.now(dt.UTC) + dt.timedelta(days=9):%Y-%m-%dT12:00}")
    page.get_by_label("Each answer and its words are shown to everybody addressed").check()
    page.get_by_role("button", name="Propose it").click()
    expect(page.get_by_role("heading", name="Waiting for answers")).to_be_visible()
    for who in SIDES:
        story.goes(who, "Proposals", "The water and the bridge")
    for place, who in enumerate(SIDES, 1):
        answers(story.pages[who], who)
        for other in ("mediator", *SIDES):
            seen = story.pages[other]
            if place == len(SIDES):
                expect(seen.get_by_text("It is adopted by these answers").first).to_be_visible()  # it came by itself
            else:
                now = without_own(seen, other)
                assert "Our answer of" not in now, "an answer was seen before all were in"
                assert "It is adopted by these answers" not in now
    for who in SIDES:
        page = story.goes(who, "Proposals")
        expect(page.get_by_text("adopted by answers")).to_be_visible()


def answers(page: Page, who: str) -> None:
    page.get_by_label("Accept", exact=True).check()
    page.get_by_label("In words").fill(f"Our answer of {who}")
    page.get_by_label("Your passphrase").fill(OWN + who[::-1])
    page.get_by_role("button", name="Seal the answer").click()
    done = page.get_by_text("Your party has said:").or_(page.get_by_text("It is adopted by these answers"))
    expect(done.first).to_be_visible()


def without_own(page: Page, who: str) -> str:
    """What somebody sees on the page as it is fetched now, without their own answer."""
    return page.request.get(page.url).text().replace(f"Our answer of {who}", "")


def nobody_read_the_words_of_others(story: Story) -> None:
    secrets = {who: words for who, (_seat, words) in PEOPLE.items() if words} | {"mediator": DESK}
    for who in story.pages:
        if who == "mediator":  # belongs to every room
            story.fetches(who, f"{story.process}notes/")
        else:
            story.looks_everywhere(who)
        read = "\n".join(story.read[who])
        assert "Two banks" in read
        for owner, words in secrets.items():
            if who == owner:
                assert words in read, "what is looked for was there to be found"
            elif who != "mediator":
                assert words not in read, f"{who} was given words of {owner}"
