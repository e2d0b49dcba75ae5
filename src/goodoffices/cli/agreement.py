"""`goodoffices agreement`: from an adopted text to a signed, verifiable and public one."""

from __future__ import annotations

import click

from goodoffices.cli.agreement_export import export_command
from goodoffices.cli.agreement_read import show_command, verify_command
from goodoffices.cli.agreement_sign import freeze_command, join_command, sign_command

__all__ = ["command"]


@click.group()
def command() -> None:
    r"""Freeze an adopted text, sign it in a capacity and with reservations, verify it, hand it on.

    All works offline, on files. Each signatory signs with its own key, made by `goodoffices seal key` on a device of
    its own. Needs outside review before real use.

    \b
    Example:
      goodoffices agreement verify examples/two-villages-agreement/signed.agreement
    """


command.add_command(freeze_command)
command.add_command(sign_command)
command.add_command(join_command)
command.add_command(verify_command)
command.add_command(show_command)
command.add_command(export_command)
