"""From a review to claims: only figures that a person accepted or corrected, with their span and who confirmed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from goodoffices.errors import EvidenceError, Problem, Where
from goodoffices.evidence.claims import Entries, Ledger, appended, fresh, parse_figure, parse_ledger
from goodoffices.evidence.reading.read import text_hash
from goodoffices.evidence.reading.review import DECISIONS, FILLED, SUGGESTED
from goodoffices.evidence.reading.review_file import Decided, Review
from goodoffices.values import Period

__all__ = ["Confirmed", "confirm"]

_ALLOWED = {
    "figures": {*SUGGESTED, *FILLED, "place_code", "method", "how", "standard", "note", "unverified"},
    "dates": {"period"},
    "said": {"by"},
    "actors": {"name", "kind"},
}
_REMEDIES = {
    "figure": "Write it under `corrected`, as `figure: about 400000`.",
    "harm": "No word of the text told it. Decide `correct`, and write `harm: killed` under `corrected`.",
    "measure": "Write `flow` (killed in a period) or `stock` (displaced on a day) under `corrected`.",
    "place": "Write it at the figure, or once under `for_all`.",
    "period": "Write it at the figure, or once under `for_all`, as `2011-03..2016-12-26`.",
    "grade": "Write it at the figure, or once under `for_all`, as `D4`; `F6` where nothing can be judged.",
}


@dataclass(frozen=True)
class Confirmed:
    """The text of a ledger with the new claims in it, their ids, and how many suggestions had which decision.

    `checked` tells whether the quotations were compared with the text that was read.
    """

    ledger: str
    claims: tuple[str, ...]
    decisions: tuple[tuple[str, int], ...]
    checked: bool


def confirm(
    review: Review, by: str, on: dt.date, *, into: str | None = None, file: str = "", text: str | None = None
) -> Confirmed:
    """The ledger `into` (its text; None: a new one) with the claims that a review confirms.

    `text` is what was read, where it is at hand: the quotations are then compared with it. Raises EvidenceError with
    every problem of the review; and where a claim cannot be put into the ledger as it is written, for that.
    """
    if not by.strip():
        raise EvidenceError.of("nobody confirms these claims", review.where, "Say who does.")
    problems = [*_problems(review), *(_strangers(review, text) if text is not None else ())]
    document = review.document.get("id", "")
    ledger = parse_ledger(into, file) if into else None
    problems += _taken(review, document, ledger)
    if problems:
        raise EvidenceError(*problems)
    confirmed = [one for one in review.entries if one.part == "figures" and one.decision in DECISIONS[:2]]
    entries = Entries(
        documents={document: _document(review)} if confirmed and not _has(ledger, document) else {},
        claims={f"{document}-{one.id}": _claim(one, review, by.strip(), on) for one in confirmed},
    )
    written = appended(into, file, entries) if into and confirmed else into or fresh(document, by.strip(), entries)
    counts = tuple((name, sum(one.decision == name for one in review.entries)) for name in (*DECISIONS, ""))
    return Confirmed(written, tuple(entries.claims), counts, checked=text is not None)


def _values(one: Decided) -> dict[str, str]:
    """What is confirmed: as suggested, the corrections over it."""
    return {**one.suggested, **{key: value for key, value in one.filled.items() if value}, **one.corrected}


def _problems(review: Review) -> Iterator[Problem]:
    rejected = {one.id for one in review.entries if one.part == "said" and one.decision == "reject"}
    for one in review.entries:
        yield from _odd(one)
        if one.decision in DECISIONS[:2]:
            yield from _open(one)
            if one.part == "figures":
                yield from _incomplete(one)
                if one.rests_on in rejected and "claimant" not in one.corrected and one.suggested.get("claimant"):
                    told = f"its claimant is taken from {one.rests_on}, which is rejected"
                    yield Problem(told, one.where, "Decide `correct`, and write who says so under `corrected`.")


def _odd(one: Decided) -> Iterator[Problem]:
    """Decisions and corrections that do not go together."""
    if one.decision == "correct" and not one.corrected:
        yield Problem(
            "the decision is `correct`, and nothing is corrected", one.where, "Write under `corrected` what is."
        )
    if one.decision != "correct" and one.corrected:
        decision = one.decision or "not taken"
        yield Problem(f"the decision is {decision}, and something is corrected", one.where, "Decide `correct`.")
    if odd := sorted(set(one.corrected) - _ALLOWED[one.part]):
        known = ", ".join(sorted(_ALLOWED[one.part]))
        yield Problem(f"`{odd[0]}` cannot be corrected here", one.where, f"What can be: {known}.")


def _open(one: Decided) -> Iterator[Problem]:
    if one.part == "dates":
        period = _values(one).get("period", "")
        if not period:
            remedy = "Decide `correct`, and write one of its meanings as `period:` under `corrected`."
            yield Problem("the text does not decide what this date means", one.where, remedy)
        else:
            yield from _parsed(one, "period", period)


def _incomplete(one: Decided) -> Iterator[Problem]:
    values = _values(one)
    for key in ("figure", "harm", "measure", *FILLED):
        if not values.get(key):
            yield Problem(f"a claim needs its {key}", one.where, _REMEDIES[key])
    for key in ("figure", "period"):
        if values.get(key):
            yield from _parsed(one, key, values[key])


def _parsed(one: Decided, key: str, value: str) -> Iterator[Problem]:
    try:
        _ = parse_figure(value) if key == "figure" else Period.parse(value)
    except ValueError as error:
        yield Problem(str(error), one.where, "")


def _strangers(review: Review, text: str) -> Iterator[Problem]:
    """Whether the text is still the one that was read."""
    if review.text.get("hash") != text_hash(text):
        yield Problem(
            "the text is not the one that was read: its hash differs", review.where, "Read it again, and decide anew."
        )
        return
    for one in review.entries:
        if text[slice(*one.span)] != one.quotation:
            told = "the span does not point at the quotation"
            yield Problem(told, one.where, "Leave `span` and `quotation` as they were written.")


def _has(ledger: Ledger | None, document: str) -> bool:
    return ledger is not None and document in {one.id for one in ledger.documents}


def _taken(review: Review, document: str, ledger: Ledger | None) -> Iterator[Problem]:
    if not document:
        where = Where(review.where.file, review.where.line, review.where.column, "document.id")
        yield Problem("the document has no id", where, "Write one under `document`, as `id: astana-times`.")
    known = {claim.id for claim in ledger.claims} if ledger else set()
    for one in review.entries:
        if one.part == "figures" and one.decision in DECISIONS[:2] and f"{document}-{one.id}" in known:
            told = f"the claim `{document}-{one.id}` is in the ledger already"
            yield Problem(told, one.where, "Confirm a review once; to change a claim, change it in the ledger.")


def _document(review: Review) -> dict[str, str]:
    said = {key: review.document.get(key, "") for key in ("what", "url", "published")}
    said["what"] = said["what"] or review.text.get("file", "") or "a text"
    return {key: value for key, value in said.items() if value}


def _claim(one: Decided, review: Review, by: str, on: dt.date) -> dict[str, str]:
    """A claim as a ledger writes it."""
    values = _values(one)
    suggested = "; ".join(f"{key} {value}" for key, value in one.suggested.items() if value)
    verb = "accepted" if one.decision == "accept" else f"corrected ({', '.join(one.corrected)})"
    read = (
        f"Suggested by rules ({suggested}) and {verb} by {by} on {on.isoformat()}; text {review.text.get('hash', '')}."
    )
    note = f"{values.pop('note', '')} {read}".strip()
    said = {key: values[key] for key in _order(values) if values[key] and (key, values[key]) not in _SILENT}
    place = {"document": review.document["id"], "span": "{}..{}".format(*one.span)}
    return {**said, **place, "quotation": " ".join(one.quotation.split()), "note": note}


_SILENT = {("unit", "persons"), ("population", "all")}


def _order(values: Mapping[str, str]) -> list[str]:
    first = ["figure", "unit", "harm", "population", "place", "place_code", "period", "measure", "claimant", "grade"]
    return [key for key in first if key in values] + [key for key in values if key not in first]
