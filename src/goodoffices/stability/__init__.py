"""What would hold: each part behind its own door."""
