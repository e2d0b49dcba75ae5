"""What would hold: the graph model for conflict resolution (Fang, Hipel & Kilgour 1993), and what would make it hold.

Each part is a room of its own behind its own door (`from goodoffices.stability import solve`). This file imports none.
"""

__all__: list[str] = []
