"""Half a page for a dossier's brief on each of its ceasefires: whether it is being kept, from a store of events."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from goodoffices.cli.evidence_choice import places_of
from goodoffices.cli.known import Asked
from goodoffices.values import Note, Section

if TYPE_CHECKING:
    from goodoffices.ceasefire.terms import Moment
    from goodoffices.dossier import Dossier

__all__ = ["Kept", "ceasefire_sections", "moment_of"]

_REPLICATES = 99
"""Hot spots are not in it."""


_SEVERAL = "Each ceasefire has a release rule of its own: see its half page before passing this on."


@dataclass(frozen=True)
class Kept:
    """What is said of each ceasefire, and the release mark that the whole page bears for it ("": none is in it)."""

    sections: tuple[Section, ...] = ()
    mark: str = ""


def moment_of(released: str | None, store: str | None) -> Moment | None:
    """When those named first receive a report, as `--released` has it. Raises UsageError for what is no moment, and
    where no store is given, for there is no report then."""
    from goodoffices.ceasefire.terms import parse_moment

    if released and not store:
        raise click.UsageError("--released is of the half page on a ceasefire, and no store is given: --events STORE")
    try:
        return parse_moment(released) if released else None
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--released") from error


def ceasefire_sections(
    dossier: Dossier, file: str, asked: Asked, say: Callable[[str], None], released: Moment | None = None
) -> Kept:
    """A section for each; where nothing can be said of one, the reason. Areas are provinces by name, or the polygons
    that the brief is given. `released`: when those named first receive it; an embargo runs from then.

    Raises EvidenceError where that moment has no hour.
    """
    if not asked.store or not dossier.reserved.get("ceasefires"):
        return Kept()
    from goodoffices.ceasefire import report
    from goodoffices.ceasefire.terms import read_terms
    from goodoffices.errors import EvidenceError
    from goodoffices.evidence import events

    where = places_of("admin1" if asked.places.startswith("h3:") else asked.places, asked.level)
    sections, marks = [], []
    with events.open_store(asked.store) as connection:
        for terms in read_terms(file):
            say(f"Is it being kept: {terms.title}")
            mark = report.release_mark(terms, released)
            try:
                table = events.events(connection)
                found = report.study(table, terms, asked.choice, places=where, replicates=_REPLICATES, advance=say)
            except EvidenceError as error:
                why = "; ".join(problem.what for problem in error.problems)
                note = Note(f"Nothing is said of it: {why}.")
                sections.append(Section(f"ceasefire-{terms.id}", f"Is it being kept: {terms.title}", (note,)))
            else:
                sections.append(report.excerpt_section(found, mark))
                marks.append(mark)
    return Kept(tuple(sections), _SEVERAL if len(set(marks)) > 1 else next(iter(marks), ""))
