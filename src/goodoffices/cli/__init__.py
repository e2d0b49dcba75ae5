"""The command line: one file per command, each loaded only when it is called. Wires rooms and holds no method."""

from goodoffices.cli.contents import main

__all__ = ["main"]
