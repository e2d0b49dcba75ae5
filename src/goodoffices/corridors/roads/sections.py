"""What a file of roads holds, to read and for programs."""

from __future__ import annotations

from typing import Any

import numpy as np

from goodoffices.corridors.roads.model import Roads
from goodoffices.values import Cell, Column, Definitions, Listing, Note, Section, Table, plural

__all__ = ["roads_json", "roads_section"]


def roads_section(roads: Roads) -> Section:
    """Where the roads come from, how many there are by class, and what was left out."""
    origin = roads.origin
    km = roads.length.sum() / 1000
    left_out = f"{plural(origin.nodes_left_out, 'node')} and {plural(origin.edges_left_out, 'edge')}"
    told = (
        ("File", f"{origin.file} ({origin.format})"),
        ("SHA-256", origin.sha256),
        ("Network", f"{plural(roads.nodes, 'node')}, {plural(roads.edges, 'edge')}, {km:,.0f} km"),
        ("One-way", plural(int(roads.one_way.sum()), "edge")),
        ("On bridges", plural(int(roads.bridge.sum()), "edge")),
        ("Left out", f"{left_out} outside the larger part, in which each node can be reached from each"),
    )
    heads = (
        Column("Class"),
        *(Column(name, numeric=True) for name in ("Edges", "Km", "Km/h, at most", "Vehicles per hour")),
    )
    rows = tuple(tuple(Cell(text) for text in _class(roads, code)) for code in range(len(roads.classes)))
    caution = "Speeds and capacities are assumptions by class, not measurements; a table of your own changes them."
    blocks = (Definitions(told), Table("", heads, rows), Note(caution))
    notes = (Listing(origin.notes),) if origin.notes else ()
    return Section("roads", "Roads", (*blocks, *notes))


def roads_json(roads: Roads) -> dict[str, Any]:
    """The same for programs; no coordinates."""
    origin = roads.origin
    return {
        "file": origin.file,
        "format": origin.format,
        "sha256": origin.sha256,
        "nodes": roads.nodes,
        "edges": roads.edges,
        "km": round(float(roads.length.sum()) / 1000, 1),
        "one_way": int(roads.one_way.sum()),
        "bridges": int(roads.bridge.sum()),
        "left_out": {"nodes": origin.nodes_left_out, "edges": origin.edges_left_out},
        "notes": list(origin.notes),
        "classes": {
            name: {"edges": int(count), "km": round(float(km), 1), "speed": float(speed), "capacity": float(capacity)}
            for name, (count, km, speed, capacity) in zip(
                roads.classes, (_figures(roads, code) for code in range(len(roads.classes))), strict=True
            )
        },
    }


def _class(roads: Roads, code: int) -> tuple[str, ...]:
    count, km, speed, capacity = _figures(roads, code)
    return (roads.classes[code], f"{count:,.0f}", f"{km:,.1f}", f"{speed:.0f}", f"{capacity:,.0f}")


def _figures(roads: Roads, code: int) -> tuple[float, float, float, float]:
    """Edges, kilometres, the highest speed and the capacity of a class."""
    of = roads.road_class == code
    metres, seconds = roads.length[of], roads.seconds[of]
    speed = np.round(3.6 * (metres / seconds).max(), 6)
    return int(of.sum()), float(metres.sum() / 1000), float(speed), float(roads.capacity[of].max())
