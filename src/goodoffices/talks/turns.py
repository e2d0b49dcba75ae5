"""Whose turn it is: many requests at once are answered sooner when few of them compute at the same time.

Threads that all want to compute pass Python's lock from one to the other at every question to the database. With eight
of them a page cost a third more of the processor than with two (docs/decisions/0045-turns.md).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

__all__ = ["Turns"]

PATIENCE = 0.5  # seconds


class Turns:
    """Requests begin in the order in which they came, `many` at a time.

    A long one (a file that is read, a passphrase that is tried, a question to the events) keeps the others waiting no
    longer than `patience` seconds: then its turn goes to the next, and it goes on beside it.
    """

    def __init__(self, many: int, patience: float = PATIENCE) -> None:
        self._free = asyncio.Semaphore(many)
        self._patience = patience

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for one's turn. It ends with the block, or when patience does."""
        await self._free.acquire()
        held = True

        def give_back() -> None:
            nonlocal held
            if held:
                held = False
                self._free.release()

        over = asyncio.get_running_loop().call_later(self._patience, give_back)
        try:
            yield
        finally:
            over.cancel()
            give_back()
