"""Signs that no text of a dossier may hold, or no id: with them it could show other words than it holds.

Kept are the joiners and the marks of direction that scripts need between letters (U+200C and U+200D, U+200E, U+200F
and U+061C): they turn no text round, and Persian, Indic, Arabic and Hebrew words are wrong without them. Texts, but no
ids, keep the variation selectors too, with which emoji, ideographs and Mongolian letters are written.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["forbidden", "named_sign", "unseen", "without_forbidden", "without_selectors"]

_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff"
_TURNING = "\u202a-\u202e\u2066-\u2069"
_MARKS = "\u061c\u200c-\u200f"
_SELECTORS = "\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
"""Variation_Selector of the Unicode standard."""
_IGNORABLE = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff0-\ufff8"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
"""Default_Ignorable_Code_Point of the standard, which a page shows as nothing, without what stands above."""
_UNSEEN = _IGNORABLE + "\ufff9-\ufffb\U00013430-\U0001343f"
"""And the formats of annotations and of hieroglyphs, which most pages show as nothing."""

_FORBIDDEN = re.compile(f"[{_CONTROL}{_TURNING}{_UNSEEN}]")
_TURNS = re.compile(f"[{_TURNING}]")
_SEEN_BY_NONE = re.compile(f"[{_UNSEEN}{_MARKS}{_SELECTORS}]")
_SELECTS = re.compile(f"[{_SELECTORS}]")


def forbidden(text: str) -> re.Match[str] | None:
    """The first sign of a text that is not read, if it holds one."""
    return _FORBIDDEN.search(text)


def without_forbidden(text: str) -> str:
    """The text without the signs that are not read."""
    return _FORBIDDEN.sub("", text)


def without_selectors(text: str) -> str:
    """The text without variation selectors, which no id holds."""
    return _SELECTS.sub("", text)


def unseen(sign: str) -> bool:
    """Whether a sign is shown as nothing, be it read or not."""
    return bool(_SEEN_BY_NONE.match(sign))


def named_sign(sign: str) -> str:
    """A sign that is not read, as a reader of an error needs it: its kind, its code point, its name."""
    kind = "control character"
    if _TURNS.match(sign):
        kind = "sign that turns the direction of text,"
    elif unseen(sign):
        kind = "invisible sign"
    name = unicodedata.name(sign, "").lower()
    return f"{kind} U+{ord(sign):04X}{f' ({name})' if name else ''}"
