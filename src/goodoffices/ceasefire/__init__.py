"""Is a ceasefire being kept, where, and since when not: signals, terms, incidents, report.

Each of them is a room of its own behind its own door (`from goodoffices.ceasefire import signals`), so that terms are
checked without loading the statistics. This file imports none of them.
"""

__all__: list[str] = []
