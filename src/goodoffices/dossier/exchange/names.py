"""From the names of a scenario, which hold anything, to the ids of a dossier."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable

from goodoffices.dossier.names import why_not_an_id
from goodoffices.dossier.signs import without_forbidden, without_selectors

__all__ = ["clean", "ids"]

_LONGEST = 40
_NO_NAME = "(no name)"


def clean(text: str) -> str:
    """A name as a label: spaces made single; signs that a dossier does not hold left out (control signs, invisible
    ones, those that turn the direction of text)."""
    spaced = "".join(" " if sign.isspace() else sign for sign in text)
    kept = "".join(sign for sign in without_forbidden(spaced) if unicodedata.category(sign) not in {"Cc", "Cs", "Cn"})
    return " ".join(unicodedata.normalize("NFC", kept).split()) or _NO_NAME


def ids(names: Iterable[str], taken: Collection[str] = ()) -> tuple[str, ...]:
    """An id for each name, in order: valid, each another, none of `taken`.

    Variation selectors are left out, other signs that an id cannot hold become `-`, a number gets an `n` before it
    (`-5` becomes `minus5`), and a name that comes to the same as one before it is counted (`-2`). The same names always
    give the same ids.
    """
    used = set(taken)
    found = []
    for name in names:
        plain = _plain(name)
        best, count = plain, 1
        while best in used:
            count += 1
            best = f"{plain}-{count}"
        used.add(best)
        found.append(best)
    return tuple(found)


def _plain(name: str) -> str:
    label = without_selectors(clean(name))
    minus = "minus" if label[:1] in "-−" and label[1:2].isdecimal() else ""
    letters = "".join(sign if not why_not_an_id(f"a{sign}a") else "-" for sign in label)
    parts = [part for part in letters.replace("..", "-").split("-") if part.strip("._")]
    short = (minus + "-".join(parts).strip("._"))[:_LONGEST].rstrip("-._")
    if not short:
        return "x"
    return short if not why_not_an_id(short) else f"n{short}"
