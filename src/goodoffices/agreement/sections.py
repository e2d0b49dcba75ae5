"""An agreement as a page to read: does it hold, who signed what in what capacity, the text in every language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goodoffices.agreement.bundle import Bundle
from goodoffices.agreement.model import Agreement
from goodoffices.agreement.paper import PaperSignature
from goodoffices.agreement.signature import CAPACITIES
from goodoffices.agreement.verifying import Checked, Verdict
from goodoffices.agreement.wording import LIMITS, REVIEW
from goodoffices.seal.unanimity import fingerprint
from goodoffices.values import Cell, Column, Listing, Note, Paragraph, Section, Table, plural

__all__ = ["paper_section", "text_sections", "verdict_json", "verdict_sections"]


def verdict_sections(bundle: Bundle, verdict: Verdict) -> tuple[Section, ...]:
    """What was found, who signed, what cannot be known."""
    return (
        Section(
            "verdict",
            "Does it hold",
            (Note(answer(verdict), "finding" if verdict.holds else "caution"), *_wrong(verdict)),
        ),
        Section("signatures", "Who signed", tuple(_signatures(bundle.agreement, verdict))),
        limits_section(),
    )


def answer(verdict: Verdict) -> str:
    """The answer in one line."""
    signed = sum(each.holds for each in verdict.signatures)
    if not verdict.holds:
        bad = len(verdict.signatures) - signed
        parts = [plural(len(verdict.changes), "part of the text is", "parts of the text are") + " not what was frozen"]
        parts = parts if verdict.changes else []
        parts += [f"{plural(bad, 'signature does', 'signatures do')} not hold"] if bad else []
        parts += ["something else is wrong"] if verdict.faults or verdict.taken else []
        return f"It does not hold: {', and '.join(parts)}."
    if not verdict.signatures:
        return "The text is as it was frozen. Nobody has signed it."
    whole = "All have signed." if verdict.complete else "Not all is done: see below who has not signed or is not bound."
    return f"The text is as it was frozen, and {plural(signed, 'signature holds', 'signatures hold')}. {whole}"


def limits_section() -> Section:
    """What no check of a file can tell."""
    return Section("limits", "What this cannot know", (Listing(LIMITS), Note(REVIEW, "caution")))


def text_sections(agreement: Agreement) -> tuple[Section, ...]:
    """The text, one section for each language, then its annexes."""
    found = tuple(_version(agreement, language) for language in agreement.languages)
    if not agreement.annexes:
        return found
    columns = (Column("Annex"), Column("File"), Column("Bytes", numeric=True), Column("SHA-256"))
    rows = tuple(
        (Cell(" / ".join(each.title.values())), Cell(each.file), Cell(f"{each.size:,}"), Cell(each.sha256))
        for each in agreement.annexes
    )
    return (*found, Section("annexes", "Annexes", (Table("Annexes, by the hash that is signed", columns, rows),)))


def paper_section(signatures: tuple[PaperSignature, ...], agreement: Agreement) -> Section:
    """The signatures within a paper."""
    columns = (Column("Field"), Column("Holds"), Column("What it says"), Column("Time, as it states"))
    rows = tuple(
        (Cell(each.signatory), _holds(each.faults), Cell(each.said or "–"), Cell(each.signed or "–"))
        for each in signatures
    )
    signed = {each.signatory for each in signatures if each.holds}
    missing = [each.id for each in agreement.signatories if each.id not in signed]
    told = f"No signature that holds in the place of {', '.join(missing)}." if missing else "Every place is signed."
    blocks = [Table("Signatures within the paper", columns, rows)] if rows else []
    return Section("paper", "Signatures within the paper", (*blocks, Paragraph(told)))


def verdict_json(bundle: Bundle, verdict: Verdict) -> dict[str, Any]:
    """The same for programs."""
    return {
        "agreement": bundle.agreement.id,
        "hash": verdict.hash,
        "holds": verdict.holds,
        "complete": verdict.complete,
        "changes": [{"path": each.path, "what": each.what, "where": each.where} for each in verdict.changes],
        "faults": list(verdict.faults),
        "taken": list(verdict.taken),
        "rewritten_at": verdict.rewritten_at or None,
        "signatures": [_signature_json(bundle.agreement, each) for each in verdict.signatures],
        "open": [{"signatory": each.id, "what": told} for each, told in verdict.open],
        "cannot_know": list(LIMITS),
    }


def _wrong(verdict: Verdict) -> list[Any]:
    told = [f"{str(each)[0].upper()}{str(each)[1:]}." for each in verdict.changes]
    told += [f"{each[0].upper()}{each[1:]}." for each in (*verdict.faults, *verdict.taken)]
    if verdict.rewritten_at:
        told.append(f"The file was written anew by another program: it differs from its canonical form from byte "
                    f"{verdict.rewritten_at:,} on. That alone changes nothing that is signed.")  # fmt: skip
    return [Paragraph(f"Hash of the text (SHA-256): {verdict.hash}"), *([Listing(tuple(told))] if told else [])]


def _signatures(agreement: Agreement, verdict: Verdict) -> list[Any]:
    blocks: list[Any] = []
    if verdict.signatures:
        columns = tuple(Column(name) for name in ("Signatory", "Holds", "Signed by", "Capacity", "Date", "Key"))
        rows = tuple(_row(agreement, each) for each in verdict.signatures)
        blocks.append(Table("Signatures, each with the day that its signer states", columns, rows))
        used = dict.fromkeys(each.signature.capacity for each in verdict.signatures if each.holds)
        blocks.append(Listing(tuple(f"{name}: {CAPACITIES[name]}." for name in used)))
    reservations = [
        f"{_name(agreement, each.signature.signatory)} on {_on(agreement, reservation.article)}: {reservation.text}"
        for each in verdict.signatures
        for reservation in each.signature.reservations
    ]
    if reservations:
        blocks += [Paragraph("Reservations, in the words of those who make them:"), Listing(tuple(reservations))]
    if verdict.signatures and not reservations:
        blocks.append(Paragraph("No reservations."))
    if verdict.open:
        told = tuple(f"{_name(agreement, each.id)} ({each.role}): {said}." for each, said in verdict.open)
        blocks += [Paragraph("Still open:"), Listing(told)]
    return blocks


def _row(agreement: Agreement, each: Checked) -> tuple[Cell, ...]:
    signature = each.signature
    signatory = agreement.signatory(signature.signatory)
    body = f" ({signature.body})" if signature.body else ""
    return (
        Cell(_name(agreement, signature.signatory)),
        _holds(each.faults),
        Cell(signature.by),
        Cell(f"{signature.capacity}{body}"),
        Cell(signature.date),
        Cell(fingerprint(signatory.key) if signatory else "–"),
    )


def _holds(faults: tuple[str, ...]) -> Cell:
    return Cell(f"NO: {'; '.join(faults)}") if faults else Cell("yes")


def _signature_json(agreement: Agreement, each: Checked) -> dict[str, Any]:
    signatory = agreement.signatory(each.signature.signatory)
    told = {key: value for key, value in each.signature.as_dict().items() if key not in {"signature", "agreement"}}
    key = fingerprint(signatory.key) if signatory else None
    return {**told, "id": each.signature.id, "fingerprint": key, "holds": each.holds, "faults": list(each.faults)}


def _version(agreement: Agreement, language: str) -> Section:
    dated = (Paragraph(agreement.place.get(language, "")), Paragraph(agreement.adopted))
    begins = (*dated, *(Paragraph(text) for text in agreement.preamble.get(language, ())))
    below = [
        _part(language, article.id, article.heading.get(language) or article.id, article.text.get(language, ()))
        for article in agreement.articles
    ]
    below += (
        [_part(language, "closing", "* * *", (agreement.closing[language],))] if agreement.closing.get(language) else []
    )
    heading = agreement.title.get(language) or agreement.id
    return Section(f"text-{language}", heading, begins, tuple(below), language=language)


def _part(language: str, name: str, heading: str, texts: Sequence[str]) -> Section:
    return Section(f"{language}-{name}", heading, tuple(Paragraph(text) for text in texts), language=language)


def _name(agreement: Agreement, name: str) -> str:
    found = agreement.signatory(name)
    return next(iter(found.name.values()), name) if found else name


def _on(agreement: Agreement, article: str) -> str:
    number = agreement.number(article)
    return next(iter(agreement.articles[number - 1].heading.values()), article) if number else "the whole"
