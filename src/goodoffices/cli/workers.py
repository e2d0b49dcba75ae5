"""Spreading work over processes of this machine or over a cluster.

Library rooms start no process and open no socket, so the shell hands them a function like `map`.
"""

from __future__ import annotations

import importlib
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, Protocol, TypeVar

from goodoffices import __version__
from goodoffices.errors import UserError

__all__ = ["Spread", "spreading"]

Task = TypeVar("Task")
Answer = TypeVar("Answer")

AHEAD = 3
"""Tasks under way for each worker, so that none waits for work and answers do not pile up."""

PATIENCE = 8.0
"""Seconds in which a cluster has to answer."""


class Spread(Protocol):
    """A function like `map` for one argument: answers come in the order of the tasks, wherever they were worked out."""

    def __call__(self, work: Callable[[Task], Answer], tasks: Iterable[Task], /) -> Iterable[Answer]:
        """The answers of `work` to `tasks`, in order. Work, tasks and answers can be pickled."""


class _Future(Protocol):
    def result(self) -> Any: ...


@contextmanager
def spreading(workers: int = 1, cluster: str = "", patience: float = PATIENCE) -> Iterator[Spread]:
    """A function like `map` that works in this process, in `workers` processes, or on the dask cluster whose scheduler
    has the address `cluster` (`tcp://host:8786`). Leaving early, as by Ctrl-C, ends the work everywhere.

    Raises UserError when the cluster cannot be used or a worker process dies.
    """
    if cluster:
        with _cluster(cluster, patience) as spread:
            yield spread
    elif workers > 1:
        with _processes(workers) as spread:
            yield spread
    else:
        yield map


@contextmanager
def _processes(workers: int) -> Iterator[Spread]:
    """Fresh processes (spawn: the one way that is safe beside threads, and the same on every system)."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    before = set(multiprocessing.active_children())
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_obey_the_parent)

    def submit(work: Callable[[Task], Answer], task: Task) -> _Future:
        with _ctrl_c_held_back():  # a process is started with the first tasks, and begins with what is held back here
            return pool.submit(work, task)

    def spread(work: Callable[[Task], Answer], tasks: Iterable[Task]) -> Iterable[Answer]:
        return _in_order(partial(submit, work), tasks, AHEAD * workers)

    try:
        yield spread
    except BrokenProcessPool as error:
        remedy = "Memory may have run out: ask for fewer workers, or none."
        raise UserError.of("a worker process ended before its work was done", remedy=remedy) from error
    except BaseException:
        # What is under way may last; nobody waits for it any more.
        for child in set(multiprocessing.active_children()) - before:
            child.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _ctrl_c_held_back() -> Iterator[None]:
    """Ctrl-C waits until the end, where the system can hold it back."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # Read before anything is held back: Ctrl-C may come at any moment, and what was is put back in any case.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _obey_the_parent() -> None:
    """Ctrl-C reaches every process of a terminal; only the first is to answer it. And none is to outlive it."""
    import threading

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    threading.Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    import multiprocessing

    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@contextmanager
def _cluster(address: str, patience: float) -> Iterator[Spread]:
    with _client(address, patience) as client:
        workers = _checked_workers(client, address)

        def spread(work: Callable[[Task], Answer], tasks: Iterable[Task]) -> Iterable[Answer]:
            # Sent to every worker once: it holds all that the work is about.
            held = client.scatter([work], broadcast=True)[0]
            return _in_order(lambda task: client.submit(_done, held, task, pure=False), tasks, AHEAD * workers)

        yield spread


@contextmanager
def _client(address: str, patience: float) -> Iterator[Any]:
    import asyncio

    try:
        distributed = importlib.import_module("distributed")
    except ImportError as error:
        raise UserError.of(
            "working on a cluster needs the package distributed, which is not installed",
            remedy="Install it with: pip install 'goodoffices[cluster]'",
        ) from error
    try:
        # Asked first without a Client: one that cannot connect cannot be closed either. The limit holds for the
        # greetings too, which something other than a scheduler would never return.
        asyncio.run(asyncio.wait_for(_knock(distributed, address, patience), patience))
    except (OSError, TimeoutError, ValueError) as error:
        raise UserError.of(
            f"no dask scheduler answered at {address} within {patience:g} seconds",
            remedy="Start one with `dask scheduler` and give its address, as tcp://host:8786.",
        ) from error
    with distributed.Client(address, timeout=patience, set_as_default=False) as client:
        yield client


async def _knock(distributed: Any, address: str, patience: float) -> None:
    means = distributed.Security().get_connection_args("client")
    connection = await distributed.comm.connect(address, timeout=patience, **means)
    await connection.close()


def _checked_workers(client: Any, address: str) -> int:
    """How many threads the cluster has, all in workers of this version: another could give another answer."""
    try:
        versions = client.run(_version)
    except ImportError as error:
        remedy = f"Install goodoffices {__version__} where the workers run."
        raise UserError.of(f"the workers of {address} do not have goodoffices", remedy=remedy) from error
    if not versions:
        remedy = f"Start one or more with `dask worker {address}`."
        raise UserError.of(f"the scheduler at {address} has no workers", remedy=remedy)
    if others := sorted(set(versions.values()) - {__version__}):
        remedy = f"Install goodoffices {__version__} where the workers run."
        raise UserError.of(f"workers of {address} have another version: {', '.join(others)}", remedy=remedy)
    return sum(client.nthreads().values())


def _version() -> str:
    return __version__


def _done(work: Callable[[Task], Answer], task: Task) -> Answer:
    return work(task)


def _in_order(submit: Callable[[Task], _Future], tasks: Iterable[Task], ahead: int) -> Iterator[Any]:
    """The answers in the order of the tasks, with at most `ahead` of them under way."""
    under_way: deque[_Future] = deque()
    for task in tasks:
        under_way.append(submit(task))
        if len(under_way) >= ahead:
            yield under_way.popleft().result()
    while under_way:
        yield under_way.popleft().result()
