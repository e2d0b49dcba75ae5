"""What all could accept: packages, frontier, fair packages, texts on record."""

from goodoffices.settlement.answer import solve
from goodoffices.settlement.as_json import settlement_json
from goodoffices.settlement.engine.frontier import FRONTIER_CAP
from goodoffices.settlement.pages.sections import settlement_sections
from goodoffices.settlement.pages.summary import summary_sections
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
    "settlement_json",
    "settlement_sections",
    "solve",
    "summary_sections",
]
