"""The world of the tests, made once a run and laid anew for each test: making it takes a second, laying it 20 ms."""

from __future__ import annotations

import io
import pickle
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from tests.talks.world import World, make_world

from goodoffices.seal import PrivateKey

__all__ = ["lay_world"]

Rows = list[tuple[str, list[str], list[tuple[Any, ...]]]]


class Kept:
    """A World from which others like it are made, each with records of its own (five times as fast as `copy.deepcopy`).
    Keys, which nothing changes, are the same in all."""

    def __init__(self, world: World) -> None:
        self._keys: list[PrivateKey] = []
        bytes_ = io.BytesIO()
        pickler = pickle.Pickler(bytes_, pickle.HIGHEST_PROTOCOL)
        pickler.persistent_id = self._number
        pickler.dump(world)
        self._bytes = bytes_.getvalue()

    def _number(self, thing: Any) -> int | None:
        if not isinstance(thing, PrivateKey):
            return None
        self._keys.append(thing)
        return len(self._keys) - 1

    def world(self) -> World:
        """Another one."""
        unpickler = pickle.Unpickler(io.BytesIO(self._bytes))  # noqa: S301 (written above)
        unpickler.persistent_load = self._keys.__getitem__
        return unpickler.load()


_made: list[tuple[Rows, Kept]] = []


def lay_world() -> World:
    """The same rows, and a World of its own, for each test."""
    if not _made:
        world = make_world()
        _made.append((_rows(), Kept(world)))
        return world
    rows, kept = _made[0]
    with transaction.atomic(), connection.cursor() as cursor:
        for table, columns, values in rows:
            places = ", ".join(["%s"] * len(columns))
            names = ", ".join(f'"{column}"' for column in columns)
            cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({places})', values)  # noqa: S608 (our own names)
    return kept.world()


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
