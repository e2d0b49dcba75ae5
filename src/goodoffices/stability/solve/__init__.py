"""What would hold: the solution concepts, coalitions, ways from the status quo, what is not known."""

from goodoffices.stability.solve.all_states import Solution, solve
from goodoffices.stability.solve.coalitions import CoalitionStudy, coalitions_of, study_coalition
from goodoffices.stability.solve.concepts import CALLED, CONCEPTS, MEANS, Concept
from goodoffices.stability.solve.least import best_on, least_after
from goodoffices.stability.solve.plain import joint_reach, plain_is_stable, plain_stability
from goodoffices.stability.solve.prepare import prepare
from goodoffices.stability.solve.tables import Tables, tables_of
from goodoffices.stability.solve.tracing import KINDS, Step, Ways, WaysKind, trace
from goodoffices.stability.solve.unknown import Standing, completions_of, standing

__all__ = [
    "CALLED",
    "CONCEPTS",
    "KINDS",
    "MEANS",
    "CoalitionStudy",
    "Concept",
    "Solution",
    "Standing",
    "Step",
    "Tables",
    "Ways",
    "WaysKind",
    "best_on",
    "coalitions_of",
    "completions_of",
    "joint_reach",
    "least_after",
    "plain_is_stable",
    "plain_stability",
    "prepare",
    "solve",
    "standing",
    "study_coalition",
    "tables_of",
    "trace",
]
