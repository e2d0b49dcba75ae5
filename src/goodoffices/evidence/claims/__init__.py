"""Who says what, and how sure: a ledger of claims, its rivals side by side, and where each leads back to."""

from goodoffices.evidence.claims.append import Entries, appended, fresh
from goodoffices.evidence.claims.as_json import study_json
from goodoffices.evidence.claims.compare import Apart, ClaimSet, Excess, Rival, Verdict, reasons
from goodoffices.evidence.claims.edit import edit_claim, edit_document, edit_head, remove_entry
from goodoffices.evidence.claims.exports import claim_review, prov, sentence
from goodoffices.evidence.claims.extract import extract_section, known, most_contested, unknown
from goodoffices.evidence.claims.figures import (
    Range,
    parse_figure,
    range_of,
    spoken_figure,
    spoken_range,
    write_figure,
)
from goodoffices.evidence.claims.hashing import content_hash
from goodoffices.evidence.claims.lineage import Drift, Echo, SharedOrigin
from goodoffices.evidence.claims.loading import read
from goodoffices.evidence.claims.model import (
    HARMS,
    INFORMATION,
    POPULATIONS,
    RELATIONS,
    SOURCES,
    Claim,
    Document,
    Figure,
    Grade,
    Ledger,
    Measure,
    Method,
    Operator,
    Standard,
)
from goodoffices.evidence.claims.pictures import range_picture
from goodoffices.evidence.claims.read_csv import parse_table
from goodoffices.evidence.claims.read_yaml import parse_ledger
from goodoffices.evidence.claims.records import claim_texts, document_texts, head_texts
from goodoffices.evidence.claims.sections import study_sections
from goodoffices.evidence.claims.study import ClaimStudy, study
from goodoffices.evidence.claims.write_csv import write_table
from goodoffices.evidence.claims.write_yaml import write_ledger

__all__ = [
    "HARMS",
    "INFORMATION",
    "POPULATIONS",
    "RELATIONS",
    "SOURCES",
    "Apart",
    "Claim",
    "ClaimSet",
    "ClaimStudy",
    "Document",
    "Drift",
    "Echo",
    "Entries",
    "Excess",
    "Figure",
    "Grade",
    "Ledger",
    "Measure",
    "Method",
    "Operator",
    "Range",
    "Rival",
    "SharedOrigin",
    "Standard",
    "Verdict",
    "appended",
    "claim_review",
    "claim_texts",
    "content_hash",
    "document_texts",
    "edit_claim",
    "edit_document",
    "edit_head",
    "extract_section",
    "fresh",
    "head_texts",
    "known",
    "most_contested",
    "parse_figure",
    "parse_ledger",
    "parse_table",
    "prov",
    "range_of",
    "range_picture",
    "read",
    "reasons",
    "remove_entry",
    "sentence",
    "spoken_figure",
    "spoken_range",
    "study",
    "study_json",
    "study_sections",
    "unknown",
    "write_figure",
    "write_ledger",
    "write_table",
]
