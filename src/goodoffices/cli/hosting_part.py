"""Half a page for a dossier's brief on who could host."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodoffices.cli.hosting_compare import found_between
from goodoffices.values import Provenance, Section

if TYPE_CHECKING:
    from goodoffices.dossier import Dossier

__all__ = ["hosting_sections"]


def hosting_sections(
    dossier: Dossier, hosts: str | None, store: str | None
) -> tuple[tuple[Section, ...], tuple[Provenance, ...]]:
    """A section with the candidates of the file of hosts, and where it comes from; none where no file is given. The
    parties' ratings are in no brief."""
    if not hosts:
        return (), ()
    from goodoffices import hosting

    asked = hosting.Asked(seed=dossier.seed if dossier.seed is not None else 1)
    found = found_between(dossier, hosts, asked, store)
    return (hosting.hosts_section(found),), (found.provenance,)
