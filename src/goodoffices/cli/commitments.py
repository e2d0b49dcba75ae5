"""`goodoffices commitments`: what an agreement obliges whom to do, and how it stands."""

from __future__ import annotations

import click

from goodoffices.cli.commitments_file import check, new
from goodoffices.cli.commitments_page import calendar, page
from goodoffices.cli.commitments_show import due, show

__all__ = ["command"]


@click.group()
def command() -> None:
    r"""Draw commitments out of an agreement's clauses; follow what is reported and verified; see what falls due.

    Reporting and verifying are apart, nobody verifies their own, and nothing here finds a breach.

    \b
    Example:
      goodoffices commitments due examples/valley-commitments/valleys.commitments.yaml \
        --as-of 2031-04-25
    """


for one in (calendar, check, due, new, page, show):
    command.add_command(one)
