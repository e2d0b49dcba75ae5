"""Compiled loops of the search for routes, each beside the readable reference it is tested against."""
