"""The map of a corridor opens from the disk in a browser that can reach nothing, draws, and asks for nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from tests.corridors.papers.sheets import HARD, sheet
from tests.corridors.papers.test_turns import network
from tests.talks.browser.conftest import PATIENCE

from goodoffices.corridors.papers import cut, map_page, roads_around

CHROMIUM = Path("/usr/bin/chromium")
SOFTWARE = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
NOWHERE = "--host-resolver-rules=MAP * ~NOTFOUND"


@pytest.fixture(scope="module")
def browser():
    if not CHROMIUM.exists():
        pytest.skip(f"there is no {CHROMIUM}: install the distribution's package `chromium` to run the browser tests")
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox", NOWHERE, *SOFTWARE])
        yield made
        made.close()


@pytest.fixture
def address(tmp_path):
    seen = cut(sheet(), "desk")
    roads = roads_around(*network([(36.21, 37.12), (36.23, 37.15)], [(0, 1)], ["</script><b id=x>"]), seen.course)
    path = tmp_path / "map.html"
    path.write_text(map_page(seen, roads, '<svg xmlns="http://www.w3.org/2000/svg" id="drawn"/>'), encoding="utf-8")
    return path.as_uri()


def opened(browser, address, **context):
    page = browser.new_context(**context).new_page()
    page.said, page.asked = [], []
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.on("request", lambda request: page.asked.append(request.url))
    page.set_default_timeout(PATIENCE)
    page.goto(address)
    return page


@pytest.mark.parametrize("width", [320, 1200])
def test_the_map_draws_from_the_disk_and_no_request_leaves(browser, address, width):
    page = opened(browser, address, viewport={"width": width, "height": 700})
    page.wait_for_selector("body[data-state=drawn]")
    assert page.said == []
    assert {url.partition(":")[0] for url in page.asked} == {"file", "blob"}
    assert page.locator(".sign b").all_inner_texts()[-1] == HARD[0]
    assert page.locator(".mark").inner_text().startswith("NOT AGREED")
    assert page.locator("#x").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_script_the_map_is_a_picture(browser, address):
    page = opened(browser, address, java_script_enabled=False)
    assert page.locator("#drawn").is_visible()
    assert page.locator(".mark").inner_text().startswith("NOT AGREED")
