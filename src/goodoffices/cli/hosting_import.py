"""`goodoffices hosting import`: votes, ideal points, ties and records into the store of hosts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from goodoffices.cli.files import is_same
from goodoffices.cli.progress import progress
from goodoffices.cli.shell import fitted, note, print_json

__all__ = ["command"]


@click.command("import", short_help="Put files of votes, ideal points, ties and records into a store.")
@click.argument("files", metavar="FILE…", nargs=-1, required=True)
@click.option("--store", required=True, metavar="HOSTS", help="The store, a DuckDB file; made where it is not there.")
@click.option("--json", "in_json", is_flag=True, help="Print as JSON what the store holds now.")
def command(files: tuple[str, ...], store: str, *, in_json: bool) -> None:
    r"""Put FILEs as they are published, CSV or gzipped, into a store. Each is told by its columns.

    Known are UN votes and roll calls, ideal points by session or by year, ETH/PRIO ceasefires, PA-X agreements, ties
    between states, and your own tables of rounds and mediations and of practical facts. A file takes the place of one
    of its kind that is there. Who signed, and the words in which a data set names persons, are left out.

    \b
    Example:
      goodoffices hosting import examples/astana-2017/record.csv --store hosts.duckdb
    """
    for file in files:
        if is_same(Path(store), file):
            raise click.UsageError(f"{store} is what is read, and would be written over. Give another name.")
    from goodoffices.hosting import import_file, imports_of, open_store
    from goodoffices.values import plural

    with progress() as say, open_store(store, write=True) as connection:
        for file in files:
            say(f"Importing {file}")
            made = import_file(connection, file, say)
            told = f", {made.covers}" if made.covers else ""
            note(fitted(f"{made.kind}: {plural(made.rows, 'row')}{told} from {made.file}", on_stderr=True))
        held = imports_of(connection)
    if in_json:
        rows: list[dict[str, Any]] = [vars(each) for each in held]
        print_json({"store": str(Path(store).resolve()), "imports": rows})
