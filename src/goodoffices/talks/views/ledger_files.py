"""The ledger in the forms in which it goes out, the same as those of the command line."""

from __future__ import annotations

import json

from goodoffices.evidence import claims
from goodoffices.evidence.claims import Ledger

__all__ = ["FILES", "ledger_as"]

FILES = {
    "yaml": ("claims.yaml", "application/yaml"),
    "csv": ("claims.csv", "text/csv"),
    "json": ("claims.json", "application/json"),
    "prov": ("claims-prov.jsonld", "application/ld+json"),
    "claimreview": ("claims-claimreview.jsonld", "application/ld+json"),
}
"""Name and media type of each form: the file itself, a table with HXL tags, the study, PROV-O, ClaimReview."""


def ledger_as(form: str, text: str, ledger: Ledger) -> str:
    """The ledger in a form of FILES; `text` is the file as it is kept. Raises KeyError for another form."""
    match form:
        case "yaml":
            return text
        case "csv":
            return claims.write_table(ledger)
        case "json":
            return (
                json.dumps(claims.study_json(claims.study(ledger)), ensure_ascii=False, indent=2, allow_nan=False)
                + "\n"
            )
        case "prov":
            return claims.prov(ledger)
        case "claimreview":
            return claims.claim_review(ledger)
        case _:
            raise KeyError(form)
