"""How much memory an import from OpenStreetMap takes: a made-up extract, mostly of buildings, read by its own process.

Alone: `python -m benchmarks.osm_import [NODES_OF_BUILDINGS]`. It takes some minutes, and is no part of the page.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import osmium
from osmium.osm import mutable

SIDE = 520
"""Streets each way; four bends between two crossings along each."""
BENDS = 4
BUILDINGS = 4_500_000
"""Nodes of buildings, five to each."""


def make(path: Path, buildings: int = BUILDINGS, side: int = SIDE) -> tuple[int, int]:
    """Write the extract, without holding it. Returns how many nodes there are, and how many lie on roads."""
    crossings = side * side
    on_roads = crossings + side * (side - 1) * BENDS
    with osmium.SimpleWriter(str(path)) as writer:
        for number in range(crossings):
            place = (20 + number % side * 1e-3, 10 + number // side * 1e-3)
            writer.add_node(mutable.Node(id=number + 1, location=place))
        for number in range(crossings, on_roads):
            stretch, bend = divmod(number - crossings, BENDS)
            row, column = divmod(stretch, side - 1)
            place = (20 + (column + (bend + 1) / (BENDS + 1)) * 1e-3, 10 + row * 1e-3 + 1e-5)
            writer.add_node(mutable.Node(id=number + 1, location=place))
        for number in range(on_roads, on_roads + buildings):
            writer.add_node(mutable.Node(id=number + 1, location=(20 + number % 99_991 * 1e-6, 10.0)))
        way = 0
        for stretch in range(side * (side - 1)):
            row, column = divmod(stretch, side - 1)
            first = row * side + column + 1
            bends = range(crossings + stretch * BENDS + 1, crossings + (stretch + 1) * BENDS + 1)
            way += 1
            tags = {"highway": "residential", "name": f"Street {row}"}
            writer.add_way(mutable.Way(id=way, nodes=[first, *bends, first + 1], tags=tags))
        for column in range(side):
            way += 1
            nodes = range(column + 1, crossings + 1, side)
            writer.add_way(mutable.Way(id=way, nodes=list(nodes), tags={"highway": "tertiary"}))
        for first in range(on_roads + 1, on_roads + buildings - 4, 5):
            way += 1
            nodes = [*range(first, first + 5), first]
            writer.add_way(mutable.Way(id=way, nodes=nodes, tags={"building": "yes"}))
    return on_roads + buildings, on_roads


def peak(path: Path) -> tuple[int, float]:
    """Megabytes at most, and seconds, of a process that imports the file."""
    start = time.perf_counter()
    code = f"from goodoffices.corridors.roads import import_roads; import_roads({str(path)!r})"
    subprocess.run([sys.executable, "-c", code], check=True)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024, time.perf_counter() - start


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        extract = Path(folder) / "made.osm.pbf"
        nodes, roads = make(extract, *map(int, sys.argv[1:2]))
        megabytes, seconds = peak(extract)
    print(f"{nodes:,} nodes, {roads:,} of them on roads: {megabytes:,} MB at most, {seconds:.0f} s")
