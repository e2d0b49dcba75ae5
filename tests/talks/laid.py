"""The world of the tests, made once a run and laid anew for each test: making it takes a second, laying it 20 ms."""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable
from typing import Any, TypeVar

from django.apps import apps
from django.db import connection, models, transaction
from tests.talks.world import World, make_world

from goodoffices.seal import PrivateKey

__all__ = ["lay_again", "lay_world"]

T = TypeVar("T")
Row = tuple[Any, ...]
Rows = list[tuple[str, list[str], list[Row]]]


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


Change = tuple[str, list[str], list[Row], list[Row]]  # table, columns, rows that went, rows that came
_laid: dict[str, tuple[bytes, list[Change]]] = {}


def lay_again(name: str, act: Callable[[], T]) -> T:
    """What `act` gives and leaves in the database, done once a run, and afterwards laid. `name` stands for the act and
    for all that was done to the world before it, which is the same each time."""
    if name not in _laid:
        before = _rows()
        made = act()
        _laid[name] = pickle.dumps(made), _changes(before, _rows())
        return made
    made, changes = _laid[name]
    with transaction.atomic(), connection.cursor() as cursor:
        for table, columns, gone, came in changes:
            _laid_over(cursor, table, columns, gone, came)
    return pickle.loads(made)  # noqa: S301 (written above)


def _laid_over(cursor: Any, table: str, columns: list[str], gone: list[Row], came: list[Row]) -> None:
    """Changed rows are changed in place: others point at them."""
    keys = (
        [columns.index("id")] if "id" in columns else list(range(len(columns)))
    )  # a table of pairs has no id of its own

    def key(row: Row) -> Row:
        return tuple(row[at] for at in keys)

    was, now = {key(row) for row in gone}, {key(row) for row in came}
    where = " AND ".join(f'"{columns[at]}" = %s' for at in keys)
    sets = ", ".join(f'"{column}" = %s' for column in columns)
    names, places = ", ".join(f'"{column}"' for column in columns), ", ".join(["%s"] * len(columns))
    for sql, values in (
        (f'DELETE FROM "{table}" WHERE {where}', [key(row) for row in gone if key(row) not in now]),  # noqa: S608 (our own names)
        (f'UPDATE "{table}" SET {sets} WHERE {where}', [(*row, *key(row)) for row in came if key(row) in was]),  # noqa: S608 (the same)
        (f'INSERT INTO "{table}" ({names}) VALUES ({places})', [row for row in came if key(row) not in was]),  # noqa: S608 (the same)
    ):
        cursor.executemany(sql, values)


def _changes(before: Rows, after: Rows) -> list[Change]:
    was, now = ({table: rows for table, _, rows in found} for found in (before, after))
    columns = {table: names for table, names, _ in (*before, *after)}
    found = [
        (table, names, [row for row in was.get(table, []) if row not in now.get(table, [])],
         [row for row in now.get(table, []) if row not in was.get(table, [])])
        for table, names in columns.items()
    ]  # fmt: skip
    return [change for change in found if change[2] or change[3]]


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
