"""The second factor in a real browser: an app's codes, a passkey, recovery codes."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from tests.talks.browser.conftest import leads
from tests.talks.browser.survey import barriers
from tests.talks.codes import code_of
from tests.talks.world import PASSPHRASE


def again(page: Page) -> None:
    """Show once more that it is you, when this page asks for it."""
    if "/sign-in/again/" in page.url:
        page.get_by_label("Passphrase").fill(PASSPHRASE)
        leads(page.get_by_role("button", name="Go on"))


def passphrase_only(page: Page, account: str) -> None:
    page.goto("/sign-in/")
    page.get_by_label("Name").fill(account)
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/second-factor/authenticate/")


def with_authenticator(page: Page) -> Page:
    """Plug in a security key that answers by itself."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return page


@pytest.fixture
def complaints(strict_site):
    strict_site.complaints.clear()
    return strict_site.complaints


def test_who_has_no_second_factor_is_led_to_one_before_anything_else(strict_site, browser_for):
    page = browser_for("observer", at=strict_site)
    page.goto(strict_site.process)
    expect(page.get_by_role("heading", level=1)).to_have_text("One more step: a second factor")


def test_an_app_is_set_up_and_its_code_is_asked_for_at_the_next_sign_in(strict_site, browser_for, complaints):
    page = browser_for("north", at=strict_site)
    again(leads(page.get_by_role("link", name="Set up an app")))
    assert page.locator("img.qr").evaluate("picture => picture.naturalWidth") > 0
    page.get_by_text("The same in letters").click()
    secret = page.locator(".code code").inner_text()
    page.get_by_label("code").fill(code_of(secret))
    page.get_by_role("button", name="Set it up").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    assert barriers(page) == []
    recovery = page.locator(".codes code").all_inner_texts()
    assert len(set(recovery)) == 10

    later = browser_for(at=strict_site)
    passphrase_only(later, "north")
    later.goto(strict_site.process)
    expect(later.get_by_role("heading", level=1)).to_have_text("Your second factor")  # a passphrase alone opens nothing
    later.wait_for_load_state()
    expect(later.get_by_role("button", name="Use a passkey")).to_have_count(0)
    later.get_by_label("Code").fill("000000")
    later.get_by_role("button", name="Go on with the code").click()
    expect(later.locator(".errorlist")).to_be_visible()
    assert barriers(later) == []
    later.get_by_label("Code").fill(recovery[0])
    later.get_by_role("button", name="Go on with the code").click()
    later.wait_for_url(f"{strict_site.url}/")
    later.goto(strict_site.process)
    expect(later.get_by_role("heading", level=1)).to_have_text("Harbour")
    assert complaints == []


def test_a_passkey_is_added_signs_in_is_renamed_and_removed(strict_site, browser_for, complaints):
    page = with_authenticator(browser_for("south", at=strict_site))
    again(leads(page.get_by_role("link", name="Add a passkey")))
    page.get_by_label("What you call it").fill("Blue key")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")

    page.locator("details.menu summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in/")
    passphrase_only(page, "south")
    assert barriers(page) == []
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(f"{strict_site.url}/")
    page.goto(strict_site.process)
    expect(page.get_by_role("heading", level=1)).to_have_text("Harbour")

    page.goto("/second-factor/webauthn/")
    again(leads(page.get_by_role("link", name="Rename")))
    assert barriers(page) == []
    page.get_by_label("What you call it").fill("Green key")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("rowheader", name="Green key")).to_be_visible()
    assert barriers(page) == []
    leads(page.get_by_role("link", name="Remove"))
    assert barriers(page) == []
    page.get_by_role("button", name="Remove it").click()
    expect(page.get_by_text("No passkey yet.")).to_be_visible()
    assert complaints == []


def test_a_passkey_that_does_not_answer_is_said_in_words(strict_site, browser_for):
    page = browser_for("guarantor", at=strict_site)
    again(leads(page.get_by_role("link", name="Add a passkey")))
    page.add_init_script("navigator.credentials.create = () => Promise.reject(new Error('taken out'))")
    page.reload()
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_text("The passkey did not answer.")).to_be_visible()
