"""`goodoffices seal`: does everybody say yes, without anybody's answer becoming known."""

from __future__ import annotations

import click

from goodoffices.cli.seal_acts import answer_command, join_command, next_command
from goodoffices.cli.seal_check import status_command, verify_command
from goodoffices.cli.seal_setup import invite_command, key_command

__all__ = ["command"]


@click.group()
def command() -> None:
    r"""Answer a proposal so that all learn whether everybody said yes, and nobody learns who else did.

    For those who will not trust a host's pages: every delegation runs this on a device of its own. The board is a
    folder or one file (.jsonl) that all exchange, by whatever road. Needs outside review before real use.

    \b
    Example:
      goodoffices seal verify examples/double-blind/session.jsonl
    """


command.add_command(key_command)
command.add_command(invite_command)
command.add_command(join_command)
command.add_command(answer_command)
command.add_command(next_command)
command.add_command(status_command)
command.add_command(verify_command)
