"""Is a ceasefire being kept, where, and since when not: rooms behind doors of their own."""
