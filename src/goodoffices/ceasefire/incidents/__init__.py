"""Incidents: events against the clauses of a ceasefire, monitors' ledgers with their stages, and how far two agree.

found = set_against(events.events(connection), terms, events.Choice())
summarise(found).overall            # {"inside": …, "unclear": …, "outside": …}
"""

from goodoffices.ceasefire.incidents.against import Against, Clause, set_against
from goodoffices.ceasefire.incidents.around import Around, Side, around_start
from goodoffices.ceasefire.incidents.judgement import FITS, Fit, Judgement
from goodoffices.ceasefire.incidents.pages import NEVER, against_json, against_sections, against_table
from goodoffices.ceasefire.incidents.summary import Reason, Summary, summarise

__all__ = [
    "FITS",
    "NEVER",
    "Against",
    "Around",
    "Clause",
    "Fit",
    "Judgement",
    "Reason",
    "Side",
    "Summary",
    "against_json",
    "against_sections",
    "against_table",
    "around_start",
    "set_against",
    "summarise",
]
