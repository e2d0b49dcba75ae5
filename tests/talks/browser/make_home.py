"""Run once a test run, in a process of its own: an empty folder becomes an installation that holds the test world."""

from __future__ import annotations

import json
import os
from pathlib import Path

import django


def ids(named: dict) -> dict:
    """The same, with the id in place of each record."""
    return {name: ids(found) if isinstance(found, dict) else found.pk for name, found in named.items()}


def main() -> None:
    django.setup()
    from django.core.management import call_command

    call_command("migrate", run_syncdb=True, verbosity=0)
    from tests.talks.world import make_world

    from goodoffices.talks.access.viewer import looking_as

    world = make_world()
    told = {name: ids(getattr(world, name)) for name in ("members", "seats", "parties", "rooms", "records", "others")}
    told["process"] = world.process.pk
    with looking_as(world.viewer("mediator")):
        told["clause"] = world.records["text"]["desk"].wording.clauses[1].id  # the one with a bracket
    Path(os.environ["GOODOFFICES_HOME"], "world.json").write_text(json.dumps(told), encoding="utf-8")


main()
