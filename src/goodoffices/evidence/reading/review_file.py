"""Reads a review file back: each suggestion with the decision that a person wrote at it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

import yaml

from goodoffices.errors import EvidenceError, Problem, Where
from goodoffices.evidence.reading.review import DECISIONS, FILLED, FORM, PARTS

__all__ = ["Decided", "Review", "parse_review"]

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_SPAN = re.compile(r"(\d{1,9})\.\.(\d{1,9})")
_HEADS = ("text", "document", "for_all")
_SHOWN = ("place_may_be", "period_may_be", "words_on_the_source")
_KEYS = {
    *("decision", "quotation", "sentence", "span", "at", "told", "suggested", "corrected", "rests_on"),
    *_SHOWN,
    *FILLED,
}
_TOKEN_MOST = 2_000_000


@dataclass(frozen=True)
class Decided:
    """A suggestion with its decision ("" where none is taken yet). `filled` holds place, period and grade as a person
    wrote them; `rests_on` the suggestions that its claimant, place and period are taken from."""

    id: str
    part: str
    decision: str
    quotation: str
    span: tuple[int, int]
    suggested: Mapping[str, str]
    corrected: Mapping[str, str]
    filled: Mapping[str, str]
    rests_on: tuple[str, ...]
    where: Where


@dataclass(frozen=True)
class Review:
    """A whole review."""

    text: Mapping[str, str]
    document: Mapping[str, str]
    entries: tuple[Decided, ...]
    where: Where


def parse_review(text: str, file: str = "") -> Review:
    """The review that a text in YAML states. Raises EvidenceError with all that is wrong with its form."""
    root = _compose(text.removeprefix("\ufeff"), file)
    problems: list[Problem] = []
    top = _below(root, file, "", problems)
    form, where = top.get("review", (None, Where(file, 1, 1)))
    if _scalar(form) != FORM:
        raise EvidenceError.of("this is no review of a reading", where, f"A review begins with `review: '{FORM}'`.")
    heads = {name: _texts(top.get(name), file, name, problems) for name in _HEADS}
    entries = []
    for part in PARTS:
        node = top.get(part)
        for name, (value, place) in _below(node[0] if node else None, file, part, problems).items():
            entry = _entry(name, part, value, Where(file, place.line, place.column, f"{part}.{name}"), problems)
            entries.append(_filled(entry, heads["for_all"]) if part == "figures" else entry)
    if problems:
        raise EvidenceError(*problems)
    return Review(heads["text"], heads["document"], tuple(entries), Where(file, 1, 1))


def _filled(entry: Decided, for_all: Mapping[str, str]) -> Decided:
    """What is written for all counts where a figure has nothing of its own, written or suggested."""
    own = {key: entry.filled.get(key, "") for key in FILLED}
    filled = {key: own[key] or ("" if entry.suggested.get(key) else for_all.get(key, "")) for key in FILLED}
    return Decided(**{**entry.__dict__, "filled": filled})


def _compose(text: str, file: str) -> yaml.Node | None:
    try:
        for count, event in enumerate(yaml.parse(text, Loader=_LOADER)):
            if getattr(event, "anchor", None) is not None or count > _TOKEN_MOST:
                line = cast("yaml.Mark", event.start_mark).line + 1
                raise EvidenceError.of("anchors and aliases (`&x`, `*x`) are not read", Where(file, line, 1))
        return yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = Where(file, mark.line + 1, mark.column + 1) if mark else Where(file)
        raise EvidenceError.of(
            f"this is not YAML: {error.problem}", where, "Put a text with `: ` in quotes."
        ) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise EvidenceError.of("this is not YAML that can be read", Where(file)) from error


def _scalar(node: yaml.Node | None) -> str:
    return str(node.value).strip() if isinstance(node, yaml.ScalarNode) else ""


def _below(node: yaml.Node | None, file: str, path: str, problems: list[Problem]) -> dict[str, tuple[yaml.Node, Where]]:
    """The keys of a mapping with their values; nothing for what is empty."""
    found: dict[str, tuple[yaml.Node, Where]] = {}
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            mark = cast("yaml.Mark", key.start_mark)
            name = _scalar(key)
            where = Where(file, mark.line + 1, mark.column + 1, f"{path}.{name}".strip("."))
            if name in found:
                problems.append(Problem(f"the key `{name}` stands twice", where, "Keep one of the two."))
            found[name] = (value, where)
    elif node is not None and node.value and node.value != "{}":
        mark = cast("yaml.Mark", node.start_mark)
        told = "here stand `key: value` lines, and this is something else"
        problems.append(Problem(told, Where(file, mark.line + 1, mark.column + 1, path), "Indent them by two spaces."))
    return found


def _texts(entry: tuple[yaml.Node, Where] | None, file: str, path: str, problems: list[Problem]) -> dict[str, str]:
    below = _below(entry[0] if entry else None, file, path, problems)
    for value, where in below.values():
        if not isinstance(value, yaml.ScalarNode):
            problems.append(Problem("here stands one text", where, "Write it on one line."))
    return {name: _scalar(value) for name, (value, _) in below.items()}


def _entry(name: str, part: str, node: yaml.Node, where: Where, problems: list[Problem]) -> Decided:
    below = _below(node, where.file, where.key, problems)
    for key, (_, place) in below.items():
        if key not in _KEYS:
            problems.append(
                Problem(f"the key `{key}` is not known here", place, f"Keys are {', '.join(sorted(_KEYS))}.")
            )
    said = {key: _scalar(value) for key, (value, _) in below.items()}
    decision = said.get("decision", "").casefold()
    if decision and decision not in DECISIONS:
        remedy = f"Write {', '.join(DECISIONS)}, or nothing."
        problems.append(Problem(f"`{decision}` is no decision", below["decision"][1], remedy))
    match = _SPAN.fullmatch(said.get("span", ""))
    if not match:
        problems.append(Problem("the span is missing, or no span", where, "Leave it as it was written: 573..638"))
    quotation = below["quotation"][0].value if "quotation" in below else ""
    return Decided(
        id=name,
        part=part,
        decision=decision,
        quotation=quotation if isinstance(quotation, str) else "",
        span=(int(match[1]), int(match[2])) if match else (0, 0),
        suggested=_texts(below.get("suggested"), where.file, f"{where.key}.suggested", problems),
        corrected={
            k: v for k, v in _texts(below.get("corrected"), where.file, f"{where.key}.corrected", problems).items() if v
        },
        filled={key: said.get(key, "") for key in FILLED},
        rests_on=tuple(said.get("rests_on", "").split()),
        where=where,
    )
