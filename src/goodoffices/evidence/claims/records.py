"""The keys of a ledger's file, and a claim or a document as texts under those keys: what YAML and CSV share."""

from __future__ import annotations

from dataclasses import dataclass

from goodoffices.evidence.claims.figures import write_figure
from goodoffices.evidence.claims.model import RELATIONS, Claim, Document, Ledger, Method

__all__ = ["CLAIM", "DOCUMENT", "HEAD", "LISTS", "Key", "Texts", "claim_texts", "document_texts", "head_texts"]


@dataclass(frozen=True)
class Key:
    """A key of a claim or document, and the HXL tag of its column."""

    name: str
    tag: str


HEAD = ("ledger", "title", "by", "as_of", "caution", "period_tolerance")

CLAIM = (
    Key("id", "#meta+id"),
    Key("figure", "#indicator+value+text"),
    Key("unit", "#indicator+unit"),
    Key("harm", "#indicator+name"),
    Key("population", "#population+type"),
    Key("place", "#loc+name"),
    Key("place_code", "#loc+code"),
    Key("period", "#date+period"),
    Key("measure", "#indicator+measure"),
    Key("claimant", "#meta+claimant"),
    Key("document", "#meta+source+code"),
    Key("span", "#meta+source+span"),
    Key("quotation", "#meta+quotation"),
    Key("method", "#meta+method"),
    Key("how", "#meta+method+description"),
    Key("grade", "#meta+grade"),
    Key("standard", "#meta+standard"),
    *(Key(name, f"#meta+relation+{name}") for name in RELATIONS),
    Key("note", "#description+note"),
    Key("unverified", "#description+unverified"),
)
DOCUMENT = (
    Key("what", "#meta+source+name"),
    Key("url", "#meta+source+url"),
    Key("published", "#date+published"),
    Key("reports", "#meta+source+reports"),
    Key("unverified", "#meta+source+unverified"),
)
LISTS = {*RELATIONS, "reports"}
"""The keys that hold several ids."""

Texts = dict[str, str | tuple[str, ...]]


def head_texts(ledger: Ledger) -> dict[str, str]:
    """What is said of a ledger as a whole; what is not said is left out."""
    said = {
        "ledger": ledger.id,
        "title": ledger.title,
        "by": ledger.by,
        "as_of": ledger.as_of.text if ledger.as_of else "",
        "caution": ledger.caution,
        "period_tolerance": str(ledger.period_tolerance or ""),
    }
    return {key: text for key, text in said.items() if text}


def document_texts(document: Document) -> Texts:
    """A document under the keys of `DOCUMENT`."""
    said: Texts = {
        "what": document.what,
        "url": document.url,
        "published": document.published.text if document.published else "",
        "reports": document.reports,
        "unverified": document.unverified,
    }
    return {key: text for key, text in said.items() if text}


def claim_texts(claim: Claim) -> Texts:
    """A claim under the keys of `CLAIM` but its id; what is not said, or is what silence means, is left out."""
    said: Texts = {
        "figure": write_figure(claim.figure),
        "unit": claim.unit if claim.unit != "persons" else "",
        "harm": claim.harm,
        "population": claim.population if claim.population != "all" else "",
        "place": claim.place,
        "place_code": claim.place_code,
        "period": claim.period.text,
        "measure": claim.measure.value,
        "claimant": claim.claimant,
        "document": claim.document,
        "span": "{}..{}".format(*claim.span) if claim.span else "",
        "quotation": claim.quotation,
        "method": claim.method.value if claim.method is not Method.STATED else "",
        "how": claim.how,
        "grade": str(claim.grade),
        "standard": claim.standard.value,
        **{name: getattr(claim, name) for name in RELATIONS},
        "note": claim.note,
        "unverified": claim.unverified,
    }
    return {key: text for key, text in said.items() if text}
