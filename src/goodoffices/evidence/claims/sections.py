"""A ledger as Sections: the answer first, rivals side by side, what stands alone and why, what leads back where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from goodoffices.evidence.claims.compare import ClaimSet, Rival, Verdict
from goodoffices.evidence.claims.figures import spoken_figure, spoken_range
from goodoffices.evidence.claims.model import Claim, Document, Method
from goodoffices.evidence.claims.pictures import range_picture
from goodoffices.evidence.claims.study import ClaimStudy
from goodoffices.evidence.claims.words import about, claimant, named, verdict
from goodoffices.values import (
    Block,
    Cell,
    Column,
    Definitions,
    Listing,
    Note,
    Paragraph,
    Section,
    Table,
    plural,
    series,
    spoken_date,
)

__all__ = ["study_sections"]

_METHODS = {Method.DOCUMENTED: "cases on record", Method.ESTIMATED: "estimated", Method.STATED: "not told how"}
_COMPARED = (
    "Claims are set side by side only when harm, population, place, period, unit and measure match. Two exclude each "
    "other when no number is within what both allow. “About” without an interval reaches as far as the rounding of its "
    "number tells: about 400,000 is 350,000 to 450,000. Grades are Admiralty grades: the source A–F, what it says 1–6."
)


def study_sections(found: ClaimStudy) -> tuple[Section, ...]:
    """Everything a ledger says, fit for a page and for a terminal."""
    several = [one for one in found.sets if len(one.rivals) > 1]
    sections = [
        _answer(found, several),
        *(_rivals(found, one, place) for place, one in enumerate(several, 1)),
        _alone(found),
        _lineage(found),
        _documents(found),
    ]
    return tuple(section for section in sections if section.blocks)


def _answer(found: ClaimStudy, several: list[ClaimSet]) -> Section:
    ledger = found.ledger
    divided = [one for one in several if one.verdict is Verdict.DISAGREE]
    told = f"{plural(len(ledger.claims), 'claim')} in {plural(len(ledger.documents), 'document')}; "
    told += f"{plural(len(several), 'set')} of rivals that may be compared"
    finding = f"In {len(divided)} of them no single figure is supported." if divided else ""
    if several and not divided:
        finding = "In none of them do two claims exclude each other."
    blocks: list[Block] = [
        Note(ledger.caution or "The ledger does not say how far its entries may be trusted."),
        Note(f"{told}. {finding}".strip(), "finding"),
    ]
    if several:
        blocks.append(Listing(tuple(f"{about(ledger, one)} – {_short(one)}" for one in several)))
    claims = {claim.id: claim for claim in ledger.claims}
    for drift in found.drifts:
        claim, origin = claims[drift.claim], claims[drift.origin]
        if drift.stated and claim.claimant != origin.claimant:
            blocks.append(Note(_drift(claim, origin, drift.changed), "finding"))
    blocks.append(Note(_COMPARED + _tolerance(found), "method"))
    return Section("claims", "Who says what", tuple(blocks))


def _short(one: ClaimSet) -> str:
    claims = plural(len(one.rivals), "claim")
    return {
        Verdict.DISAGREE: f"no single figure is supported ({claims})",
        Verdict.ONE_VOICE: f"one voice ({claims})",
        Verdict.COMPATIBLE: f"not excluding each other ({claims})",
        Verdict.SINGLE: "one claim",
    }[one.verdict]


def _tolerance(found: ClaimStudy) -> str:
    days = found.ledger.period_tolerance
    return f" This ledger takes periods for one that begin and end within {plural(days, 'day')}." if days else ""


def _rivals(found: ClaimStudy, one: ClaimSet, place: int) -> Section:
    columns = ("Claimed by", "Figure", "Allows", "Grade", "How", "Stands in")
    rows = tuple(_rival(found, rival) for rival in one.rivals)
    table = Table("Side by side, from the lowest", tuple(Column(name) for name in columns), rows)
    picture = range_picture(found.ledger, one, f"claims-{place}")
    notes = _notes([rival.claim for rival in one.rivals])
    blocks: tuple[Block, ...] = (Note(verdict(found, one), "finding"), picture, table, *notes)
    return Section(f"claims-{place}", about(found.ledger, one), blocks)


def _rival(found: ClaimStudy, rival: Rival) -> tuple[Cell, ...]:
    claim = rival.claim
    return (
        _whose(rival),
        Cell(spoken_figure(claim.figure)),
        Cell(spoken_range(rival.range)),
        Cell(str(claim.grade), title=claim.grade.words),
        Cell(_how(claim)),
        Cell(_place_of(found.ledger.document(claim))),
    )


def _whose(rival: Rival) -> Cell:
    aside = f"; {rival.aside}" if rival.aside else ""
    return Cell(named(rival.claim) + aside, "quiet" if rival.aside else "")


def _how(claim: Claim) -> str:
    told = claim.how or _METHODS[claim.method]
    if claim.method is not Method.STATED and claim.how:
        told = f"{_METHODS[claim.method]}: {claim.how}"
    return f"{told}; {claim.standard}" if claim.standard else told


def _place_of(document: Document) -> str:
    when = f" ({spoken_date(document.published)})" if document.published else ""
    return f"{document.id}{when}"


def _notes(claims: Sequence[Claim]) -> list[Block]:
    """What stands in the ledger beside each figure: its quotation, notes, what is unverified."""
    items = tuple((claim.id, _remarks(claim)) for claim in claims if _remarks(claim))
    return [Definitions(items)] if items else []


def _remarks(claim: Claim) -> str:
    quoted = f"“{claim.quotation}”" if claim.quotation else ""
    unverified = f"Unverified: {claim.unverified}" if claim.unverified else ""
    return " ".join(filter(None, (quoted, claim.note, unverified)))


def _alone(found: ClaimStudy) -> Section:
    """Claims without a rival, and why those that come nearest are not compared with them."""
    single = [one for one in found.sets if len(one.rivals) == 1]
    rows = tuple(
        (
            _whose(one.rivals[0]),
            Cell(about(found.ledger, one)),
            Cell(spoken_figure(one.first.figure)),
            Cell(str(one.first.grade), title=one.first.grade.words),
            Cell(_place_of(found.ledger.document(one.first))),
        )
        for one in single
    )
    blocks: list[Block] = []
    if rows:
        columns = tuple(Column(name) for name in ("Claimed by", "Of what", "Figure", "Grade", "Stands in"))
        blocks.append(Table("Claims with nothing to compare them with", columns, rows))
        blocks += _notes([one.first for one in single])
    if found.apart:
        blocks.append(Paragraph("What comes nearest, and why it is not compared:"))
        blocks.append(Listing(tuple(f"{a.one} and {a.other}: {'; '.join(a.reasons)}." for a in found.apart)))
    heading = "Claims without a rival, and what may not be compared" if rows else "What may not be compared"
    return Section("alone", heading, tuple(blocks))


def _lineage(found: ClaimStudy) -> Section:
    """Drift, several voices with one origin, figures that look alike, and parts larger than their whole."""
    claims = {claim.id: claim for claim in found.ledger.claims}
    documents = {document.id: document for document in found.ledger.documents}
    items = list(_noticed(found, claims, documents))
    items += [
        f"Contradiction stated: {named(claim)} and {named(claims[name])}."
        for claim in found.ledger.claims
        for name in claim.contradicts
    ]
    blocks: tuple[Block, ...] = (Listing(tuple(items)),) if items else ()
    return Section("lineage", "Where claims lead back to", blocks)


def _noticed(found: ClaimStudy, claims: dict[str, Claim], documents: dict[str, Document]) -> Iterator[str]:
    for drift in found.drifts:
        words = _drift(claims[drift.claim], claims[drift.origin], drift.changed)
        yield words if drift.stated else f"Perhaps drift: {words}"
    for origin in found.shared:
        what = documents[origin.document].what
        yield f"One origin: {series(origin.claims)} lead back to {origin.document} ({what}); they are one voice."
    for echo in found.echoes:
        figure = spoken_figure(claims[echo.claims[0]].figure)
        yield (
            f"The same figure: {series(named(claims[name]) for name in echo.claims)} all say {figure}, and do not all "
            "lead back to one document. Find out whether some repeat others."
        )
    for excess in found.excesses:
        part, whole = claims[excess.part], claims[excess.whole]
        yield (
            f"A part larger than its whole: {named(part)}, {spoken_figure(part.figure)}, is part of {named(whole)}, "
            f"{spoken_figure(whole.figure)}."
        )


def _drift(claim: Claim, origin: Claim, changed: tuple[str, ...]) -> str:
    text = f"Drifted: what {claim.document} says ({claim.id}) goes back to {named(origin)}."
    if claim.claimant != origin.claimant:
        text = f"Attribution drifted: the figure that {claim.document} gives as that of {claimant(claim)} ({claim.id}) "
        text += f"goes back to {named(origin)}."
    return f"{text} Changed on the way: {'; '.join(changed)}." if changed else text


def _documents(found: ClaimStudy) -> Section:
    items = tuple((document.id, _told(document)) for document in found.ledger.documents)
    blocks: tuple[Block, ...] = (Definitions(items),) if items else ()
    return Section("documents", "Documents", blocks, annex=True)


def _told(document: Document) -> str:
    parts = [f"{document.what}{'' if document.what.endswith('.') else '.'}"]
    parts += [f"Published {spoken_date(document.published)}."] if document.published else []
    parts += [f"Passes on {series(document.reports)}."] if document.reports else []
    parts += [document.url] if document.url else []
    parts += [f"Unverified: {document.unverified}"] if document.unverified else []
    return " ".join(parts)
