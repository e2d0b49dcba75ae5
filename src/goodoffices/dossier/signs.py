"""Signs that no text of a dossier may hold: with them it could show other words than it holds.

Kept are the joiners and the marks of direction that scripts need between letters (U+200C and U+200D, U+200E, U+200F
and U+061C): they turn no text round, and Persian, Indic, Arabic and Hebrew words are wrong without them.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["forbidden", "named_sign", "without_forbidden"]

_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff"
_TURNING = "\u202a-\u202e\u2066-\u2069"
_UNSEEN = (
    "\u00ad\u115f\u1160\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f"
)
_FORBIDDEN = re.compile(f"[{_CONTROL}{_TURNING}{_UNSEEN}]")
_TURNS = re.compile(f"[{_TURNING}]")
_SEEN_BY_NONE = re.compile(f"[{_UNSEEN}]")


def forbidden(text: str) -> re.Match[str] | None:
    """The first sign of a text that is not read, if it holds one."""
    return _FORBIDDEN.search(text)


def without_forbidden(text: str) -> str:
    """The text without the signs that are not read."""
    return _FORBIDDEN.sub("", text)


def named_sign(sign: str) -> str:
    """A sign that is not read, as a reader of an error needs it: its kind, its code point, its name."""
    kind = "control character"
    if _TURNS.match(sign):
        kind = "sign that turns the direction of text,"
    elif _SEEN_BY_NONE.match(sign):
        kind = "invisible sign"
    name = unicodedata.name(sign, "").lower()
    return f"{kind} U+{ord(sign):04X}{f' ({name})' if name else ''}"
