"""How long it takes until everybody who listens has heard of a change: streams of one table, notes in its plenary."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from urllib.parse import urlencode

from benchmarks.talks_world import User

CHANGES = 10
LIMIT = 30.0  # seconds that an answer, or news, may take


@dataclass(frozen=True)
class Heard:
    """For each of some changes, the seconds from the writer's answer until the last of the streams had heard."""

    streams: int
    seconds: tuple[float, ...]

    @property
    def usual(self) -> float:
        """The median."""
        return median(self.seconds)

    @property
    def worst(self) -> float:
        """The longest."""
        return max(self.seconds)


def hear(port: int, people: Sequence[User], each: int) -> Heard:
    """Open `each` streams for every one of `people` (of one table) and write notes as the first of them."""
    return asyncio.run(_hear(port, people, each))


async def _hear(port: int, people: Sequence[User], each: int) -> Heard:
    streams = [await _Stream.opened(port, one) for one in people for _ in range(each)]
    await asyncio.sleep(2)  # the first look only learns where the record ends
    took = []
    for number in range(CHANGES):
        heard = asyncio.gather(*(stream.told() for stream in streams))
        written = await _write(port, people[0])
        took.append(max(0.0, max(await asyncio.wait_for(heard, LIMIT)) - written))
        await asyncio.sleep(0.3 + 0.07 * number)  # not always at the same moment between two looks
    for stream in streams:
        stream.close()
    return Heard(len(streams), tuple(took))


class _Stream:
    """An open page."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    @classmethod
    async def opened(cls, port: int, user: User) -> _Stream:
        """A stream that has begun."""
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(_request("GET", f"/p/{user.process}/events/", port, user.cookies))
        status = await asyncio.wait_for(reader.readline(), LIMIT)
        assert b" 200 " in status, status
        await asyncio.wait_for(reader.readuntil(b"retry: "), LIMIT)
        return cls(reader, writer)

    async def told(self) -> float:
        """When the next change of a note was told."""
        await self._reader.readuntil(b"data: note")
        return time.perf_counter()

    def close(self) -> None:
        """Leave."""
        self._writer.close()


async def _write(port: int, user: User) -> float:
    """Write a note in plenary by the form; when its answer was there."""
    address = f"/p/{user.process}/notes/"
    page = await _answer(port, _request("GET", address, port, user.cookies))
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    cookie = re.search(r"(?i)set-cookie: (goodoffices_csrf)=([^;]+)", page)
    assert token, page[:300]
    assert cookie, page[:300]
    said = {"csrfmiddlewaretoken": token[1], "room": user.rooms[0], "title": "News", "text": "A note to all."}
    answer = await _answer(port, _request("POST", address, port, user.cookies | {cookie[1]: cookie[2]}, said))
    assert " 302 " in answer.partition("\r\n")[0], answer[:300]
    return time.perf_counter()


async def _answer(port: int, request: bytes) -> str:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request)
    answer = await asyncio.wait_for(reader.read(), LIMIT)
    writer.close()
    return answer.decode()


def _request(
    method: str, address: str, port: int, cookies: dict[str, str], said: dict[str, str] | None = None
) -> bytes:
    body = urlencode(said or {}).encode()
    lines = [
        f"{method} {address} HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        f"Cookie: {'; '.join(f'{name}={value}' for name, value in cookies.items())}",
        "Connection: close",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(body)}",
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body
