"""A ledger as CSV with a row of HXL tags, which reads back as the same ledger."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from goodoffices.evidence.claims.figures import decimal
from goodoffices.evidence.claims.model import Claim, Document, Ledger
from goodoffices.evidence.claims.records import claim_texts, document_texts, head_texts
from goodoffices.evidence.claims.table import COLUMNS
from goodoffices.values import escaped

__all__ = ["write_table"]


def write_table(ledger: Ledger) -> str:
    """The table: what is said of the ledger, the headings, the tags, and a row for each claim in the ledger's order.

    Every claim's row tells its document; documents in which no claim stands have rows of their own.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    for key, text in head_texts(ledger).items():
        writer.writerow([key, escaped(text)])
    for kind, pairs in (("harm", ledger.harms), ("population", ledger.populations)):
        writer.writerows([kind, escaped(word), escaped(meaning)] for word, meaning in pairs)
    writer.writerow([column.heading for column in COLUMNS])
    writer.writerow([column.tag for column in COLUMNS])
    documents = {document.id: document for document in ledger.documents}
    for row in (
        *map(_document_row, _before(ledger)),
        *(_claim_row(each, documents[each.document]) for each in ledger.claims),
    ):
        writer.writerow([escaped(row.get(column.key, "")) for column in COLUMNS])
    return out.getvalue()


def _before(ledger: Ledger) -> tuple[Document, ...]:
    """The documents that need rows of their own so that all come back in their order: none where the claims tell
    them in it, else all."""
    told = tuple(dict.fromkeys(claim.document for claim in ledger.claims))
    return () if told == tuple(document.id for document in ledger.documents) else ledger.documents


def _document_row(document: Document) -> dict[str, str]:
    texts = {f"document.{key}": text for key, text in _joined(document_texts(document)).items()}
    return {"document": document.id, **texts}


def _claim_row(claim: Claim, document: Document) -> dict[str, str]:
    figure = claim.figure
    numbers = {"value": figure.value, "low": figure.low, "high": figure.high}
    return {
        **_document_row(document),
        **_joined(claim_texts(claim)),
        "id": claim.id,
        "unit": claim.unit,
        "population": claim.population,
        "operator": figure.operator.value,
        **{key: decimal(number) for key, number in numbers.items() if number is not None},
        "start": claim.period.first.isoformat(),
        "end": claim.period.last.isoformat(),
    }


def _joined(texts: Mapping[str, str | tuple[str, ...]]) -> dict[str, str]:
    return {key: text if isinstance(text, str) else " ".join(text) for key, text in texts.items()}
