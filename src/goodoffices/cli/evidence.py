"""`goodoffices evidence`: who says what, what happened, and how many."""

from __future__ import annotations

import click

from goodoffices.cli.evidence_brief import command as brief
from goodoffices.cli.evidence_claims import command as claims
from goodoffices.cli.evidence_displacement import command as displacement
from goodoffices.cli.evidence_estimate import command as estimate
from goodoffices.cli.evidence_events import command as events
from goodoffices.cli.evidence_link import command as link
from goodoffices.cli.evidence_read import command as read

__all__ = ["command"]


@click.group()
def command() -> None:
    r"""Look at what is known: claims, readings of texts, events, lists linked, estimates, displacement.

    No figure is shown without who says so and how sure; where nothing can be said, that is the answer.

    \b
    Example:
      goodoffices evidence claims examples/syria-2011-2016/claims.yaml
    """


command.add_command(brief)
command.add_command(claims)
command.add_command(displacement)
command.add_command(estimate)
command.add_command(events)
command.add_command(link)
command.add_command(read)
