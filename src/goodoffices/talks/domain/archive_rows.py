"""The rows of one process, found by the models themselves: whatever leads to the process by its keys belongs to it."""

from __future__ import annotations

import datetime as dt
import decimal
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.apps import apps
from django.core.serializers import python
from django.db import models

from goodoffices.talks.models import Member, Process

__all__ = ["LEFT_OUT", "archived_models", "plain", "rows_of"]

LEFT_OUT = {
    "Attempt": "wrong passphrases are counted where they are typed, under that installation's key",
    "Invitation": "a code was handed over with one address in mind; whoever has not come yet is invited anew",
    "Job": "a run of the engine is asked for again: it belongs to the server that runs it",
    "JobResult": "what came of a run bears the proof of the installation that made it, and is computed again",
    "Letter": "letters are sent by the installation that subscribers wrote to",
    "Subscriber": "an address was given to one installation and is closed under its key; nobody is signed up by a move",
    "Token": "a program's way in is made anew where the process goes to; its secret would otherwise open two doors",
}
"""Models that stay behind when a process moves, each with its reason. Every other model has to lead to the process."""


@cache
def archived_models() -> dict[type[models.Model], str]:
    """Every model that goes along, in an order in which rows come after those they point to, with the lookup that leads
    from a row to its process. Accounts come first: those that the rows name.

    Raises LookupError for a model that leads to no process and is not in LEFT_OUT.
    """
    wanted = [model for model in apps.get_app_config("talks").get_models() if model.__name__ not in LEFT_OUT]
    lookups = {model: _to_process(model) for model in wanted if model is not Member}
    if lost := sorted(model.__name__ for model, lookup in lookups.items() if lookup is None):
        raise LookupError(f"these lead to no process; say in LEFT_OUT why they stay behind: {', '.join(lost)}")
    ordered: list[type[models.Model]] = [Member]
    waiting = [model for model in wanted if model is not Member]
    while waiting:
        ready = [model for model in waiting if not _targets(model) & ({*waiting} - {model})]
        ordered += ready or waiting[:1]  # a circle: the database looks at keys only when all is there
        waiting = [model for model in waiting if model not in ordered]
    return {model: lookups.get(model) or "" for model in ordered}


def rows_of(process: Process) -> Iterator[dict[str, Any]]:
    """Every row of a process, as its model, its key and its fields; the accounts that they name come first."""
    kept: list[dict[str, Any]] = []
    named: set[str] = set()
    for model, lookup in archived_models().items():
        if model is Member:
            continue
        query = model._base_manager.filter(**{lookup: process.pk}).order_by("pk")  # noqa: SLF001 (Django's name)
        for row in python.Serializer().serialize(query.iterator(chunk_size=500)):
            kept.append(row)
            named |= {row["fields"][key.name] for key in _keys(model) if key.related_model is Member}
    members = Member.objects.filter(pk__in=named - {None}).order_by("pk")
    yield from python.Serializer().serialize(members.iterator(chunk_size=500))
    yield from kept


def plain(value: Any) -> str:
    """A value that JSON does not know, as the text from which Django reads it again, to the microsecond."""
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, decimal.Decimal):
        return str(value)
    raise TypeError(f"a row holds a {type(value).__name__}, which has no text")


def _keys(model: type[models.Model]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if field.remote_field]  # noqa: SLF001 (Django's name)


def _targets(model: type[models.Model]) -> set[type[models.Model]]:
    many = {field.related_model for field in model._meta.many_to_many}  # noqa: SLF001 (the same)
    return {key.related_model for key in _keys(model)} | many


def _to_process(model: type[models.Model], passed: tuple[type[models.Model], ...] = ()) -> str | None:
    """The shortest lookup from a row to its process, as `lock__room__process`; None when there is none."""
    if model is Process:
        return "pk"
    found = []
    for key in _keys(model):
        if key.related_model is Member or key.related_model in (*passed, model) or key.null:
            continue
        if beyond := _to_process(key.related_model, (*passed, model)):
            found.append(key.name if beyond == "pk" else f"{key.name}__{beyond}")
    return min(found, key=lambda lookup: (lookup.count("__"), lookup), default=None)
