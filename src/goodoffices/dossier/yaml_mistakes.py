"""What is wrong with a text that is no YAML, in words for one who does not know YAML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import yaml

__all__ = ["explained"]

_LINE_BREAK = re.compile(r"\r\n|\n|\r")
_COLUMNS = "Lines that belong together start in the same column; what belongs to a key stands two spaces further in."
_QUOTES = "Put the whole text in other quotes, as `'\"North\" and south'`."
_PLAIN = (
    (
        "mapping values are not allowed",
        "a second `: ` on a line, or a line indented too far",
        "Put a text that contains `: ` in quotes; check the indentation of this line and the one above.",
    ),
    ("could not find expected ':'", "a line without `: ` after its key", "Every entry reads `key: value`."),
    ("found unexpected ':'", "a `:` without a space after it", "A key without a value is written `key: ''`."),
    (
        "did not find expected ',' or",
        "a bracket is not closed, or a comma is missing",
        "A `{` needs its `}` and a `[` its `]`, with commas between the entries.",
    ),
    ("unexpected end of stream", "a quote or bracket that is opened here is not closed", ""),
    ("unknown escape character", "a `\\` in double quotes", "Put the text in single quotes, in which `\\` is plain."),
    (
        "block sequence entries are not allowed",
        "a text that starts with `- `",
        "Put the text in quotes; the items of a list stand on lines of their own.",
    ),
    ("did not find expected node content", "a sign that cannot stand alone", "Put the value in quotes."),
    (
        "did not find expected comment or line break",
        "a sign at the start of a value that has another meaning there",
        "Put the value in quotes; a red line needs its weight first, as `7 a > !b`.",
    ),
)
_AT_THE_START = ("could not find expected ':'", "unexpected end of stream", "did not find expected ',' or")
"""Problems that are met only some lines after the place where they can be mended."""


def explained(error: yaml.MarkedYAMLError, text: str) -> tuple[str, int, int, str]:
    """What is wrong, the line and column (from 1; 0 when unknown), and what would be right."""
    problem = error.problem or ""
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return f"this is not YAML: {problem}", 0, 0, ""
    start = error.context_mark
    if start is not None and start.line < mark.line and any(sign in problem for sign in _AT_THE_START):
        mark = start
    lines = _LINE_BREAK.split(text)
    line = lines[mark.line] if mark.line < len(lines) else ""
    what, remedy = _plain(problem, line[: mark.column], line[mark.column : mark.column + 1])
    return f"this is not YAML: {what}", mark.line + 1, mark.column + 1, remedy


def _plain(problem: str, before: str, sign: str) -> tuple[str, str]:
    if "tab" in problem or ("cannot start any token" in problem and sign == "\t"):
        return "a tab in the indentation", "Indent with spaces; most editors can turn tabs into spaces."
    if "cannot start any token" in problem:
        return f"a text cannot start with `{sign}`", "Put the text in quotes."
    if "did not find expected key" in problem:
        if before.strip():
            return "something stands after a quoted or bracketed text", _QUOTES
        return "this line does not line up with those above it", _COLUMNS
    return next(((what, remedy) for sign_of, what, remedy in _PLAIN if sign_of in problem), (problem, ""))
