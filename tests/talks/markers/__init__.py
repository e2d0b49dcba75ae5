"""One file for each kind of confidential record: `put(world)` lays a record with markers into every room."""
