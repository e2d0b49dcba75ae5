"""The UCDP API, page by page into a file that `events import` reads. It goes on where it was interrupted.

`https://ucdpapi.pcr.uu.se/api/gedevents/<version>?pagesize=…&page=…`, pages from 0, the token in the header
`x-ucdp-access-token`; the answer is JSON with `Result`, `TotalCount` and `TotalPages`. The token goes to that address
only: a redirection is not followed.
"""

from __future__ import annotations

import csv
import http.client
import io
import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from goodoffices.cli.files import make_folder, write_file
from goodoffices.errors import EvidenceError, Where

__all__ = ["ADDRESS", "TOKEN", "Query", "fetch"]

ADDRESS: Final = "https://ucdpapi.pcr.uu.se/api/gedevents/"
TOKEN: Final = "GOODOFFICES_UCDP_TOKEN"  # noqa: S105  # the name of the variable, not the token
_PATIENCE: Final = (1.0, 2.0, 4.0, 8.0, 16.0)
"""Seconds to wait before each new attempt."""
_LONGEST_WAIT: Final = 120.0
_TIMEOUT: Final = 90.0
_LARGEST_PAGE: Final = 200_000_000
_AGAIN: Final = {408, 429, 500, 502, 503, 504}


@dataclass(frozen=True)
class Query:
    """What is asked for. `token` is shown nowhere."""

    version: str
    token: str = field(repr=False)
    filters: Mapping[str, str] = field(default_factory=dict)
    page_size: int = 1000
    address: str = ADDRESS

    def url(self, page: int) -> str:
        """The address of a page, from 0."""
        asked = {**self.filters, "pagesize": str(self.page_size), "page": str(page)}
        return f"{self.address}{urllib.parse.quote(self.version, safe='')}?{urllib.parse.urlencode(asked)}"


@dataclass(frozen=True)
class _State:
    """How far it came: the pages before `page` fill the first `size` bytes of the unfinished file."""

    url: str
    page: int
    size: int
    rows: int
    total: int


def fetch(
    query: Query,
    columns: Sequence[str],
    target: Path,
    *,
    tell: Callable[[str], None] = lambda _: None,
    sleep: Callable[[float], None] = time.sleep,
) -> int:
    """Write all events to `target` as CSV with these columns; returns how many.

    What has come so far stays in `<target>.part` and `<target>.part.json`, from which a second call goes on.
    Raises EvidenceError when the API refuses, answers otherwise than it should, or changed between two pages.
    """
    part, mark = target.with_name(f"{target.name}.part"), target.with_name(f"{target.name}.part.json")
    make_folder(target.resolve().parent)
    state = _resumed(query, part, mark) or _begun(query, columns, part)
    while True:
        tell(f"Fetching page {state.page + 1}, {state.rows:,} events so far")
        answer = _answer(query, state.page, sleep)
        rows, total, pages = _checked(answer, query, state, mark)
        content = _as_csv(rows, columns, query)
        with part.open("ab") as stream:
            stream.write(content)
        state = _State(state.url, state.page + 1, state.size + len(content), state.rows + len(rows), total)
        write_file(mark, json.dumps(state.__dict__))
        if state.page >= pages:
            break
    if state.rows != state.total:
        what = f"the API announced {state.total:,} events and gave {state.rows:,}"
        raise EvidenceError.of(what, Where(query.url(0)), f"Remove {mark} and fetch again.")
    part.replace(target)
    mark.unlink()
    return state.rows


def _begun(query: Query, columns: Sequence[str], part: Path) -> _State:
    header = (",".join(columns) + "\n").encode()
    write_file(part, header)
    return _State(query.url(0), 0, len(header), 0, -1)


def _resumed(query: Query, part: Path, mark: Path) -> _State | None:
    if not (part.is_file() and mark.is_file()):
        return None
    try:
        state = _State(**json.loads(mark.read_text(encoding="utf-8")))
    except (ValueError, TypeError):
        return None
    if state.url != query.url(0):
        what = f"an unfinished file of another question is here: {state.url}"
        raise EvidenceError.of(what, Where(str(mark)), "Ask the same, name another file, or remove this one.")
    if part.stat().st_size < state.size:
        return None
    with part.open("r+b") as stream:
        stream.truncate(state.size)
    return state


def _answer(query: Query, page: int, sleep: Callable[[float], None]) -> Any:
    """The JSON of a page; asked again, with longer and longer pauses, while the API is busy or away."""
    url = query.url(page)
    for pause in (*_PATIENCE, None):
        try:
            return json.loads(_bytes(url, query.token))
        except urllib.error.HTTPError as error:
            error.close()
            if error.code in (401, 403):
                remedy = f"Set {TOKEN} to the token that UCDP gave you."
                raise EvidenceError.of("the UCDP API refuses the token", Where(url), remedy) from error
            if error.code not in _AGAIN or pause is None:
                raise EvidenceError.of(f"the UCDP API answers with HTTP {error.code}", Where(url)) from error
            sleep(min(max(pause, _asked_to_wait(error)), _LONGEST_WAIT))
        except (OSError, http.client.HTTPException) as error:
            if pause is None:
                remedy = "Run the same command later: it goes on where it stopped."
                raise EvidenceError.of(f"the UCDP API cannot be reached: {error}", Where(url), remedy) from error
            sleep(pause)
        except (ValueError, RecursionError) as error:
            raise EvidenceError.of("the UCDP API did not answer with JSON", Where(url)) from error
    raise AssertionError("the last attempt raises")


class _Straight(urllib.request.HTTPRedirectHandler):
    """Follows no redirection: the token belongs to one address."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def _bytes(url: str, token: str) -> bytes:
    parts = urllib.parse.urlsplit(url)
    if parts.scheme != "https" and parts.hostname not in ("127.0.0.1", "localhost"):
        raise EvidenceError.of("the token is sent over HTTPS only", Where(url))
    headers = {"x-ucdp-access-token": token, "Accept": "application/json", "User-Agent": "goodoffices"}
    request = urllib.request.Request(url, headers=headers)  # noqa: S310  # HTTPS, or this machine
    with urllib.request.build_opener(_Straight).open(request, timeout=_TIMEOUT) as answer:
        content: bytes = answer.read(_LARGEST_PAGE)
        return content


def _asked_to_wait(error: urllib.error.HTTPError) -> float:
    said = error.headers.get("Retry-After", "")
    return float(said) if said.isdecimal() else 0.0


def _checked(answer: Any, query: Query, state: _State, mark: Path) -> tuple[list[Mapping[str, Any]], int, int]:
    where = Where(query.url(state.page))
    try:
        rows, total, pages = answer["Result"], int(answer["TotalCount"]), int(answer["TotalPages"])
    except (KeyError, TypeError, ValueError) as error:
        raise EvidenceError.of("the answer lacks Result, TotalCount or TotalPages", where) from error
    if state.total not in (-1, total):
        what = f"the data changed between two pages: {state.total:,} events before, {total:,} now"
        raise EvidenceError.of(what, where, f"Remove {mark} and fetch again.")
    if not rows and total:
        raise EvidenceError.of(f"page {state.page} is empty although there are {total:,} events", where)
    return rows, total, pages


def _as_csv(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], query: Query) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for row in rows:
        missing = [name for name in ("id", "best", "date_start") if name not in row]
        if missing:
            raise EvidenceError.of(f"an event lacks {', '.join(missing)}", Where(query.url(0)))
        writer.writerow(["" if row.get(name) is None else row[name] for name in columns])
    return text.getvalue().encode()
