"""`goodoffices hosting`: what is on public record between possible hosts and the parties."""

from __future__ import annotations

import click

from goodoffices.cli.hosting_compare import command as compare
from goodoffices.cli.hosting_import import command as import_files

__all__ = ["command"]


@click.group()
def command() -> None:
    r"""Set possible hosts side by side: distance to each party, votes on the conflict, record, ties.

    No candidate is ranked unless you give weights; then it is shown how much the rank hangs on them.

    \b
    Example:
      goodoffices hosting compare examples/astana-2017/dossier.yaml \
        --hosts examples/astana-2017/hosts.yaml
    """


command.add_command(compare)
command.add_command(import_files)
