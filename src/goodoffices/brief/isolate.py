"""Words written from right to left inside text written from left to right.

A name in Arabic or Hebrew letters pulls the numbers and signs behind it to its other side, as the Unicode
Bidirectional Algorithm asks (Unicode Standard Annex 9). Isolates around the name keep it to itself.
"""

from __future__ import annotations

import re
from typing import Any

__all__ = ["isolated", "isolated_below"]

_OPEN, _CLOSE = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_RTL = "\u0590-\u065f\u066a-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_BETWEEN = "[ \u00a0'’\"“”«»./()\u2010\u200c\u200d-]{1,3}"
"""What may stand between two words of one name. Digits, signs, commas and middle dots part one name from the next."""
_RUN = re.compile(f"[{_RTL}]+(?:{_BETWEEN}[{_RTL}]+)*\\)?")
_RTL_WORD = re.compile(f"[{_RTL}]+")
_OTHER_WORD = re.compile(f"[^\\W\\d_{_RTL}]+")
_PROSE = 6
"""So many words from right to left, and twice as many as others, are prose: it orders itself, and isolates within it
would put its parts in the wrong order."""


def isolated(text: str) -> str:
    """The text with each run of words from right to left between isolates; any other text as it is."""
    if text.isascii() or _OPEN in text or not (words := len(_RTL_WORD.findall(text))):
        return text
    if words >= _PROSE and words >= 2 * len(_OTHER_WORD.findall(text)):
        return text
    return _RUN.sub(_between_isolates, text)


def isolated_below(part: Any) -> Any:
    """The same dictionaries and lists with every text isolated but addresses: those are copied letter for letter."""
    if isinstance(part, str):
        return isolated(part)
    if isinstance(part, dict):
        if str(part.get("url", "")).startswith("http") or part.get("direction") == "rtl":
            return part  # an address, or a section that is written from right to left as a whole
        return {key: below if key in {"id", "url"} else isolated_below(below) for key, below in part.items()}
    return [isolated_below(below) for below in part] if isinstance(part, list) else part


def _between_isolates(run: re.Match[str]) -> str:
    """A closing bracket belongs to the run only if the run opened it."""
    name = run[0]
    if name.endswith(")") and name.count(")") > name.count("("):
        return f"{_OPEN}{name[:-1]}{_CLOSE})"
    return f"{_OPEN}{name}{_CLOSE}"
