"""Requests begin in their order, a few at a time, and a long one does not keep the others waiting."""

from __future__ import annotations

import asyncio

import pytest

from goodoffices.talks.turns import Turns

NEVER = 3600.0  # seconds of patience


class Desk:
    """What happens in the turns: who began, in which order, and how many were at it at once."""

    def __init__(self, turns: Turns) -> None:
        self.turns = turns
        self.began: list[int] = []
        self.at_it, self.most = 0, 0
        self.may_end: dict[int, asyncio.Event] = {}

    async def request(self, number: int) -> int:
        end = self.may_end.setdefault(number, asyncio.Event())
        async with self.turns.turn():
            self.began.append(number)
            self.at_it += 1
            self.most = max(self.most, self.at_it)
            try:
                await end.wait()
            finally:
                self.at_it -= 1
        return number

    async def settled(self) -> None:
        for _ in range(10):
            await asyncio.sleep(0)


def test_requests_begin_in_their_order_a_few_at_a_time():
    async def run() -> None:
        desk = Desk(Turns(2, NEVER))
        tasks = [asyncio.ensure_future(desk.request(number)) for number in range(6)]
        await desk.settled()
        assert desk.began == [0, 1]
        for number in (1, 0, 2, 3, 4, 5):
            desk.may_end[number].set()
            await desk.settled()
        assert await asyncio.gather(*tasks) == list(range(6))
        assert (desk.began, desk.most) == (list(range(6)), 2)

    asyncio.run(run())


def test_long_ones_let_the_next_begin_and_go_on_beside_it():
    async def run() -> None:
        desk = Desk(Turns(2, patience=0.01))
        long = [asyncio.ensure_future(desk.request(number)) for number in (0, 1)]
        await desk.settled()
        short = asyncio.ensure_future(desk.request(2))
        desk.may_end.setdefault(2, asyncio.Event()).set()
        assert await asyncio.wait_for(short, 60) == 2
        assert not any(task.done() for task in long)
        for number in (0, 1):
            desk.may_end[number].set()
        assert await asyncio.gather(*long) == [0, 1]

    asyncio.run(run())


@pytest.mark.parametrize("patience", [NEVER, 0.0])
def test_a_turn_is_given_back_once_however_it_ends(patience):
    async def run() -> list[int]:
        turns = Turns(1, patience)
        desk = Desk(turns)

        async def fails() -> None:
            async with turns.turn():
                await asyncio.sleep(0.01)
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            await fails()
        holding = asyncio.ensure_future(desk.request(0))
        await desk.settled()
        waiting = asyncio.ensure_future(desk.request(1))
        await desk.settled()
        for gone in (waiting, holding):  # the browser was closed
            gone.cancel()
        ended = await asyncio.gather(holding, waiting, return_exceptions=True)
        assert all(isinstance(one, asyncio.CancelledError) for one in ended)
        await asyncio.sleep(0.02)
        turns._patience = NEVER
        last = Desk(turns)
        first, second = (asyncio.ensure_future(last.request(number)) for number in (2, 3))
        await desk.settled()
        begun = list(last.began)
        for number in (2, 3):
            last.may_end.setdefault(number, asyncio.Event()).set()
        await asyncio.gather(first, second)
        return begun

    assert asyncio.run(run()) == [2]
