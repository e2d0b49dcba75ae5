"""Which equilibria survive which shock."""

from goodoffices.stability.shocks.model import Shock
from goodoffices.stability.shocks.robust import Fate, Robustness, Shaken, robustness, shaken

__all__ = ["Fate", "Robustness", "Shaken", "Shock", "robustness", "shaken"]
