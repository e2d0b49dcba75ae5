"""The ledger of claims in a real browser: kept, graded, related, confirmed from a text; with and without scripts."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.talks.browser.conftest import leads
from tests.talks.browser.survey import NARROW

TEXT = Path(__file__).parents[3] / "examples" / "read-a-text" / "bulletin.txt"


def fill_claim(page: Page, claimant: str) -> None:
    page.get_by_label("How the figure is meant").select_option("at least")
    page.locator("[name=value]").fill("120")
    page.get_by_label("What happened to those counted").select_option("killed")
    page.locator("[name=place]").fill("Downtown")
    page.locator("[name=begins]").fill("2017-05")
    page.get_by_label("what grew through the period").check()
    page.locator("[name=claimant]").fill(claimant)
    page.locator("[name=document]").select_option("+")
    page.locator("[name=new_what]").fill("Register of the clinic")
    page.get_by_label("How reliable is the source?").select_option("B")
    page.get_by_label("How credible is what it says?").select_option("2")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_claim_is_added_graded_and_related(site, browser_for, scripts):
    page = browser_for("mediator", java_script_enabled=scripts)
    claimant = "Clinic of Uptown" if scripts else "Clinic of Downtown"
    page.goto(f"{site.process}evidence/claims/")
    page.get_by_role("link", name="Add a claim").click()
    fill_claim(page, claimant)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(claimant)
    page.get_by_label("How reliable is the source?").select_option("A")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#claim")).to_contain_text("A2 completely reliable; probably true")
    page.get_by_label("This claim").select_option("contradicts")
    page.locator("[name=other]:visible").select_option("heard")
    page.get_by_role("button", name="Relate them").click()
    expect(page.locator("#relations li")).to_contain_text("about 40")
    leads(page.get_by_role("button", name="Take it back"))
    expect(page.locator("#relations")).to_have_count(0)
    assert site.complaints == []


def test_claims_stand_side_by_side_with_their_picture_under_the_strict_policy(site, browser_for):
    page = browser_for("mediator")
    page.goto(f"{site.process}evidence/claims/side-by-side/")
    picture = page.locator(".findings figure svg").first
    expect(picture).to_be_visible()
    box = picture.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) > 50
    inked = picture.evaluate("drawn => [...drawn.querySelectorAll('[fill]')].map(one => getComputedStyle(one).fill)")
    assert len(set(inked)) > 1
    shot(page, "side-by-side")
    page.set_viewport_size(NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    shot(page, "side-by-side-phone")
    assert site.complaints == []


def test_a_figure_of_a_text_becomes_a_claim_only_when_somebody_confirms_it(site, browser_for):
    page = browser_for("mediator")
    page.goto(f"{site.process}evidence/claims/")
    before = page.locator("tbody tr").count()
    page.goto(f"{site.process}evidence/claims/texts/")
    page.locator("[name=title]").fill("Bulletin of the valley")
    page.locator("[name=dated]").fill("2018-10-12")
    page.locator("[name=text]").fill(TEXT.read_text(encoding="utf-8"))
    page.get_by_role("button", name="Read it").click()
    expect(page.locator(".read-text a.found-figure").first).to_have_text("52,000")
    expect(page.locator("#decide .badge")).to_have_text("suggestion")
    shot(page, "text")
    page.set_viewport_size(NARROW)
    shot(page, "text-phone")
    page.locator("[name=place]").fill("The valley")
    page.locator("[name=period]").fill("2018-10-12")
    page.get_by_label("How reliable is the source?").select_option("D")
    page.get_by_label("How credible is what it says?").select_option("4")
    page.get_by_role("button", name="Put it into the ledger as a claim").click()
    expect(page.locator("#decide blockquote + p")).to_have_text("around 4,000")  # the next one
    page.get_by_role("button", name="Reject it").click()
    expect(page.locator(".suggestions .badge", has_text="a claim")).to_have_count(1)
    expect(page.locator(".suggestions .badge", has_text="rejected")).to_have_count(1)
    page.goto(f"{site.process}evidence/claims/")
    assert page.locator("tbody tr").count() == before + 1
    assert site.complaints == []


def test_a_ledger_that_a_colleague_changes_is_shown_as_it_is_now(site, browser_for):
    reader, writer = browser_for("mediator"), browser_for("mediator")
    reader.goto(f"{site.process}evidence/claims/")
    writer.goto(f"{site.process}evidence/claims/about/")
    writer.locator("[name=title]").fill("Told anew")
    writer.get_by_role("button", name="Save").click()
    writer.wait_for_url("**/evidence/claims/")
    expect(reader.locator("#ledger h2").first).to_have_text("Told anew")


def shot(page: Page, name: str) -> None:
    """A picture of the page, where somebody wants to look at it."""
    if folder := os.environ.get("GOODOFFICES_SHOTS"):
        page.screenshot(path=f"{folder}/evidence-{name}.png", full_page=True)
