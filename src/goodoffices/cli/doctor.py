"""`goodoffices doctor`: whether an installation for talks, and the machine under it, are as they should be."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from goodoffices.cli.numbers import Whole
from goodoffices.cli.shell import DONE, NO, note, print_json
from goodoffices.errors import FileError, Where

if TYPE_CHECKING:
    from goodoffices.talks import Finding

__all__ = ["command"]


@click.command()
@click.option(
    "--home", envvar="GOODOFFICES_HOME", default="", metavar="DIR", help="Folder of the database and the key."
)
@click.option(
    "--port", type=Whole(1, 65535), default=8000, metavar="N", help="Port at which the server listens (8000)."
)
@click.option("--only", multiple=True, metavar="CHECK", help="Make this check alone; may be given several times.")
@click.option("--assets", type=click.Path(path_type=Path), metavar="LIST", help="Another list of the pages' files.")
@click.option("--lock", type=click.Path(path_type=Path), metavar="FILE", help="Another lock of the libraries.")
@click.option("--strict", is_flag=True, help="Exit code 1 for warnings too.")
@click.option("--json", "in_json", is_flag=True, help="Print JSON.")
def command(
    home: str,
    port: int,
    only: tuple[str, ...],
    assets: Path | None,
    lock: Path | None,
    *,
    strict: bool,
    in_json: bool,
) -> int:
    r"""Look at an installation of the web application and say what would be right.

    The checks: settings, database, record, keys, backups, disk, memory, temporary, clock, python, assets, mail,
    server. Run it as the user of the server, with the server's environment. It changes nothing, and prints no secret.

    Each finding is ok, unknown (this system does not tell), warning or fault. Exit code 1: there is a fault, or with
    --strict a warning.

    \b
    Example:
      goodoffices doctor --only python --only assets
    """
    from goodoffices.talks import CHECKS, Asked, State, examine, named_home

    if wrong := [name for name in only if name not in CHECKS]:
        raise click.UsageError(f"There is no check '{wrong[0]}'. The checks: {', '.join(CHECKS)}.")
    for file in (assets, lock):
        if file is not None and not file.is_file():
            raise FileError.of("there is no such file", Where(str(file)))
    environment = {**os.environ, **({"GOODOFFICES_HOME": home} if home else {})}
    asked = Asked(named_home(environment), environment, dt.datetime.now(dt.UTC), port, assets, lock)
    found = examine(asked, only or CHECKS, lambda name: note(f"Looking at the {name} ..."))
    worst = max((list(State).index(one.state) for one in found), default=0)
    if in_json:
        findings = [_plain(one) for one in found]
        at = f"{asked.at:%Y-%m-%dT%H:%M:%SZ}"
        print_json({"home": str(asked.home), "at": at, "worst": list(State)[worst], "findings": findings})
    else:
        _show(found)
    return NO if worst >= list(State).index(State.WARNING if strict else State.FAULT) else DONE


def _plain(one: Finding) -> dict[str, str]:
    return {"check": one.check, "state": one.state.value, "found": one.found, "remedy": one.remedy}


def _show(found: Sequence[Finding]) -> None:
    from goodoffices.cli.terminal import show_sections
    from goodoffices.values import Cell, Column, Section, Table

    tones: dict[str, Literal["good", "bad", "quiet", ""]] = {"ok": "good", "unknown": "quiet", "fault": "bad"}
    rows, before = [], ""
    for one in found:
        told = one.found if not one.remedy else f"{one.found}. {one.remedy}"
        name = one.check if one.check != before else ""
        rows.append((Cell(name), Cell(one.state.value, tones.get(one.state.value, "")), Cell(told)))
        before = one.check
    columns = (Column("Check"), Column("State"), Column("What was found, and what would be right"))
    show_sections(Section("doctor", "The installation", (Table("", columns, tuple(rows)),)))
