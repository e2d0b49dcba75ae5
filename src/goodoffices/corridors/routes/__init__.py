"""Routes that trade time against exposure, exactly; and what is left of them when a road is lost.

    found = routes_between(roads, danger, start, goal)       # nodes; nearest_node of roads finds them
    routes_sections(roads, found)                            # to read; routes_json(roads, found) for programs

Costs are whole numbers, so that the efficient set is exact and the same on every machine.
"""

from goodoffices.corridors.routes.alternatives import Alternative, alternatives
from goodoffices.corridors.routes.answer import routes_between
from goodoffices.corridors.routes.as_json import routes_json
from goodoffices.corridors.routes.disjoint import Pair, two_routes
from goodoffices.corridors.routes.graph import Graph, graph_of, make_graph
from goodoffices.corridors.routes.loss import CUT, costs_of_loss
from goodoffices.corridors.routes.map import map_picture
from goodoffices.corridors.routes.prepare import prepare
from goodoffices.corridors.routes.result import Backup, Loss, Question, Route, Routes
from goodoffices.corridors.routes.search import Front, efficient_routes, shortest_route
from goodoffices.corridors.routes.sections import routes_sections
from goodoffices.corridors.routes.wording import COARSE, coarse, spoken_exposure, spoken_stretch, spoken_time

__all__ = [
    "COARSE",
    "CUT",
    "Alternative",
    "Backup",
    "Front",
    "Graph",
    "Loss",
    "Pair",
    "Question",
    "Route",
    "Routes",
    "alternatives",
    "coarse",
    "costs_of_loss",
    "efficient_routes",
    "graph_of",
    "make_graph",
    "map_picture",
    "prepare",
    "routes_between",
    "routes_json",
    "routes_sections",
    "shortest_route",
    "spoken_exposure",
    "spoken_stretch",
    "spoken_time",
    "two_routes",
]
