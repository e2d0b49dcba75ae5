"""What all could accept: packages, frontier, fair packages, texts on record."""

from goodoffices.settlement.answer import settle
from goodoffices.settlement.as_json import settlement_json
from goodoffices.settlement.frontier import FRONTIER_CAP
from goodoffices.settlement.result import (
    Breach,
    Counts,
    Frontier,
    Outcome,
    RatedText,
    Settlement,
    Solution,
    Solutions,
)
from goodoffices.settlement.sections import settlement_sections
from goodoffices.settlement.summary import summary_sections

__all__ = [
    "FRONTIER_CAP",
    "Breach",
    "Counts",
    "Frontier",
    "Outcome",
    "RatedText",
    "Settlement",
    "Solution",
    "Solutions",
    "settle",
    "settlement_json",
    "settlement_sections",
    "summary_sections",
]
