"""What every command uses: printing results, problems and notes."""

from __future__ import annotations

import json
import os
import shutil
import sys
import textwrap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

import click

from goodoffices.errors import Problem

__all__ = [
    "BAD_INPUT",
    "BROKEN_PIPE",
    "BUG",
    "DONE",
    "INTERRUPTED",
    "NO",
    "QUIET",
    "fitted",
    "is_quiet",
    "native_words_aside",
    "note",
    "print_json",
    "print_problems",
    "problem_json",
]

DONE, NO, BAD_INPUT, BUG, INTERRUPTED, BROKEN_PIPE = 0, 1, 2, 70, 130, 141
"""Exit codes. `NO`: the answer to a question that a command asks for scripts."""

QUIET = "goodoffices.quiet"
_SHOWN_PROBLEMS = 20
_CHUNKS = 65_536  # of a long answer, encoded and printed at a time


def is_quiet() -> bool:
    """Whether `-q` was given, before or after the command's name."""
    context = click.get_current_context(silent=True)
    return bool(context and context.find_root().meta.get(QUIET))


def note(text: str) -> None:
    """A word beside the result (what was written, how far a long work is): on stderr, and not with `-q`."""
    if not is_quiet():
        click.echo(text, err=True)


def fitted(text: str, indent: str = "    ", *, on_stderr: bool = False) -> str:
    """A line folded between words to the width of the terminal, in a pipe to 80 columns or $COLUMNS; but on stderr it
    stays in one piece there, for programs that look for errors."""
    if on_stderr and not sys.stderr.isatty():
        return text
    width = max(shutil.get_terminal_size().columns, 2 * len(indent) + 20)
    return textwrap.fill(
        text, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False, replace_whitespace=False
    )


@contextmanager
def native_words_aside() -> Iterator[None]:
    """Send what libraries print of themselves, past Python, to stderr: stdout is for results."""
    sys.stdout.flush()
    try:
        kept = os.dup(1)
    except OSError:
        yield
        return
    try:
        os.dup2(2, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


def print_json(value: Any) -> None:
    """A result for programs, on stdout. Non-finite numbers are refused: they are no JSON."""
    encoder = json.JSONEncoder(ensure_ascii=False, indent=2, allow_nan=False)
    chunks = encoder.iterencode(value)
    while part := "".join(islice(chunks, _CHUNKS)):
        click.echo(part, nl=False)
    click.echo()


def problem_json(problem: Problem) -> dict[str, Any]:
    """A problem for programs."""
    where = problem.where
    place = {"file": where.file, "line": where.line, "column": where.column, "key": where.key}
    return {"what": problem.what, "where": place, "remedy": problem.remedy}


def print_problems(problems: Sequence[Problem], *, in_json: bool = False, on_stderr: bool = True) -> None:
    """Problems in the order of the file: the first twenty on stderr with the count of all; with `in_json` all of
    them on stdout too, as `{"error": […]}`."""
    if in_json:
        print_json({"error": [problem_json(problem) for problem in problems]})
    if not on_stderr:
        return
    for problem in problems[:_SHOWN_PROBLEMS]:
        _print_problem(problem)
    if len(problems) > _SHOWN_PROBLEMS:
        click.echo(f"… and {len(problems) - _SHOWN_PROBLEMS:,} more: {len(problems):,} problems in all.", err=True)
    elif len(problems) > 1:
        click.echo(f"{len(problems)} problems.", err=True)


def _print_problem(problem: Problem) -> None:
    where = problem.where
    place = f"{where.file}:{where.line}:{where.column}" if where.line else where.file
    sign = click.style("error", fg="red", bold=True)
    told = fitted(f"{place or 'error'}: {problem.what}", on_stderr=True).removeprefix(place or "error")
    click.echo(f"{click.style(place, bold=True) if place else sign}{told}", err=True)
    if where.key:
        click.echo(f"    at {where.key}", err=True)
    if problem.remedy:
        click.echo(click.style(fitted(f"    {problem.remedy}", on_stderr=True), fg="cyan"), err=True)
