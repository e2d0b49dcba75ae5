"""What would hold: the graph model for conflict resolution (Fang, Hipel & Kilgour 1993).

Its rooms, each behind its own door: `model` (makers, options, states, preferences, the graph), `reading` (files),
`solve` (what is stable for whom, coalitions, ways, the unknown), `pages` (sections, pictures, JSON). This file imports
none of them, so that a model is checked without loading the kernels.
"""

__all__: list[str] = []
