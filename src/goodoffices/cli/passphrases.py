"""Asking for a passphrase: never as a word of the command line, where others could read it."""

from __future__ import annotations

import sys

import click

__all__ = ["ask_passphrase"]


def ask_passphrase(*, new: bool) -> str:
    """Typed at a terminal, a new one twice; else the first line of standard input."""
    if sys.stdin.isatty():
        again = "The same again" if new else False
        return str(click.prompt("Passphrase", hide_input=True, confirmation_prompt=again, err=True))
    return sys.stdin.readline().rstrip("\r\n")
