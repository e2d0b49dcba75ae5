"""From the plain values of a file to an agreement and its signatures: every kind checked, nothing guessed."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from goodoffices.agreement.draft import LANGUAGE
from goodoffices.agreement.model import ROLES, Agreement, Annex, Article, Role, Signatory, Words
from goodoffices.agreement.signature import Reservation, Signature
from goodoffices.dossier import forbidden, named_sign
from goodoffices.errors import AgreementError, Where

__all__ = ["Told", "agreement_from", "signature_from"]

_HEX = re.compile(r"[0-9a-f]+\Z")
_REMEDY = "The file was changed since it was written, or another program wrote it; ask for another copy."


@dataclass(frozen=True)
class Told:
    """A mapping of the file, its keys checked; `path` is where it stands."""

    value: Mapping[str, Any]
    path: str
    file: str

    @classmethod
    def top(cls, value: Any, file: str, known: Collection[str]) -> Told:
        """The whole file."""
        return cls.of(value, "", file, known)

    @classmethod
    def of(cls, value: Any, path: str, file: str, known: Collection[str] | None) -> Told:
        """A mapping with just these keys; None: with any."""
        if not isinstance(value, dict):
            raise AgreementError.of("this is no mapping", Where(file, key=path), _REMEDY)
        wrong = "" if known is None else next((k for k in [*value, *known] if k not in value or k not in known), "")
        if known is not None and wrong:
            what = f"the key {wrong[:60]!r} {'is not known here' if wrong in value else 'is missing'}"
            raise AgreementError.of(what, Where(file, key=path), _REMEDY)
        for key in value:
            _readable(key, path, file)
        return cls(value, path, file)

    @property
    def keys(self) -> tuple[str, ...]:
        """Its keys."""
        return tuple(self.value)

    def where(self, key: str) -> Where:
        """Where a key stands."""
        return Where(self.file, key=f"{self.path}/{key}" if self.path else key)

    def below(self, key: str, known: Collection[str] | None = None) -> Told:
        """The mapping under a key."""
        return Told.of(self.value[key], self.where(key).key, self.file, known)

    def each(self, key: str, known: Collection[str] | None = None) -> tuple[Told, ...]:
        """The mappings of a list."""
        items = enumerate(self.items(key), 1)
        return tuple(Told.of(item, f"{self.where(key).key}/{place}", self.file, known) for place, item in items)

    def items(self, key: str) -> list[Any]:
        """A list."""
        found = self.value[key]
        if not isinstance(found, list):
            raise AgreementError.of("this is no list", self.where(key), _REMEDY)
        return found

    def text(self, key: str) -> str:
        """A text, of signs that can be read."""
        found = self.value[key]
        if not isinstance(found, str):
            raise AgreementError.of("this is no text", self.where(key), _REMEDY)
        _readable(found, self.where(key).key, self.file)
        return found

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        items = {str(place): item for place, item in enumerate(self.items(key), 1)}
        below = Told(items, self.where(key).key, self.file)
        return tuple(below.text(place) for place in items)

    def words(self, key: str, languages: Sequence[str]) -> Words:
        """A text in each language, in the order of `languages`."""
        below = self.below(key)
        return {language: below.text(language) for language in _in_order(below.keys, languages)}

    def paragraphs(self, key: str, languages: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
        """Paragraphs in each language, in the order of `languages`."""
        below = self.below(key)
        return {language: below.texts(language) for language in _in_order(below.keys, languages)}

    def digits(self, key: str, number: int) -> str:
        """So many hexadecimal digits."""
        found = self.text(key)
        if len(found) != number or not _HEX.match(found):
            raise AgreementError.of(f"this is not {number} hexadecimal digits", self.where(key), _REMEDY)
        return found


def agreement_from(told: Told) -> Agreement:
    """The text of a file. Raises AgreementError for what is none."""
    known = ("adopted", "annexes", "articles", "closing", "id", "languages", "place", "preamble", "prevails")
    told = Told.of(told.value, told.path, told.file, (*known, "signatories", "title"))
    languages = told.texts("languages")
    if not languages or not all(LANGUAGE.fullmatch(language) for language in languages):
        raise AgreementError.of("these are no tags of languages", told.where("languages"), _REMEDY)
    return Agreement(
        told.text("id"),
        languages,
        told.text("prevails"),
        told.words("title", languages),
        told.text("adopted"),
        told.words("place", languages),
        told.paragraphs("preamble", languages),
        tuple(
            Article(each.text("id"), each.words("heading", languages), each.paragraphs("text", languages))
            for each in told.each("articles", ("heading", "id", "text"))
        ),
        told.words("closing", languages),
        tuple(_annex(each, languages) for each in told.each("annexes", ("file", "id", "sha256", "size", "title"))),
        tuple(_signatory(each, languages) for each in told.each("signatories", ("acts", "id", "key", "name", "role"))),
    )


def signature_from(told: Told) -> Signature:
    """A signature of a file; whether it holds is looked at elsewhere."""
    known = ("agreement", "body", "by", "capacity", "date", "place", "reservations", "seen", "signatory", "signature")
    told = Told.of(told.value, told.path, told.file, known)
    reservations = told.each("reservations", ("article", "text"))
    return Signature(
        told.digits("agreement", 64),
        told.text("signatory"),
        told.text("by"),
        told.text("capacity"),
        told.text("body"),
        tuple(Reservation(each.text("article"), each.text("text")) for each in reservations),
        told.text("date"),
        told.text("place"),
        told.texts("seen"),
        told.digits("signature", 128),
    )


def _annex(told: Told, languages: Sequence[str]) -> Annex:
    size = told.value["size"]
    if not isinstance(size, int) or isinstance(size, bool) or not 0 <= size < 2**53:
        raise AgreementError.of("this is no whole number", told.where("size"), _REMEDY)
    return Annex(told.text("id"), told.words("title", languages), told.text("file"), told.digits("sha256", 64), size)


def _signatory(told: Told, languages: Sequence[str]) -> Signatory:
    role = told.text("role")
    if role not in ROLES:
        raise AgreementError.of(f"{role[:40]!r} is no role", told.where("role"), _REMEDY)
    key = told.digits("key", 64)
    return Signatory(told.text("id"), told.words("name", languages), cast("Role", role), key, told.text("acts"))


def _in_order(keys: Sequence[str], languages: Sequence[str]) -> list[str]:
    """JSON in its canonical form sorts its keys; the languages of an agreement have an order of their own."""
    return [*(each for each in languages if each in keys), *(each for each in keys if each not in languages)]


def _readable(text: str, path: str, file: str) -> None:
    if bad := forbidden(text):
        raise AgreementError.of(f"the {named_sign(bad.group())} is not read", Where(file, key=path), _REMEDY)
