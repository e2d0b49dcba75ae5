"""From files to models."""
