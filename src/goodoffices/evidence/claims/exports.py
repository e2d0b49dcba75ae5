"""Claims in the words of others: PROV-O as JSON-LD (W3C 2013) and schema.org ClaimReview."""

from __future__ import annotations

import json
import re
from typing import Any

from goodoffices import __version__
from goodoffices.evidence.claims.figures import spoken_figure
from goodoffices.evidence.claims.hashing import content_hash
from goodoffices.evidence.claims.model import Claim, Document, Ledger
from goodoffices.evidence.claims.records import claim_texts
from goodoffices.values import spoken_date

__all__ = ["claim_review", "prov", "sentence"]

_CONTEXT = {
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "cito": "http://purl.org/spar/cito/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "go": "urn:goodoffices:term:",
}
_BEST, _JUDGED = 5, "12345"
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")


def prov(ledger: Ledger) -> str:
    """The ledger as JSON-LD in the terms of PROV-O.

    Claims and documents are entities, claimants agents. Derived and drifted claims are derivations (the kind of each
    told), a claim that supersedes another is a revision of it, one that is part of another says so in Dublin Core, and
    contradictions are told in CiTO. A document that reports others is derived from them.
    """
    graph = [_ledger_node(ledger), *(_document_node(ledger, each) for each in ledger.documents)]
    names = sorted({claim.claimant for claim in ledger.claims if claim.claimant})
    graph += [{"@id": _iri(ledger, "claimant", name), "@type": "prov:Agent", "rdfs:label": name} for name in names]
    graph += [_claim_node(ledger, claim) for claim in ledger.claims]
    return json.dumps({"@context": _CONTEXT, "@graph": graph}, ensure_ascii=False, indent=2) + "\n"


def claim_review(ledger: Ledger) -> str:
    """The ledger as a list of schema.org ClaimReviews, JSON-LD.

    The rating is the grade's second part, how credible what is said is: 5 for `1` (confirmed) down to 1 for `5`
    (improbable), and none for `6`. The whole grade stands in words beside it.
    """
    reviews = [_review(ledger, claim) for claim in ledger.claims]
    return json.dumps({"@context": "https://schema.org", "@graph": reviews}, ensure_ascii=False, indent=2) + "\n"


def sentence(ledger: Ledger, claim: Claim) -> str:
    """The claim in one sentence: `Syria, March 2011 – April 2016: about 400,000 persons (people killed; everybody)`."""
    about = f"{ledger.meaning(claim.harm)}; {ledger.whom(claim.population)}"
    return f"{claim.place}, {spoken_date(claim.period)}: {spoken_figure(claim.figure)} {claim.unit} ({about})"


def _iri(ledger: Ledger, kind: str, name: str = "") -> str:
    return ":".join(["urn:goodoffices:ledger", *(_quoted(part) for part in (ledger.id, kind, name) if part)])


def _quoted(text: str) -> str:
    """The text as it may stand in a name: other signs as the percent-encoded bytes of UTF-8 (RFC 3986)."""
    plain = _UNRESERVED.fullmatch
    return "".join(sign if plain(sign) else "".join(f"%{byte:02X}" for byte in sign.encode()) for sign in text)


def _ledger_node(ledger: Ledger) -> dict[str, Any]:
    node: dict[str, Any] = {
        "@id": _iri(ledger, "ledger"),
        "@type": ["prov:Entity", "prov:Collection"],
        "rdfs:label": ledger.title,
        "dcterms:identifier": content_hash(ledger),
        "go:software": f"goodoffices {__version__}",
        "prov:hadMember": [{"@id": _iri(ledger, "claim", claim.id)} for claim in ledger.claims],
    }
    if ledger.caution:
        node["rdfs:comment"] = ledger.caution
    if ledger.by:
        node["prov:wasAttributedTo"] = {"@type": "prov:Agent", "rdfs:label": ledger.by}
    return node


def _document_node(ledger: Ledger, document: Document) -> dict[str, Any]:
    node: dict[str, Any] = {
        "@id": _iri(ledger, "document", document.id),
        "@type": "prov:Entity",
        "rdfs:label": document.what,
    }
    if document.url:
        node["prov:atLocation"] = {"@id": document.url}
    if document.published:
        node["dcterms:issued"] = document.published.text
    if document.reports:
        node["prov:wasDerivedFrom"] = [{"@id": _iri(ledger, "document", name)} for name in document.reports]
    if document.unverified:
        node["go:unverified"] = document.unverified
    return node


def _claim_node(ledger: Ledger, claim: Claim) -> dict[str, Any]:
    def claims(names: tuple[str, ...]) -> list[dict[str, str]]:
        return [{"@id": _iri(ledger, "claim", name)} for name in names]

    relations = {
        "part_of": ("dcterms:isPartOf", claims(claim.part_of)),
        "supersedes": ("prov:wasRevisionOf", claims(claim.supersedes)),
        "contradicts": ("cito:disagreesWith", claims(claim.contradicts)),
        "lineage": ("prov:wasDerivedFrom", claims(claim.lineage)),
        "drifted_from": ("go:driftedFrom", claims(claim.drifted_from)),
    }
    texts = claim_texts(claim)
    told = {
        f"go:{key}": text
        for key, text in texts.items()
        if isinstance(text, str) and key not in {"document", "claimant"}
    }
    node: dict[str, Any] = {
        "@id": _iri(ledger, "claim", claim.id),
        "@type": "prov:Entity",
        "rdfs:label": sentence(ledger, claim),
        "prov:wasQuotedFrom": {"@id": _iri(ledger, "document", claim.document)},
        **told,
        "go:first": {"@type": "xsd:date", "@value": claim.period.first.isoformat()},
        "go:last": {"@type": "xsd:date", "@value": claim.period.last.isoformat()},
        **{name: named for name, named in relations.values() if named},
    }
    if claim.claimant:
        node["prov:wasAttributedTo"] = {"@id": _iri(ledger, "claimant", claim.claimant)}
    return node


def _review(ledger: Ledger, claim: Claim) -> dict[str, Any]:
    document = ledger.document(claim)
    work: dict[str, Any] = {"@type": "CreativeWork", "name": document.what}
    if document.url:
        work["url"] = document.url
    if document.published:
        work["datePublished"] = document.published.text
    item: dict[str, Any] = {"@type": "Claim", "text": claim.quotation or sentence(ledger, claim), "appearance": work}
    if claim.claimant:
        item["author"] = {"@type": "Thing", "name": claim.claimant}
    rating: dict[str, Any] = {
        "@type": "Rating",
        "alternateName": f"{claim.grade}: {claim.grade.words}",
        "ratingExplanation": "Admiralty grade: source A–F, information 1–6.",
    }
    if claim.grade.information in _JUDGED:
        value = _BEST + 1 - int(claim.grade.information)
        rating |= {"ratingValue": value, "bestRating": _BEST, "worstRating": 1}
    review: dict[str, Any] = {
        "@type": "ClaimReview",
        "@id": _iri(ledger, "claim", claim.id),
        "claimReviewed": sentence(ledger, claim),
        "itemReviewed": item,
        "reviewRating": rating,
    }
    if ledger.by:
        review["author"] = {"@type": "Organization", "name": ledger.by}
    if ledger.as_of:
        review["datePublished"] = ledger.as_of.text
    if notes := " ".join(filter(None, (claim.note, claim.unverified and f"Unverified: {claim.unverified}"))):
        review["reviewBody"] = notes
    return review
