"""Answers as sections, tables, pictures and JSON."""

from goodoffices.stability.pages.as_json import model_json, states_json, study_json, ways_json
from goodoffices.stability.pages.sections import CAUTION, study_sections
from goodoffices.stability.pages.stated import model_sections, model_summary
from goodoffices.stability.pages.studied import Study, study
from goodoffices.stability.pages.wording import move_words, state_words, way_words

__all__ = [
    "CAUTION",
    "Study",
    "model_json",
    "model_sections",
    "model_summary",
    "move_words",
    "state_words",
    "states_json",
    "study",
    "study_json",
    "study_sections",
    "way_words",
    "ways_json",
]
