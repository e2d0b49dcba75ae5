"""The mediator's analysis in a real browser: a run is watched to its end, and every picture is seen."""

from __future__ import annotations

import os

from playwright.sync_api import expect
from tests.talks.browser.conftest import leads

LONG = 300_000


def test_a_run_is_watched_to_its_end_and_its_pictures_are_seen_under_the_strict_policy(site, browser_for):
    page = browser_for("mediator")
    page.goto(f"{site.process}analysis/")
    card = page.locator("section.card", has=page.locator("input[value=study]"))
    card.locator("summary").click()
    card.locator("[name=draws]").fill("40")
    leads(card.locator("button"))
    expect(page.locator("progress").or_(page.locator("#making"))).to_be_visible()  # it may be done by now
    shot(page, "running")
    expect(page.locator("#making")).to_be_visible(timeout=LONG)  # htmx has loaded the page anew, by itself
    page.wait_for_load_state()
    picture = page.locator(".findings figure svg").first
    box = picture.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) > 100
    inked = picture.evaluate("drawn => [...drawn.querySelectorAll('[fill]')].map(one => getComputedStyle(one).fill)")
    assert len(set(inked)) > 1
    shot(page, "run")
    page.goto(f"{site.process}analysis/")
    shot(page, "list")
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    shot(page, "list-phone")
    leads(page.locator("#runs a").first)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    shot(page, "run-phone")
    assert site.complaints == []


def shot(page, name: str) -> None:
    """A picture of the page, where somebody wants to look at it."""
    if folder := os.environ.get("GOODOFFICES_SHOTS"):
        page.screenshot(path=f"{folder}/analysis-{name}.png", full_page=True)
