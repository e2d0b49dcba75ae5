"""Watching over runs: each in a fresh process, one thread of the server beside it, a few at a time.

The thread holds the case in memory while the run lasts, and no key at any time: what comes of a run is sealed with the
public key of the mediator's desk. When this server dies, so do its runs, and nothing is left of them but the row in the
database, which only a mediator's session can open: the next one that does begins the run again.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import secrets
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess

from django.db import connections, transaction
from django.utils import timezone

from goodoffices.talks.access.viewer import looking_as_the_system
from goodoffices.talks.domain.jobs.work import Found, Order, worked
from goodoffices.talks.domain.log import record_act
from goodoffices.talks.models import Job, JobResult

__all__ = ["AT_ONCE", "LONGEST", "RUNNER", "is_gone", "run", "stop_here", "watched_here"]

AT_ONCE = max(1, min(2, (os.cpu_count() or 2) - 1))
"""Runs at a time in one server process: a core stays free for pages."""

LONGEST = 3600.0
"""Seconds after which a run is stopped."""

BEAT = 0.5
"""Seconds between two words of a run's progress: no more is written."""

SILENCE = 30.0
"""Seconds without a word after which the server that ran it is taken for gone."""

SHORT_SILENCE = 5.0
"""The same for a run of this server process that no thread watches over."""

RUNNER = f"{socket.gethostname()[:60]}/{os.getpid()}/{secrets.token_hex(8)}"
"""This server process, unlike any that was before it."""

_SLOTS = threading.BoundedSemaphore(AT_ONCE)
_log = logging.getLogger(__name__)


@dataclass
class _Run:
    """A run of this server process."""

    job: str
    stopped: threading.Event = field(default_factory=threading.Event)
    process: BaseProcess | None = None

    def stop(self) -> None:
        """End its process at once."""
        self.stopped.set()
        if self.process is not None and self.process.is_alive():
            self.process.kill()


_RUNS: dict[str, _Run] = {}


def run(job: Job, order: Order) -> None:
    """Begin a run that is written down as waiting, in a thread of its own."""
    here = _RUNS[job.pk] = _Run(job.pk)
    threading.Thread(target=_watch, args=(here, order), name=f"job-{job.pk}", daemon=True).start()


def stop_here(job_id: str) -> None:
    """End the process of a run at once, when it is one of this server process. Another's hears of it by the row."""
    if job_id in _RUNS:
        _RUNS[job_id].stop()


def watched_here(job_id: str) -> BaseProcess | None:
    """The process of a run of this server process, once it has one."""
    return _RUNS[job_id].process if job_id in _RUNS else None


def is_gone(job: Job) -> bool:
    """Whether the server process that has this run is no more."""
    silent = (timezone.now() - job.beat).total_seconds()
    if job.runner == RUNNER:  # it may be stored and not yet begun
        return job.pk not in _RUNS and silent > SHORT_SILENCE
    host, _, rest = job.runner.rpartition("/")[0].rpartition("/")
    if host == socket.gethostname()[:60] and rest.isdigit() and not _lives(int(rest)):
        return True
    return silent > SILENCE


def _lives(pid: int) -> bool:
    if pid == os.getpid():  # the number of one that was before us, as in a container where we are always the first
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _watch(here: _Run, order: Order) -> None:
    try:
        with looking_as_the_system():
            if _has_turn(here):
                try:
                    _work(here, order)
                finally:
                    _SLOTS.release()
    except Exception:  # noqa: BLE001 (the database may be away: the row stays, falls silent, and is taken up again)
        _log.exception("a run was lost from sight")
    finally:
        here.stop()
        _RUNS.pop(here.job, None)
        connections.close_all()


def _has_turn(here: _Run) -> bool:
    while not _SLOTS.acquire(timeout=BEAT):
        if here.stopped.is_set() or not _still(here, state=Job.State.WAITING):
            return False
    return True


def _work(here: _Run, order: Order) -> None:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = here.process = context.Process(target=worked, args=(theirs,), daemon=True, name=f"job-{here.job}")
    if here.stopped.is_set() or not _still(here, state=Job.State.RUNNING):
        return
    process.start()
    theirs.close()
    try:
        ours.send(order)
        kind, said = _heard(here, ours.poll, ours.recv)
    except (EOFError, OSError):
        kind, said = JobResult.Problem.DIED, ""
    finally:
        ours.close()
        here.stop()
        process.join()
    if kind != "stopped":
        _end(here, kind, said)


def _heard(here: _Run, poll: Callable[[float], bool], hear: Callable[[], tuple[object, ...]]) -> tuple[str, object]:
    """Listen until the run has ended, writing down how far it is at most twice a second."""
    begun = written = time.monotonic()
    at: tuple[float, str] = (0.0, Job.Phase.READING)
    while True:
        if poll(BEAT):
            kind, *said = hear()
            if kind != "at":
                return str(kind), said[0]
            at = float(str(said[0])), str(said[1])
        now = time.monotonic()
        if now - begun > LONGEST:
            return JobResult.Problem.LATE, ""
        if now - written >= BEAT:
            written = now
            if not _still(here, progress=at[0], phase=at[1]):
                return "stopped", ""


def _still(here: _Run, **changes: object) -> bool:
    """Write down that it lives; False when it was cancelled meanwhile, or is no longer ours."""
    if here.stopped.is_set():
        return False
    mine = Job.objects.filter(pk=here.job, runner=RUNNER, state__in=Job.UNDER_WAY)
    return mine.update(beat=timezone.now(), **changes) == 1


def _end(here: _Run, kind: str, said: object) -> None:
    """Store what came of it, unless it was cancelled at the last moment."""
    state = Job.State.DONE if kind == "done" else Job.State.FAILED
    with transaction.atomic():
        job = Job.objects.select_for_update().select_related("room").get(pk=here.job)
        if job.runner != RUNNER or job.state not in Job.UNDER_WAY:
            return
        job.state, job.progress, job.phase = state, 1.0 if kind == "done" else job.progress, Job.Phase.WRITING
        job.ended = job.beat = timezone.now()
        job.save(update_fields=["state", "progress", "phase", "ended", "beat"])
        _store(job, kind, said)
        record_act("job.done" if kind == "done" else "job.fail", process_id=job.process_id, on=job)


def _store(job: Job, kind: str, said: object) -> None:
    JobResult.objects.filter(job=job).delete()
    result = JobResult(job=job, room=job.room, author_id=job.author_id)
    if isinstance(said, Found):
        result.as_json, result.html, result.facts = said.as_json, said.html, said.facts
        result.packages = [list(pair) for pair in said.packages]
        result.prove()
    else:
        result.problem, result.said = JobResult.Problem(kind).value, str(said)
    result.save(force_insert=True)
