"""Saying what is being done while it lasts, and how long each step of it took."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from goodoffices.cli.shell import is_quiet

__all__ = ["Steps", "progress"]


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """A function that shows a few words beside a moving sign, on stderr: on a terminal only, and not with `-q`."""
    if is_quiet() or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True).status("…") as status:
        yield lambda text: status.update(f"{text} …")


class Steps:
    """Is told of steps and of the share of them that is done, says them, and counts the seconds of each."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say, self._began, self._step = say, 0.0, ""
        self.seconds: dict[str, float] = {}

    def __call__(self, step: str, share: float | None = None, /) -> None:
        """The step that is being done; a new name ends the one before."""
        if step != self._step:
            self.end()
            self._step, self._began = step, time.perf_counter()
        self._say(step.capitalize() if share is None else f"{step.capitalize()}: {100 * share:.0f} %")

    def end(self) -> None:
        """The last step has ended."""
        if self._step:
            took = time.perf_counter() - self._began
            self.seconds[self._step] = round(self.seconds.get(self._step, 0.0) + took, 3)
        self._step = ""
