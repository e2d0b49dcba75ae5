"""The words by which an English clause obliges somebody, and those by which it only seems to."""

from __future__ import annotations

import re
from typing import Final

__all__ = [
    "ARTICLE",
    "BEFORE_DATE",
    "ENTRY",
    "HEADED",
    "ITEM",
    "LASTING",
    "MODAL",
    "NO_DUTY",
    "NUMBERED",
    "NUMBERS",
    "PARTIES",
    "PERIOD",
    "VERIFIED",
]

MODAL: Final = re.compile(
    r"\b(?:(?P<shall>shall|must|will)(?:\s+(?P<no1>not|never))?"
    r"|(?P<to>undertakes?|agrees?|pledges?|promises?|commits?\s+(?:itself|themselves)|(?:is|are)\s+(?:required|obliged"
    r"|bound))(?:\s+(?P<no2>not))?\s+to)(?:\s+|(?=:)|$)",
    re.IGNORECASE,
)
"""What makes a duty of what follows."""

NO_DUTY: Final = re.compile(
    r"\b(?:shall|will|must)\s+(?:not\s+)?(?:enter\s+into\s+force|come\s+into\s+force|mean|means|have\s+the\s+(?:meaning"
    r"|right)|be\s+(?:deemed|construed|interpreted|understood|considered|read|binding|entitled|free|null|called|known)"
    r"|form\s+(?:an?\s+)?(?:integral\s+)?part|prevail|constitute|apply|affect|prejudice|remain\s+in\s+force|take\s+"
    r"effect|expire|lapse|consist|comprise|include)\b|\bfor\s+the\s+purposes?\s+of\s+this\b",
    re.IGNORECASE,
)
"""What a text says of itself or of its words; nobody has to do it."""

PARTIES: Final = re.compile(
    r"\b(?:(?:the|both|all|each|either)\s+(?:of\s+the\s+)?(?:two\s+)?|neither\s+)(?:part(?:y|ies)|sides?)\b",
    re.IGNORECASE,
)
"""All parties, by no name."""

_WORDS: Final = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
NUMBERS: Final = {word: place for place, word in enumerate(_WORDS, 1)} | {
    "a": 1,
    "an": 1,
    "thirty": 30,
    "forty": 40,
    "forty-five": 45,
    "sixty": 60,
    "ninety": 90,
}

PERIOD: Final = re.compile(
    r"\b(?:within|(?:no|not)\s+later\s+than|in\s+no\s+more\s+than)\s+(?:a\s+period\s+of\s+)?"
    rf"(?P<count>\d{{1,4}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})\s+(?:\(\d+\)\s+)?"
    r"(?P<kind>(?:calendar|consecutive|working|business)\s+)?(?P<unit>hour|day|week|month|year)s?"
    r"(?:\s+(?:of|after|from|following)\s+(?P<after>[^,;.:]*?))?"
    r"(?=\s*(?:[,;.:]|$)|\s+(?:and|under|verified|confirmed|as\s+verified|to\s+be)\b)",
    re.IGNORECASE,
)
ENTRY: Final = re.compile(
    r"\b(?:entry|entering|coming)\s+into\s+force\b|\benters?\s+into\s+force\b|\beffective\s+date\b|\bcomes?\s+into\s+"
    r"force\b",
    re.IGNORECASE,
)
"""The day on which the agreement enters into force; a signature is not that day."""
BEFORE_DATE: Final = re.compile(
    r"\b(?P<word>by|(?:no|not)\s+later\s+than|on\s+or\s+before|before|on)\s+(?:the\s+)?$", re.IGNORECASE
)
LASTING: Final = re.compile(
    r"\b(?:at\s+all\s+times|throughout|permanently|for\s+as\s+long\s+as|continue|refrain|respect|maintain|keep|ensure"
    r"|guarantee|abstain|cease|observe|protect)\b",
    re.IGNORECASE,
)
VERIFIED: Final = re.compile(
    r"(?:,\s*)?(?:\b(?:as|to\s+be|which\s+(?:is|are)\s+to\s+be|and\s+be|and)\s+)?\b(?:(?:verified|confirmed|certified"
    r"|witnessed|inspected|monitored|supervised)\s+by|under\s+the\s+(?:supervision|verification|monitoring|observation)"
    r"\s+of|subject\s+to\s+(?:verification|confirmation)\s+by|in\s+the\s+presence\s+of)\s+(?P<by>[^,;.:]+)",
    re.IGNORECASE,
)
ARTICLE: Final = re.compile(
    r"^[ \t]*(?:(?:article|section|clause|paragraph|chapter)\s+(?P<word>\d+(?:\.\d+)*|[IVXLC]+)\b"
    r"|(?P<number>\d+(?:\.\d+)*)[.)]?(?=\s+\S)|(?P<letter>\([a-z0-9]{1,3}\))\s)",
    re.IGNORECASE | re.MULTILINE,
)
"""What a line begins with that has a number of its own."""
HEADED: Final = re.compile(
    r"^\s*(?:article|section|clause|paragraph|chapter)\s+(?:\d+(?:\.\d+)*|[ivxlc]+)\b[^\n]*\n+", re.IGNORECASE
)
NUMBERED: Final = re.compile(r"^\s*(?:\d+(?:\.\d+)*[.)]?|\([a-z0-9]{1,3}\)|[–—-])\s+", re.IGNORECASE)
ITEM: Final = re.compile(r"(?:^|(?<=\s))\(([a-z]|[ivx]{1,4})\)\s+", re.IGNORECASE)
