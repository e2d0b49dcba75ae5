"""A version of a text as a draft for `goodoffices agreement freeze`; what is not known is left empty."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from goodoffices.talks.wording.clauses import Clause, Wording

__all__ = ["agreement_draft"]

_HEAD = """\
# A draft for `goodoffices agreement freeze`. Fill in what is empty, in every language, and check every word:
# what stands here is what will be signed.
"""


def agreement_draft(wording: Wording, signatories: Iterable[tuple[str, str, str]]) -> str:
    """The file. `signatories` are ids, names and roles. Clauses before the first article are the preamble."""
    languages = wording.authentic or wording.languages
    numbers = wording.numbers()
    preamble, articles = _parts(wording)
    lines = [
        f"agreement: agreement\nlanguages: [{', '.join(languages)}]",
        f"title: {_words({wording.original: wording.title}, languages)}",
        f'adopted: ""\nplace: {_words({}, languages)}',
    ]
    if preamble:
        lines.append(f"preamble: {_paragraphs(preamble, languages, {})}")
    lines.append("articles:")
    for number, (heading, clauses) in enumerate(articles, 1):
        lines.append(f"  article-{number}:\n    heading: {_heading(heading, number, languages)}")
        lines.append(f"    text: {_paragraphs(clauses, languages, numbers)}")
    lines.append("signatories:")
    lines += [
        f"  {key}: {{name: {_words({wording.original: name}, languages)}, role: {role}}}"
        for key, name, role in signatories
    ]
    return _HEAD + "\n".join(lines) + "\n"


def _parts(wording: Wording) -> tuple[list[Clause], list[tuple[Clause | None, list[Clause]]]]:
    before: list[Clause] = []
    articles: list[tuple[Clause | None, list[Clause]]] = []
    for clause in wording.clauses:
        if clause.heading:
            articles.append((clause, []))
        elif articles:
            articles[-1][1].append(clause)
        else:
            before.append(clause)
    # A text without articles: each of its clauses is one.
    return (before, articles) if articles else ([], [(None, [clause]) for clause in before])


def _heading(clause: Clause | None, number: int, languages: Sequence[str]) -> str:
    told = {language: f"{number}. {clause.words.get(language, '') if clause else ''}".strip() for language in languages}
    return _words(told, languages)


def _paragraphs(clauses: Sequence[Clause], languages: Sequence[str], numbers: Mapping[str, str]) -> str:
    told = {
        language: "\n\n".join(
            f"{numbers.get(clause.id, '')} {' '.join(clause.words.get(language, '').split())}".strip()
            for clause in clauses
        )
        for language in languages
    }
    return _words(told, languages)


def _words(told: Mapping[str, str], languages: Sequence[str]) -> str:
    """A mapping in one line: texts in quotes, as JSON and YAML both read them."""
    inside = ", ".join(
        f"{language}: {json.dumps(told.get(language, ''), ensure_ascii=False)}" for language in languages
    )
    return f"{{{inside}}}"
