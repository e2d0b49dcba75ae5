"""Compiled loops, each beside the readable reference it is tested against. Compiled once, kept on disk."""
