"""The monitors' sheet: when each vehicle should pass each gate, room to write when it did, and who agreed to what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from goodoffices.corridors.papers.sheet import Passage, Sheet
from goodoffices.values import Block, Cell, Column, Note, Paragraph, Section, Table, plural

__all__ = ["monitors_sections"]

_BLANK = Cell(" ")
_CAUTION = (
    "Expected times are those of a plan in which every vehicle comes and every checkpoint keeps its word. Write what "
    "you saw, and when; what you were told belongs under remarks, with who said it."
)


def monitors_sections(sheet: Sheet) -> tuple[Section, ...]:
    """The sections in the order in which they are used on the road."""
    found = (_state(sheet), _gates(sheet), _consents(sheet), _notices(sheet), _calls(sheet))
    return tuple(section for section in found if section)


def _state(sheet: Sheet) -> Section:
    windows = [
        f"{'WITHDRAWN: ' if window.withdrawn else ''}{window.opens:%Y-%m-%d %H:%M} to {window.closes:%Y-%m-%d %H:%M}"
        for window in sheet.windows
    ]
    zone = f" ({sheet.zone})" if sheet.zone else ""
    told = f"Open: {'; '.join(windows)}, local time{zone}." if windows else "No window is stated."
    vehicles = "; ".join(
        plural(count, f"vehicle of the kind {kind}", f"vehicles of the kind {kind}") for kind, count in sheet.vehicles
    )
    blocks: list[Block] = [Note(f"{sheet.mark}.", "finding" if sheet.agreed else "caution"), Paragraph(told)]
    if sheet.by:
        blocks.append(Paragraph(f"Whose plan: {sheet.by}."))
    if vehicles:
        blocks.append(Paragraph(f"Expected: {vehicles}."))
    if sheet.people:
        blocks.append(Paragraph(f"People, for the mediator's desk only: {'; '.join(sheet.people)}."))
    if sheet.abort:
        blocks.append(Paragraph(f"When it stops: {sheet.abort}"))
    if sheet.fallback:
        blocks.append(Paragraph(f"If the road is closed: {sheet.fallback}"))
    return Section("state", "What is expected", tuple(blocks))


def _gates(sheet: Sheet) -> Section:
    """A table for each point that is passed, in the order of the route, with columns to fill in."""
    columns = ("Expected", "Vehicle", "Came", "Let through", "People counted", "Remarks")
    tables = []
    for name in _passed(sheet):
        passing = sorted(_at(sheet, name), key=lambda one: (one[0], one[1].vehicle))
        days = sorted({when.date() for when, _ in passing})
        shown = "%H:%M" if len(days) == 1 else "%Y-%m-%d %H:%M"
        rows = tuple(
            (Cell(when.strftime(shown)), Cell(trip.vehicle), _BLANK, _BLANK, _BLANK, _BLANK) for when, trip in passing
        )
        caption = f"{name}, {days[0]}" + (f" to {days[-1]}" if len(days) > 1 else "")
        tables.append(Table(caption, tuple(Column(heading) for heading in columns), rows))
    if not tables:
        return Section(
            "gates", "Passing times", (Paragraph("The plan has no timetable: no passing time is expected."),)
        )
    return Section("gates", "Passing times", (Note(_CAUTION), *tables))


def _passed(sheet: Sheet) -> list[str]:
    """Gates and checkpoints with a time, in the order of the route, then those that are not on it; then the ends."""
    timed = [name for trip in sheet.passages for name, _ in trip.passes]
    order = [point.name for point in sheet.points if point.name in timed]
    ends = [trip.to for trip in sheet.passages]
    return list(dict.fromkeys((*order, *timed, *ends)))


def _at(sheet: Sheet, name: str) -> Iterator[tuple[dt.datetime, Passage]]:
    for trip in sheet.passages:
        times = dict(trip.passes)
        if name in times:
            yield times[name], trip
        elif trip.to == name:
            yield trip.arrives, trip


def _consents(sheet: Sheet) -> Section | None:
    if not sheet.stretches:
        return None
    rows = []
    for stretch in sheet.stretches:
        bodies = "; ".join(words for _, words in stretch.bodies) or "it is not known who controls it"
        conditions = "; ".join(stretch.conditions) or "–"
        part = f"{stretch.begins} to {stretch.ends}"
        rows.append(
            (
                Cell(stretch.name),
                Cell(part),
                Cell(stretch.consent, "good" if stretch.consent == "agreed" else "bad"),
                Cell(bodies),
                Cell(conditions),
                Cell(stretch.until or "–"),
            )
        )
    columns = ("Stretch", "Part", "Consent", "Who controls it", "Conditions", "Valid until")
    return Section("consent", "Consent, stretch by stretch", (Table("", tuple(map(Column, columns)), tuple(rows)),))


def _notices(sheet: Sheet) -> Section | None:
    if not sheet.notices:
        return Section("notified", "Who was notified", (Paragraph("No notification is on record."),))
    rows = tuple((Cell(one.office), Cell(one.window), Cell(one.given), Cell(one.by)) for one in sheet.notices)
    table = Table("", tuple(map(Column, ("Office", "Of the window", "Notified", "By"))), rows)
    return Section("notified", "Who was notified", (table,))


def _calls(sheet: Sheet) -> Section:
    if not sheet.contacts:
        return Section("calls", "Whom to call", (Paragraph("NO OFFICE TO CALL IS STATED. Ask before you set out."),))
    rows = tuple((Cell(one.office), Cell(one.reach)) for one in sheet.contacts)
    return Section("calls", "Whom to call", (Table("", (Column("Office"), Column("Reach")), rows),))
