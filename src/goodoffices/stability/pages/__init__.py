"""Answers as sections, tables, pictures and JSON."""

from goodoffices.stability.pages.as_json import model_json, states_json, study_json, ways_json
from goodoffices.stability.pages.model_sections import model_sections, model_summary
from goodoffices.stability.pages.sections import CAUTION, study_sections
from goodoffices.stability.pages.state_words import move_words, state_words, way_words
from goodoffices.stability.pages.study import Study, study

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
