"""A run of the engine that is done, with what came of it: on the mediator's desk, where alone runs can lie."""

from __future__ import annotations

from django.utils import timezone

from goodoffices.talks.access.viewer import looking_as
from goodoffices.talks.models import Job, JobResult


def put(world) -> None:
    """One run; everything that it was given and everything that came of it bears a marker."""
    from tests.talks.markers.preferences import DOSSIER
    from tests.talks.world import marker

    def mark(thing: str) -> str:
        return marker("desk", thing)

    desk = world.rooms["desk"]
    with looking_as(world.viewer("mediator")):
        job = Job(room=desk, author=world.seats["mediator"], kind="trades", state="done", progress=1.0)
        job.beat = job.ended = timezone.now()
        job.dossier = DOSSIER.format(desk=mark("input"), ask=mark("ask"), option=mark("option"))
        job.dossier_hash, job.options = mark("hash"), {"words": mark("choice")}
        job.save(force_insert=True)
        result = JobResult(job=job, room=desk, author=world.seats["mediator"])
        result.as_json, result.html = f'{{"answer": "{mark("json")}"}}', f"<p>{mark('html')}</p>"
        result.facts, result.problem, result.said = {"by": mark("by")}, mark("problem"), mark("said")
        result.packages = [[mark("rule"), {"road": "shared", "port": "both"}]]
        result.prove()
        result.save(force_insert=True)
    world.records["job"] = {"desk": job}
    world.records["jobresult"] = {"desk": result}
