"""How people get out safely: roads, danger on them, routes, how long it takes for everyone, and timetables.

Each part is a room of its own behind its own door (`from goodoffices.corridors import routes`), so that a file of roads
opens without the search for routes. This file imports none of them.
"""

__all__: list[str] = []
