"""An agreement that was adopted: frozen, signed in a capacity and with reservations, verified by anybody, handed on."""

import importlib
from collections.abc import Sequence

from goodoffices.agreement.akn import akoma_ntoso
from goodoffices.agreement.bundle import Bundle, new_bundle, read_bundle, read_signature, read_statement, write_bundle
from goodoffices.agreement.canonical import hash_of, parts_of
from goodoffices.agreement.canonical import plain as plain_text
from goodoffices.agreement.deed import deed_of, fingerprint_of, in_words, stamp_lines
from goodoffices.agreement.draft import Card, Draft, freeze, parse_draft
from goodoffices.agreement.model import Agreement, Annex, Article, Signatory, right_to_left
from goodoffices.agreement.paper import (
    PaperSignature,
    Prepared,
    certificate_bytes,
    check_paper,
    complete_paper,
    is_paper,
    paper_bytes,
    paper_of,
    prepare_paper,
    sign_paper,
    text_in,
    with_places,
)
from goodoffices.agreement.pax import agreement_row, dossier_rows, pax_columns, read_codes
from goodoffices.agreement.pax import written as written_rows
from goodoffices.agreement.sections import limits_section, paper_section, text_sections, verdict_json, verdict_sections
from goodoffices.agreement.signature import CAPACITIES, NEED_BODY, Reservation, Signature
from goodoffices.agreement.signing import join, may_stand, owner_of, put_signature, take_signature
from goodoffices.agreement.verifying import Change, Checked, Verdict, differences, verify
from goodoffices.agreement.wording import LIMITS, REVIEW

__all__ = [
    "CAPACITIES",
    "LIMITS",
    "NEED_BODY",
    "REVIEW",
    "Agreement",
    "Annex",
    "Article",
    "Bundle",
    "Card",
    "Change",
    "Checked",
    "Draft",
    "PaperSignature",
    "Prepared",
    "Reservation",
    "Signatory",
    "Signature",
    "Verdict",
    "agreement_row",
    "akoma_ntoso",
    "certificate_bytes",
    "check_paper",
    "complete_paper",
    "deed_of",
    "differences",
    "docx_of",
    "dossier_rows",
    "fingerprint_of",
    "freeze",
    "hash_of",
    "in_words",
    "is_paper",
    "join",
    "limits_section",
    "may_stand",
    "new_bundle",
    "owner_of",
    "paper_bytes",
    "paper_of",
    "paper_section",
    "parse_draft",
    "parts_of",
    "pax_columns",
    "plain_text",
    "prepare_paper",
    "put_signature",
    "read_bundle",
    "read_codes",
    "read_signature",
    "read_statement",
    "right_to_left",
    "sign_paper",
    "stamp_lines",
    "take_signature",
    "text_in",
    "text_sections",
    "verdict_json",
    "verdict_sections",
    "verify",
    "with_places",
    "write_bundle",
    "written_rows",
]


def docx_of(agreement: Agreement, signatures: Sequence[Signature] = ()) -> bytes:
    """The agreement as an Office Open XML text (DOCX) to read and mark up, in all its languages."""
    # python-docx takes a while to load, and few commands need it.
    found: bytes = importlib.import_module("goodoffices.agreement.docx").made(agreement, signatures)
    return found
