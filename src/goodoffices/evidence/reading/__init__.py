"""Reads a text and suggests figures, dates, actors and who says what; a person makes claims of them, or does not."""

from goodoffices.evidence.reading.model import (
    ActorFound,
    DateFound,
    FigureFound,
    Meaning,
    Reading,
    SaidFound,
    SentenceSpan,
    Span,
    Suggestion,
)
from goodoffices.evidence.reading.read import read_text, text_hash
from goodoffices.evidence.reading.rules import Rules, languages, load_rules, parse_rules

__all__ = [
    "ActorFound",
    "DateFound",
    "FigureFound",
    "Meaning",
    "Reading",
    "Rules",
    "SaidFound",
    "SentenceSpan",
    "Span",
    "Suggestion",
    "languages",
    "load_rules",
    "parse_rules",
    "read_text",
    "text_hash",
]
