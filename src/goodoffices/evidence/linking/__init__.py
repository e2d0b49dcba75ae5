"""Lists of persons linked into who is on which, and what the error of linking does to an estimate.

    lists = read_lists(["hospital.csv", "police.csv", "families.csv"])
    found = link(lists)                  # the people by list, and the estimates with the error of linking
    patterns_text(found)                 # anonymous ids and lists, for `estimates`
    review_text(lists, found.pairs)      # the uncertain pairs WITH NAMES: only beside the lists (`review_place`)

Names stay in the lists and in the review; no result, message or log holds one. Nothing is written to a disk here.
"""

from goodoffices.evidence.linking.as_json import linkage_json
from goodoffices.evidence.linking.carry import Carried
from goodoffices.evidence.linking.linkage import Linkage, Linking, ListCount, link, patterns_text
from goodoffices.evidence.linking.matching import match
from goodoffices.evidence.linking.names import Name, Word, name_of
from goodoffices.evidence.linking.prepare import prepare
from goodoffices.evidence.linking.reading import PersonList, Record, parse_list, read_lists
from goodoffices.evidence.linking.review import decided, review_place, review_text, uncertain
from goodoffices.evidence.linking.scoring import Pair, Pairs
from goodoffices.evidence.linking.sections import linkage_sections

__all__ = [
    "Carried",
    "Linkage",
    "Linking",
    "ListCount",
    "Name",
    "Pair",
    "Pairs",
    "PersonList",
    "Record",
    "Word",
    "decided",
    "link",
    "linkage_json",
    "linkage_sections",
    "match",
    "name_of",
    "parse_list",
    "patterns_text",
    "prepare",
    "read_lists",
    "review_place",
    "review_text",
    "uncertain",
]
