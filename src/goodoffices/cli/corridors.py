"""`goodoffices corridors`: how people get out safely."""

from __future__ import annotations

import click

from goodoffices.cli.corridors_convoy import command as convoy
from goodoffices.cli.corridors_papers import command as papers
from goodoffices.cli.corridors_plan import command as plan
from goodoffices.cli.corridors_roads import command as roads
from goodoffices.cli.corridors_routes import command as routes

__all__ = ["command"]


@click.group()
def command() -> None:
    r"""Plan safe passage on real roads: the network, danger on it, routes, timetables, and what was agreed.

    Nothing is downloaded: a question to an outside server would tell it the place. What is reckoned compares roads; it
    is no probability of harm, and no route is safe because it is called the safest.

    \b
    Example:
      goodoffices corridors routes examples/river-corridor/roads.csv \
        --from 35.207,37.302 --to 35.125,37.436
      goodoffices corridors convoy examples/harbour-convoy/plan.yaml
      goodoffices corridors plan examples/river-corridor/plan.yaml
    """


command.add_command(roads)
command.add_command(routes)
command.add_command(convoy)
command.add_command(papers)
command.add_command(plan)
