"""How long for everyone: quickest flow on roads with capacities, exact.

roads = network(nodes, tail, head, seconds, per_hour)
found = quickest(roads, [Place("Old town", (12,), 900), Place("Harbour", (40, 41), 300)], [Exit("North", (7,))])
flow_sections(found); flow_json(found)

On roads that were imported: everyone(roads, danger, read_people("people.csv"), Assumptions()); everyone_sections(…).
"""

from goodoffices.corridors.flow.as_json import flow_json
from goodoffices.corridors.flow.everyone import Assumptions, Everyone, everyone
from goodoffices.corridors.flow.faults import faults
from goodoffices.corridors.flow.network import Exit, Network, Place, network
from goodoffices.corridors.flow.pages import everyone_json, everyone_sections
from goodoffices.corridors.flow.people import Spot, read_people, spot
from goodoffices.corridors.flow.prepare import prepare
from goodoffices.corridors.flow.quickest import MOST_PLACES, quickest, quickest_pooled
from goodoffices.corridors.flow.result import Arrival, Departure, FlowRoute, Hold, Quickest
from goodoffices.corridors.flow.sections import flow_sections

__all__ = [
    "MOST_PLACES",
    "Arrival",
    "Assumptions",
    "Departure",
    "Everyone",
    "Exit",
    "FlowRoute",
    "Hold",
    "Network",
    "Place",
    "Quickest",
    "Spot",
    "everyone",
    "everyone_json",
    "everyone_sections",
    "faults",
    "flow_json",
    "flow_sections",
    "network",
    "prepare",
    "quickest",
    "quickest_pooled",
    "read_people",
    "spot",
]
