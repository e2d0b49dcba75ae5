"""The mediator's question: would this state hold, who would break it, what would stop them, what would do.

model, beside = read_peace("stability.yaml")
study = study_peace(model, beside, Ask(inverse=True, chance=True, shocks=True))
peace_sections(study); peace_json(study)
"""

from goodoffices.stability.peace.as_json import peace_json
from goodoffices.stability.peace.beside import Beside, parse_peace, read_peace, read_stability_key
from goodoffices.stability.peace.payable import Payable, payable_packages
from goodoffices.stability.peace.payable_sections import payable_json, payable_section
from goodoffices.stability.peace.sections import brief_sections, peace_sections
from goodoffices.stability.peace.stand_sections import stand_section
from goodoffices.stability.peace.study import Ask, MakerStand, PeaceStudy, state_of, study_peace

__all__ = [
    "Ask",
    "Beside",
    "MakerStand",
    "Payable",
    "PeaceStudy",
    "brief_sections",
    "parse_peace",
    "payable_json",
    "payable_packages",
    "payable_section",
    "peace_json",
    "peace_sections",
    "read_peace",
    "read_stability_key",
    "stand_section",
    "state_of",
    "study_peace",
]
