"""A plan of a corridor: one YAML file with points, windows, roads, danger, people, convoys and the consent record.

plan = read_corridor("plan.yaml")            # or parse_corridor(text): a CorridorPlan
consent.mark(plan.record, plan.as_of)        # agreed or not agreed: the words that every export carries
"""

from goodoffices.corridors.plan.course import Course, Leg, course_of
from goodoffices.corridors.plan.model import CorridorPlan, DangerFiles, Leaving, Papers, Point
from goodoffices.corridors.plan.reading import parse_corridor, read_corridor

__all__ = [
    "CorridorPlan",
    "Course",
    "DangerFiles",
    "Leaving",
    "Leg",
    "Papers",
    "Point",
    "course_of",
    "parse_corridor",
    "read_corridor",
]
