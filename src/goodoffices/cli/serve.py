"""`goodoffices serve`: the web application, on this machine or behind a proxy."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from goodoffices.cli.numbers import Whole
from goodoffices.cli.shell import DONE, note

if TYPE_CHECKING:
    from goodoffices.talks import DemoAccount

__all__ = ["command"]


@click.command()
@click.option("--port", type=Whole(1, 65535), default=8000, metavar="N", help="Port to listen on (8000).")
@click.option("--host", default="127.0.0.1", metavar="ADDRESS", help="Address to listen on (127.0.0.1: this machine).")
@click.option(
    "--home", envvar="GOODOFFICES_HOME", default="", metavar="DIR", help="Folder of the database and the key."
)
@click.option("--administrator", metavar="NAME", help="Make an administrator first; the passphrase is asked for.")
@click.option("--demo", is_flag=True, help="A table set with the Astana example, thrown away afterwards.")
def command(port: int, host: str, home: str, administrator: str | None, *, demo: bool) -> int:
    r"""Serve the web application for talks.

    The database is SQLite in the installation's folder, or PostgreSQL where DATABASE_URL says so. GOODOFFICES_ORIGIN is
    the address that people open; other machines are served only where it is https. Ctrl-C ends it.

    With --demo, one account for each role is printed with a throw-away passphrase; no second factor is asked for, and
    nobody but this machine is served.

    \b
    Example:
      goodoffices serve --demo
    """
    from goodoffices.talks import demo_home, listen, load_demo, open_installation, origin_of

    origin = origin_of(os.environ, port, host, demo=demo)
    if demo and administrator:
        raise click.UsageError("--demo brings its own administrator.")
    ear = listen(host, port)  # first, so that a used port is told before anything is made
    try:
        if demo:
            with demo_home(home) as folder:
                open_installation(home=folder, port=port, demo=True, told=note)
                note("Setting the table with the Astana example ...")
                _print_accounts(load_demo())
                _serve(ear, origin)
        else:
            open_installation(home=home, port=port, told=note)
            _first_administrator(administrator)
            _serve(ear, origin)
    finally:
        ear.close()
    note("Stopped.")
    return DONE


def _serve(ear: Any, origin: str) -> None:
    from goodoffices.talks import serve

    serve(ear, ready=lambda: click.echo(f"Good Offices is at {origin}  (Ctrl-C ends it)"))


def _print_accounts(accounts: Sequence[DemoAccount]) -> None:
    name = max(len(account.name) for account in accounts)
    phrase = max(len(account.passphrase) for account in accounts)
    click.echo("\nAccounts of this demonstration (illustrative; nobody at the talks said what they say):\n")
    click.echo(f"  {'Name':{name}}  {'Passphrase':{phrase}}  What it is")
    for account in accounts:
        click.echo(f"  {account.name:{name}}  {account.passphrase:{phrase}}  {account.is_what}")
    click.echo("")


def _first_administrator(name: str | None) -> None:
    from goodoffices.talks import has_accounts, make_administrator

    if name is None:
        if has_accounts():
            return
        if not sys.stdin.isatty():
            note("Nobody can sign in yet. Make an administrator: goodoffices serve --administrator NAME")
            return
        if not click.confirm("Nobody can sign in yet. Make an administrator now?", default=True, err=True):
            return
        name = click.prompt("Name", err=True)
    make_administrator(username=name, passphrase=_passphrase())
    note(f"Made the administrator {name}. A second factor is asked for at the first sign-in.")


def _passphrase() -> str:
    """Typed twice at a terminal; else the first line of standard input."""
    if sys.stdin.isatty():
        return str(click.prompt("Passphrase", hide_input=True, confirmation_prompt="The same again", err=True))
    return sys.stdin.readline().rstrip("\r\n")
