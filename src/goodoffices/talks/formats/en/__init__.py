"""English: 25 November 2026, 20:49."""
