"""What is known of danger on roads: a relative figure per metre, delays, closures. It is no probability of harm.

weights = read_weights("mine.toml")                      # or Weights(): every number of the model, in one value
found = danger(roads, shapes, as_of, weights, events=recent, drawn=read_drawn("drawn.geojson"))
found.exposure                                           # (edges,) event-metres; danger_section(found) to read
"""

from goodoffices.corridors.danger.drawn import KINDS, Drawn, read_drawn
from goodoffices.corridors.danger.events import RecentEvents, recent_events
from goodoffices.corridors.danger.exposure import danger
from goodoffices.corridors.danger.model import Danger, Told
from goodoffices.corridors.danger.sections import danger_json, danger_section
from goodoffices.corridors.danger.weights import Weights, read_weights

__all__ = [
    "KINDS",
    "Danger",
    "Drawn",
    "RecentEvents",
    "Told",
    "Weights",
    "danger",
    "danger_json",
    "danger_section",
    "read_drawn",
    "read_weights",
    "recent_events",
]
