"""Corridors in a real browser: the map draws from our own server alone; two delegations consent on a telephone."""

from __future__ import annotations

import base64
import datetime as dt
import os
import re

import pytest
from playwright.sync_api import Page, expect
from tests.talks.test_corridors import DAY, PLAN, RIVER
from tests.talks.world import PASSPHRASE

PHONE = {"width": 320, "height": 640}
SLOW = 120_000
ASKED = {"north": "north-bank: northern command", "south": "south-bank: river council"}


def bring_in(page: Page, site, title: str) -> None:
    page.goto(f"{site.process}corridors/load/")
    page.locator("[name=text]").fill(
        PLAN.replace("From Old Town to the Mill", title).replace("river\n", f"{title}\n", 1)
    )
    page.locator("[name=roads]").set_input_files(str(RIVER / "roads.csv"))
    page.get_by_role("button", name="Lay it on the desk").click(timeout=SLOW)
    expect(page.locator("h1")).to_have_text(title, timeout=SLOW)


def ask(page: Page, who: str) -> None:
    page.get_by_role("link", name="Ask for consent").click()
    page.locator("[name=about]").select_option(ASKED[who])
    page.locator("[name=party]").select_option(label=f"The {who.title()}")
    page.locator("[name=title]").fill("A stretch of the river road")
    page.locator("[name=words]").fill("Passage of buses and ambulances")
    page.locator("[name=deadline]").fill((dt.datetime.now(dt.UTC) + dt.timedelta(days=2)).strftime("%Y-%m-%dT%H:%M"))
    page.get_by_role("button", name="Ask", exact=True).click()


def notify(page: Page, whom: str) -> None:
    page.get_by_role("link", name="Record who was notified").click()
    page.locator("[name=whom]").select_option(whom)
    page.locator("[name=at]").fill((dt.datetime.now(dt.UTC) - dt.timedelta(days=1)).strftime("%Y-%m-%dT%H:%M"))
    page.locator("[name=by]").fill("Duty officer")
    page.get_by_role("button", name="Record it").click()


def consent(page: Page, site, answer: str) -> None:
    page.goto(f"{site.process}corridors/")
    page.get_by_role("link", name="A stretch of the river road").first.click()
    page.get_by_label(answer, exact=True).check()
    page.locator("[name=office]").fill("Chief of operations")
    page.locator("[name=passphrase]").fill(PASSPHRASE)
    page.get_by_role("button", name="Record the answer").click()
    expect(page.locator("#given .badge").first).to_have_text(answer)


def draw(page: Page) -> None:
    """What draws the map is loaded only when somebody asks for it: the first page stays light."""
    expect(page.locator(".corridor-picture")).to_be_visible()
    page.get_by_role("button", name="Move and zoom the map").click()


def fits(page: Page) -> None:
    page.wait_for_load_state()  # without its style no page is as it will be
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_map_of_a_plan_is_drawn_and_asks_nobody_else(site, browser_for, scripts):
    page = browser_for("mediator", java_script_enabled=scripts)
    bring_in(page, site, f"map-{scripts}")
    place = page.locator("[data-corridor-map]")
    if scripts:
        draw(page)
        expect(place).to_have_attribute("data-drawn", "yes", timeout=SLOW)
        expect(page.locator(".corridor-still")).to_be_hidden()
        expect(page.locator(".corridor-name")).to_have_count(3)
        box = page.locator(".corridor-live canvas").bounding_box()
        assert min(box["width"], box["height"]) > 200
        assert len(colours(page)) > 4, "land, roads, two kinds of stretches and the ground are told apart"
    else:
        expect(page.locator(".corridor-picture")).to_be_visible()
        expect(page.locator(".corridor-picture text").first).to_have_text(re.compile("old-town"))
    shot(page, f"map-{scripts}")
    assert site.complaints == []


def test_two_delegations_consent_on_a_telephone_it_is_agreed_and_ends_when_one_withdraws(site, browser_for):
    desk = browser_for("mediator")
    bring_in(desk, site, "two-banks")
    where = desk.url
    for whom in ("northern command", "river council", "joint team"):
        notify(desk, whom)
    for who in ASKED:
        ask(desk, who)
    expect(desk.locator("#answer h2")).to_have_text("NOT AGREED")
    phones = {who: browser_for(who, viewport=PHONE) for who in ASKED}
    for page in phones.values():
        consent(page, site, "yes")
        fits(page)
    shot(phones["north"], "asked-phone")
    desk.goto(where)
    expect(desk.locator("#answer h2")).to_have_text("Agreed")
    shot(desk, "agreed")
    desk.get_by_role("link", name="Show it to a room").click()
    desk.locator("[name=room]").select_option(label="Plenary")
    desk.locator("[name=title]").fill("The river road")
    desk.get_by_role("button", name="Show it").click(timeout=SLOW)
    expect(desk.locator("#showings .badge").first).to_have_text("agreed", timeout=SLOW)
    south = phones["south"]
    south.goto(f"{site.process}corridors/")
    south.get_by_role("link", name="The river road", exact=True).click()
    expect(south.locator("#answer h2").first).to_have_text("Agreed")
    draw(south)
    expect(south.locator("[data-corridor-map]")).to_have_attribute("data-drawn", "yes", timeout=SLOW)
    fits(south)
    shot(south, "shown-phone")
    consent(phones["north"], site, "consent withdrawn")
    expect(south.locator("#answer h2").first).to_have_text("NOT AGREED", timeout=SLOW)  # by itself, on the open page
    assert "northern command" not in south.content()
    assert f"{DAY}" not in south.url
    assert site.complaints == []


def colours(page: Page) -> set[str]:
    """The coarse colours of a picture of the map that fill one part in a thousand of it or more."""
    picture = base64.b64encode(page.locator(".corridor-live canvas").screenshot()).decode()
    return set(
        page.evaluate(
            """async (data) => {
              const image = new Image();
              image.src = 'data:image/png;base64,' + data;
              await image.decode();
              const canvas = new OffscreenCanvas(image.width, image.height);
              const pen = canvas.getContext('2d');
              pen.drawImage(image, 0, 0);
              const points = pen.getImageData(0, 0, image.width, image.height).data;
              const found = {};
              for (let at = 0; at < points.length; at += 4) {
                const colour = [0, 1, 2].map(part => points[at + part] >> 5).join('-');
                found[colour] = (found[colour] || 0) + 1;
              }
              return Object.keys(found).filter(colour => found[colour] > points.length / 4000);
            }""",
            picture,
        )
    )


def shot(page: Page, name: str) -> None:
    """A picture of the page, where somebody wants to look at it."""
    if folder := os.environ.get("GOODOFFICES_SHOTS"):
        page.screenshot(path=f"{folder}/corridors-{name}.png", full_page=True)
