"""The graph model of a conflict: frozen values, and the graph they make."""

from goodoffices.stability.model.formula import Both, Formula, Pattern, Same, Taken, Without, names_in, written
from goodoffices.stability.model.graph import Graph, Reach, reach_of_arcs
from goodoffices.stability.model.levels import levels_of
from goodoffices.stability.model.making import Conflict, conflict, two_by_two
from goodoffices.stability.model.model import (
    Barred,
    Direction,
    Maker,
    Model,
    Option,
    Preference,
    Rank,
    Statement,
)
from goodoffices.stability.model.reaching import reach_of
from goodoffices.stability.model.states import StateSpace, states_of

__all__ = [
    "Barred",
    "Both",
    "Conflict",
    "Direction",
    "Formula",
    "Graph",
    "Maker",
    "Model",
    "Option",
    "Pattern",
    "Preference",
    "Rank",
    "Reach",
    "Same",
    "StateSpace",
    "Statement",
    "Taken",
    "Without",
    "conflict",
    "levels_of",
    "names_in",
    "reach_of",
    "reach_of_arcs",
    "states_of",
    "two_by_two",
    "written",
]
