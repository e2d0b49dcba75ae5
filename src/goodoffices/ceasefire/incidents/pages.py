"""Events set against terms, as Sections, as JSON and as a table of every event."""

from __future__ import annotations

import csv
import io
from typing import Any, Final

from goodoffices.ceasefire.incidents.against import Against
from goodoffices.ceasefire.incidents.around import Around, Side
from goodoffices.ceasefire.incidents.days import day_words
from goodoffices.ceasefire.incidents.judgement import FITS, Fit
from goodoffices.ceasefire.incidents.summary import Reason, Summary
from goodoffices.ceasefire.terms import Terms
from goodoffices.values import Cell, Column, Note, Paragraph, Provenance, Section, Table, count, plural, series

__all__ = ["NEVER", "against_json", "against_sections", "against_table"]

NEVER: Final = (
    "Event data say what is recorded to have happened. They never say who broke a ceasefire: that takes a finding by "
    "those whom the terms name to verify and to attribute."
)
_HEADINGS: Final[dict[Fit, str]] = {"inside": "Inside", "unclear": "Unclear", "outside": "Outside"}
_COLUMNS: Final = ("event_id", "date_start", "date_end", "kind", "subkind", "actor_a", "actor_b", "dyad")
_PLACES: Final = ("country", "admin1", "admin2", "place_precision", "deaths_best")


def against_sections(terms: Terms, found: Summary, around: Around | None) -> tuple[Section, ...]:
    """What came of it, the answer first."""
    overall = ", ".join(f"{count(found.overall[fit])} {fit}" for fit in FITS)
    blocks: list[Any] = [Paragraph(f"{plural(found.events, 'event')} against {terms.title}: {overall}."), Note(NEVER)]
    if sum(found.undated.values()):
        told = ", ".join(f"{count(number)} {fit}" for fit, number in found.undated.items() if number)
        blocks.append(Paragraph(f"Of these, undated (anywhere in more than a week): {told}."))
    blocks.append(_clauses(found))
    if terms.exceptions and terms.exceptions.self_defence == "yes":
        blocks.append(Note("The terms allow self-defence. No event data show it: an event inside may be that."))
    if terms.unknowns:
        blocks.append(Note(f"The terms do not say: {series(terms.unknowns)}."))
    sections = [Section("against", "Against the clauses", tuple(blocks))]
    sections += [_around(around)] if around else []
    sections += [_reasons(found)] if found.reasons else []
    names = _names(found)
    return (*sections, names) if names.blocks else tuple(sections)


def _clauses(found: Summary) -> Table:
    rows = [
        (Cell(name), *(Cell(count(by_fit[fit])) for fit in FITS)) for name, by_fit in found.clauses.items()
    ]  # fmt: skip
    rows.append((Cell("overall"), *(Cell(count(found.overall[fit])) for fit in FITS)))
    columns = (Column("Clause"), *(Column(_HEADINGS[fit], numeric=True) for fit in FITS))
    return Table("Events by clause. One clause outside puts an event outside.", columns, tuple(rows))


def _around(found: Around) -> Section:
    columns = (
        Column("Events"),
        *(
            Column(name, numeric=True)
            for name in ("Before", "After", "Ratio", "Deaths before", "After", "Ratio", "Undated")
        ),
    )
    rows = tuple(_around_row(side) for side in found.sides)
    caption = (
        f"Dated events in the {plural(found.days, 'day')} before {day_words(found.day)}, and in as many from it on"
    )
    note = Note("Who is bound decides the answer: a total of all events may rise while those bound fight less.")
    return Section("around", "Before and after the start", (Table(caption, columns, rows), note))


def _around_row(side: Side) -> tuple[Cell, ...]:
    (events, later), (deaths, deaths_later) = side.events, side.deaths
    return (
        Cell(side.name),
        *(Cell(text) for text in (count(events), count(later), _spoken(side.events_ratio))),
        *(Cell(text) for text in (count(deaths), count(deaths_later), _spoken(side.deaths_ratio))),
        Cell(count(side.undated)),
    )


def _spoken(ratio: float | None) -> str:
    return "–" if ratio is None else f"{ratio:.2f}"


def _reasons(found: Summary) -> Section:
    columns = (Column("Clause"), Column("Fit"), Column("Reason"), Column("Events", numeric=True))
    rows = tuple(
        (Cell(each.clause), Cell(each.fit), Cell(each.why), Cell(count(each.events))) for each in found.reasons
    )  # fmt: skip
    return Section("reasons", "Why not inside", (Table("The commonest reasons of each clause", columns, rows),))


def _names(found: Summary) -> Section:
    blocks: list[Any] = []
    if found.strangers:
        rows = tuple((Cell(name), Cell(count(number))) for name, number in found.strangers)
        columns = (Column("Actor"), Column("Events", numeric=True))
        caption = "Actors that the terms name neither as bound nor as not covered, most events first"
        blocks.append(Table(caption, columns, rows))
    if found.unused:
        blocks.append(Note(f"Names in the terms that no event bears, perhaps misspelt: {series(found.unused)}."))
    return Section("names", "Names to check", tuple(blocks))


def against_json(found: Against, summary: Summary, around: Around | None, source: Provenance) -> dict[str, Any]:
    """Every figure, for programs."""
    return {
        "ceasefire": found.terms.id,
        "title": found.terms.title,
        "source": {"source": found.choice.source, "release": found.choice.release},
        "caution": NEVER,
        "unknown_in_terms": list(found.terms.unknowns),
        "events": summary.events,
        "overall": dict(summary.overall),
        "undated": dict(summary.undated),
        "clauses": {name: dict(by_fit) for name, by_fit in summary.clauses.items()},
        "reasons": [_reason_json(each) for each in summary.reasons],
        "actors_not_in_terms": [{"actor": name, "events": number} for name, number in summary.strangers],
        "names_without_events": list(summary.unused),
        "around": _around_json(around) if around else None,
        "inputs": [{"name": name, "hash": digest} for name, digest in source.inputs],
        "software": source.version,
    }


def _reason_json(each: Reason) -> dict[str, Any]:
    return {"clause": each.clause, "fit": each.fit, "why": each.why, "events": each.events}


def _around_json(found: Around) -> dict[str, Any]:
    sides = [
        {
            "events": side.name,
            "before": side.events[0],
            "after": side.events[1],
            "ratio": _rounded(side.events_ratio),
            "deaths_before": side.deaths[0],
            "deaths_after": side.deaths[1],
            "deaths_ratio": _rounded(side.deaths_ratio),
            "undated": side.undated,
        }
        for side in found.sides
    ]
    return {"day": found.day.isoformat(), "days": found.days, "counts": sides}


def _rounded(ratio: float | None) -> float | None:
    return None if ratio is None else round(ratio, 4)


def against_table(found: Against) -> str:
    """Every event as a row of CSV: overall fit and why, then each clause. Coordinates are left out."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    clauses = [name for clause in found.clauses for name in (clause.name, f"{clause.name}_why")]
    writer.writerow((*_COLUMNS, *_PLACES, "overall", "why", *clauses))
    columns = [found.rows[name].to_pylist() for name in (*_COLUMNS, *_PLACES)]
    for number, values in enumerate(zip(*columns, strict=True)):
        judged = [clause.judgements[clause.which[number]] for clause in found.clauses]
        writer.writerow(
            (*(_safe(value) for value in values), *found.why(number), *(text for each in judged for text in each))
        )
    return out.getvalue()


def _safe(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula is written with a mark before it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@")) else value
