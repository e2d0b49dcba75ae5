"""Would it hold, and who could host, in a real browser on a telephone: from a package to an answer, also from right to
left."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from tests.talks.browser.survey import Seen, barriers, narrow
from tests.talks.test_hold import EXAMPLES, HOSTS

PHONE = {"width": 320, "height": 640}
SLOW = 240_000


def fits(page: Page, name: str) -> None:
    page.evaluate("() => document.querySelectorAll('main details').forEach(part => part.open = true)")
    seen = Seen("mediator", name, page.url)
    narrow(page, seen)
    assert seen.misfits == []
    assert barriers(page) == []


def in_arabic(page: Page, site) -> None:
    page.context.add_cookies([{"name": "django_language", "value": "ar", "url": site.url}])
    page.reload()
    assert page.locator("html").get_attribute("dir") == "rtl"


@pytest.fixture
def phone(browser_for) -> Page:
    return browser_for("mediator", viewport=PHONE)


def test_a_package_becomes_a_model_in_words_and_an_answer_that_fits_a_telephone(site, phone):
    phone.goto(f"{site.process}hold/start/")
    phone.locator("[name=package]").select_option(index=1)
    phone.get_by_role("button", name="Lay it on the desk").click(timeout=SLOW)
    expect(phone.locator("h1")).to_have_text("Change the model in words", timeout=SLOW)
    phone.locator("[name=by]").fill("Desk officer, 2031-03-01")
    phone.locator("[name=m0o0moves]").select_option("forward")
    fits(phone, "hold_words")
    phone.get_by_role("button", name="Save and work it out").click(timeout=SLOW)
    findings = phone.locator(".findings")
    expect(findings).to_contain_text("Whose judgement this rests on", timeout=SLOW)
    expect(phone.locator("main")).to_contain_text("Desk officer, 2031-03-01")
    expect(phone.locator("main")).to_contain_text("once done it stays")
    fits(phone, "hold_model")
    in_arabic(phone, site)
    expect(phone.locator(".findings")).to_have_attribute("dir", "ltr")
    fits(phone, "hold_model")
    assert site.complaints == []


def test_hosts_stand_side_by_side_on_a_telephone_with_what_a_party_told(site, phone):
    phone.goto(f"{site.process}hosts/load/")
    phone.locator("[name=text]").fill(HOSTS)
    phone.locator("[name=store]").set_input_files(str(EXAMPLES / "astana-2017" / "record.csv"))
    phone.locator("[name=weights]").fill("balance: 1..2\nlargest_distance: 1..3")
    phone.get_by_role("button", name="Save and compare").click(timeout=SLOW)
    phone.get_by_role("link", name="Record what a party said").click(timeout=SLOW)
    phone.locator("[name=party]").select_option("north")
    phone.locator("[name=candidate]").select_option("KAZ")
    phone.locator("[name=low]").fill("60")
    phone.locator("[name=high]").fill("80")
    phone.get_by_role("button", name="Record it").click(timeout=SLOW)
    expect(phone.locator(".findings")).to_contain_text("Intra-Syrian talks", timeout=SLOW)
    expect(phone.locator("main")).to_contain_text("60–80")
    fits(phone, "hosts_version")
    in_arabic(phone, site)
    fits(phone, "hosts_version")
    assert site.complaints == []
