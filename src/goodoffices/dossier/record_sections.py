"""What a mediator reads of the record and of the sources: what happened when, who said so, whose the judgements are."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from goodoffices.dossier.model import Dossier, Judgement, Round, Source, Text
from goodoffices.values import (
    Block,
    Cell,
    Column,
    Definitions,
    Listing,
    Paragraph,
    Section,
    Table,
    count,
    plural,
    series,
    spoken_date,
)

__all__ = ["attribution", "judgements", "names", "record_section", "rounds_section", "source_section", "whose"]

UNVERIFIED = "unverified"
"""The word after whatever could not be confirmed."""


def rounds_section(dossier: Dossier) -> Section:
    """The record in a picture and a few sentences; no blocks when there is none."""
    from goodoffices.dossier.timeline import timeline  # noqa: PLC0415 - altair loads only to draw

    if not dossier.rounds and not dossier.texts:
        return Section("rounds", "Rounds and texts on record")
    picture = timeline(dossier)
    blocks: list[Block] = [Paragraph(_record_words(dossier), see="record"), *([picture] if picture else [])]
    return Section("rounds", "Rounds and texts on record", tuple(blocks))


def _record_words(dossier: Dossier) -> str:
    texts, dates = len(dossier.texts), [item.date for item in _items(dossier) if item.date]
    kinds = [plural(len(dossier.rounds), "round of talks", "rounds of talks")] * bool(dossier.rounds)
    kinds += [f"{plural(texts, 'text')} ({_signed(dossier)})"] * bool(texts)
    first, last = (
        min(dates, key=lambda d: d.first, default=None),
        max(dates, key=lambda d: (d.last, d.first), default=None),
    )
    words = f"{series(kinds)} on record"
    if first and last and first != last:
        words += f", from {spoken_date(first)} to {spoken_date(last)}"
    undated = len(dossier.rounds) + texts - len(dates)
    words += f"; {count(undated)} without a date, and so not in the picture" if undated else ""
    doubtful = sum(bool(item.unverified) for item in _items(dossier))
    if doubtful:
        words += f". {plural(doubtful, 'entry is', 'entries are')} not verified in every respect"
    return words + "."


def _signed(dossier: Dossier) -> str:
    signed = sum(bool(text.signed) for text in dossier.texts)
    if signed in {0, len(dossier.texts)}:
        return "signed" if signed else "not signed"
    return f"{count(signed)} of them signed"


def record_section(dossier: Dossier) -> Section:
    """The record in full, to look up; no blocks when there is none."""
    if not dossier.rounds and not dossier.texts:
        return Section("record", "The record", annex=True)
    columns = tuple(Column(name) for name in ("Date", "Round or text", "Where", "Who came or signed", "What", "Source"))
    rows = tuple(_entry(dossier, item) for item in _items(dossier))
    blocks: list[Block] = [Table("Rounds and texts in order of time", columns, rows)]
    if any(item.unverified for item in _items(dossier)):
        told = f"“{UNVERIFIED.capitalize()}” stands where the dossier could not confirm an entry in every respect."
        blocks.insert(0, Paragraph(told, see="sources"))
    return Section("record", "The record", tuple(blocks), annex=True)


def names(dossier: Dossier) -> dict[str, str]:
    """The name of everybody who has an id: parties, those not at the table, the mediator."""
    host = {dossier.mediator.id: dossier.mediator.name} if dossier.mediator else {}
    excluded = {party.id: party.name for party in dossier.excluded}
    return {**host, **excluded, **{party.id: party.name for party in dossier.parties}}


def _items(dossier: Dossier) -> list[Round | Text]:
    """Rounds and texts in the order of time, a round before a text of the same day, texts without a date last."""
    items: list[Round | Text] = [*dossier.rounds, *dossier.texts]

    def when(item: Round | Text) -> tuple[bool, dt.date, dt.date, bool]:
        date = item.date
        return (
            date is None,
            date.first if date else dt.date.max,
            date.last if date else dt.date.max,
            isinstance(item, Text),
        )

    return sorted(items, key=when)


def _title(item: Round | Text) -> str:
    return (item.title or item.id) if isinstance(item, Text) else item.title


def _entry(dossier: Dossier, item: Round | Text) -> tuple[Cell, ...]:
    called = names(dossier)
    if isinstance(item, Round):
        where = ", ".join(part for part in (item.place, called.get(item.host, item.host)) if part)
        who, what = item.came, "; ".join(item.agreed)
    else:
        where, who = "", item.signed
        settled = f"{len(item.package)} of {plural(len(dossier.issues), 'issue')}"
        what = f"text that settles {settled}" + (", signed" if item.signed else ", not signed")
    title = Cell(_title(item) + (f" ({UNVERIFIED})" if item.unverified else ""), title=item.unverified)
    people = ", ".join(called.get(party, party) for party in who)
    date = spoken_date(item.date) if item.date else "no date"
    words = (where, people, what, item.judgement.source)
    return Cell(date), title, *(Cell(word or "–") for word in words)


def source_section(dossier: Dossier) -> Section:
    """What the dossier rests on: its sources, whose judgements it holds, and what could not be verified."""
    blocks: list[Block] = [Paragraph(_coverage(dossier))]
    judges = Counter(judgement.by for judgement in judgements(dossier) if judgement.by)
    if judges:
        blocks.append(Listing(tuple(f"{by}: {plural(times, 'judgement')}" for by, times in judges.most_common())))
    doubtful = tuple(_unverified(dossier))
    if doubtful:
        blocks += [Paragraph("Unverified entries:"), Listing(doubtful)]
    if dossier.sources:
        blocks.append(Definitions(tuple((source.id, _source(source)) for source in dossier.sources)))
    else:
        blocks.append(Paragraph("The dossier names no sources."))
    return Section("sources", "Sources and judgements", tuple(blocks), annex=True)


def attribution(judgement: Judgement) -> str:
    """Whose a judgement is and what it rests on; empty when it says neither."""
    return ", ".join(part for part in (judgement.by, f"source {judgement.source}" if judgement.source else "") if part)


def judgements(dossier: Dossier) -> list[Judgement]:
    """Whose every preference, fallback, linkage and interaction is, in that order."""
    preferences = [preference.judgement for issue in dossier.issues for preference in issue.preferences]
    fallbacks = [party.judgement for party in dossier.parties if party.fallback is not None]
    linkages = [linkage.judgement for linkage in dossier.linkages]
    interactions = [interaction.judgement for interaction in dossier.interactions]
    return [*preferences, *fallbacks, *linkages, *interactions]


def _coverage(dossier: Dossier) -> str:
    preferences = sum(len(issue.preferences) for issue in dossier.issues)
    fallbacks = sum(party.fallback is not None for party in dossier.parties)
    kinds = [plural(preferences, "preference"), plural(fallbacks, "fallback")]
    kinds += [plural(len(dossier.linkages), "linkage")] if dossier.linkages else []
    kinds += [plural(len(dossier.interactions), "interaction")] if dossier.interactions else []
    record = [item.judgement for item in _items(dossier)]
    words = f"The dossier holds {plural(len(judgements(dossier)), 'judgement')}: {series(kinds)}. {whose(dossier)}"
    if record:
        words += f" Of {plural(len(record), 'round or text', 'rounds and texts')} on record, "
        words += f"{count(sum(bool(judgement.source) for judgement in record))} name a source."
    return words


def whose(dossier: Dossier) -> str:
    """In one line, whose judgements the dossier holds and how many of them name a source."""
    held = judgements(dossier)
    sourced = sum(bool(judgement.source) for judgement in held)
    if dossier.by:
        rest = f"{count(sourced)} of {count(len(held))} name a source" if sourced else "none names a source"
        return f"The judgements are those of {dossier.by}, unless one says otherwise; {rest}."
    nobody = sum(not judgement.source and not judgement.by for judgement in held)
    return (
        f"Of {plural(len(held), 'judgement')}, {count(sourced)} name a source; {count(nobody)} name neither a source "
        "nor a person."
    )


def _unverified(dossier: Dossier) -> Iterable[str]:
    for item in _items(dossier):
        if item.unverified:
            date = f" ({spoken_date(item.date)})" if item.date else ""
            yield f"{_title(item)}{date}: {item.unverified}"
    doubtful = [source.id for source in dossier.sources if source.unverified]
    if doubtful:
        yield f"{series(doubtful)}: sources not fully seen or confirmed; what is missing is said beside each."


def _source(source: Source) -> str:
    date = spoken_date(source.date) if source.date else ""
    parts = [part.rstrip(".") for part in (source.what, source.reference, date, source.url) if part]
    return ". ".join(parts) + "." + (f" Unverified: {source.unverified}" if source.unverified else "")
