"""Words every room shares: quantities, dates, where a result comes from, and the form in which it is read."""

from goodoffices.values import palette
from goodoffices.values.chart import axis_labels, row_labels, specification
from goodoffices.values.estimate import Estimate
from goodoffices.values.period import Period
from goodoffices.values.provenance import Provenance
from goodoffices.values.section import (
    Block,
    Cell,
    Column,
    Definitions,
    Listing,
    Note,
    Paragraph,
    Picture,
    Section,
    Table,
)
from goodoffices.values.share import Chance, chance, never
from goodoffices.values.words import (
    count,
    number,
    plural,
    series,
    shortened,
    signed,
    spoken_date,
    spoken_estimate,
    wrapped,
)

__all__ = [
    "Block",
    "Cell",
    "Chance",
    "Column",
    "Definitions",
    "Estimate",
    "Listing",
    "Note",
    "Paragraph",
    "Period",
    "Picture",
    "Provenance",
    "Section",
    "Table",
    "axis_labels",
    "chance",
    "count",
    "never",
    "number",
    "palette",
    "plural",
    "row_labels",
    "series",
    "shortened",
    "signed",
    "specification",
    "spoken_date",
    "spoken_estimate",
    "wrapped",
]
