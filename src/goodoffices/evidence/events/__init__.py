"""Events: what is recorded to have happened, where, when, with how many deaths, and by which source."""

from goodoffices.evidence.events.importing import Imported, import_file
from goodoffices.evidence.events.layout import Layout
from goodoffices.evidence.events.sources import SOURCES
from goodoffices.evidence.events.store import counts, events, open_store

__all__ = ["SOURCES", "Imported", "Layout", "counts", "events", "import_file", "open_store"]
