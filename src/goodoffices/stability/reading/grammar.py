"""The words of conditions, rules and orders.

    CONDITION   not a · a and b · a or b · a if b · a iff b · ( … ) · a pattern as YN-Y
    RULE        A requires B · A excludes B · never A · always A
                at most one of a, b · at least one of a, b · exactly one of a, b
    ORDER       3 > 1 = agreement >> NYN- ? 2 > rest

`not` binds closest, then `and`, then `or`, then `if` and `iff`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import reduce
from itertools import combinations

from goodoffices.dossier import Fault, nearest, quoted
from goodoffices.stability.model import Both, Formula, Pattern, Same, Taken, Without

__all__ = ["WORDS", "FaultError", "any_of", "is_pattern", "parse_condition", "parse_rule", "split_order"]

WORDS = frozenset({"and", "excludes", "if", "iff", "never", "always", "not", "or", "requires", "of", "rest"})
"""Words of the grammar: no option may be called so."""
_TOKEN = re.compile(r"[(),]|[^\s(),]+")
_SIGN = re.compile(r">>|>|=|\?")
_COUNT = re.compile(r"(at\s+most|at\s+least|exactly)\s+one\s+of\b", re.IGNORECASE)
_DEEPEST = 40
_LONGEST = 4000
_PATTERN = frozenset("YN-")


class FaultError(ValueError):
    """What is wrong in a condition, a rule or an order, and at which character."""

    def __init__(self, what: str, remedy: str = "", offset: int = 0) -> None:
        super().__init__(what)
        self.fault = Fault(what, remedy, offset)


def is_pattern(word: str) -> bool:
    """Whether a word is made of the signs of a pattern alone."""
    return bool(word) and set(word) <= _PATTERN


def parse_condition(text: str, options: Collection[str], start: int = 0) -> Formula:
    """A condition over these options. Raises FaultError; `start` is added to its offset."""
    if len(text) > _LONGEST:
        raise FaultError(f"the condition is longer than {_LONGEST:,} characters", offset=start)
    return _Parser(text, options, start).whole()


def parse_rule(text: str, options: Collection[str]) -> tuple[Formula, ...]:
    """The conditions that no feasible state may meet, by a rule. Raises FaultError."""
    if match := _COUNT.match(text):
        return _counted(" ".join(match[1].casefold().split()), text, match.end(), options)
    first = text.split(maxsplit=1)
    if first and first[0] in {"never", "always"}:
        formula = parse_condition(text[len(first[0]) :], options, len(first[0]))
        return (formula if first[0] == "never" else Without(formula),)
    for word in ("requires", "excludes"):
        if match := re.search(rf"\s{word}\s", text):
            left = parse_condition(text[: match.start()], options)
            right = parse_condition(text[match.end() :], options, match.end())
            return (Both("and", left, Without(right) if word == "requires" else right),)
    remedy = "Write `a requires b`, `a excludes b`, `never a and b`, `always a or b`, or `exactly one of a, b`."
    raise FaultError("this is no rule", remedy)


def any_of(parts: Collection[Formula]) -> Formula:
    """Holds where one of them does."""
    return reduce(lambda a, b: Both("or", a, b), parts)


def _counted(count: str, text: str, start: int, options: Collection[str]) -> tuple[Formula, ...]:
    parts, place = [], start
    for piece in text[start:].split(","):
        parts.append(parse_condition(piece, options, place))
        place += len(piece) + 1
    none: tuple[Formula, ...] = (Without(any_of(parts)),)
    two: tuple[Formula, ...] = tuple(Both("and", a, b) for a, b in combinations(parts, 2))
    return {"at most": two, "at least": none}.get(count, none + two)


def split_order(text: str) -> list[tuple[str, str, int]]:
    """The states of an order with the sign behind each (the last has none) and its place. Raises FaultError."""
    found, place = [], 0
    for match in (*_SIGN.finditer(text), None):
        end = match.start() if match else len(text)
        word = text[place:end].strip()
        offset = place + len(text[place:end]) - len(text[place:end].lstrip())
        if not word:
            raise FaultError("here a state is missing", "Write states joined by `>`, as `3 > 1 = 2`.", place)
        found.append((word, match[0] if match else "", offset))
        place = match.end() if match else end
    return found


@dataclass
class _Parser:
    """Reads one condition, one word after the other."""

    text: str
    options: Collection[str]
    start: int

    def __post_init__(self) -> None:
        self.tokens = [(match[0], match.start() + self.start) for match in _TOKEN.finditer(self.text)]
        self.at = 0
        self.depth = 0

    def whole(self) -> Formula:
        if not self.tokens:
            raise FaultError("here a condition is missing", "Write an option, as `not fire`.", self.start)
        formula = self.implied()
        if self.at < len(self.tokens):
            word, offset = self.tokens[self.at]
            raise FaultError(f"{quoted(word)} stands where `and`, `or`, `if` or `iff` could", "", offset)
        return formula

    def next_is(self, *words: str) -> str:
        """The next word, taken, if it is one of these."""
        if self.at < len(self.tokens) and self.tokens[self.at][0] in words:
            self.at += 1
            return self.tokens[self.at - 1][0]
        return ""

    def implied(self) -> Formula:
        formula = self.joined("or", lambda: self.joined("and", self.one))
        while word := self.next_is("if", "iff"):
            second = self.joined("or", lambda: self.joined("and", self.one))
            formula = Same(formula, second) if word == "iff" else Both("if", formula, second)
        return formula

    def joined(self, word: str, part: Callable[[], Formula]) -> Formula:
        formula = part()
        while self.next_is(word):
            formula = Both("and" if word == "and" else "or", formula, part())
        return formula

    def one(self) -> Formula:
        if self.at >= len(self.tokens):
            end = self.start + len(self.text)
            raise FaultError("the condition ends where an option should follow", "", max(end - 1, 0))
        word, offset = self.tokens[self.at]
        self.at += 1
        self.depth += 1
        if self.depth > _DEEPEST:
            raise FaultError(f"brackets and `not` are nested more than {_DEEPEST} deep", "", offset)
        found = self.inside(word, offset)
        self.depth -= 1
        return found

    def inside(self, word: str, offset: int) -> Formula:
        if word == "not":
            return Without(self.one())
        if word == "(":
            formula = self.implied()
            if not self.next_is(")"):
                raise FaultError("a bracket is opened here and not closed", "Close it with `)`.", offset)
            return formula
        if word in self.options:
            return Taken(word)
        if is_pattern(word):
            if len(word) != len(self.options):
                what = f"the pattern {quoted(word)} has {len(word)} signs, and there are {len(self.options)} options"
                raise FaultError(what, "Write Y, N or - for each option, in their order.", offset)
            return Pattern(word)
        remedy = nearest(word, self.options, "The options")
        raise FaultError(f"{quoted(word)} is not an option", remedy, offset)
