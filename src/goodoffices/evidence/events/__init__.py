"""Events: what is recorded to have happened, where, when, with how many deaths, and by which source."""

from goodoffices.evidence.events.as_json import atlas_json, change_json, concentration_json, series_json
from goodoffices.evidence.events.atlas_page import atlas_section
from goodoffices.evidence.events.atlas_query import Atlas, atlas
from goodoffices.evidence.events.change import Around, Change, against, before_and_after
from goodoffices.evidence.events.change_page import change_section
from goodoffices.evidence.events.choice import Choice, Tally, chosen, one_release, overlapping
from goodoffices.evidence.events.concentration import Concentration, concentrated, effective_number
from goodoffices.evidence.events.concentration_page import concentration_section
from goodoffices.evidence.events.exporting import FORMATS, Coarsening, Format, coarsening, export, exported
from goodoffices.evidence.events.extract import Extract, event_gaps, event_section, events_known
from goodoffices.evidence.events.flat_map import FlatMap, shapes_of_cells
from goodoffices.evidence.events.importing import Imported, Tell, import_file
from goodoffices.evidence.events.in_memory import FileInMemory
from goodoffices.evidence.events.layout import Layout
from goodoffices.evidence.events.offer import Offer, offered
from goodoffices.evidence.events.packing import Piece, pieces, put_back
from goodoffices.evidence.events.places import Cells, Named, Places, Polygons, fine_enough, names_of, read_polygons
from goodoffices.evidence.events.schema import FLAGS, LONGEST_DATED
from goodoffices.evidence.events.series_page import series_section
from goodoffices.evidence.events.series_query import Series, series
from goodoffices.evidence.events.sources import SIGNS, SOURCES, suggested
from goodoffices.evidence.events.store import counts, events, memory_store, open_store
from goodoffices.evidence.events.summary import Holding, Summary, summarise, summary_json, summary_section
from goodoffices.evidence.events.wording import provenance, spoken_choice
from goodoffices.evidence.events.world import CREDIT, outlines

__all__ = [
    "CREDIT",
    "FLAGS",
    "FORMATS",
    "LONGEST_DATED",
    "SIGNS",
    "SOURCES",
    "Around",
    "Atlas",
    "Cells",
    "Change",
    "Choice",
    "Coarsening",
    "Concentration",
    "Extract",
    "FileInMemory",
    "FlatMap",
    "Format",
    "Holding",
    "Imported",
    "Layout",
    "Named",
    "Offer",
    "Piece",
    "Places",
    "Polygons",
    "Series",
    "Summary",
    "Tally",
    "Tell",
    "against",
    "atlas",
    "atlas_json",
    "atlas_section",
    "before_and_after",
    "change_json",
    "change_section",
    "chosen",
    "coarsening",
    "concentrated",
    "concentration_json",
    "concentration_section",
    "counts",
    "effective_number",
    "event_gaps",
    "event_section",
    "events",
    "events_known",
    "export",
    "exported",
    "fine_enough",
    "import_file",
    "memory_store",
    "names_of",
    "offered",
    "one_release",
    "open_store",
    "outlines",
    "overlapping",
    "pieces",
    "provenance",
    "put_back",
    "read_polygons",
    "series",
    "series_json",
    "series_section",
    "shapes_of_cells",
    "spoken_choice",
    "suggested",
    "summarise",
    "summary_json",
    "summary_section",
]
