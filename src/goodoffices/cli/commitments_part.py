"""Half a page for a dossier's brief on what was promised: what is overdue or disputed first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goodoffices.values import Provenance, Section

__all__ = ["commitment_sections"]


def commitment_sections(files: Sequence[str], as_of: dt.date) -> tuple[tuple[Section, ...], tuple[Provenance, ...]]:
    """A section for each file, and where each comes from."""
    if not files:
        return (), ()
    from goodoffices import commitments

    sections, sources = [], []
    for file in files:
        agreement = commitments.read_commitments(file)
        found = commitments.standings(agreement, as_of)
        sections.append(commitments.excerpt_section(agreement, found))
        sources.append(commitments.provenance(agreement, found))
    return tuple(sections), tuple(sources)
