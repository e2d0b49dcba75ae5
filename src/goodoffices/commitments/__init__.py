"""What an agreement obliges whom to do: drawn from its clauses, followed line by line, and how each stands on a day.

    agreement = read_commitments("mill.commitments.yaml")
    found = standings(agreement, dt.date(2031, 6, 1))     # overdue, due, reported, verified, waiting …
    agreement_sections(agreement, found)                  # the page; party_sections for one of those bound
    suggest(text, agreement.bodies, dt.date(2031, 4, 1))  # what the sentences of a text may oblige to

Reporting and verifying are apart, nobody verifies their own, and nothing here finds a breach.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence

from goodoffices.commitments.as_json import standing_json, standings_json
from goodoffices.commitments.clauses import clause_hash
from goodoffices.commitments.deadlines import end_of, parse_due, spoken_due, write_due
from goodoffices.commitments.happenings import EVENT_NOT_BREACH, Happening, touched_by, touching
from goodoffices.commitments.loading import read_commitments
from goodoffices.commitments.model import (
    FINDINGS,
    IN_FORCE,
    ROLES,
    SAID,
    STATUSES,
    Agreement,
    Body,
    Clause,
    Commitment,
    Due,
    Line,
    Source,
    Status,
    Touch,
)
from goodoffices.commitments.order import first_cycle
from goodoffices.commitments.pages import agreement_sections, excerpt_section, party_sections, provenance
from goodoffices.commitments.read import parse_commitments
from goodoffices.commitments.read_lines import why_not
from goodoffices.commitments.standing import SOON, Standing, counted, standings
from goodoffices.commitments.suggesting import LANGUAGES, Suggested, suggest
from goodoffices.commitments.template import new_commitments
from goodoffices.commitments.wording import CAUTION, STATUS_WORDS, by_when, said, why

__all__ = [
    "CAUTION",
    "EVENT_NOT_BREACH",
    "FINDINGS",
    "IN_FORCE",
    "LANGUAGES",
    "ROLES",
    "SAID",
    "SOON",
    "STATUSES",
    "STATUS_WORDS",
    "Agreement",
    "Body",
    "Clause",
    "Commitment",
    "Due",
    "Happening",
    "Line",
    "Source",
    "Standing",
    "Status",
    "Suggested",
    "Touch",
    "agreement_sections",
    "by_when",
    "clause_hash",
    "counted",
    "end_of",
    "excerpt_section",
    "first_cycle",
    "new_commitments",
    "parse_commitments",
    "parse_due",
    "party_sections",
    "provenance",
    "read_commitments",
    "said",
    "spoken_due",
    "standing_json",
    "standings",
    "standings_json",
    "suggest",
    "to_calendar",
    "touched_by",
    "touching",
    "why",
    "why_not",
    "write_due",
]


def to_calendar(agreement: Agreement, found: Sequence[Standing]) -> bytes:
    """The deadlines as iCalendar (RFC 5545): one whole day each, no place, no organiser, nobody invited."""
    # Only who asks for a calendar loads the library that writes it.
    made: bytes = importlib.import_module("goodoffices.commitments.calendar").to_calendar(agreement, found)
    return made
