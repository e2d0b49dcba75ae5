"""From files to models: the key `stability` of a dossier, a file of its own, `.gmcr` JSON."""

from goodoffices.stability.reading.grammar import FaultError, parse_condition, parse_rule
from goodoffices.stability.reading.loading import More, parse_model, read_model
from goodoffices.stability.reading.read import read_stability
from goodoffices.stability.reading.template import new_model

__all__ = [
    "FaultError",
    "More",
    "new_model",
    "parse_condition",
    "parse_model",
    "parse_rule",
    "read_model",
    "read_stability",
]
