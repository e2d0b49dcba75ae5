"""A timetable for convoys: vehicles, places in them, loading, headway, checkpoints, rest, curfew, the agreed window.

A plan is read from YAML; the answer says whether it fits, with which slack, or what would have to change:

    plan = read("plan.yaml")
    found = set_timetable(plan)
    timetable_sections(found); timetable_json(found)
"""

from goodoffices.corridors.convoys.as_json import timetable_json
from goodoffices.corridors.convoys.loading import read
from goodoffices.corridors.convoys.plan import Checkpoint, Place, Plan, Rest, VehicleKind
from goodoffices.corridors.convoys.problem import Problem, Run, Vehicle
from goodoffices.corridors.convoys.read_yaml import Inside, parse_plan, plan_of
from goodoffices.corridors.convoys.sections import timetable_sections
from goodoffices.corridors.convoys.setting import EFFORT, set_timetable
from goodoffices.corridors.convoys.timetable import Change, Margin, Stop, Timetable, Trip

__all__ = [
    "EFFORT",
    "Change",
    "Checkpoint",
    "Inside",
    "Margin",
    "Place",
    "Plan",
    "Problem",
    "Rest",
    "Run",
    "Stop",
    "Timetable",
    "Trip",
    "Vehicle",
    "VehicleKind",
    "parse_plan",
    "plan_of",
    "read",
    "set_timetable",
    "timetable_json",
    "timetable_sections",
]
