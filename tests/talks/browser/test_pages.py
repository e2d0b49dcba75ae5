"""What every page promises in a real browser."""

from __future__ import annotations


def test_a_page_of_ones_own_process_opens_in_a_browser(site, browser_for):
    page = browser_for("north")
    page.goto(site.process)
    assert page.locator("main").count() == 1, page.content()
