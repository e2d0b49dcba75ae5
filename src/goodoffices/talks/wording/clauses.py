"""A text as a value: headings of articles and clauses, in order, each the same clause however its words change."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _
from pydantic import TypeAdapter

from goodoffices.errors import TalksError

__all__ = ["Clause", "Freeze", "Wording", "digest"]


@dataclass(frozen=True)
class Freeze:
    """Agreed ad referendum: by whom it was written down, when (ISO), and which delegations it rests on."""

    by: str
    at: str
    parties: tuple[str, ...] = ()


@dataclass(frozen=True)
class Clause:
    """The heading of an article, or a clause. `id` stays the same over all versions.

    `words` by language, none of them empty. `made_from` says for each translation from which words of the original it
    was made (a digest). `issue` and `option` name what the clause settles and how, in the words of the case.
    """

    id: str
    words: Mapping[str, str] = field(default_factory=dict)
    heading: bool = False
    made_from: Mapping[str, str] = field(default_factory=dict)
    issue: str = ""
    option: str = ""
    split_from: str = ""
    freeze: Freeze | None = None

    def behind(self, language: str, original: str) -> bool:
        """Whether the words of a translation were made from an older original."""
        if language == original or language not in self.words:
            return False
        return self.made_from.get(language, "") != digest(self.words.get(original, ""))

    def mark(self) -> str:
        """What a form keeps, to notice that somebody has changed the clause meanwhile."""
        return digest(json.dumps([dict(self.words), self.issue, self.option, self.freeze is not None], sort_keys=True))


@dataclass(frozen=True)
class Wording:
    """All of a text at one moment. `original`: the language it is drafted in; `authentic`: those that will bind."""

    title: str
    original: str = "en"
    languages: tuple[str, ...] = ("en",)
    authentic: tuple[str, ...] = ()
    clauses: tuple[Clause, ...] = ()
    freeze: Freeze | None = None

    def clause(self, key: str) -> Clause:
        """The clause with this id. Raises TalksError when it is not in this wording."""
        for clause in self.clauses:
            if clause.id == key:
                return clause
        raise TalksError.of(_("this clause is not in the text"), remedy=_("go back to the text and choose a clause"))

    def numbers(self) -> dict[str, str]:
        """Each clause's number: articles 1, 2; their clauses 1.1, 1.2; clauses before the first article P1, P2."""
        found: dict[str, str] = {}
        titled = any(clause.heading for clause in self.clauses)
        article, place = 0, 0
        for clause in self.clauses:
            if clause.heading:
                article, place = article + 1, 0
                found[clause.id] = str(article)
            else:
                place += 1
                before = f"{article}." if article else "P" if titled else ""
                found[clause.id] = f"{before}{place}"
        return found

    def about_mark(self) -> str:
        """The same for title and languages."""
        return digest(json.dumps([self.title, self.original, self.languages, self.authentic]))

    def with_clause(self, changed: Clause) -> Wording:
        """The same text with one clause replaced by itself, changed."""
        return replace(self, clauses=tuple(changed if clause.id == changed.id else clause for clause in self.clauses))

    def plain(self) -> dict[str, Any]:
        """As JSON takes it."""
        return _WORDING.dump_python(self, mode="json")

    @classmethod
    def read(cls, plain: Mapping[str, Any]) -> Wording:
        """From what `plain` gave."""
        return _WORDING.validate_python(plain)

    def fingerprint(self) -> str:
        """Short letters by which two people can make sure that they have the same text before them."""
        whole = hashlib.sha256(json.dumps(self.plain(), sort_keys=True, ensure_ascii=False).encode()).hexdigest()
        return "-".join(whole[start : start + 4] for start in range(0, 16, 4))


_WORDING: TypeAdapter[Wording] = TypeAdapter(Wording)


def digest(words: str) -> str:
    """Short for some words, to see whether they are still the same."""
    return hashlib.sha256(words.encode()).hexdigest()[:24]
