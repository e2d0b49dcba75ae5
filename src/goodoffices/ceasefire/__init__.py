"""What is being kept: a ceasefire's terms, incidents set against them, and whether it holds.

Each part is a room of its own behind its own door (`from goodoffices.ceasefire import terms`). This file imports none
of them.
"""

__all__: list[str] = []
