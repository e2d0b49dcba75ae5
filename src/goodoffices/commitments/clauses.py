"""The words of a clause, compared whatever their line ends and blanks are."""

from __future__ import annotations

import hashlib
import unicodedata

__all__ = ["clause_hash", "same_words"]


def same_words(text: str) -> str:
    """The text in one line: normal form C, one blank wherever there is any."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def clause_hash(text: str) -> str:
    """`sha256:…` of the words of a clause in UTF-8, however they are broken into lines; "" of no words."""
    words = same_words(text)
    return f"sha256:{hashlib.sha256(words.encode()).hexdigest()}" if words else ""
