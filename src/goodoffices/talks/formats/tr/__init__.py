"""Turkish: 25 Kasım 2026 20:49."""
