"""The hash that names a ledger's content, whatever its layout and order: sha256 over canonical JSON (RFC 8785)."""

from __future__ import annotations

import hashlib
from typing import Any

import rfc8785

from goodoffices.evidence.claims.model import Ledger
from goodoffices.evidence.claims.records import claim_texts, document_texts, head_texts

__all__ = ["content_hash"]


def content_hash(ledger: Ledger) -> str:
    """`sha256:…` of the content. Neither the order of claims, documents and keys counts nor the file's form."""
    content: dict[str, Any] = {
        "head": head_texts(ledger),
        "harms": dict(ledger.harms),
        "populations": dict(ledger.populations),
        "documents": {document.id: _plain(document_texts(document)) for document in ledger.documents},
        "claims": {claim.id: _plain(claim_texts(claim)) for claim in ledger.claims},
    }
    return "sha256:" + hashlib.sha256(rfc8785.dumps(content)).hexdigest()


def _plain(texts: dict[str, str | tuple[str, ...]]) -> dict[str, str | list[str]]:
    return {key: text if isinstance(text, str) else sorted(text) for key, text in texts.items()}
