"""Preferences stated in a real browser: an order by hand and by keys, a range by sliders, all of it without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.talks.browser.survey import NARROW

PORT = ("the North", "both by turns", "the South")  # the second question of the case, as the mediator ordered it


@pytest.fixture
def asked(site, browser_for):
    """The page of the question of the port; each test has an account of its own, so that all begin with nothing."""

    def opened(account: str, **context) -> Page:
        page = browser_for(account, **context)
        page.goto(f"{site.process}preferences/state/?question=2")
        expect(page.get_by_role("heading", level=1)).to_have_text("Who runs the port?")
        return page

    return opened


def order(page: Page) -> list[str]:
    return page.locator(".order-words").all_inner_texts()


def grip(page: Page, words: str) -> Locator:
    return page.get_by_role("button", name=f"Move: {words}")


def drag(page: Page, words: str, onto: str) -> None:
    """Take an option by its handle and let go below another."""
    begin, end = grip(page, words).bounding_box(), page.locator(".order-item", has_text=onto).bounding_box()
    assert begin is not None
    assert end is not None
    page.mouse.move(begin["x"] + begin["width"] / 2, begin["y"] + begin["height"] / 2)
    page.mouse.down()
    page.mouse.move(begin["x"] + begin["width"] / 2, end["y"] + end["height"] - 4, steps=12)
    page.mouse.up()


def stored(page: Page) -> list[str]:
    """Saves, and reads what the server has kept from a page that is fetched anew."""
    page.get_by_role("button", name="Save").last.click()
    expect(page.get_by_role("heading", name="You say")).to_be_visible()
    page.goto(page.url)
    return order(page)


def test_an_order_made_by_hand_by_keys_and_by_arrows_is_stored_the_same(asked):
    wanted = [PORT[1], PORT[2], PORT[0]]
    by_hand = asked("north")
    assert order(by_hand) == list(PORT)
    drag(by_hand, PORT[0], PORT[2])
    expect(by_hand.locator(".order-words")).to_have_text(wanted)
    by_keys = asked("south")
    grip(by_keys, PORT[0]).focus()
    by_keys.keyboard.press("ArrowDown")
    expect(grip(by_keys, PORT[0])).to_be_focused()
    by_keys.keyboard.press("ArrowDown")
    by_arrows = asked("guarantor", viewport=NARROW)
    for _step in range(2):
        by_arrows.get_by_role("button", name=f"Down: {PORT[0]}").click()
    assert [stored(page) for page in (by_hand, by_keys, by_arrows)] == [wanted] * 3


def test_who_does_not_see_the_page_hears_where_an_option_went(asked):
    page = asked("north")
    first, heard = order(page)[0], page.locator("form.preference [role=status]")
    expect(heard).to_have_attribute("aria-live", "polite")
    grip(page, first).press("ArrowDown")
    expect(heard).to_have_text(f"{first} is now number 2 of 3")
    grip(page, first).press("ArrowDown")
    expect(heard).to_have_text(f"{first} is now number 3 of 3")
    drag(page, order(page)[0], order(page)[1])
    expect(heard).to_have_text(f"{order(page)[1]} is now number 2 of 3")
    assert page.locator(".order-number").all_inner_texts() == ["1", "2", "3"]


def test_the_keys_do_not_move_an_option_beyond_the_ends(asked):
    page = asked("south")
    before = order(page)
    grip(page, before[0]).press("ArrowUp")
    grip(page, before[2]).press("ArrowDown")
    assert order(page) == before


@pytest.mark.parametrize(("account", "language"), [("north", "en"), ("south", "ar")])
def test_a_range_is_chosen_by_two_sliders_that_do_not_cross(site, asked, account, language):
    page = asked(account)
    page.context.add_cookies([{"name": "django_language", "value": language, "url": site.url}])
    page.reload()
    low, high = page.locator("input[name=low]"), page.locator("input[name=high]")
    lower, upper = page.locator(".slider input").all()
    for slider in (lower, upper):
        assert len(slider.get_attribute("aria-label").split()) > 4, "it says what it is the weight of, and which end"
    low.fill("2")
    high.fill("8")
    assert [lower.input_value(), upper.input_value()] == ["2", "8"]
    lower.focus()
    for _step in range(3):
        page.keyboard.press("ArrowUp")
    expect(low).to_have_value("3.5")
    upper.focus()
    page.keyboard.press("Home")  # the upper end cannot go below the lower one: it takes it along
    assert [low.input_value(), high.input_value()] == ["0", "0"]
    box = upper.bounding_box()
    half = {"x": box["width"] / 2, "y": box["height"] / 2}
    page.keyboard.press("End")
    thumb = {"x": 12 if language == "ar" else box["width"] - 12, "y": half["y"]}
    page.mouse.move(box["x"] + thumb["x"], box["y"] + thumb["y"])
    page.mouse.down()
    page.mouse.move(box["x"] + half["x"], box["y"] + half["y"], steps=6)
    page.mouse.up()
    expect(high).to_have_value("5")
    page.locator(".actions .button").first.click()
    expect(page.locator(".now .said")).to_be_visible()
    page.reload()
    assert [float(field.input_value()) for field in (low, high)] == [0, 5]
