"""The canonical form: JSON by RFC 8785 (Rundgren, Jordan, Erdtman 2020), a hash for each part, one hash for the whole.

Every word of every language version, every key of a signatory and every hash of an annex is a part with a hash of its
own. What is signed is the hash of the table of all parts, so that one hash binds them all, and so that a changed part
can still be named.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

import rfc8785

from goodoffices.agreement.model import Agreement, Annex, Article, Signatory

__all__ = ["FORMAT", "canonical", "digest", "hash_of", "leaves_of", "parts_of", "plain"]

FORMAT = "goodoffices/agreement/1"


def canonical(value: Any) -> bytes:
    """The one way in which a value is written as JSON."""
    return rfc8785.dumps(value)


def digest(purpose: str, data: bytes) -> str:
    """SHA-256 of bytes for one purpose, 64 digits: a hash made for one purpose fits no other."""
    return hashlib.sha256(f"{FORMAT}/{purpose}\0".encode() + data).hexdigest()


def plain(agreement: Agreement) -> dict[str, Any]:
    """The agreement as the keys and values of its file. Articles keep their order by standing in a list."""
    return {
        "adopted": agreement.adopted,
        "annexes": [_annex(annex) for annex in agreement.annexes],
        "articles": [_article(article) for article in agreement.articles],
        "closing": dict(agreement.closing),
        "id": agreement.id,
        "languages": list(agreement.languages),
        "place": dict(agreement.place),
        "preamble": {language: list(texts) for language, texts in agreement.preamble.items()},
        "prevails": agreement.prevails,
        "signatories": [_signatory(each) for each in agreement.signatories],
        "title": dict(agreement.title),
    }


def parts_of(agreement: Agreement) -> dict[str, str]:
    """The hash of each part by its path, as `articles/2/text/ar/1`; lists are counted from 1."""
    return {path: digest(f"part/{path}", canonical(value)) for path, value in leaves_of(agreement)}


def leaves_of(agreement: Agreement) -> Iterator[tuple[str, Any]]:
    """Every part of the text with its path."""
    return _leaves(plain(agreement), "")


def hash_of(parts: Mapping[str, str]) -> str:
    """The hash of the whole, which is what signatories sign: 64 digits."""
    return digest("text", canonical({"format": FORMAT, "parts": dict(parts)}))


def _leaves(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Every text and number with its path. What is empty is a part too: nothing can be put in its place."""
    if isinstance(value, dict) and value:
        for key, below in value.items():
            yield from _leaves(below, f"{path}/{key}" if path else key)
    elif isinstance(value, list) and value:
        for place, below in enumerate(value, 1):
            yield from _leaves(below, f"{path}/{place}")
    else:
        yield path, value


def _article(article: Article) -> dict[str, Any]:
    text = {language: list(texts) for language, texts in article.text.items()}
    return {"heading": dict(article.heading), "id": article.id, "text": text}


def _annex(annex: Annex) -> dict[str, Any]:
    told = {"file": annex.file, "id": annex.id, "sha256": annex.sha256, "size": annex.size}
    return {**told, "title": dict(annex.title)}


def _signatory(each: Signatory) -> dict[str, Any]:
    return {"acts": each.acts, "id": each.id, "key": each.key, "name": dict(each.name), "role": each.role}
