"""How people get out safely: roads, what is known of danger on them, and routes that trade time against exposure.

Each part is a room of its own behind its own door (`from goodoffices.corridors import routes`), so that a file of roads
opens without the search for routes. This file imports none of them.
"""

__all__: list[str] = []
