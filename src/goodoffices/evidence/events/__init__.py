"""Events: what is recorded to have happened, where, when, with how many deaths, and by which source."""

from goodoffices.evidence.events.export import FORMATS, Coarsening, Format, coarsening, export
from goodoffices.evidence.events.importing import Imported, import_file
from goodoffices.evidence.events.layout import Layout
from goodoffices.evidence.events.schema import FLAGS
from goodoffices.evidence.events.sources import SOURCES
from goodoffices.evidence.events.store import counts, events, open_store
from goodoffices.evidence.events.summary import Holding, Summary, summarise, summary_json, summary_section

__all__ = [
    "FLAGS",
    "FORMATS",
    "SOURCES",
    "Coarsening",
    "Format",
    "Holding",
    "Imported",
    "Layout",
    "Summary",
    "coarsening",
    "counts",
    "events",
    "export",
    "import_file",
    "open_store",
    "summarise",
    "summary_json",
    "summary_section",
]
