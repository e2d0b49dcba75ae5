"""Run in a process of its own: an empty folder becomes an installation that holds the tests' world."""

from __future__ import annotations

import json
import os
from pathlib import Path

import django

if __name__ == "__main__":
    django.setup()
    from django.core.management import call_command
    from tests.talks.world import make_world

    call_command("migrate", run_syncdb=True, verbosity=0)
    world = make_world()
    told = {"process": world.process.pk, "rooms": {name: room.pk for name, room in world.rooms.items()}}
    Path(os.environ["GOODOFFICES_HOME"], "world.json").write_text(json.dumps(told), encoding="utf-8")
