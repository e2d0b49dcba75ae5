"""What would hold: the graph model for conflict resolution (Fang, Hipel & Kilgour 1993).

The rooms: `model` (makers, options, states, preferences, the graph), `reading` (files), `solve` (what is stable for
whom, coalitions, ways, the unknown), `pages` (sections, pictures, JSON).
"""
