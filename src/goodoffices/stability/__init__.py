"""What would hold: the graph model for conflict resolution (Fang, Hipel & Kilgour 1993), and what would make it hold.

The rooms, each behind its own door: `model` (makers, options, states, preferences, the graph), `reading` (files),
`solve` (what is stable for whom, coalitions, ways, the unknown), `pages` (sections, pictures, JSON); `price` (what
staying would have to be worth more), `inverse` (smallest changes, cheapest levers), `chance`, `shocks`, `peace` (the
mediator's question, from file to page) and `commitment` (two parties bind themselves). This file imports none of them.
"""

__all__: list[str] = []
