"""How long something takes: the best of a few runs, and no longer than a limit."""

from __future__ import annotations

import contextlib
import gc
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import FrameType
from typing import Any

RUNS = 3
"""Runs of which the best counts, as long as the first took less than `LONG`."""

LONG = 20.0
"""Seconds from which one run counts."""

LIMIT = 60
"""Seconds after which a peer is stopped."""


class OverLimitError(Exception):
    """Work was stopped at the limit."""


@dataclass(frozen=True)
class Timed:
    """`seconds` of the best run and its answer. Without an answer, `seconds` is None and `why` says why."""

    seconds: float | None
    answer: Any = None
    why: str = ""


def timed(work: Callable[[], Any], limit: int | None = None) -> Timed:
    """The best of `RUNS` runs, or the only one of long work; work over `limit` seconds is stopped.

    The limit is noticed between two steps of Python: one long step in a compiled library runs to its end and counts
    with its time.
    """
    best, answer = float("inf"), None
    for _ in range(RUNS):
        gc.collect()
        start = time.perf_counter()
        try:
            with _stopped_after(limit):
                answer = work()
        except OverLimitError:
            return Timed(None, why=f"> {limit} s")
        best = min(best, time.perf_counter() - start)
        if best > LONG:
            break
    return Timed(best, answer)


def tell(words: str) -> None:
    """A line of progress, beside the output."""
    print(words, file=sys.stderr, flush=True)


@contextlib.contextmanager
def _stopped_after(limit: int | None) -> Iterator[None]:
    def stop(_number: int, _frame: FrameType | None) -> None:
        raise OverLimitError

    if limit is None:
        yield
        return
    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(limit)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
