"""Words every room shares: quantities, dates, where a result comes from, and the form in which it is read."""

from goodoffices.values import palette
from goodoffices.values.card import Card, CardFace, CardLine
from goodoffices.values.chart import axis_labels, row_labels, row_step, specification
from goodoffices.values.deed import Deed, DeedFace, DeedPlace
from goodoffices.values.estimate import Estimate
from goodoffices.values.guarded_yaml import YamlGuard, yaml_tree
from goodoffices.values.looks import ADVICE_LOOK, TEXT_LOOK, Look, candidate_look
from goodoffices.values.period import Period
from goodoffices.values.provenance import Provenance
from goodoffices.values.secret import Secret
from goodoffices.values.section import (
    Block,
    Cell,
    Column,
    Definitions,
    Listing,
    Mark,
    MarkedText,
    Note,
    Paragraph,
    Picture,
    Section,
    Table,
)
from goodoffices.values.share import Chance, chance, never
from goodoffices.values.table_cell import ESCAPED, FORMULA, NUMBER, escaped, unescaped
from goodoffices.values.text_file import SAVE_AS_UTF8, is_packed, opened, read_bytes, read_utf8, utf8
from goodoffices.values.words import (
    MONTHS,
    count,
    duration,
    number,
    numbers,
    plural,
    series,
    shortened,
    signed,
    spoken_date,
    spoken_estimate,
    wrapped,
)

__all__ = [
    "ADVICE_LOOK",
    "ESCAPED",
    "FORMULA",
    "MONTHS",
    "NUMBER",
    "SAVE_AS_UTF8",
    "TEXT_LOOK",
    "Block",
    "Card",
    "CardFace",
    "CardLine",
    "Cell",
    "Chance",
    "Column",
    "Deed",
    "DeedFace",
    "DeedPlace",
    "Definitions",
    "Estimate",
    "Listing",
    "Look",
    "Mark",
    "MarkedText",
    "Note",
    "Paragraph",
    "Period",
    "Picture",
    "Provenance",
    "Secret",
    "Section",
    "Table",
    "YamlGuard",
    "axis_labels",
    "candidate_look",
    "chance",
    "count",
    "duration",
    "escaped",
    "is_packed",
    "never",
    "number",
    "numbers",
    "opened",
    "palette",
    "plural",
    "read_bytes",
    "read_utf8",
    "row_labels",
    "row_step",
    "series",
    "shortened",
    "signed",
    "specification",
    "spoken_date",
    "spoken_estimate",
    "unescaped",
    "utf8",
    "wrapped",
    "yaml_tree",
]
