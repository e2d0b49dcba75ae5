"""Scenarios by others: negotiation domains and profiles in the formats of Genius, GeniusWeb and NegoLog.

What is read is what a dossier can state: additive profiles over issues with finitely many values. Everything else is
refused by name, never approximated.
"""

from goodoffices.dossier.exchange.build import scenario_text
from goodoffices.dossier.exchange.reading import read_scenario

__all__ = ["read_scenario", "scenario_text"]
