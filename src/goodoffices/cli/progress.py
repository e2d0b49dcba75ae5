"""Saying what is being done while it lasts."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from goodoffices.cli.shell import is_quiet

__all__ = ["progress"]


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """A function that shows a few words beside a moving sign, on stderr: on a terminal only, and not with `-q`."""
    if is_quiet() or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True).status("…") as status:
        yield lambda text: status.update(f"{text} …")
