"""`goodoffices corridors`: how people get out safely."""

from __future__ import annotations

import click

from goodoffices.cli.corridors_convoy import command as convoy

__all__ = ["command"]


@click.group()
def command() -> None:
    r"""Plan safe passage: a timetable for convoys.

    \b
    Example:
      goodoffices corridors convoy examples/harbour-convoy/plan.yaml
    """


command.add_command(convoy)
