"""Numbers for whoever keeps the server running, and none that tell of the talks.

What is counted is counted for the whole server: no page, no process, no account, no method and no size of an answer has
a number of its own. All numbers are taken at most once in five minutes, so that no single request is seen in them, and
what grows with what is said is rounded up to whole MiB. The form is Prometheus' text exposition format 0.0.4.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

__all__ = ["COUNTS", "SLOW", "WINDOW", "Counts", "Number", "Published", "counted", "exposition", "in_mebibytes"]

WINDOW = 300.0
"""Seconds for which the numbers stay as they are."""

SLOW = 1.0
"""Seconds: an answer that begins later than this is a slow one."""

_MIB = 1024 * 1024
_FIRST_FAILURE = 500

Application = Callable[[dict[str, Any], Any, Any], Awaitable[None]]


@dataclass
class Counts:
    """Answers since the start of this server, those that failed (5xx) and those that began late."""

    answered: int = 0
    failed: int = 0
    slow: int = 0


COUNTS = Counts()


@dataclass(frozen=True)
class Number:
    """A number with its name (unit at its end), what it says, and whether it only grows."""

    name: str
    help: str
    value: float
    grows: bool = False


def counted(application: Application, counts: Counts = COUNTS) -> Application:
    """The application; each answer is counted when it begins."""

    async def answered(scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await application(scope, receive, send)
            return
        asked = time.monotonic()
        begun = False

        async def sent(message: dict[str, Any]) -> None:
            nonlocal begun
            if message["type"] == "http.response.start" and not begun:
                begun = True
                _count(counts, message["status"], time.monotonic() - asked)
            await send(message)

        try:
            await application(scope, receive, sent)
        except Exception:
            if not begun:
                _count(counts, _FIRST_FAILURE, time.monotonic() - asked)
            raise

    return answered


def exposition(numbers: list[Number]) -> str:
    """The numbers in Prometheus' text format."""
    return "".join(
        f"# HELP {one.name} {one.help}\n# TYPE {one.name} {'counter' if one.grows else 'gauge'}\n"
        f"{one.name} {one.value:.17g}\n"
        for one in numbers
    )


def in_mebibytes(size: int) -> int:
    """Bytes, rounded up to whole MiB."""
    return -(-size // _MIB) * _MIB


class Published:
    """What is told: taken at most once in a window of time that begins at a full multiple of its length."""

    def __init__(self, take: Callable[[], str], clock: Callable[[], float] = time.time) -> None:
        self._take, self._clock = take, clock
        self._lock = threading.Lock()
        self._window, self._text = -1, ""

    def text(self) -> str:
        """The numbers as they were when they were first asked for in this window."""
        window = int(self._clock() // WINDOW)
        with self._lock:
            if window != self._window:
                self._text, self._window = self._take(), window
            return self._text


def _count(counts: Counts, status: int, seconds: float) -> None:
    counts.answered += 1
    counts.failed += status >= _FIRST_FAILURE
    counts.slow += seconds > SLOW
