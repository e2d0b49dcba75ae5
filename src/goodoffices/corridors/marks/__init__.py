"""YAML of plans as nodes with their places: guarded, read key by key, all mistakes told at once."""

from goodoffices.corridors.marks.nodes import Problems, compose, nearest
from goodoffices.corridors.marks.reader import Fields, Reader
from goodoffices.corridors.marks.words import (
    EXAMPLES,
    NO_WINDOW,
    clock_time,
    day,
    name,
    number,
    positive,
    text,
    window,
)

__all__ = [
    "EXAMPLES",
    "NO_WINDOW",
    "Fields",
    "Problems",
    "Reader",
    "clock_time",
    "compose",
    "day",
    "name",
    "nearest",
    "number",
    "positive",
    "text",
    "window",
]
