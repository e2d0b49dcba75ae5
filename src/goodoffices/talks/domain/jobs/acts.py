"""Asking for a run, cancelling it, taking up again what a restart interrupted."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from goodoffices.dossier import parse_dossier
from goodoffices.errors import TalksError
from goodoffices.talks.access.viewer import looking_as_the_system
from goodoffices.talks.domain.case import case_text
from goodoffices.talks.domain.jobs.runner import RUNNER, is_gone, run, stop_here
from goodoffices.talks.domain.jobs.work import Order
from goodoffices.talks.domain.log import all_or_nothing, record_act
from goodoffices.talks.models import DeskHosts, DeskStability, Job, JobResult, Process, Room, Seat

__all__ = ["MOST_WAITING", "cancel_job", "delete_job", "sha256_of", "start_job", "take_up"]

MOST_WAITING = 10
"""Runs of one process that may be under way."""

ATTEMPTS = 3
"""How often a run is begun before it is given up: one that ends its server would do so for ever."""


@all_or_nothing
def start_job(
    *,
    process: Process,
    author: Seat,
    kind: str,
    options: Mapping[str, Any] | None = None,
    about: DeskStability | DeskHosts | None = None,
) -> Job:
    """Ask for a run on the case as it is now, or on a record `about` which it is. It begins once this is stored, and
    its turn has come.

    Raises TalksError when there is no case or too many runs are under way.
    """
    text = about.text if isinstance(about, DeskStability) else case_text(process)
    under_way = Job.objects.filter(process=process, state__in=[*Job.UNDER_WAY, Job.State.INTERRUPTED])
    if under_way.count() >= MOST_WAITING:
        raise TalksError.of(
            _("%(most)d runs are under way") % {"most": MOST_WAITING}, remedy=_("wait for one of them, or cancel it")
        )
    job = Job(room=Room.objects.get(process=process, kind=Room.Kind.DESK), author=author, kind=kind)
    digest = sha256_of(text) if isinstance(about, DeskStability) else parse_dossier(text).hash
    job.about = about.pk if about is not None else ""
    job.dossier, job.dossier_hash, job.options = text, digest, dict(options or {})
    job.runner, job.beat = RUNNER, timezone.now()
    job.save(force_insert=True)
    record_act("job.start", on=job)
    _once_stored(job)
    return job


def sha256_of(text: str) -> str:
    """The hash by which a text is named."""
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


@all_or_nothing
def cancel_job(job: Job) -> None:
    """Stop a run at once. Raises TalksError when it has ended already."""
    states = [*Job.UNDER_WAY, Job.State.INTERRUPTED]
    now = timezone.now()
    if not Job.objects.filter(pk=job.pk, state__in=states).update(state=Job.State.CANCELLED, ended=now):
        raise TalksError.of(_("this run has ended already"))
    record_act("job.cancel", on=job)
    transaction.on_commit(lambda: stop_here(job.pk))


@all_or_nothing
def delete_job(job: Job) -> None:
    """Delete a run with what came of it. Raises TalksError while it is under way."""
    if job.is_under_way():
        raise TalksError.of(_("this run is under way"), remedy=_("cancel it first"))
    record_act("job.delete", on=job)
    job.delete()


def take_up(process: Process) -> None:
    """Mark the runs whose server is gone, and begin them again as far as the current viewer can open what they read.

    Nothing else could: no key to it lies anywhere while no mediator is signed in.
    """
    for job in Job.objects.filter(process=process, state__in=Job.UNDER_WAY):
        if is_gone(job):
            _interrupted(job)
    for job in Job.objects.filter(process=process, state=Job.State.INTERRUPTED):
        if job.is_open() and (job.kind != Job.Kind.HOSTS or DeskHosts.objects.get(pk=job.about).is_open()):
            _resumed(job)


@all_or_nothing
def _interrupted(job: Job) -> None:
    mine = Job.objects.filter(pk=job.pk, runner=job.runner, state__in=Job.UNDER_WAY)
    if mine.update(state=Job.State.INTERRUPTED):
        with looking_as_the_system():
            record_act("job.interrupt", process_id=job.process_id, on=job)


@all_or_nothing
def _resumed(job: Job) -> None:
    """Begin a run again, from the start: the first who asks does so, and nobody else."""
    found = Job.objects.filter(pk=job.pk, state=Job.State.INTERRUPTED)
    if job.attempts >= ATTEMPTS:
        if found.update(state=Job.State.FAILED, ended=timezone.now()):
            result = JobResult(job=job, room=job.room, author_id=job.author_id)
            result.problem = JobResult.Problem.INTERRUPTED.value
            result.save(force_insert=True)
            record_act("job.fail", on=job)
        return
    again = {"state": Job.State.WAITING, "runner": RUNNER, "beat": timezone.now(), "attempts": job.attempts + 1}
    if found.update(progress=0.0, phase=Job.Phase.READING, **again):
        record_act("job.resume", on=job)
        _once_stored(job)


def _once_stored(job: Job) -> None:
    # Plain words and numbers only: the process that is handed them knows none of our classes.
    options = json.loads(json.dumps(job.options))
    if job.kind == Job.Kind.HOSTS:
        hosts = DeskHosts.objects.get(pk=job.about)
        options |= {name: str(getattr(hosts, name)) for name in ("text", "store", "store_name", "weights")}
    order = Order(str(job.kind), str(job.dossier), options)
    transaction.on_commit(lambda: run(job, order))
