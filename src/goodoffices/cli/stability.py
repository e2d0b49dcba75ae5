"""`goodoffices stability`: what would hold."""

from __future__ import annotations

import click

from goodoffices.cli.stability_commitment import commitment
from goodoffices.cli.stability_model import check, new, show
from goodoffices.cli.stability_peace import inverse, price, shocks
from goodoffices.cli.stability_solve import solve
from goodoffices.cli.stability_trace import trace

__all__ = ["command"]


@click.group()
def command() -> None:
    r"""Ask whether an agreement would hold: who could leave it, and what would deter them.

    FILE is a dossier with the key `stability`, a YAML file that holds nothing else, or a `.gmcr` file of another
    program. What is answered follows from the options and preferences in it; it is no forecast.

    \b
    Example:
      goodoffices stability solve examples/astana-2017/stability.yaml
    """


command.add_command(check)
command.add_command(new)
command.add_command(show)
command.add_command(solve)
command.add_command(trace)
command.add_command(price)
command.add_command(inverse)
command.add_command(shocks)
command.add_command(commitment)
