"""An agreement as it was adopted: one text in several languages, its annexes, and who may sign it with which key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

__all__ = ["ROLES", "Agreement", "Annex", "Article", "Role", "Signatory", "Words", "right_to_left"]

Words = Mapping[str, str]
"""The same in each language, by its tag (BCP 47)."""
Role = Literal["party", "guarantor", "mediator", "witness"]
ROLES: Mapping[str, str] = {
    "party": "party",
    "guarantor": "guarantor",
    "mediator": "mediator",
    "witness": "witness",
}
_RIGHT_TO_LEFT = {"ar", "fa", "he", "ps", "ur", "ckb", "dv", "yi"}


def right_to_left(language: str) -> bool:
    """Whether a language is written from right to left."""
    return language.partition("-")[0].lower() in _RIGHT_TO_LEFT


@dataclass(frozen=True)
class Article:
    """An article: its heading (may be empty) and its paragraphs, as many in each language."""

    id: str
    heading: Words = field(hash=False)
    text: Mapping[str, tuple[str, ...]] = field(hash=False)


@dataclass(frozen=True)
class Annex:
    """An annex is a file: what it is, its name, its SHA-256 (64 digits) and its size in bytes."""

    id: str
    title: Words = field(hash=False)
    file: str
    sha256: str
    size: int


@dataclass(frozen=True)
class Signatory:
    """Who may sign: in which role, by which public key (Ed25519, 64 digits), and who acts on which device."""

    id: str
    name: Words = field(hash=False)
    role: Role
    key: str
    acts: str


@dataclass(frozen=True)
class Agreement:
    """The whole text. `languages` are the versions, in their order; `prevails` is the one that prevails where they
    differ, "" when all are equally authentic. `adopted` is a day as YYYY-MM-DD."""

    id: str
    languages: tuple[str, ...]
    prevails: str
    title: Words = field(hash=False)
    adopted: str
    place: Words = field(hash=False)
    preamble: Mapping[str, tuple[str, ...]] = field(hash=False)
    articles: tuple[Article, ...]
    closing: Words = field(hash=False)
    annexes: tuple[Annex, ...]
    signatories: tuple[Signatory, ...]

    def signatory(self, name: str) -> Signatory | None:
        """Who bears this id, if anybody."""
        return next((each for each in self.signatories if each.id == name), None)

    def number(self, article: str) -> int:
        """The number of an article, from 1; 0 where there is none of this id."""
        return next((place for place, each in enumerate(self.articles, 1) if each.id == article), 0)
