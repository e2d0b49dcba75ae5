"""`goodoffices backup`: a copy of a whole installation, while it runs."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import click

from goodoffices.cli.numbers import Whole
from goodoffices.cli.shell import note

__all__ = ["command"]


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--home", envvar="GOODOFFICES_HOME", default="", metavar="DIR", help="Folder of the database and the key."
)
@click.option("--keep", type=Whole(1, 10_000), metavar="N", help="Delete older back-ups beyond the newest N.")
def command(folder: Path, home: str, keep: int | None) -> None:
    r"""Write a copy of the database of this installation into FOLDER, while the server runs, and look at it.

    What is confidential stays sealed in it. The installation's key is not in it: keep that in another place. A back-up
    keeps what is deleted later; agree with the parties how long. PostgreSQL has its own: pg_dump --format=custom.

    \b
    Example:
      goodoffices backup /var/backups/goodoffices --keep 14
    """
    from goodoffices.talks import back_up, sqlite_file

    environment = {**os.environ, **({"GOODOFFICES_HOME": home} if home else {})}
    made = back_up(sqlite_file(environment), folder, at=dt.datetime.now(dt.UTC), keep=keep or 0)
    note(f"Wrote {made.file} ({made.file.stat().st_size:,} bytes); it was looked at and is whole.")
