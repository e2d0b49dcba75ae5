"""The grammar of linkages, rules between options of several issues.

`a=x,y requires b=z` · `a=x excludes b=y,z` · `if a=x,y and b=z then c=u and d!=v`; `!=` may stand for `=` anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from goodoffices.dossier.model import Clause, Judgement, Linkage
from goodoffices.dossier.names import RESERVED
from goodoffices.dossier.nodes import normal
from goodoffices.dossier.problems import Fault, nearest, quoted

__all__ = ["parse_linkage", "write_clause"]

_TOKEN = re.compile(r"!=|=|,|[^\s=!,]+|!")
_FORMS = "Write `a=x requires b=y`, `a=x excludes b=y` or `if a=x and b=y then c=z`."


class _StopError(Exception):
    """The rule cannot be read any further."""


@dataclass
class _Rule:
    """The words of a rule, read from left to right."""

    text: str
    issues: Mapping[str, Sequence[str]]
    faults: list[Fault] = field(default_factory=list)
    at: int = 0

    def __post_init__(self) -> None:
        self.tokens = [(match.group(), match.start()) for match in _TOKEN.finditer(self.text)]

    def peek(self) -> str:
        return self.tokens[self.at][0] if self.at < len(self.tokens) else ""

    def offset(self) -> int:
        return self.tokens[self.at][1] if self.at < len(self.tokens) else max(len(self.text) - 1, 0)

    def stop(self, what: str) -> _StopError:
        self.faults.append(Fault(f"linkage {quoted(self.text)}: {what}", _FORMS, self.offset()))
        return _StopError()

    def take(self, *words: str) -> str:
        word = self.peek()
        if word not in words:
            wanted = " or ".join(f"`{w}`" for w in words)
            raise self.stop(f"{wanted} was expected {'here' if word else 'at its end'}")
        self.at += 1
        return word

    def name(self, kind: str) -> tuple[str, int]:
        word, offset = normal(self.peek()), self.offset()
        if not word or word in RESERVED or word in {"=", "!=", ",", "!"}:
            raise self.stop(f"the name of an {kind} was expected {'here' if word else 'at its end'}")
        self.at += 1
        return word, offset

    def clause(self) -> Clause:
        issue, offset = self.name("issue")
        known = self.issues.get(issue)
        if known is None and self.issues:
            self.unknown(f"{quoted(issue)} is not an issue", nearest(issue, self.issues, "The issues"), offset)
        negated = self.take("=", "!=") == "!="
        options: list[str] = []
        while True:
            option, offset = self.name("option")
            if known and option not in known:
                remedy = nearest(option, known, f"The options of {issue}")
                self.unknown(f"{quoted(option)} is not an option of {issue}", remedy, offset)
            elif option in options:
                self.unknown(f"{quoted(option)} is named twice", "Name it once.", offset)
            options.append(option)
            if self.peek() != ",":
                return Clause(issue, tuple(options), negated)
            self.at += 1

    def clauses(self) -> tuple[Clause, ...]:
        found = [self.clause()]
        while self.peek() == "and":
            self.at += 1
            found.append(self.clause())
        return tuple(found)

    def unknown(self, what: str, remedy: str, offset: int) -> None:
        self.faults.append(Fault(f"linkage {quoted(self.text)}: {what}", remedy, offset))

    def read(self) -> tuple[tuple[Clause, ...], tuple[Clause, ...]]:
        if self.peek() == "if":
            self.at += 1
            when = self.clauses()
            self.take("then")
            then = self.clauses()
        else:
            when = (self.clause(),)
            word = self.take("requires", "excludes")
            clause = self.clause()
            then = (Clause(clause.issue, clause.options, clause.negated is not (word == "excludes")),)
        if self.peek():
            raise self.stop(f"{quoted(self.peek())} is not expected after the rule")
        return when, then


def parse_linkage(
    text: str, issues: Mapping[str, Sequence[str]], judgement: Judgement = Judgement()
) -> tuple[Linkage | None, list[Fault]]:
    """The linkage that a text states, or None and all that is wrong with it. `issues` gives the options of each."""
    rule = _Rule(text, issues)
    try:
        when, then = rule.read()
    except _StopError:
        return None, rule.faults
    return (None if rule.faults else Linkage(text, when, then, judgement)), rule.faults


def write_clause(clause: Clause) -> str:
    """A clause as a dossier writes it: `a=x,y`, `a!=x`."""
    return f"{clause.issue}{'!=' if clause.negated else '='}{','.join(clause.options)}"
