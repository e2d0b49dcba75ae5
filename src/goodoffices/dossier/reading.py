"""What every part of the reader uses: taking mappings, lists, texts, dates and judgements out of the tree."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from goodoffices.dossier import keys
from goodoffices.dossier.model import Judgement
from goodoffices.dossier.names import why_not_an_id
from goodoffices.dossier.nodes import BOM, Branch, Row, Scalar, compose, normal
from goodoffices.dossier.numbers import parse_estimate
from goodoffices.dossier.problems import Part, Problems, nearest, quoted
from goodoffices.values import Estimate, Period

__all__ = ["Parts", "Reading", "RoomReader", "branch_parts", "open_tree"]

Parts = Mapping[str, Part]
_URL = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)
_ID_RULE = "An id is made of letters, digits, `_`, `-` and `.`, as `gov` or `opp-south`; the full text goes elsewhere."


def branch_parts(part: Part) -> Parts:
    """The entries of a mapping by key; none for anything else."""
    if not isinstance(part.node, Branch):
        return {}
    return {normal(key.text): Part(node, part.under(key.text), key) for key, node in part.node.entries}


@dataclass
class Reading:
    """The names that the file defines, known before any line that uses them is read, and the problems met."""

    problems: Problems
    parties: tuple[str, ...] = ()
    excluded: frozenset[str] = frozenset()
    mediator: str = ""
    issues: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sources: frozenset[str] = frozenset()
    renamed: Mapping[str, str] = field(default_factory=dict)
    """Parties whose id is another one on every issue, with that other one: told at the party, and not again."""

    def branch(self, part: Part | None, example: str = "") -> Parts:
        """The entries of a mapping; anything else but nothing at all is a problem."""
        if part is None or part.is_empty:
            return {}
        if not isinstance(part.node, Branch):
            example = f"Write {example}." if example else ""
            self.problems.add(part, f"{_called(part)} must hold `key: value` entries", example)
        return branch_parts(part)

    def rows(self, part: Part | None, example: str = "") -> list[Part]:
        """The items of a list; anything else but nothing at all is a problem. Items are counted from 1 in paths."""
        if part is None or part.is_empty:
            return []
        if not isinstance(part.node, Row):
            example = f"Write {example}." if example else ""
            self.problems.add(part, f"{_called(part)} must be a list", example)
            return []
        return [Part(node, part.under(str(number))) for number, node in enumerate(part.node.items, 1)]

    def known(self, parts: Parts, known: Collection[str]) -> None:
        """Report every key that is not known, with the nearest one that is."""
        for key, part in parts.items():
            if key not in known:
                remedy = nearest(key, known, "The keys here")
                if key.strip() != key:
                    remedy = "Its line starts with spaces copied from another program; type them anew."
                elif not remedy and isinstance(part.node, Branch):
                    remedy = "If it belongs to what stands above it, indent it two spaces further."
                remedy = remedy or "Leave it out, or make it a comment: `#` and a space before it."
                self.problems.add(part, f"{quoted(key)} is not a key that is read here", remedy, at_key=True)

    def plain(self, part: Part) -> str:
        """The text of a scalar; a list or mapping is a problem."""
        if not isinstance(part.node, Scalar):
            self.problems.add(part, f"{_called(part)} must be a text")
        return part.text

    def text(self, parts: Parts, key: str, owner: Part | None = None, remedy: str = "") -> str:
        """The text of a key, "" when it is absent. With `owner`, a key that is missing or empty is a problem."""
        part = parts.get(key)
        text = self.plain(part) if part else ""
        if owner is not None and (part is None or (isinstance(part.node, Scalar) and not text)):
            at = part or owner
            self.problems.add(at, f"{_called(owner)} has no `{key}`", remedy, at_key=True)
        return text

    def id(self, part: Part, text: str, remedy: str = _ID_RULE) -> str:
        """An id in its normal form; what is no id is a problem. `part` holds it, as its value or as its key."""
        if reason := why_not_an_id(normal(text)):
            self.problems.add(part, f"{quoted(text)} cannot be an id: it {reason}", remedy, at_key=True)
        return normal(text)

    def date(self, parts: Parts, key: str = "date") -> Period | None:
        """The date or period of a key, None when it is absent or wrong."""
        part = parts.get(key)
        text = self.plain(part) if part else ""
        if part is None or not text:
            return None
        try:
            return Period.parse(text)
        except ValueError as error:
            what, _, remedy = str(error).partition("; ")
            rule = "Write year, month and day, as 2015-05-25."
            self.problems.add(part, what, f"{remedy[:1].upper()}{remedy[1:]}." if remedy else rule)
            return None

    def url(self, parts: Parts) -> str:
        """The web address of a key `url`."""
        text = self.text(parts, "url")
        if text and not _URL.fullmatch(text):
            remedy = "A url starts with http:// or https:// and holds no space; other references go to `reference`."
            self.problems.add(parts["url"], f"{quoted(text)} is not a web address", remedy)
        return text

    def estimate(self, part: Part, low: int, high: int) -> Estimate | None:
        """A number or interval within bounds."""
        try:
            return parse_estimate(self.plain(part), low, high)
        except ValueError as error:
            if isinstance(part.node, Scalar):
                what, _, remedy = str(error).partition("; ")
                rule = f"Write a number {low}..{high}, or an interval, as {low + 30}..{low + 45}."
                remedy = f"{remedy[:1].upper()}{remedy[1:]}." if remedy else rule
                self.problems.add(part, f"{_called(part)}: {what}", remedy)
            return None

    def judgement(self, parts: Parts) -> Judgement:
        """Whose judgement a mapping carries: its keys `source`, `by` and `note`."""
        named = [normal(name.strip()) for name in self.text(parts, "source").split(",") if name.strip()]
        for name in named:
            if name not in self.sources:
                remedy = nearest(name, self.sources) or "List it under `sources`."
                self.problems.add(parts["source"], f"{quoted(name)} is not the id of a source", remedy)
        return Judgement(", ".join(named), self.text(parts, "by"), self.text(parts, "note"))

    def judged(self, part: Part, key: str) -> tuple[Part | None, Judgement]:
        """A value that stands plainly, or under `key` in a mapping that says whose judgement it is."""
        if not isinstance(part.node, Branch):
            return part, Judgement()
        parts = branch_parts(part)
        self.known(parts, (key, *keys.ATTRIBUTION))
        if key not in parts:
            self.problems.add(part, f"{_called(part)} has no `{key}`", f"Write `{key}:` and its value.", at_key=True)
        return parts.get(key), self.judgement(parts)

    def package(self, part: Part, parts: Parts) -> tuple[tuple[str, str], ...]:
        """One option for each issue that is named."""
        chosen = []
        for issue, line in parts.items():
            options = self.issues.get(issue)
            option = normal(self.plain(line))
            if options is None:
                # Where there are no issues, that is told once.
                if self.issues:
                    remedy = nearest(issue, self.issues, "The issues")
                    self.problems.add(line, f"{quoted(issue)} is not an issue", remedy, at_key=True)
            elif options and option not in options and isinstance(line.node, Scalar):
                remedy = nearest(option, options, f"The options of {issue}")
                self.problems.add(line, f"{quoted(option)} is not an option of {issue}", remedy)
            chosen.append((issue, option))
        if not chosen:
            self.problems.add(part, f"{_called(part)} names no option", "Write `{issue: option}`.", at_key=True)
        return tuple(chosen)


RoomReader = Callable[[Reading, Part], object]
"""Reads the key of a dossier that belongs to another room, and adds what is wrong with it to the problems."""


def open_tree(text: str, file: str = "", start: str = "") -> tuple[Part, Problems]:
    """The tree of a text with the problems met so far; `start` says how such a file is begun, where it is no dossier.

    Raises DossierError where it is no tree at all.
    """
    root, doubles = compose(text.removeprefix(BOM), file, start)
    return Part(root), Problems(file, doubles)


def _called(part: Part) -> str:
    return quoted(part.path) if part.path else "the dossier"
