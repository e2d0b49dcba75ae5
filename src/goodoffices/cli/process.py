"""`goodoffices process`: the processes of an installation as encrypted files."""

from __future__ import annotations

import click

from goodoffices.cli.files import file_in_the_way, write_file
from goodoffices.cli.passphrases import ask_passphrase
from goodoffices.cli.shell import note, print_json
from goodoffices.errors import FileError, Where

__all__ = ["command"]

_HOME = click.option(
    "--home", envvar="GOODOFFICES_HOME", default="", metavar="DIR", help="Folder of the database and the key."
)


@click.group()
def command() -> None:
    r"""List the processes of this installation; export one to an encrypted file; import one.

    The installation is that of --home (or GOODOFFICES_HOME) and DATABASE_URL, as for `goodoffices serve`.

    \b
    Example:
      goodoffices process list
    """


@command.command("list")
@_HOME
@click.option("--json", "in_json", is_flag=True, help="Print JSON.")
def list_command(home: str, *, in_json: bool) -> None:
    r"""List the processes of this installation: id, day of opening, seats, title.

    \b
    Example:
      goodoffices process list
    """
    from dataclasses import asdict

    from goodoffices.talks import list_processes, open_installation

    open_installation(home=home, told=note)
    found = list_processes()
    if in_json:
        print_json({"processes": [asdict(process) for process in found]})
        return
    for process in found:
        click.echo(f"{process.id}  {process.opened}  {process.seats:>3}  {process.title}")
    if not found:
        note("There is no process here yet.")


@command.command("export")
@click.argument("process")
@click.option("-o", "--output", required=True, metavar="FILE", help="Where the archive goes.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@_HOME
def export_command(process: str, output: str, home: str, *, force: bool) -> None:
    r"""Write all of PROCESS (its id or its title) to an archive under a passphrase, which is asked for.

    What was said in closed rooms stays sealed in it, as in the database. Accounts go along with their locked keys, so
    people sign in with their own passphrase where it is imported; second factors and API tokens stay behind.

    \b
    Example:
      goodoffices process export "Harbour talks" -o harbour.goodoffices
    """
    from goodoffices.talks import export_archive, open_installation

    if not force and file_in_the_way(output):
        raise FileError.of("the file is there already", Where(output), "Choose another name, or add --force.")
    open_installation(home=home, told=note)
    data = export_archive(process, ask_passphrase(new=True))
    file = write_file(output, data, force=force)
    note(f"Wrote {file} ({len(data):,} bytes). Without its passphrase, nobody opens it again.")


@command.command("import")
@click.argument("file")
@_HOME
def import_command(file: str, home: str) -> None:
    r"""Bring in the process of FILE, whole or not at all; the passphrase of the archive is asked for.

    Refused when the process is here already, when a name stands for another account here, and when the file was
    changed or cut. Nobody becomes an administrator by it.

    \b
    Example:
      goodoffices process import harbour.goodoffices
    """
    from goodoffices.talks import import_archive, open_installation

    open_installation(home=home, told=note)
    process = import_archive(file, ask_passphrase(new=False))
    note(f"Imported {process.title} ({process.id}): {process.seats} seats, and its record of acts holds.")
