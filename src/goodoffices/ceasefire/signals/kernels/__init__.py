"""Compiled loops of the signals, each beside the readable reference it is tested against."""
