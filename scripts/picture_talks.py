"""Take the pictures of the documentation: a demonstration is served, and a browser looks at its pages.

Run it from the root of the source tree: `.venv/bin/python scripts/picture_talks.py`. It needs Chromium and pngquant,
both from the distribution's packages, and writes docs/images/talks/*.png. All in the pictures is the demonstration's.
"""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

OUT = Path("docs/images/talks")
CHROMIUM = "/usr/bin/chromium"
WIDE = {"width": 1280, "height": 860}
PHONE = {"width": 390, "height": 844}
LANGUAGES = ("en", "ar", "fa", "fr", "kk", "ru", "tr")
HEAVIEST = 120_000  # bytes a picture may weigh
COLOURS = 96
PATIENCE = 300  # seconds


@contextmanager
def demonstration() -> Iterator[tuple[str, dict[str, str]]]:
    """`goodoffices serve --demo` on a free port: its address, and the passphrase of each account."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        command = [sys.executable, "-m", "goodoffices", "serve", "--demo", "--port", str(port)]
        server = subprocess.Popen(command, stdout=said, stderr=said)
        try:
            latest = time.monotonic() + PATIENCE
            while server.poll() is None and time.monotonic() < latest:
                said.seek(0)
                printed = said.read()
                if f"localhost:{port}" in printed:
                    break
                time.sleep(0.2)
            else:
                raise SystemExit(f"The demonstration did not start:\n{printed}")
            yield f"http://localhost:{port}", dict(re.findall(r"^  (\w+) +(\S{15,}) {2,}\S", printed, re.MULTILINE))
        finally:
            server.terminate()
            server.wait()


class Pictures:
    """Browsers of the people of the demonstration, and what is kept of their pages."""

    def __init__(self, browser: Browser, url: str, accounts: dict[str, str]) -> None:
        self.browser, self.url, self.accounts = browser, url, accounts

    def sign_in(self, account: str, *, view: dict[str, int] = WIDE, language: str = "en") -> Page:
        """A page at the process, for somebody who has signed in."""
        context = self.browser.new_context(base_url=self.url, viewport=view, timezone_id="UTC")
        context.add_cookies([{"name": "django_language", "value": language, "url": self.url}])
        page = context.new_page()
        page.set_default_timeout(PATIENCE * 1000)
        page.goto("/sign-in/")
        page.locator("[name=login]").fill(account)
        page.locator("[name=password]").fill(self.accounts[account])
        page.locator("[name=password]").press("Enter")
        page.locator(".tile a").first.click()
        page.wait_for_url("**/p/*/")
        return page

    def keep(self, page: Page, name: str) -> None:
        """What the window shows, in few colours, as OUT/name.png."""
        page.evaluate("document.fonts.ready")
        command = ["pngquant", "--nofs", "--strip", str(COLOURS), "-"]
        seen = page.screenshot(animations="disabled")
        picture = subprocess.run(command, input=seen, stdout=subprocess.PIPE, check=True)
        if len(picture.stdout) > HEAVIEST:
            raise SystemExit(f"{name}.png weighs {len(picture.stdout)} bytes; {HEAVIEST} are allowed.")
        (OUT / f"{name}.png").write_bytes(picture.stdout)
        print(f"{name}.png  {len(picture.stdout) // 1000} kB")


def mediator(pictures: Pictures) -> None:
    """What the mediator's team sees."""
    page = pictures.sign_in("mediator")
    process = page.url
    pictures.keep(page, "overview")
    page.goto(f"{process}people/")
    pictures.keep(page, "people")
    page.goto(f"{process}analysis/")
    page.locator(".ask-settlement button").click()
    page.locator(".candidate").first.wait_for()
    page.evaluate("document.querySelector('.findings').scrollIntoView({block: 'start'})")
    pictures.keep(page, "analysis")
    a_second_version(page, process)
    pictures.keep(page, "text-comparison")
    page.goto(f"{process}audit/")
    pictures.keep(page, "record")


def a_second_version(page: Page, process: str) -> None:
    """Settle one bracket of the draft, publish, and look at what changed."""
    page.goto(f"{process}text/")
    page.locator("a[href*='/text/draft/']").first.click()
    page.locator("a[href*='/clause/settle/']").first.click()
    page.locator("input[name=choice]").first.check()
    page.locator("main form .button").first.click()
    page.locator("a[href$='/publish/']").click()
    page.locator("main form .button").first.click()
    page.locator("a[href$='/compare/']").click()
    page.wait_for_load_state()


def delegation(pictures: Pictures) -> None:
    """What a delegation sees."""
    page = pictures.sign_in("opp")
    process = page.url
    page.goto(f"{process}preferences/")
    pictures.keep(page, "preferences")
    page.goto(f"{process}preferences/state/?question=2")
    page.evaluate("document.querySelector('form.preference').scrollIntoView({block: 'start'})")
    pictures.keep(page, "question")
    proposal(page, process)
    page.evaluate("document.querySelector('#answer').scrollIntoView({block: 'start'})")
    pictures.keep(page, "proposal")


def proposal(page: Page, process: str) -> None:
    """The proposal of the demonstration."""
    page.goto(f"{process}proposals/")
    page.locator("#proposals a").first.click()
    page.wait_for_load_state()


def on_a_phone(pictures: Pictures) -> None:
    """The same on a phone."""
    page = pictures.sign_in("opp", view=PHONE)
    proposal(page, page.url)
    pictures.keep(page, "proposal-phone")


def in_every_language(pictures: Pictures) -> None:
    """The same page of a delegation in each language of the interface."""
    for language in LANGUAGES:
        page = pictures.sign_in("gov", view=PHONE, language=language)
        page.goto(f"{page.url}preferences/state/?question=2")
        page.evaluate("document.querySelector('form.preference').scrollIntoView({block: 'start'})")
        pictures.keep(page, f"question-{language}")
        page.context.close()


def main() -> None:
    """Take all of them."""
    OUT.mkdir(parents=True, exist_ok=True)
    steps: tuple[Callable[[Pictures], None], ...] = (mediator, delegation, on_a_phone, in_every_language)
    with demonstration() as (url, accounts), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for step in steps:
            step(Pictures(browser, url, accounts))
        browser.close()


if __name__ == "__main__":
    main()
