"""All that is looked at, one thing after the other."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from goodoffices.errors import TalksError
from goodoffices.talks.doctor import keeping, machine, reached, software
from goodoffices.talks.doctor.finding import Asked, Finding, fault
from goodoffices.talks.hosting import SETTINGS, check_database, origin_of

__all__ = ["CHECKS", "examine"]

Check = Callable[[Asked], Iterator[Finding]]
_STORED = ("settings", "database", "record")  # by Django; their file loads it
_LONG = ("database", "record")
_NONE = "Start `goodoffices serve` once, or look at --home."
_PLAIN: dict[str, Check] = {
    "keys": keeping.keys,
    "backups": keeping.backups,
    "disk": machine.disk,
    "memory": machine.memory,
    "temporary": machine.temporary,
    "clock": machine.clock,
    "python": software.python,
    "assets": software.assets,
    "mail": reached.mail,
    "server": reached.server,
}
CHECKS = (*_STORED, *_PLAIN)
"""The names of all checks, in their order."""


def examine(
    asked: Asked, only: Collection[str] = CHECKS, told: Callable[[str], None] = lambda _: None
) -> tuple[Finding, ...]:
    """What the checks find, in their order; `told` hears the names of those that may take long before they are made.

    Nothing is changed: no folder, key or table is made, no step of the database taken. What a check fails by itself of
    is a fault without its words.
    """
    found: list[Finding] = []
    installed = keeping.is_installed(asked)
    for name in (one for one in CHECKS if one in only):
        if name in _LONG:
            told(name)
        try:
            if name not in _STORED:
                met = list(_PLAIN[name](asked))
            elif installed:
                met = list(_stored(name, asked))
            else:  # said once
                met = [] if found else [fault("there is no installation here", _NONE)]
        except TalksError as error:
            met = [fault(problem.what, problem.remedy) for problem in error.problems]
        except Exception as error:  # noqa: BLE001 (its words may hold what nobody should read)
            met = [fault(f"this could not be looked at ({type(error).__name__})", "Please report it.")]
        found += [replace(one, check=name) for one in met]
    return tuple(found)


def _stored(name: str, asked: Asked) -> Iterator[Finding]:
    origin_of(asked.environment, asked.port, "127.0.0.1", demo=False)
    check_database(asked.environment)
    os.environ["GOODOFFICES_HOME"] = str(asked.home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django  # noqa: PLC0415 (only where there is an installation)

    django.setup()
    from goodoffices.talks.doctor import stored  # noqa: PLC0415 (its models need Django)

    return {"settings": stored.deployment, "database": stored.database, "record": stored.record}[name](asked)
