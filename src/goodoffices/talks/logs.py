"""What is written into the server's own log: where something failed, and what sort of failure it was.

Words can hold what was said: a validator repeats the value that it refuses, PostgreSQL the row, Django the address and
the name of the host that was asked for, asyncio the whole exception. So no exception's own words are written, no values
of variables, and of what other libraries log only where in their code they do. What failed in a request is told by the
name of its page and its status.
"""

from __future__ import annotations

import copy
import json
import logging
import time
import traceback
from pathlib import PurePath
from types import TracebackType

__all__ = ["JsonFormatter", "WordlessFormatter"]

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

_OURS = ("goodoffices.",)
_PLAIN = {"uvicorn.error"}
"""Libraries whose words are the same whatever was asked, where they come without values."""


class WordlessFormatter(logging.Formatter):
    """A line for each event; tracebacks as places and kinds of exceptions. No words but our own."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, and the places below it."""
        told = copy.copy(record)
        # Another handler may have kept the exception's words in the record.
        told.msg, told.args, told.exc_text = said(record), (), None
        return super().format(told)

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 (the library's name)
        """The places, and the kind; then those of the exceptions before it."""
        return "\nbefore it:\n".join("\n".join(lines) for lines in places(ei[1]))


class JsonFormatter(logging.Formatter):
    """The same as one JSON object a line, for journald and collectors of logs."""

    def format(self, record: logging.LogRecord) -> str:
        """The object: at (UTC), level, logger, said; failed where there was an exception, its places last."""
        at = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created)) + f".{int(record.msecs):03d}Z"
        told = {"at": at, "level": record.levelname, "logger": record.name, "said": said(record)}
        if record.exc_info and record.exc_info[1] is not None:
            told["failed"] = places(record.exc_info[1])
        return json.dumps(told, ensure_ascii=True)


def said(record: logging.LogRecord) -> str:
    """What may be written of an event."""
    request = getattr(record, "request", None)
    if request is not None:
        found = getattr(request, "resolver_match", None)
        page = found.view_name if found is not None else "no page"
        return f"{getattr(record, 'status_code', 'failed')} {page}"
    if record.name.startswith(_OURS) or (record.name in _PLAIN and not record.args):
        return record.getMessage().rstrip()
    return f"(words left out) {PurePath(record.pathname).name}:{record.lineno}"


def places(error: BaseException | None) -> list[list[str]]:
    """Of an exception and those before it: the places in the code, and its kind."""
    told: list[list[str]] = []
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        met = traceback.extract_tb(error.__traceback__)
        lines = [f'  File "{one.filename}", line {one.lineno}, in {one.name}' for one in met]
        told.append([*lines, f"{type(error).__module__}.{type(error).__qualname__}"])
        error = error.__cause__ or error.__context__
    return told
