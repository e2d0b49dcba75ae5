"""Incidents: events against the clauses of a ceasefire, monitors' ledgers with their stages, and how far two agree.

    found = set_against(events.events(connection), terms, events.Choice())
    summarise(found).overall                       # {"inside": …, "unclear": …, "outside": …}
    compare_ledgers(read_ledgers(["a.csv", "b.csv"]))

Event data never say who broke a ceasefire, and nothing here does.
"""

from goodoffices.ceasefire.incidents.against import Against, Clause, set_against
from goodoffices.ceasefire.incidents.agreement import Agreement, agreement
from goodoffices.ceasefire.incidents.around import Around, Side, around_start
from goodoffices.ceasefire.incidents.comparing import Comparison, Difference, Twosome, compare_ledgers
from goodoffices.ceasefire.incidents.judgement import FITS, Fit, Judgement
from goodoffices.ceasefire.incidents.ledger import FINDINGS, STAGES, Incident, Ledger, Signed, Stage
from goodoffices.ceasefire.incidents.ledger_pages import comparison_json, comparison_sections
from goodoffices.ceasefire.incidents.matching import AGREE, LIKELY, Pair, match_ledgers
from goodoffices.ceasefire.incidents.pages import NEVER, against_json, against_sections, against_table
from goodoffices.ceasefire.incidents.read_ledger import LEDGER_COLUMNS, parse_ledger, read_ledgers
from goodoffices.ceasefire.incidents.summary import Reason, Summary, summarise

__all__ = [
    "AGREE",
    "FINDINGS",
    "FITS",
    "LEDGER_COLUMNS",
    "LIKELY",
    "NEVER",
    "STAGES",
    "Against",
    "Agreement",
    "Around",
    "Clause",
    "Comparison",
    "Difference",
    "Fit",
    "Incident",
    "Judgement",
    "Ledger",
    "Pair",
    "Reason",
    "Side",
    "Signed",
    "Stage",
    "Summary",
    "Twosome",
    "against_json",
    "against_sections",
    "against_table",
    "agreement",
    "around_start",
    "compare_ledgers",
    "comparison_json",
    "comparison_sections",
    "match_ledgers",
    "parse_ledger",
    "read_ledgers",
    "set_against",
    "summarise",
]
