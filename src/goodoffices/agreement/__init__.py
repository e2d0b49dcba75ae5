"""An agreement that was adopted: frozen, signed in a capacity and with reservations, verified by anybody, handed on."""

from goodoffices.agreement.bundle import Bundle, new_bundle, read_bundle, write_bundle
from goodoffices.agreement.canonical import hash_of, parts_of
from goodoffices.agreement.deed import deed_of, stamp_lines
from goodoffices.agreement.draft import Card, Draft, freeze, parse_draft
from goodoffices.agreement.model import Agreement, Annex, Article, Signatory, right_to_left
from goodoffices.agreement.paper import PaperSignature, check_paper, is_paper, sign_paper, text_in, with_places
from goodoffices.agreement.signature import CAPACITIES, NEED_BODY, Reservation, Signature
from goodoffices.agreement.signing import join, owner_of, put_signature
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
    "Reservation",
    "Signatory",
    "Signature",
    "Verdict",
    "check_paper",
    "deed_of",
    "differences",
    "freeze",
    "hash_of",
    "is_paper",
    "join",
    "new_bundle",
    "owner_of",
    "parse_draft",
    "parts_of",
    "put_signature",
    "read_bundle",
    "right_to_left",
    "sign_paper",
    "stamp_lines",
    "text_in",
    "verify",
    "with_places",
    "write_bundle",
]
