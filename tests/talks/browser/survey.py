"""Every page, opened by every kind of reader, and what a browser finds there.

The pages are those of the authorization matrix (`tests/talks/authorization/*.csv`), which a test of its own compares
with the map of addresses: a new page has a row there, and so is opened here.
"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from axe_playwright_python.sync_playwright import Axe
from django.urls import NoReverseMatch, reverse
from tests.talks.visibility import READERS
from tests.talks.world import PASSPHRASE

from goodoffices.talks.checks import our_pages

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from tests.talks.browser.conftest import Site

TABLES = sorted((Path(__file__).parents[1] / "authorization").glob("*.csv"))
ROWS = [row for table in TABLES for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines())]
NO_PAGES = {  # what is read at an address and is not a page: a file, a stream, a part of a page
    "agreement_docx",
    "agreement_file",
    "agreement_pdf",
    "agreement_xml",
    "analysis_dossier",
    "analysis_json",
    "analysis_progress",
    "analysis_runs",
    "audit_export",
    "blind_now",
    "blind_record",
    "blind_text",
    "calendar",
    "case_download",
    "claims_claimreview",
    "claims_csv",
    "claims_json",
    "claims_prov",
    "claims_version",
    "claims_yaml",
    "corridor_calendar",
    "corridor_map",
    "corridor_papers",
    "corridor_shown_calendar",
    "corridor_shown_map",
    "corridor_shown_papers",
    "corridor_text",
    "corridors_calendar",
    "events",
    "evidence_rejected",
    "hold_text",
    "hosts_text",
    "incident_worker",
    "incidents_csv",
    "metrics",
    "public_feed",
    "public_report",
    "report_issue_page",
    "report_released_json",
    "report_released_page",
    "session_calendar",
    "text_agreement",
    "text_plain",
}
OF_A_CLAUSE = {"text_clause", "text_split", "text_resolve", "text_version_clause"}
NOBODY = "nobody"  # who has not signed in
# Pages of django-allauth in our frame -> who opens them.
SIGNING_IN = {
    "account_login": (NOBODY,),
    "account_logout": ("mediator",),
    "account_reauthenticate": ("mediator",),
    "mfa_index": ("mediator",),
    "mfa_activate_totp": ("mediator",),
    "mfa_add_webauthn": ("mediator",),
    "mfa_list_webauthn": ("mediator",),
    "usersessions_list": ("mediator",),
}
# Pages of django-allauth that answer only with a second factor, looked at in test_second_factor.py; or not with a page.
WITH_SECOND_FACTOR = {
    "mfa_authenticate",
    "mfa_deactivate_totp",
    "mfa_download_recovery_codes",
    "mfa_edit_webauthn",
    "mfa_generate_recovery_codes",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
}
# Who is asked only for the pages that nobody else of the survey opens.
ONLY = {"monitor": ("incident_verify",), "guarantor": ("incident_status",)}
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 320, "height": 780}
# What is touched is high enough for a finger; a link within a sentence is as high as its line.
SMALL = """() => {
  const inSentence = part => part.tagName === 'A' && part.parentElement.tagName === 'P'
    && [...part.parentElement.childNodes].some(node => node.nodeType === 3 && node.data.trim());
  return [...document.querySelectorAll(
    'main .button, header a, header summary, nav a, footer button, main input:not([type=hidden]), main select')]
  .map(part => [part, part.getBoundingClientRect()])
  .filter(([part, box]) => box.width > 0 && box.height < 43.5 && !/checkbox|radio/.test(part.type) && !inSentence(part))
  .map(([part]) => part.outerHTML.slice(0, 120));
}"""
# Text that is wider than the box it stands in, or stands outside the screen; boxes that scroll are for that.
SPILT = """() => {
  const scrolls = part => part.closest('.scroll, .groups, .tabs, .hidden, .visually-hidden, .aloud, .skip, svg');
  const own = part => [...part.childNodes].some(node => node.nodeType === 3 && node.data.trim());
  const out = part => {
    const box = part.getBoundingClientRect();
    if (box.width <= 1 || box.height <= 1) return false;
    const inline = getComputedStyle(part).display === 'inline';
    return box.left < -1 || box.right > innerWidth + 1 || (!inline && part.scrollWidth > part.clientWidth + 1);
  };
  return [...document.body.querySelectorAll('*')]
    .filter(part => !part.matches('option, script, textarea') && own(part) && !scrolls(part) && out(part))
    .map(part => part.outerHTML.slice(0, 120));
}"""
OPENED = "() => document.querySelectorAll('main details').forEach(part => part.open = true)"
KEPT = "() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]"
PARTS = "() => [location.href, ...performance.getEntriesByType('resource').map(part => part.name)]"
# Contrast is dear to compute, and the same for every reader and in every language.
CONTRAST = {"resultTypes": ["violations"], "runOnly": {"type": "rule", "values": ["color-contrast"]}}
ALL_BUT_CONTRAST = {"resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": False}}}
ALL_BARRIERS = {"resultTypes": ["violations"]}


@dataclass
class Seen:
    """One page as one reader found it."""

    account: str
    name: str
    address: str
    direction: str | None = None
    barriers: list[str] = field(default_factory=list)  # to a screen reader or a keyboard
    pale: list[str] = field(default_factory=list)  # too little contrast in the dark colours
    misfits: list[str] = field(default_factory=list)  # on the narrow screen
    weight: int = 0  # bytes, compressed, when nothing is in the browser yet
    kept: list[str] = field(default_factory=list)  # names of what the browser keeps

    def says(self, found: list[str]) -> list[str]:
        """The same, with who found it where."""
        return [f"{self.account} on {self.name}: {each}" for each in found]


def addresses(site: Site, account: str) -> dict[str, str]:
    """Name -> address of every page that an account can open, at an object of a room it belongs to."""
    found = {}
    for row in ROWS:
        if row["method"] != "GET" or row["name"] in NO_PAGES or row["name"] in found:
            continue
        given = argument(site, row, account)
        if given is not None:
            query = f"?clause={site.world['clause']}" if row["name"] in OF_A_CLAUSE else ""
            found[row["name"]] = address(site, row["name"], given) + query
    if account in ONLY:
        return {name: found[name] for name in ONLY[account]}
    return found | {name: reverse(name) for name, who in SIGNING_IN.items() if account in who}


def argument(site: Site, row: dict[str, str], account: str) -> dict[str, str] | None:
    """What the address names besides the process; None when the account opens nothing there."""
    cell, kind = row[account], row["object"]
    if cell not in {"200", "form", "room", "own"} or (cell == "own" and account != "mediator"):
        return None
    if not kind:
        return {}
    pattern = next(entry for entry in our_pages() if entry.name == row["name"]).pattern
    part = next(name for name in pattern.converters if name != "process")
    if kind in site.world["others"]:
        return {part: site.world["others"][kind]}
    for room, key in site.world["records"][kind].items():
        if cell == "200" or account in READERS.get(room, set()):
            return {part: key}
    return None


def address(site: Site, name: str, given: dict[str, str]) -> str:
    try:
        return reverse(name, kwargs=given)
    except NoReverseMatch:
        return reverse(name, kwargs=given | {"process": site.world["process"]})


def opened_in_turn(page: Page, account: str, found: dict[str, str]) -> Iterator[Seen]:
    """Each of the addresses; what is folded away on its page is opened."""
    for name, where in found.items():
        answer = page.goto(where)
        assert answer is not None, where
        assert answer.ok, f"{account}: {where}: {answer.status}"
        if "/sign-in/again/" in page.url and "again" not in where:  # what follows is asked only of the owner
            page.locator("[name=password]").fill(PASSPHRASE)
            page.locator("[name=password]").press("Enter")
            page.wait_for_url(lambda now: "again" not in now)
        assert page.url.endswith(where), f"{account}: {where} led to {page.url}"
        page.evaluate(OPENED)
        yield Seen(account, name, where, page.locator("html").get_attribute("dir"))


def narrow(page: Page, seen: Seen) -> None:
    """What does not fit a narrow screen, or a finger."""
    page.wait_for_load_state()  # without its style no page is as it will be
    if page.evaluate("() => document.documentElement.scrollWidth") > page.viewport_size["width"]:
        seen.misfits.append("the page is wider than the screen")
    seen.misfits += [f"too low to be touched: {part}" for part in page.evaluate(SMALL)]
    seen.misfits += [f"outside its box: {part}" for part in page.evaluate(SPILT)]


def barriers(page: Page, options: dict[str, Any] = ALL_BARRIERS) -> list[str]:
    """What axe finds, each with the part of the page where it found it."""
    page.wait_for_load_state()
    return [
        f"{each['id']}: {node['html'][:200]}"
        for each in Axe().run(page, options=options).response["violations"]
        for node in each["nodes"]
    ]


def weight(page: Page, known: dict[str, int]) -> int:
    """The page and all it is made of. `known` keeps what was weighed before."""
    total = 0
    for part in page.evaluate(PARTS):
        if part.startswith(("data:", "blob:")) or "/events/" in part:
            continue
        if part not in known or part == page.url:
            known[part] = len(gzip.compress(page.request.get(part).body()))
        total += known[part]
    return total
