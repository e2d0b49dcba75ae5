"""What is written into the server's own log: where something failed, and what sort of failure it was.

The words of an exception can hold what was said: a validator repeats the value that it refuses, PostgreSQL the row. So
no exception's own words are written, and no values of variables.
"""

from __future__ import annotations

import logging
import traceback
from types import TracebackType

__all__ = ["WordlessFormatter"]

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WordlessFormatter(logging.Formatter):
    """Tracebacks as places and kinds of exceptions, without their words."""

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 (the library's name)
        """The places, and the kind; then those of the exceptions before it."""
        told: list[str] = []
        error, seen = ei[1], set()
        while error is not None and id(error) not in seen:
            seen.add(id(error))
            places = traceback.extract_tb(error.__traceback__)
            lines = [f'  File "{one.filename}", line {one.lineno}, in {one.name}' for one in places]
            told.append("\n".join([*lines, f"{type(error).__module__}.{type(error).__qualname__}"]))
            error = error.__cause__ or error.__context__
        return "\nbefore it:\n".join(told)
