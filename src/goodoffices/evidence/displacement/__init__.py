"""Displacement: what UNHCR and IDMC say, as series and as claims; a stock on a day never mixed with a flow in a year.

found = displacement(read_files(["population.csv", "flows.csv", "idmc.csv"]), "SYR")
displacement_sections(found)     # to read; displacement_json(found) for programs
displacement_ledger(found)       # as claims, for a ledger
"""

from goodoffices.evidence.displacement.as_json import displacement_json
from goodoffices.evidence.displacement.figures import Displacement, Point, Series, Within, displacement
from goodoffices.evidence.displacement.kinds import Kind, Side
from goodoffices.evidence.displacement.ledger import displacement_ledger
from goodoffices.evidence.displacement.reading import CountTable, Row, parse_file, read_files
from goodoffices.evidence.displacement.sections import displacement_sections

__all__ = [
    "CountTable",
    "Displacement",
    "Kind",
    "Point",
    "Row",
    "Series",
    "Side",
    "Within",
    "displacement",
    "displacement_json",
    "displacement_ledger",
    "displacement_sections",
    "parse_file",
    "read_files",
]
