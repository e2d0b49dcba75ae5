"""An account of the demonstration, for printing."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["DemoAccount"]


@dataclass(frozen=True)
class DemoAccount:
    """An account of the demonstration, with the passphrase that is printed."""

    name: str
    passphrase: str
    is_what: str
