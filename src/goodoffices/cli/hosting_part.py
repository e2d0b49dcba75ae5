"""Half a page for a dossier's brief on who could host."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

from goodoffices.cli.hosting_compare import hosts_of
from goodoffices.values import Section

if TYPE_CHECKING:
    from goodoffices.dossier import Dossier

__all__ = ["hosting_sections"]


def hosting_sections(dossier: Dossier, file: str, hosts: str | None, store: str | None) -> tuple[Section, ...]:
    """A section with the candidates of the file of hosts; none where no file is given. The parties' ratings are in
    no brief."""
    if not hosts:
        return ()
    from goodoffices import hosting

    asked = hosting.Asked(seed=dossier.seed if dossier.seed is not None else 1)
    with hosting.open_store(store) if store else nullcontext() as connection:
        found = hosting.compare(dossier, hosts_of(dossier, file, hosts), asked, connection)
    return (hosting.hosts_section(found),)
