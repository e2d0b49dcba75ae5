"""What is known of a conflict, said by whom, and how sure: claims, readings, events, estimates, displacement.

Each of them is a room of its own behind its own door (`from goodoffices.evidence import claims`), so that a ledger of
claims loads without the events' database, and neither without the other. This file imports none of them.
"""

__all__: list[str] = []
