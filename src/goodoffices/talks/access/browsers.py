"""What a browser says of itself, in plain words."""

from __future__ import annotations

from django.utils.translation import gettext as _

__all__ = ["browser_in_words"]

# Nearly every browser also names those it wants to be taken for, so the first that fits counts.
_BROWSERS = (
    ("Edg/", "Edge"),
    ("EdgA/", "Edge"),
    ("EdgiOS/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("YaBrowser/", "Yandex"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chromium/", "Chromium"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Macintosh", "macOS"),
    ("Linux", "Linux"),
)


def browser_in_words(agent: str) -> str:
    """`Firefox on Windows`; what is not known is not guessed: `Firefox`, or `another browser`."""
    browser = next((name for sign, name in _BROWSERS if sign in agent), "")
    system = next((name for sign, name in _SYSTEMS if sign in agent), "")
    if not browser or not agent.startswith("Mozilla/5.0 ("):
        return _("another browser")
    return _("%(browser)s on %(system)s") % {"browser": browser, "system": system} if system else browser
