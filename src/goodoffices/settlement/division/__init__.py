"""Fair division: two parties, issues that can be divided, 100 points each (Adjusted Winner)."""

from goodoffices.settlement.division.adjusted_winner import Adjusted, adjusted_winner
from goodoffices.settlement.division.as_json import division_json
from goodoffices.settlement.division.from_dossier import divide
from goodoffices.settlement.division.result import Agreed, Award, Division, WholePackage

__all__ = ["Adjusted", "Agreed", "Award", "Division", "WholePackage", "adjusted_winner", "divide", "division_json"]
