"""The report: is a ceasefire being kept, where, and since when not; a verdict for each area, the whole last.

found = study(events.events(connection), terms, events.Choice())
[(one.unit.area, one.verdict.word, one.verdict.why) for one in found.areas]
"""

from goodoffices.ceasefire.report.as_json import report_json
from goodoffices.ceasefire.report.change_log import change_log, change_log_section
from goodoffices.ceasefire.report.contrary import Contrary, contrary, contrary_words
from goodoffices.ceasefire.report.holding import LEARNING, Holding, Now
from goodoffices.ceasefire.report.hot_spots import HotSpot, HotSpots
from goodoffices.ceasefire.report.many import RATE, ManyAreas, NotHolding, many_areas, many_words
from goodoffices.ceasefire.report.release import release_mark
from goodoffices.ceasefire.report.sections import excerpt_section, report_sections
from goodoffices.ceasefire.report.span import Span
from goodoffices.ceasefire.report.study import Coming, Report, study
from goodoffices.ceasefire.report.tables import report_geojson, report_table
from goodoffices.ceasefire.report.units import EVERYWHERE, Unit
from goodoffices.ceasefire.report.unseen import Quiet, Unseen
from goodoffices.ceasefire.report.verdict import VERDICTS, Verdict, Word

__all__ = [
    "EVERYWHERE",
    "LEARNING",
    "RATE",
    "VERDICTS",
    "Coming",
    "Contrary",
    "Holding",
    "HotSpot",
    "HotSpots",
    "ManyAreas",
    "NotHolding",
    "Now",
    "Quiet",
    "Report",
    "Span",
    "Unit",
    "Unseen",
    "Verdict",
    "Word",
    "change_log",
    "change_log_section",
    "contrary",
    "contrary_words",
    "excerpt_section",
    "many_areas",
    "many_words",
    "release_mark",
    "report_geojson",
    "report_json",
    "report_sections",
    "report_table",
    "study",
]
