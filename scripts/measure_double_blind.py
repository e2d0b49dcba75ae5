"""How long the device of one delegation works in a double-blind question: `python scripts/measure_double_blind.py`.

In Chromium, by the pages' own module under their content policy, and by the library. Counted is what one device does:
at each of its steps, as after opening the page anew, it checks every message so far and makes its own, and in the end
it checks the whole record; not what it waits for others. The record that the browser made is checked by the library.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Route, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.seal.unanimity.session import session  # noqa: E402 (found only once the root is on the path)

from goodoffices.seal.unanimity import look, read_message, turn  # noqa: E402 (as above)

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
STATIC = ROOT / "src" / "goodoffices" / "talks" / "static" / "talks"
POLICY = "default-src 'none'; script-src 'self'"
ORIGIN = "http://unanimity.test"
TABLES, TIMES = (2, 4, 8), 5  # delegations; whole questions of each size, of which the median is told

WHOLE = """async ({ invitation, keys }) => {
  const room = await import("./unanimity.js");
  const names = [...invitation.delegations, invitation.mediator].map((holder) => holder.name);
  const raw = keys.map((key) => Uint8Array.from(key.match(/../g), (pair) => parseInt(pair, 16)));
  const secrets = names.map(() => ({}));
  const messages = [];
  let spent = 0;
  let board = room.look(invitation, messages);
  while (board.phase !== "done") {
    const made = [];
    for (const [at, name] of names.entries()) {
      if (!room.turn(board, name)) continue;
      const device = at === 0 ? await import(`./unanimity.js?${board.phase}`) : room;  // knows no proof from before
      const from = performance.now();
      const own = device.look(invitation, messages);
      const [message, kept] = own.phase === "seal"
        ? device.answer(own, name, raw[at], secrets[at], true)
        : device.proceed(own, name, raw[at], secrets[at]);
      if (at === 0) spent += performance.now() - from;
      secrets[at] = kept;
      made.push(message);
    }
    messages.push(...made);
    board = room.look(invitation, messages);
  }
  const device = await import("./unanimity.js?done");
  const from = performance.now();
  const last = device.look(invitation, messages);
  spent += performance.now() - from;
  return { messages, agreed: last.agreed, hash: last.hash, seconds: spent / 1000 };
}"""


def in_browser(browser: Browser, delegations: int) -> float:
    """Seconds of one delegation's browser; the library finds the record good."""
    page = browser.new_page()
    page.route("**/*", _answered)
    page.goto(f"{ORIGIN}/")
    one = session([True] * delegations)
    keys = [key.raw.hex() for key in one.keys.values()]
    told: dict[str, Any] = page.evaluate(WHOLE, {"invitation": one.invitation.as_dict(), "keys": keys})
    page.close()
    board = look(one.invitation, [read_message(message) for message in told["messages"]])
    if (board.agreed, board.hash(), board.refused) != (True, told["hash"], ()):
        raise SystemExit("The library does not find the browser's record good.")
    return float(told["seconds"])


def in_library(delegations: int) -> float:
    """Seconds of the same in Python, with libsodium."""
    one = session([True] * delegations)
    first, spent = next(iter(one.keys)), 0.0
    while one.board().phase != "done":
        board, made = one.board(), []
        for name in one.keys:
            if turn(board, name):
                start = time.perf_counter()
                made.append(one.make(name))
                spent += time.perf_counter() - start if name == first else 0
        one.messages += made
    start = time.perf_counter()
    last = one.board()
    spent += time.perf_counter() - start
    if last.agreed is not True:
        raise SystemExit("The record does not say that all agreed.")
    return spent


def _answered(route: Route) -> None:
    name = route.request.url.removeprefix(f"{ORIGIN}/").partition("?")[0]
    kind = "text/javascript" if name.endswith(".js") else "text/html"
    body = (STATIC / name).read_text(encoding="utf-8") if name.endswith(".js") else ""
    route.fulfill(body=body, content_type=kind, headers={"Content-Security-Policy": POLICY})


def main() -> None:
    """Measure, and print a table in Markdown."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        print(f"Chromium {browser.version}, Python {sys.version.split()[0]}\n")
        print("| Delegations | Browser | Command line |\n|---:|---:|---:|")
        for delegations in TABLES:
            found = [
                statistics.median(one(delegations) for _ in range(TIMES))
                for one in (partial(in_browser, browser), in_library)
            ]
            print(f"| {delegations} | {found[0]:.2g} s | {found[1]:.2g} s |")
        browser.close()


if __name__ == "__main__":
    main()
