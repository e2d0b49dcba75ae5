"""The same promises from right to left, on a narrow screen: each page is opened once, by the first who may open it."""

from __future__ import annotations

import pytest
from tests.talks.browser import survey
from tests.talks.browser.conftest import opened, sign_in
from tests.talks.browser.survey import ALL_BUT_CONTRAST, NARROW, NOBODY, Seen, barriers


@pytest.fixture(scope="module")
def seen(site, chromium) -> list[Seen]:
    """Every page, in Arabic."""
    found: list[Seen] = []
    for account in (NOBODY, "mediator", "north", "administrator"):
        page = opened(chromium, site, viewport=NARROW)
        page.context.add_cookies([{"name": "django_language", "value": "ar", "url": site.url}])
        if account != NOBODY:
            sign_in(page, account)
        known = {one.name for one in found}
        new = {name: where for name, where in survey.addresses(site, account).items() if name not in known}
        for one in survey.opened_in_turn(page, account, new):
            one.barriers = barriers(page, ALL_BUT_CONTRAST)
            survey.narrow(page, one)
            found.append(one)
        page.context.close()
    return found


def test_a_screen_reader_and_a_keyboard_reach_everything_from_right_to_left(seen):
    assert [line for one in seen for line in one.says(one.barriers)] == []
    assert {one.direction for one in seen if one.name != "text_print"} == {"rtl"}


def test_every_page_fits_a_narrow_screen_in_arabic_and_no_text_leaves_its_box(seen):
    assert [line for one in seen for line in one.says(one.misfits)] == []
