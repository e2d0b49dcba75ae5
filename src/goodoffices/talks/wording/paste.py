"""Articles and clauses from a text pasted as plain words.

A line that begins "Article 1", "Статья 1", "المادة 1" opens an article. A line that begins with a number ("1.", "1.2",
"2)", in any digits) opens a clause; where there are numbers like 1.2 and no articles by name, "1." opens an article.
A line without a number goes on with the clause before it, unless an empty line stands between them. The numbers are
taken off, since the application counts itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from goodoffices.errors import TalksError

__all__ = ["Proposed", "split_paste"]

_ARTICLE = re.compile(
    r"^\s*(?:article|articulo|artigo|artículo|статья|стаття|madde|maddə|ماده|المادة|مادة)\s*"
    r"[(\[]?(?P<number>\d+|[ivxlc]+\b)[)\]]?\s*[.:)\-–—]*\s*(?P<words>.*)$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^\s*(?P<number>\d+(?:\.\d+)*)\s*(?:[.)]|(?<=\.\d)|(?<=\.\d\d))\s*(?P<words>\S.*)$")
_DEEP = re.compile(r"^\s*\d+\.\d+")
_LONGEST_HEADING = 90


@dataclass(frozen=True)
class Proposed:
    """What a piece of the pasted text would become; `number` as it was written there."""

    words: str
    heading: bool = False
    number: str = ""


def split_paste(pasted: str) -> tuple[Proposed, ...]:
    """The articles and clauses. Raises TalksError when there are no words in it."""
    lines = pasted.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    by_name = any(_ARTICLE.match(line) for line in lines)
    by_depth = not by_name and any(_DEEP.match(line) for line in lines)
    found: list[Proposed] = []
    after_gap = True
    for line in map(str.strip, lines):
        if not line:
            after_gap = True
            continue
        opened = _opened(line, by_depth=by_depth)
        if opened is None and not after_gap and found:
            last = found[-1]
            found[-1] = Proposed(f"{last.words}\n{line}".strip(), last.heading, last.number)
        else:
            found.append(opened or Proposed(line))
        # The words of an article follow its heading without an empty line, too.
        after_gap = found[-1].heading and bool(found[-1].words)
    if not found:
        raise TalksError.of(_("there are no words in what was pasted"), remedy=_("paste the text itself"))
    return tuple(found)


def _opened(line: str, *, by_depth: bool) -> Proposed | None:
    if named := _ARTICLE.match(line):
        return Proposed(named["words"].strip(), heading=True, number=named["number"])
    if numbered := _NUMBER.match(line):
        words, number = numbered["words"].strip(), numbered["number"]
        heading = by_depth and "." not in number and len(words) <= _LONGEST_HEADING
        return Proposed(words, heading=heading, number=number)
    return None
