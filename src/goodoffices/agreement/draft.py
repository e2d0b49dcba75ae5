"""The file of an agreement that is to be signed, as lawyers write it: YAML, every text once for each language.

Nothing is added to what stands in it: numbers of articles are part of their headings, so that what is signed is what
was adopted.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final, cast

from goodoffices.agreement.model import ROLES, Agreement, Annex, Article, Role, Signatory, Words
from goodoffices.dossier import Part, Parts, Reading, branch_parts, nearest, open_tree, quoted
from goodoffices.errors import AgreementError, DossierError

__all__ = ["KEYS", "LANGUAGE", "Card", "Draft", "freeze", "parse_draft"]

KEYS: Final = (
    *("agreement", "languages", "prevails", "title", "adopted", "place", "preamble", "articles", "closing"),
    *("annexes", "signatories"),
)
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_MOST_SIGNATORIES = 50


@dataclass(frozen=True)
class Card:
    """The public card of a signatory's device: its key and who acts."""

    key: str
    acts: str


@dataclass(frozen=True)
class Draft:
    """An adopted text before it is frozen: all but the keys of the signatories and the bytes of the annexes.

    `roles` has the names and role of each signatory by id; `files` the title and the file of each annex by id.
    """

    id: str
    languages: tuple[str, ...]
    prevails: str
    title: Words = field(hash=False)
    adopted: str
    place: Words = field(hash=False)
    preamble: Mapping[str, tuple[str, ...]] = field(hash=False)
    articles: tuple[Article, ...]
    closing: Words = field(hash=False)
    files: Mapping[str, tuple[Words, str]] = field(hash=False)
    roles: Mapping[str, tuple[Words, Role]] = field(hash=False)


def parse_draft(text: str, file: str = "") -> Draft:
    """The agreement that a file states. Raises AgreementError with all that is wrong, in the order of the file."""
    try:
        top, problems = open_tree(text, file)
        draft = _Reader(Reading(problems), top, branch_parts(top)).draft()
        problems.raise_any()
    except DossierError as error:
        raise AgreementError(*error.problems) from error
    return draft


def freeze(draft: Draft, cards: Mapping[str, Card], annexes: Mapping[str, bytes]) -> Agreement:
    """The text that is signed: the draft with the key of every signatory and the hash of every annex.

    `annexes` has the content of the files by the id of the annex. Raises AgreementError where a card is missing or
    belongs to nobody, and where two signatories have the same key.
    """
    import hashlib  # noqa: PLC0415 (stands where it is used)

    faults = [f"there is no card of `{each}`" for each in draft.roles if each not in cards]
    faults += [f"`{each}` is no signatory of this agreement" for each in cards if each not in draft.roles]
    keys = [card.key for card in cards.values()]
    faults += ["two signatories have the same key: each makes its own"] if len(set(keys)) < len(keys) else []
    if faults:
        remedy = (
            f"The signatories are {', '.join(draft.roles)}. Name each card: `--card {next(iter(draft.roles))}=FILE`."
        )
        raise AgreementError.of("; ".join(faults), remedy=remedy)
    return Agreement(
        draft.id,
        draft.languages,
        draft.prevails,
        draft.title,
        draft.adopted,
        draft.place,
        draft.preamble,
        draft.articles,
        draft.closing,
        tuple(
            Annex(name, title, PurePosixPath(file).name, hashlib.sha256(annexes[name]).hexdigest(), len(annexes[name]))
            for name, (title, file) in draft.files.items()
        ),
        tuple(
            Signatory(name, names, role, cards[name].key, cards[name].acts)
            for name, (names, role) in draft.roles.items()
        ),
    )


