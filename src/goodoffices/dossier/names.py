"""What may be the id of a party, an issue, an option, a text or a source."""

from __future__ import annotations

import unicodedata

from goodoffices.dossier.signs import forbidden, named_sign, unseen

__all__ = ["LONGEST", "RESERVED", "why_not_an_id"]

RESERVED = frozenset({"requires", "excludes", "if", "then", "and"})
"""Words of the grammar of linkages."""
LONGEST = 80
_KINDS = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Nd", "Nl", "No"})
_JOINERS = frozenset("_-.\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}")


def why_not_an_id(text: str) -> str:
    """What is wrong with a text as an id, or "" when it is one.

    An id is made of letters of any script, digits, `_`, `-` and `.`; it starts with a letter, a digit or `_`, is not
    a number, holds no `..`, and is not a word of the grammar.
    """
    if not text:
        return "is empty"
    if len(text) > LONGEST:
        return f"is longer than {LONGEST} characters"
    for sign in text:
        # Persian and Indic words may hold a joiner; every other unseen sign is refused (here or by the reader).
        if sign in _JOINERS:
            continue
        if unseen(sign) or forbidden(sign):
            return f"contains the {named_sign(sign)}"
        if unicodedata.category(sign) not in _KINDS:
            return f"contains {'a space' if sign.isspace() else f'`{sign}`'}"
    if ".." in text:
        return "contains `..`, which writes an interval"
    if not (text[0] == "_" or unicodedata.category(text[0])[0] in "LN"):
        return "does not start with a letter, a digit or `_`"
    if all(sign in "._-" or unicodedata.category(sign)[0] == "N" for sign in text):
        return "looks like a number and needs a letter"
    return f"is a word of the grammar ({', '.join(sorted(RESERVED))})" if text in RESERVED else ""
