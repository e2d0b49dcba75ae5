"""Two delegations sign an agreement, each in a browser of its own with a key of its own and a passkey; it is verified
without the server."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from click.testing import CliRunner
from playwright.sync_api import Page, expect
from tests.talks.browser.conftest import leads
from tests.talks.browser.survey import barriers
from tests.talks.browser.test_second_factor import again, with_authenticator

from goodoffices.agreement import Card, freeze, new_bundle, parse_draft, read_bundle, write_bundle
from goodoffices.cli import main
from goodoffices.seal.unanimity import fingerprint

WHO = {"north": "The North", "south": "The South: délégation des ports et des îles, avec les villages de la côte"}
DRAFT = {
    "agreement": "harbour",
    "languages": ["en", "ar"],
    "adopted": "2026-05-04",
    "title": {"en": "The harbour", "ar": "المرفأ"},
    "place": {"en": "The bridge", "ar": "الجسر"},
    "articles": {
        "water": {
            "heading": {"en": "1. Water", "ar": "١. المياه"},
            "text": {"en": 'Shared “daily” \\ "so".\n\nNo tolls.', "ar": "يُتقاسم.\n\nلا رسوم."},
        }
    },
    "annexes": {"map": {"title": {"en": "Map", "ar": "خريطة"}, "file": "map.txt"}},
    "signatories": {name: {"name": {"en": told, "ar": told}, "role": "party"} for name, told in WHO.items()},
}


def with_passkey(page: Page) -> Page:
    """Enrol with a passkey."""
    again(leads(with_authenticator(page).get_by_role("link", name="Add a passkey")))
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    return page


def taken(page: Page, button: str) -> dict:
    """What a button of the page about the key hands out."""
    with page.expect_download() as got:
        page.get_by_role("button", name=button).click()
    return json.loads(Path(got.value.path()).read_text(encoding="utf-8"))


def made_key(page: Page, site, acts: str) -> dict:
    """The card of a key that was made in this browser."""
    page.goto(f"{site.process}agreements/key/")
    page.get_by_label("Who acts, on which device").fill(acts)
    page.get_by_role("button", name="Make a key on this device").click()
    expect(page.get_by_role("heading", name="This device holds a key")).to_be_visible()
    card = taken(page, "Take the card")
    expect(page.locator("[data-key=fingerprint]")).to_have_text(fingerprint(card["key"]))
    return card


def frozen(cards: dict[str, dict]) -> bytes:
    annexes = {"map": bytes(range(256))}
    bound = {name: Card(card["key"], card["acts"]) for name, card in cards.items()}
    return write_bundle(new_bundle(freeze(parse_draft(json.dumps(DRAFT)), bound, annexes), annexes))


def fill(page: Page, address: str, by: str, capacity: str, body: str, reservation: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Sign in this browser").click()
    expect(page.get_by_role("button", name="Sign it")).to_be_visible()
    expect(page.locator("#same-hash")).to_be_visible()
    page.get_by_label("Who signs, with the function").fill(by)
    page.get_by_label("In what capacity").select_option(capacity)
    page.get_by_label("Who is still to decide").fill(body)
    if reservation:
        page.get_by_text("Reservations, in your own words").click()
        page.locator("[data-article=water]").fill(reservation)


def sign(page: Page, address: str, by: str, capacity: str, body: str, reservation: str) -> None:
    fill(page, address, by, capacity, body, reservation)
    assert barriers(page) == []
    page.get_by_role("button", name="Sign it").click()
    expect(page.get_by_text("You have signed. The signature holds")).to_be_visible()


def paper_taken(page: Page, file: Path) -> Path:
    """The paper as the page hands it out."""
    with page.expect_download() as got:
        page.get_by_role("link", name="The signed paper (PDF)").click()
    got.value.save_as(file)
    return file


def told_offline(*arguments: str | Path) -> dict:
    """What `goodoffices agreement verify` says; it must say that all holds."""
    command = ["agreement", "verify", "--json", *map(str, arguments)]
    with ThreadPoolExecutor() as apart:  # the browser's own loop runs in this thread
        verified = apart.submit(CliRunner().invoke, main, command).result()
    assert verified.exit_code == 0, verified.output
    return json.loads(verified.output)


def test_two_sign_in_their_browsers_with_passkeys_and_anybody_verifies_it_offline(strict_site, browser_for, tmp_path):
    site = strict_site
    site.complaints.clear()
    pages = {who: with_passkey(browser_for(who, at=site)) for who in (*WHO, "mediator")}
    cards = {who: made_key(pages[who], site, f"{who}, this browser") for who in WHO}
    assert barriers(pages["north"]) == []
    key_file = taken(pages["north"], "Take the key file of this device")
    file = tmp_path / "harbour.agreement"
    file.write_bytes(frozen(cards))

    desk = pages["mediator"]
    desk.goto(f"{site.process}agreements/put/")
    desk.locator("input[type=file]").set_input_files(file)
    desk.get_by_label("Who may see it and sign it").select_option(site.world["rooms"]["plenary"])
    desk.get_by_role("button", name="Put it on the table").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("The harbour")
    address = desk.url
    desk.get_by_role("link", name="Sign in this browser").click()
    expect(desk.locator("#no-key")).to_be_visible()
    made_key(desk, site, "the desk")
    desk.goto(f"{address}sign/here/")
    expect(desk.locator("#wrong-key")).to_be_visible()  # told before anything can be signed
    expect(desk.locator("#sign-here")).to_be_hidden()

    sent: list[tuple[str, str]] = []
    for page in pages.values():
        page.on("request", lambda request: sent.append((request.url, request.post_data or "")))
    sign(pages["north"], address, "Amina,  head", "subject to ratification", "Assembly", "“Daily” is\n not \\ hourly.")
    south = pages["south"]
    fill(south, address, "باسم، رئيس", "initialled", "", "Understood so. " * 250)
    south.get_by_role("button", name="Sign it").click()
    expect(south.locator("#no-paper")).to_contain_text("too small")  # told before anything is signed
    assert barriers(south) == []
    south.get_by_role("button", name="Sign the file alone").click()
    expect(south.get_by_text("You have signed. The signature holds")).to_be_visible()
    fill(south, address, "باسم، رئيس", "definitive", "", "")
    south.locator("[name=code]").fill("123456")
    south.get_by_role("button", name="Sign it").click()
    expect(south.locator("#sign-here .notice.error, #sign-here .errorlist").first).to_be_in_viewport()
    sign(south, address, "باسم، رئيس", "definitive", "", "")
    expect(south.locator("#came")).to_contain_text("signed in the browser, by passkey")
    paper = paper_taken(south, tmp_path / "harbour.pdf")
    assert [url for url, text in sent if key_file["signing"] in text] == []
    before = [text for url, text in sent if url.endswith("/sign/paper/")]
    assert len(before) == 4  # one for each press of the button
    assert not any("signature" in text for text in before)  # nothing signed leaves before it is confirmed
    (url, posted), *_others = [(url, text) for url, text in sent if "signed=" in text]
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    replayed = pages["north"].request.post(url, data=posted, headers=form)
    assert replayed.status == 422
    assert "The passkey did not confirm it" in replayed.text()  # what a passkey said serves once

    file.write_bytes(south.request.get(f"{south.url}signed.agreement").body())
    assert site.complaints == []
    holds_offline(file, paper, cards)


def holds_offline(file: Path, paper: Path, cards: dict[str, dict]) -> None:
    """What was signed in the two browsers, as anybody verifies it who has the two files."""
    signed = {each.capacity: each for each in read_bundle(file.read_bytes()).signatures}
    north, south = signed["subject to ratification"], signed["definitive"]
    assert (north.signatory, north.by) == ("north", "Amina, head")
    assert [each.text for each in north.reservations] == ["“Daily” is not \\ hourly."]
    assert set(south.seen) == {north.id, signed["initialled"].id}
    told = told_offline(file)["signatures"]
    assert {each["fingerprint"] for each in told} == {fingerprint(card["key"]) for card in cards.values()}
    of_paper = told_offline(paper, "--against", file, "--complete")
    assert [each["signatory"] for each in of_paper["signatures"]] == ["north", "south"]
    assert of_paper["pages_are_ours"]
