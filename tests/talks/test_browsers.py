"""The list of sessions names browsers in plain words."""

from __future__ import annotations

import pytest

from goodoffices.talks.access.browsers import browser_in_words

_LIKE = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Windows"),
        (f"Mozilla/5.0 (X11; Linux x86_64) {_LIKE} Chrome/140.0.0.0 Safari/537.36", "Chrome on Linux"),
        (f"Mozilla/5.0 (Windows NT 10.0) {_LIKE} Chrome/140.0.0.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        (f"Mozilla/5.0 (Linux; Android 10; K) {_LIKE} Chrome/140.0.0.0 Mobile Safari/537.36", "Chrome on Android"),
        (f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {_LIKE} Chrome/140.0.0.0 Safari/537.36", "Chrome on ChromeOS"),
        (
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
                "Version/18.5 Safari/605.1.15"
            ),
            "Safari on macOS",
        ),
        (
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
                "FxiOS/140.0 Mobile/15E148 Safari/605.1.15"
            ),
            "Firefox on iPhone",
        ),
        ("Mozilla/5.0 (PlayStation) Firefox/1.0", "Firefox"),
        ("curl/8.5.0", "another browser"),
        ("", "another browser"),
        ("<script>Firefox/140.0 on Windows</script>", "another browser"),
    ],
)
def test_a_browser_is_named_in_words_and_an_unknown_one_is_not_guessed(agent, words):
    assert browser_in_words(agent) == words