@dataclass
class _Reader:
    """Reads one agreement, every text in every language."""

    reading: Reading
    top: Part
    parts: Parts
    languages: tuple[str, ...] = ()

    def draft(self) -> Draft:
        reading, parts = self.reading, self.parts
        reading.known(parts, KEYS)
        name = reading.text(parts, "agreement", self.top, "Write `agreement:` and a short name, as `two-villages`.")
        if "agreement" in parts and name:
            reading.id(parts["agreement"], name)
        self.languages = self.read_languages()
        return Draft(
            name,
            self.languages,
            self.prevails(),
            self.words(parts, "title", self.top),
            self.day(),
            self.words(parts, "place", self.top),
            self.paragraphs(parts, "preamble"),
            self.articles(),
            self.words(parts, "closing"),
            self.annexes(),
            self.signatories(),
        )

    def read_languages(self) -> tuple[str, ...]:
        part = self.parts.get("languages")
        example = "Write the languages in which it is adopted, as `languages: [en, ar]`."
        if part is None or part.is_empty:
            self.reading.problems.add(part or self.top, "the agreement has no `languages`", example)
            return ()
        found = [part] if part.text else self.reading.rows(part, "`languages: [en, ar]`")
        tags = tuple(row.text for row in found)
        for row in found:
            if not LANGUAGE.fullmatch(row.text):
                self.reading.problems.add(row, f"{quoted(row.text)} is no tag of a language", example)
            elif tags.count(row.text) > 1:
                self.reading.problems.add(row, f"the language {quoted(row.text)} stands twice", "Name it once.")
        return tuple(dict.fromkeys(tags))

    def prevails(self) -> str:
        told = self.reading.text(self.parts, "prevails")
        if told and told not in self.languages:
            remedy = nearest(told, self.languages, "The languages")
            self.reading.problems.add(self.parts["prevails"], f"{quoted(told)} is no language of this text", remedy)
        return told

    def day(self) -> str:
        told = self.reading.text(self.parts, "adopted", self.top, "Write the day, as `adopted: 2031-05-04`.")
        if told and not is_day(told):
            what = f"{quoted(told)} is no day"
            self.reading.problems.add(self.parts["adopted"], what, "Write year, month and day, as 2031-05-04.")
        return told

    def words(self, parts: Parts, key: str, owner: Part | None = None) -> Words:
        """A text in each language; with `owner`, one that is missing is a problem."""
        part = parts.get(key)
        if part is None or part.is_empty:
            if owner is not None:
                self.reading.problems.add(
                    part or owner, f"`{key}` is missing", f"Write {self.example(key)}.", at_key=True
                )
            return {}
        return {language: joined(text) for language, text in self.versions(part, key).items()}

    def paragraphs(self, parts: Parts, key: str, owner: Part | None = None) -> Mapping[str, tuple[str, ...]]:
        """Paragraphs in each language, parted by empty lines; each version must have as many."""
        part = parts.get(key)
        if part is None or part.is_empty:
            if owner is not None:
                self.reading.problems.add(
                    part or owner, f"`{key}` is missing", f"Write {self.example(key)}.", at_key=True
                )
            return {}
        found = {language: split(text) for language, text in self.versions(part, key).items()}
        counts = {language: len(texts) for language, texts in found.items()}
        if len(set(counts.values())) > 1:
            told = ", ".join(f"{language} {number}" for language, number in counts.items())
            remedy = "An empty line parts two paragraphs; each version has the same ones in the same order."
            self.reading.problems.add(part, f"the versions have not as many paragraphs: {told}", remedy, at_key=True)
        return found

    def versions(self, part: Part, key: str) -> dict[str, str]:
        reading = self.reading
        parts = reading.branch(part, self.example(key))
        reading.known(parts, self.languages)
        for language in self.languages:
            if parts and (language not in parts or not parts[language].text):
                reading.problems.add(
                    part, f"`{key}` has no version in {language}", f"Write {self.example(key)}.", at_key=True
                )
        told = {language: parts[language] for language in self.languages if language in parts}
        return {language: unicodedata.normalize("NFC", reading.plain(each)) for language, each in told.items()}

    def articles(self) -> tuple[Article, ...]:
        part = self.parts.get("articles")
        found = []
        example = "`water: {heading: {en: Article 1. Water}, text: {en: …}}`"
        for name, entry in self.reading.branch(part, example).items():
            self.reading.id(entry, name)
            parts = self.reading.branch(entry, "`heading:` and `text:`, each once in every language")
            self.reading.known(parts, ("heading", "text"))
            found.append(Article(name, self.words(parts, "heading", entry), self.paragraphs(parts, "text", entry)))
        if not found:
            self.reading.problems.add(
                part or self.top, "the agreement has no articles", f"Write {example} under `articles:`."
            )
        return tuple(found)

    def annexes(self) -> dict[str, tuple[Words, str]]:
        found: dict[str, tuple[Words, str]] = {}
        for name, entry in self.reading.branch(
            self.parts.get("annexes"), "`map: {title: {en: Map}, file: map.pdf}`"
        ).items():
            self.reading.id(entry, name)
            parts = self.reading.branch(entry, "`title:` and `file:`")
            self.reading.known(parts, ("title", "file"))
            file = self.reading.text(parts, "file", entry, "Write `file:` and its name, from the folder of this file.")
            found[name] = (self.words(parts, "title", entry), file)
        return found

    def signatories(self) -> dict[str, tuple[Words, Role]]:
        part = self.parts.get("signatories")
        found: dict[str, tuple[Words, Role]] = {}
        for name, entry in self.reading.branch(part, "`upper: {name: {en: Upper Village}, role: party}`").items():
            self.reading.id(entry, name)
            parts = self.reading.branch(entry, "`name:` in each language, and `role:`")
            self.reading.known(parts, ("name", "role"))
            role = self.reading.text(parts, "role", entry, f"Write one of {', '.join(ROLES)}.")
            if role and role not in ROLES:
                self.reading.problems.add(
                    parts["role"], f"{quoted(role)} is no role", nearest(role, ROLES, "The roles")
                )
            found[name] = (self.words(parts, "name", entry), cast("Role", role))
        if not 1 <= len(found) <= _MOST_SIGNATORIES:
            what = f"between 1 and {_MOST_SIGNATORIES} may sign; here are {len(found)}"
            self.reading.problems.add(part or self.top, what, "Write each under `signatories:`.")
        return found

    def example(self, key: str) -> str:
        return f"`{key}: {{{', '.join(f'{language}: …' for language in self.languages or ('en',))}}}`"


def is_day(text: str) -> bool:
    """Whether a text is a day as YYYY-MM-DD."""
    try:
        return len(text) == len("2031-05-04") and dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def joined(text: str) -> str:
    """A text in one line: how lines were broken in the file is no part of it."""
    return " ".join(text.split())


def split(text: str) -> tuple[str, ...]:
    """Its paragraphs, each in one line."""
    return tuple(joined(each) for each in re.split(r"\n[ \t]*\n", text) if each.strip())
