"""Events in a real browser: a file comes in, is asked, its pictures are seen; also without scripts, on a phone."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.talks.browser.conftest import leads
from tests.talks.browser.survey import NARROW, WIDE

INCIDENTS = Path(__file__).parents[3] / "examples" / "incidents" / "incidents.csv"
SLOW = 120_000


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_file_comes_in_is_asked_and_goes_out_again(scripts, site, browser_for):
    page = browser_for("mediator", java_script_enabled=scripts, viewport=WIDE if scripts else NARROW)
    page.goto(f"{site.process}evidence/events/")
    page.get_by_role("link", name="Import a file").click()
    page.get_by_label("What kind of file it is").select_option("acled")
    page.get_by_label("Release").fill(f"May, {scripts}")
    page.locator("[name=file]").set_input_files(str(INCIDENTS))
    page.get_by_role("button", name="Import").click()
    expect(page.get_by_role("alert")).to_contain_text("needs the columns")
    assert page.get_by_label("Release").input_value() == f"May, {scripts}"  # nothing that was typed is lost
    page.get_by_label("What kind of file it is").select_option("own")
    page.locator("[name=file]").set_input_files(str(INCIDENTS))
    page.get_by_role("button", name="Import").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"May, {scripts}", timeout=SLOW)
    shot(page, f"release-{scripts}")
    for what in ("How many, and when", "Where: a map", "On whose word: how few sources it rests on"):
        page.get_by_label(what).check()
        leads(page.get_by_role("button", name="Show", exact=True))
        picture = page.locator(".findings figure svg").first
        expect(picture).to_be_visible(timeout=SLOW)
        box = picture.bounding_box()
        assert min(box["width"], box["height"]) > 100
        assert page.locator("html").bounding_box()["width"] <= (WIDE if scripts else NARROW)["width"]
        shot(page, f"{what[:5]}-{scripts}")
    with page.expect_download() as begun:
        page.get_by_role("button", name="Numbers (JSON)").click()
    assert json.loads(Path(begun.value.path()).read_bytes())["choice"]["source"] == "own"
    with page.expect_download() as begun:
        page.get_by_role("button", name="Download").click()
    taken = Path(begun.value.path()).read_text(encoding="utf-8")
    assert "River province" in taken
    assert "35.12" not in taken
    page.get_by_role("button", name="Delete this release").click()
    expect(page.get_by_text("The release was deleted.")).to_be_visible()
    assert site.complaints == []


def shot(page, name: str) -> None:
    """A picture of the page, where somebody wants to look at it."""
    if folder := os.environ.get("GOODOFFICES_SHOTS"):
        page.screenshot(path=f"{folder}/events-{name}.png", full_page=True)
