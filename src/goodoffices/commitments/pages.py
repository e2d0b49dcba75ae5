"""Commitments as Sections: what is overdue first, then each with its clause and all that was said of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from goodoffices import __version__
from goodoffices.commitments.happenings import EVENT_NOT_BREACH, Happening
from goodoffices.commitments.model import STATUSES, Agreement, Touch
from goodoffices.commitments.standing import Standing, counted
from goodoffices.commitments.wording import CAUTION, STATUS_WORDS, by_when, day, said, why
from goodoffices.values import (
    Block,
    Cell,
    Column,
    Definitions,
    Note,
    Paragraph,
    Provenance,
    Section,
    Table,
    plural,
    series,
    spoken_date,
)

__all__ = ["agreement_sections", "excerpt_section", "party_sections", "provenance"]

Touched = Mapping[str, Sequence[Happening]]
_TONES = {"overdue": "bad", "disputed": "bad", "suspended": "bad", "verified done": "good", "not due": "quiet"}
_NEEDS_SOMEBODY = ("overdue", "disputed", "suspended", "due")
_ALL = "What needs somebody first stands first"
_MOST_ON_HALF_A_PAGE = 6


def agreement_sections(
    agreement: Agreement, found: Sequence[Standing], touched: Touched | None = None
) -> tuple[Section, ...]:
    """The answer, the list of all, what touches them, and each in full."""
    touched = touched or {}
    return (
        Section(
            "commitments", "How the commitments stand", (*_answer(agreement, found), _table(agreement, found, _ALL))
        ),
        *_touched_section(agreement, touched),
        Section("each", "Each commitment", (), tuple(_one(agreement, one, touched) for one in found)),
        *_sources(agreement),
    )


def party_sections(
    agreement: Agreement, found: Sequence[Standing], body: str, touched: Touched | None = None
) -> tuple[Section, ...]:
    """What one of those bound has to do, what it verifies, and what it waits for from others."""
    touched = touched or {}
    own = [one for one in found if body in one.commitment.who]
    verifies = [one for one in found if body in one.commitment.verified_by]
    waits = {name for one in own for name in one.waiting_for}
    others = [one for one in found if one.commitment.id in waits and body not in one.commitment.who]
    name = agreement.name_of(body)
    parts = [
        Section("own", f"What {name} is bound to do", (*_answer(agreement, own), _table(agreement, own, _ALL)))
        if own
        else Section("own", f"What {name} is bound to do", (Paragraph(f"{name} is bound by none of these."),)),
    ]
    if verifies:
        parts.append(Section("verifies", f"What {name} verifies", (_table(agreement, verifies, _ALL),)))
    if others:
        told = f"What {name} is bound to do waits for these commitments of others."
        parts.append(Section("waits", "What it waits for", (Paragraph(told), _table(agreement, others, _ALL))))
    shown = [one for one in found if one in own or one in verifies]
    return (*parts, Section("each", "Each commitment", (), tuple(_one(agreement, one, touched) for one in shown)))


def excerpt_section(agreement: Agreement, found: Sequence[Standing]) -> Section:
    """Half a page for a brief: the counts, and what needs somebody first."""
    urgent = [one for one in _sorted(found) if one.status in _NEEDS_SOMEBODY]
    blocks: list[Block] = [*_answer(agreement, found), Note(CAUTION)]
    if urgent:
        blocks.append(_table(agreement, urgent[:_MOST_ON_HALF_A_PAGE], "What needs somebody first"))
    if (left := len(urgent) - _MOST_ON_HALF_A_PAGE) > 0:
        blocks.append(Paragraph(f"{plural(left, 'more is', 'more are')} on the page of commitments."))
    return Section(f"commitments-{agreement.id}", f"What was promised: {agreement.title}", tuple(blocks))


def provenance(agreement: Agreement, found: Sequence[Standing], others: Sequence[tuple[str, str]] = ()) -> Provenance:
    """Where it comes from; `others` are further files that were read, each with its hash."""
    text = (("text of the agreement", agreement.text_hash),) if agreement.text_hash else ()
    return Provenance(
        method="Commitments drawn from clauses, and what was reported and verified of each",
        inputs=(("commitments", agreement.hash), *text, *others),
        version=__version__,
        as_of=found[0].as_of.isoformat() if found else "",
        caution=" ".join(part for part in (CAUTION, agreement.caution) if part),
        by=agreement.by,
    )


def _sorted(found: Sequence[Standing]) -> list[Standing]:
    """What needs somebody first; of those that stand the same, the earliest deadline first."""
    last = max((one.deadline for one in found if one.deadline), default=None)
    return sorted(
        found,
        key=lambda one: (
            STATUSES.index(one.status),
            one.deadline is None,
            one.deadline or last or one.as_of,
            one.commitment.id,
        ),
    )


def _answer(agreement: Agreement, found: Sequence[Standing]) -> tuple[Block, ...]:
    if not found:
        return ()
    counts = series(f"{number} {STATUS_WORDS[status]}" for status, number in counted(found).items())
    start, as_of = agreement.in_force, found[0].as_of
    since = "It is not known whether the agreement is in force."
    if start:
        since = f"The agreement {'is in force since' if start <= as_of else 'enters into force on'} {day(start)}."
    told = f"On {day(as_of)}, of {plural(len(found), 'commitment')}: {counts}. {since}"
    return (Note(told, "finding"),)


def _table(agreement: Agreement, found: Sequence[Standing], caption: str) -> Table:
    columns = ("Commitment", "Who", "What", "By when", "Stands", "Verified by")
    rows = tuple(
        (
            Cell(one.commitment.id),
            Cell(_bodies(agreement, one.commitment.who)),
            Cell(one.commitment.what),
            Cell(by_when(one)),
            Cell(why(one, agreement), _TONES.get(one.status, "")),  # type: ignore[arg-type]
            Cell(_bodies(agreement, one.commitment.verified_by) or "nobody named"),
        )
        for one in _sorted(found)
    )
    return Table(caption, tuple(Column(name) for name in columns), rows)


def _one(agreement: Agreement, one: Standing, touched: Touched) -> Section:
    entry = one.commitment
    clause = entry.clause
    items = [
        ("Who", _bodies(agreement, entry.who)),
        ("Where", entry.where or "not said"),
        ("By when", by_when(one)),
        ("Stands", why(one, agreement)),
        ("Verified by", _bodies(agreement, entry.verified_by) or "nobody named: a report is all there will be"),
    ]
    items += [("Depends on", series(entry.depends_on))] if entry.depends_on else []
    items += [("About", series(_about(touch) for touch in entry.touches))] if entry.touches else []
    article = f"Article {clause.article}: " if clause.article else ""
    words = f"{article}“{' '.join(clause.text.split())}”" if clause.text else f"{article}words not given".capitalize()
    items += [("Drawn from", f"{words} ({clause.hash[:19]}…)" if clause.hash else words)]
    items += [("Note", entry.note)] if entry.note else []
    blocks: list[Block] = [Definitions(tuple(items))]
    blocks += [_said(agreement, one)]
    if events := touched.get(entry.id, ()):
        blocks.append(_events(events, f"What touches {entry.id}"))
    return Section(f"of-{entry.id}", f"{entry.id}: {entry.what}", tuple(blocks))


def _said(agreement: Agreement, one: Standing) -> Block:
    if not one.lines:
        return Paragraph("Nothing has been said of it.")
    return Definitions((("Said of it", "; ".join(said(line, agreement) for line in one.lines)),))


def _touched_section(agreement: Agreement, touched: Touched) -> tuple[Section, ...]:
    if not touched:
        return ()
    told = f"{EVENT_NOT_BREACH} It stands at a commitment that names the same ceasefire, clause or corridor."
    rows = tuple(
        (one.id, f"{plural(len(touched[one.id]), 'event')}; the latest: {_latest(touched[one.id][0])}")
        for one in agreement.commitments
        if one.id in touched
    )
    return (Section("touched", "What touches them", (Note(told), Definitions(rows))),)


def _latest(event: Happening) -> str:
    return f"{day(event.day)}, {event.text}" if event.day else event.text


def _events(events: Sequence[Happening], caption: str) -> Table:
    rows = tuple(
        (
            Cell(day(each.day) if each.day else "no one day"),
            Cell(each.text),
            Cell(_about(each.touch)),
            Cell(each.source or "–"),
        )
        for each in events
    )
    columns = ("Day", "What happened", "Touches", "Source")
    return Table(f"{caption}. {EVENT_NOT_BREACH}", tuple(Column(name) for name in columns), rows)


def _about(touch: Touch) -> str:
    clause = f", clause {touch.clause}" if touch.clause else ""
    return f"{touch.kind} {touch.id}{clause}"


def _sources(agreement: Agreement) -> tuple[Section, ...]:
    if not agreement.sources:
        return ()
    items = tuple(
        (
            source.id,
            "; ".join(
                part
                for part in (source.what, source.reference, spoken_date(source.date) if source.date else "", source.url)
                if part
            ),
        )
        for source in agreement.sources
    )
    return (Section("sources", "Sources", (Definitions(items),), annex=True),)


def _bodies(agreement: Agreement, ids: Sequence[str]) -> str:
    return series(agreement.name_of(body) for body in ids)
