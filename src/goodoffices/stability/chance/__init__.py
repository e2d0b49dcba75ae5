"""How often would it hold, where preferences are not known for sure, and which judgement to ask about next."""

from goodoffices.stability.chance.holding import DRAWS, Holding, Matter, holding

__all__ = ["DRAWS", "Holding", "Matter", "holding"]
