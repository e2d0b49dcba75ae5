"""A look at an installation and the machine under it: what is as it should be, what is not, and what would be right.

Nothing is changed by it, and nothing secret is told. What is handed out here loads Django only when it is called.
"""

from goodoffices.talks.doctor.examining import CHECKS, examine
from goodoffices.talks.doctor.finding import Asked, Finding, State

__all__ = ["CHECKS", "Asked", "Finding", "State", "examine"]
