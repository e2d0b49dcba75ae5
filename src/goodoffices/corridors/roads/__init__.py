"""Roads as a network: read from files that the user has, kept in a file of their own, and reopened at once.

roads = import_roads("region.osm.pbf")       # or an edge table, or DIMACS; nothing is ever downloaded
data = pack(roads)                           # bytes of one compact file
roads = read_roads("roads.npz")              # without the shapes, which only drawings need
"""

from goodoffices.corridors.roads.arcs import Arcs, arcs_of
from goodoffices.corridors.roads.classes import RoadClass, read_classes
from goodoffices.corridors.roads.geometry import RADIUS, metres_between
from goodoffices.corridors.roads.importing import FORMATS, import_roads
from goodoffices.corridors.roads.model import Origin, Roads, Shapes
from goodoffices.corridors.roads.nearest import Found, nearest_node
from goodoffices.corridors.roads.sections import roads_json, roads_section
from goodoffices.corridors.roads.store import pack, read_roads, read_shapes, unpack
from goodoffices.corridors.roads.wording import COARSE, coarse, places, spoken_km, spoken_stretch

__all__ = [
    "COARSE",
    "FORMATS",
    "RADIUS",
    "Arcs",
    "Found",
    "Origin",
    "RoadClass",
    "Roads",
    "Shapes",
    "arcs_of",
    "coarse",
    "import_roads",
    "metres_between",
    "nearest_node",
    "pack",
    "places",
    "read_classes",
    "read_roads",
    "read_shapes",
    "roads_json",
    "roads_section",
    "spoken_km",
    "spoken_stretch",
    "unpack",
]
