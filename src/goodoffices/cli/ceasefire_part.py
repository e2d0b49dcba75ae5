"""Half a page for a dossier's brief on each of its ceasefires: whether it is being kept, from a store of events."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from goodoffices.cli.evidence_choice import places_of
from goodoffices.cli.known import Asked
from goodoffices.values import Note, Section

if TYPE_CHECKING:
    from goodoffices.dossier import Dossier

__all__ = ["ceasefire_sections"]

_REPLICATES = 99
"""Hot spots are not in it."""


def ceasefire_sections(dossier: Dossier, file: str, asked: Asked, say: Callable[[str], None]) -> tuple[Section, ...]:
    """A section for each; where nothing can be said of one, the reason. Areas are provinces by name, or the polygons
    that the brief is given."""
    if not asked.store or not dossier.reserved.get("ceasefires"):
        return ()
    from goodoffices.ceasefire import report
    from goodoffices.ceasefire.terms import read_terms
    from goodoffices.errors import EvidenceError
    from goodoffices.evidence import events

    where = places_of("admin1" if asked.places.startswith("h3:") else asked.places, asked.level)
    sections = []
    with events.open_store(asked.store) as connection:
        for terms in read_terms(file):
            say(f"Is it being kept: {terms.title}")
            try:
                table = events.events(connection)
                found = report.study(table, terms, asked.choice, places=where, replicates=_REPLICATES, advance=say)
            except EvidenceError as error:
                why = "; ".join(problem.what for problem in error.problems)
                note = Note(f"Nothing is said of it: {why}.")
                sections.append(Section(f"ceasefire-{terms.id}", f"Is it being kept: {terms.title}", (note,)))
            else:
                sections.append(report.excerpt_section(found, report.release_mark(terms)))
    return tuple(sections)
