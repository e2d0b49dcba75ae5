"""`goodoffices ceasefire`: what a ceasefire says, and how incidents stand to it."""

from __future__ import annotations

import click

from goodoffices.cli.ceasefire_compare import command as compare
from goodoffices.cli.ceasefire_incidents import command as incidents
from goodoffices.cli.ceasefire_report import command as report
from goodoffices.cli.ceasefire_terms import check, import_terms, new

__all__ = ["command"]


@click.group()
def command() -> None:
    r"""Write and check a ceasefire's terms; set events against its clauses; compare monitors' ledgers.

    Nothing here says who broke a ceasefire: event data cannot, and a ledger only where a named body attributed it.

    \b
    Example:
      goodoffices ceasefire check examples/ceasefire-two-valleys/terms.yaml
    """


command.add_command(check)
command.add_command(compare)
command.add_command(import_terms)
command.add_command(incidents)
command.add_command(new)
command.add_command(report)
