"""French: 25 novembre 2026, 20:49."""
