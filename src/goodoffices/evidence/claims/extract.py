"""The little of a ledger that a mediator reads first: all sets in one table, the most contested drawn, and the gaps."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.evidence.claims.compare import ClaimSet, Verdict
from goodoffices.evidence.claims.figures import Range, spoken_figure, spoken_range
from goodoffices.evidence.claims.model import Method
from goodoffices.evidence.claims.pictures import range_picture
from goodoffices.evidence.claims.study import ClaimStudy
from goodoffices.evidence.claims.words import about, claimant, named, verdict
from goodoffices.values import Block, Cell, Column, Note, Paragraph, Section, Table, plural, series, spoken_date

__all__ = ["extract_section", "known", "most_contested", "small_extract_section", "unknown"]

_VERDICTS = {
    Verdict.DISAGREE: "no single figure is supported",
    Verdict.ONE_VOICE: "one voice",
    Verdict.COMPATIBLE: "not excluding each other",
    Verdict.SINGLE: "one claim",
}
_MOST_SETS, _FEWER_SETS, _MOST_APART = 8, 3, 3
"""Sets, and pairs that may not be compared, told on the page; the full ledger has all of them."""
_NO_SOURCE, _NO_TRUTH = "F", "6"
"""The halves of a grade that say that nothing can be judged."""


def extract_section(found: ClaimStudy) -> Section:
    """The sets that have rivals, each with its verdict, and the most contested of them drawn to scale."""
    several = _several(found)
    blocks: list[Block] = []
    if several:
        columns = (
            Column("Of what"),
            Column("Claims", numeric=True),
            Column("Voices", numeric=True),
            Column("Between them they allow"),
            Column("What can be said"),
        )
        shown = sorted(several, key=_contest, reverse=True)[:_MOST_SETS]
        caption = "Claims that may be compared, set by set, the most contested first"
        caption += f"; {left} more in the full ledger" if (left := len(several) - len(shown)) else ""
        blocks.append(Table(caption, columns, tuple(_row(found, one) for one in shown)))
    if contested := most_contested(found):
        blocks.append(Note(verdict(found, contested), "finding"))
        blocks.append(range_picture(found.ledger, contested, f"claims-{several.index(contested) + 1}"))
    single = len(found.sets) - len(several)
    blocks += [_none()] if not several else []
    if single:
        stand = plural(single, "claim stands", "claims stand")
        blocks.append(Paragraph(f"{stand} alone, with nothing to be compared with.", see="alone"))
    return Section("extract", "Who says how many", tuple(blocks))


def small_extract_section(found: ClaimStudy) -> Section:
    """The most contested sets in a table, each by its lowest and its highest claim: for a page that shows more."""
    several = sorted(_several(found), key=_contest, reverse=True)
    shown, single = several[:_FEWER_SETS], len(found.sets) - len(several)
    left = [plural(len(several) - len(shown), "set")] if len(several) > len(shown) else []
    left += [plural(single, "claim without a rival", "claims without a rival")] if single else []
    caption = "Rival claims, set by set, the most contested first"
    caption += f"; in the full ledger also {series(left)}" if left else ""
    columns = (Column("Of what"), Column("Lowest"), Column("Highest"), Column("What can be said"))
    table = Table(caption, columns, tuple(_small_row(found, one) for one in shown))
    return Section("extract", "Who says how many", (table,) if shown else (_none(),))


def _none() -> Paragraph:
    return Paragraph("No two claims of the ledger are of the same thing: none has a rival.")


def _small_row(found: ClaimStudy, one: ClaimSet) -> tuple[Cell, ...]:
    """Superseded claims and repetitions are left aside, as long as others are there."""
    rivals = [rival for rival in one.rivals if rival.counted] or list(one.rivals)
    low = min(rivals, key=lambda rival: rival.range.low)
    high = max(rivals, key=lambda rival: (rival.range.high is None, rival.range.high or rival.range.low))
    ends = (f"{claimant(rival.claim)}: {spoken_figure(rival.claim.figure)}" for rival in (low, high))
    voices = f"{plural(len(one.rivals), 'claim')}, {plural(one.voices, 'voice')}"
    return (
        Cell(about(found.ledger, one)),
        *(Cell(words) for words in ends),
        Cell(f"{_VERDICTS[one.verdict]} ({voices})", "bad" if one.verdict is Verdict.DISAGREE else ""),
    )


def most_contested(found: ClaimStudy) -> ClaimSet | None:
    """The set with most pairs that exclude each other, then most voices, then most claims; None where none has rivals.

    The first of them where several are alike.
    """
    several = _several(found)
    return max(several, key=_contest, default=None)


def known(found: ClaimStudy) -> tuple[str, ...]:
    """The ledger in a sentence or two."""
    ledger, several = found.ledger, _several(found)
    held = f"{plural(len(ledger.claims), 'claim')} in {plural(len(ledger.documents), 'document')}"
    if not several:
        return (f"The ledger holds {held}; no two of them are of the same thing.",)
    divided = [one for one in several if one.verdict is Verdict.DISAGREE]
    told = f"The ledger holds {held}, and {plural(len(several), 'set')} of rivals that may be compared"
    if not divided:
        return (f"{told}: in none of them do two claims exclude each other, which confirms none.",)
    contested = most_contested(found)
    sentences = [f"{told}: in {len(divided)} of them no single figure is supported."]
    if contested:
        sentences.append(
            f"Most contested: {about(ledger, contested)}; between them the claims allow {_reach(contested)}."
        )
    return tuple(sentences)


def unknown(found: ClaimStudy) -> tuple[str, ...]:
    """What the ledger leaves open, each in a sentence with its number; nothing is said of what is not there."""
    return (*_gaps(found), *_suspected(found), *_not_compared(found))


def _several(found: ClaimStudy) -> list[ClaimSet]:
    return [one for one in found.sets if len(one.rivals) > 1]


def _contest(one: ClaimSet) -> tuple[int, int, int]:
    return len(one.against), one.voices, len(one.rivals)


def _row(found: ClaimStudy, one: ClaimSet) -> tuple[Cell, ...]:
    told = _VERDICTS[one.verdict]
    if one.verdict is Verdict.COMPATIBLE and one.common:
        told += f"; all allow {spoken_range(one.common)}"
    return (
        Cell(about(found.ledger, one)),
        Cell(str(len(one.rivals))),
        Cell(str(one.voices)),
        Cell(_reach(one)),
        Cell(told, "bad" if one.verdict is Verdict.DISAGREE else ""),
    )


def _reach(one: ClaimSet) -> str:
    """From the lowest to the highest number that any claim of the set allows."""
    counted = [rival.range for rival in one.rivals if rival.counted] or [rival.range for rival in one.rivals]
    ends = [each.high for each in counted if each.high is not None]
    low = min(each.low for each in counted)
    return spoken_range(Range(low, max(ends) if len(ends) == len(counted) else None))


def _gaps(found: ClaimStudy) -> Iterator[str]:
    """How many claims lack what a reader would ask for."""
    claims = found.ledger.claims
    held = {document.id: document for document in found.ledger.documents}
    gaps = {
        "without anybody named who says so": [not claim.claimant for claim in claims],
        "from a document without a date": [held[claim.document].published is None for claim in claims],
        "without a word on how the number was found": [claim.method is Method.STATED for claim in claims],
        "with a grade that says it cannot be judged": [
            claim.grade.source == _NO_SOURCE or claim.grade.information == _NO_TRUTH for claim in claims
        ],
        "with something that nobody has checked": [
            bool(claim.unverified or held[claim.document].unverified) for claim in claims
        ],
    }
    told = [f"{sum(lacking)} {words}" for words, lacking in gaps.items() if any(lacking)]
    if told:
        yield f"Of {plural(len(claims), 'claim')}: {'; '.join(told)}."
    if found.ledger.as_of:
        yield f"The ledger tells what was known as of {spoken_date(found.ledger.as_of)}; nothing later is in it."


def _suspected(found: ClaimStudy) -> Iterator[str]:
    """What is noticed and not settled."""
    claims = {claim.id: claim for claim in found.ledger.claims}
    if found.drifts:
        names = series(named(claims[drift.claim]) for drift in found.drifts)
        yield f"Claims that are not, or perhaps not, of those they are ascribed to: {names}."
    if found.echoes:
        same = plural(len(found.echoes), "figure stands", "figures stand")
        yield f"{same} under several names; whether some repeat others is not known."
    if found.excesses:
        parts = plural(len(found.excesses), "part is", "parts are")
        yield f"{parts} larger than the whole; which of the two is wrong is open."


def _not_compared(found: ClaimStudy) -> Iterator[str]:
    claims = {claim.id: claim for claim in found.ledger.claims}
    for pair in found.apart[:_MOST_APART]:
        both = f"{named(claims[pair.one])} and {named(claims[pair.other])}"
        yield f"Not comparable: {both}, {'; '.join(pair.reasons)}."
    if (left := len(found.apart) - _MOST_APART) > 0:
        pairs = plural(left, "more pair", "more pairs")
        yield f"Of {pairs} the full ledger says why they may not be compared."
