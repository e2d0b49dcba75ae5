"""No request is larger than what is kept in memory: what was said is never laid down in a temporary file."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

__all__ = ["Scope", "bounded"]

Message = dict[str, Any]
Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]
More = Callable[[Scope], Awaitable[int]]


def bounded(application: Application, most: int, more: More | None = None) -> Application:
    """The application, which answers 413 to a body of more than `most` bytes, read no further than that.

    `more` is asked, before anything is read, whether a request that announces more may send more, and how much.
    """

    async def answered(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await application(scope, receive, send)
            return
        announced, allowed = _announced(scope), most
        if announced > most and more is not None:
            allowed = max(most, await more(scope))
        if announced > allowed:
            await _refuse(send)
            return
        read = 0

        async def heard() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            return message if read <= allowed else {"type": "http.disconnect"}

        await application(scope, heard, send)
        if read > allowed:
            await _refuse(send)

    return answered


def _announced(scope: Scope) -> int:
    length = dict(scope["headers"]).get(b"content-length", b"0")
    return int(length) if length.isdigit() else 0


async def _refuse(send: Send) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": b"This is more than can be sent at once.\n"})
