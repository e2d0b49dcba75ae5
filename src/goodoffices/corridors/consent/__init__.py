"""What was agreed on a corridor: who controls each stretch, who consented, who was told, what was promised.

    record = read_record(head, reader, Corridor(id, route, windows))     # from a plan; or Record(...) by hand
    mark(record, as_of)                  # agreed or not agreed, in words that every page and file carries
    gates(record, as_of)                 # every hard gate: met, not met, unknown, with the reason

Nothing is agreed by default: what the record does not say is unknown, and what is unknown is not agreed.
"""

from goodoffices.corridors.consent.gates import GATES, Gate, gates
from goodoffices.corridors.consent.guidance import CHECK_LIST, SOURCES, Check, Guide
from goodoffices.corridors.consent.marking import Mark, mark
from goodoffices.corridors.consent.model import (
    ASSURANCES,
    AUDIENCES,
    HOW,
    Abort,
    Assurance,
    Consent,
    Moment,
    Notification,
    Record,
    Stretch,
    Window,
)
from goodoffices.corridors.consent.notice import NOTICE
from goodoffices.corridors.consent.reading import KEYS, Corridor, read_record
from goodoffices.corridors.consent.standing import MET, NOT_MET, UNKNOWN, Standing, standings
from goodoffices.corridors.consent.words import EXAMPLES, audience, moment

__all__ = [
    "ASSURANCES",
    "AUDIENCES",
    "CHECK_LIST",
    "EXAMPLES",
    "GATES",
    "HOW",
    "KEYS",
    "MET",
    "NOTICE",
    "NOT_MET",
    "SOURCES",
    "UNKNOWN",
    "Abort",
    "Assurance",
    "Check",
    "Consent",
    "Corridor",
    "Gate",
    "Guide",
    "Mark",
    "Moment",
    "Notification",
    "Record",
    "Standing",
    "Stretch",
    "Window",
    "audience",
    "gates",
    "mark",
    "moment",
    "read_record",
    "standings",
]
