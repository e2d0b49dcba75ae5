"""Can they commit themselves: the bargaining range, what makes a ceasefire hold, what a disarming party needs.

study = study_commitment(read_commitment("commitment.yaml"))
commitment_sections(study); commitment_json(study)
"""

from goodoffices.stability.commitment.as_json import commitment_json
from goodoffices.stability.commitment.bargaining import Range, Span, bargaining_range, span_of
from goodoffices.stability.commitment.disarmament import goes_on, least_alike, least_cover, worth_of_going_on
from goodoffices.stability.commitment.read import parse_commitment, read_commitment
from goodoffices.stability.commitment.repeated import Game, least
from goodoffices.stability.commitment.sections import commitment_sections
from goodoffices.stability.commitment.study import CommitmentStudy, CoverNeed, Keeping, Need, study_commitment
from goodoffices.stability.commitment.terms import (
    Bargaining,
    CeasefireTerms,
    CommitmentFile,
    Disarmament,
    Phase,
    Value,
)
from goodoffices.stability.commitment.words import percent, plain

__all__ = [
    "Bargaining",
    "CeasefireTerms",
    "CommitmentFile",
    "CommitmentStudy",
    "CoverNeed",
    "Disarmament",
    "Game",
    "Keeping",
    "Need",
    "Phase",
    "Range",
    "Span",
    "Value",
    "bargaining_range",
    "commitment_json",
    "commitment_sections",
    "goes_on",
    "least",
    "least_alike",
    "least_cover",
    "parse_commitment",
    "percent",
    "plain",
    "read_commitment",
    "span_of",
    "study_commitment",
    "worth_of_going_on",
]
