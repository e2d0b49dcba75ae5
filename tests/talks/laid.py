"""The world of the tests, made once a run and laid anew for each test: making it takes a second, laying it 20 ms."""

from __future__ import annotations

import copy
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from tests.talks.world import World, make_world

__all__ = ["lay_world"]

Rows = list[tuple[str, list[str], list[tuple[Any, ...]]]]
_made: list[tuple[Rows, World]] = []


def lay_world() -> World:
    """The same rows, and a World of its own, for each test."""
    if not _made:
        world = make_world()
        _made.append((_rows(), copy.deepcopy(world)))
        return world
    rows, world = _made[0]
    with transaction.atomic(), connection.cursor() as cursor:
        for table, columns, values in rows:
            places = ", ".join(["%s"] * len(columns))
            names = ", ".join(f'"{column}"' for column in columns)
            cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({places})', values)  # noqa: S608 (our own names)
    return copy.deepcopy(world)


def _rows() -> Rows:
    """Every row of every table of ours. Numbers that a database gives by itself are left to it."""
    found: Rows = []
    for model in apps.get_app_config("talks").get_models(include_auto_created=True):
        columns = [field.column for field in model._meta.local_fields if not isinstance(field, models.AutoField)]
        names = ", ".join(f'"{column}"' for column in columns)
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT {names} FROM "{model._meta.db_table}"')  # noqa: S608 (our own names)
            values = [tuple(bytes(v) if isinstance(v, memoryview) else v for v in row) for row in cursor.fetchall()]
        if values:
            found.append((model._meta.db_table, columns, values))
    return found
