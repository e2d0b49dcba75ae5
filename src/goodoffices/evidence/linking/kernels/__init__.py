"""Compiled loops of linking."""
