"""Reads a text and suggests figures, dates, actors and who says what; a person makes claims of them, or does not."""

from goodoffices.evidence.reading.as_json import reading_json
from goodoffices.evidence.reading.confirm import Confirmed, confirm
from goodoffices.evidence.reading.model import (
    ActorFound,
    DateFound,
    FigureFound,
    Meaning,
    Option,
    Options,
    PlaceFound,
    Reading,
    SaidFound,
    SentenceSpan,
    SourceWords,
    Span,
    Suggestion,
)
from goodoffices.evidence.reading.read import read_text, text_hash
from goodoffices.evidence.reading.review import write_review
from goodoffices.evidence.reading.review_file import Decided, Review, parse_review
from goodoffices.evidence.reading.rules import Rules, languages, load_rules, parse_rules
from goodoffices.evidence.reading.sections import page_sections, reading_sections, reading_title

__all__ = [
    "ActorFound",
    "Confirmed",
    "DateFound",
    "Decided",
    "FigureFound",
    "Meaning",
    "Option",
    "Options",
    "PlaceFound",
    "Reading",
    "Review",
    "Rules",
    "SaidFound",
    "SentenceSpan",
    "SourceWords",
    "Span",
    "Suggestion",
    "confirm",
    "languages",
    "load_rules",
    "page_sections",
    "parse_review",
    "parse_rules",
    "read_text",
    "reading_json",
    "reading_sections",
    "reading_title",
    "text_hash",
    "write_review",
]
