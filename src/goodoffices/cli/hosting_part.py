"""Half a page for a dossier's brief on who could host."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goodoffices.cli.hosting_compare import found_between
from goodoffices.values import Section

if TYPE_CHECKING:
    from goodoffices.dossier import Dossier

__all__ = ["hosting_sections"]


def hosting_sections(dossier: Dossier, hosts: str | None, store: str | None) -> tuple[Section, ...]:
    """A section with the candidates of the file of hosts; none where no file is given. The parties' ratings are in
    no brief."""
    if store and not hosts:
        raise click.UsageError("--hosts-store goes with a file of hosts: --hosts FILE")
    if not hosts:
        return ()
    from goodoffices import hosting

    asked = hosting.Asked(seed=dossier.seed if dossier.seed is not None else 1)
    return (hosting.hosts_section(found_between(dossier, hosts, asked, store)),)
