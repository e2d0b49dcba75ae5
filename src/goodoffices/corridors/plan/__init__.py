"""A plan of a corridor: one YAML file with points, windows, roads, danger, people, convoys and the consent record.

plan = read_corridor("plan.yaml")            # or parse_corridor(text): a CorridorPlan
consent.mark(plan.record, plan.as_of)        # agreed or not agreed: the words that every export carries
inputs = inputs_of(plan, plan.as_of)         # its roads, and the danger on them
course_of(plan, inputs.roads, inputs.danger) # its route on the roads, leg by leg
found = study(coded(plan), plan.as_of, inputs)
study_sections(found); study_json(found)     # for the mediator's desk: study(plan, …) and desk=True
"""

from goodoffices.corridors.plan.as_json import mark_json, study_json
from goodoffices.corridors.plan.coded import coded
from goodoffices.corridors.plan.consent_map import consent_map
from goodoffices.corridors.plan.course import Course, Leg, course_of
from goodoffices.corridors.plan.inputs import Inputs, inputs_of
from goodoffices.corridors.plan.model import CorridorPlan, DangerFiles, Leaving, Papers, Point
from goodoffices.corridors.plan.reading import parse_corridor, read_corridor
from goodoffices.corridors.plan.sections import excerpt_section, study_sections
from goodoffices.corridors.plan.strip import strip_picture
from goodoffices.corridors.plan.study import EFFORT, OnRoads, Study, study
from goodoffices.corridors.plan.watching import Lapse, Look, Memory, NewEvent, Touch, look, new_events

__all__ = [
    "EFFORT",
    "CorridorPlan",
    "Course",
    "DangerFiles",
    "Inputs",
    "Lapse",
    "Leaving",
    "Leg",
    "Look",
    "Memory",
    "NewEvent",
    "OnRoads",
    "Papers",
    "Point",
    "Study",
    "Touch",
    "coded",
    "consent_map",
    "course_of",
    "excerpt_section",
    "inputs_of",
    "look",
    "mark_json",
    "new_events",
    "parse_corridor",
    "read_corridor",
    "strip_picture",
    "study",
    "study_json",
    "study_sections",
]
