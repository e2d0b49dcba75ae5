"""What linking found, to read: how many links, how sure, and what that does to the estimate. No names."""

from __future__ import annotations

from goodoffices.evidence.estimates import spoken_figure
from goodoffices.evidence.linking.linkage import Linkage
from goodoffices.evidence.linking.picture import linkage_picture
from goodoffices.values import Block, Cell, Column, Note, Paragraph, Section, Table, count, plural, series

__all__ = ["linkage_sections"]

METHOD = (
    "Names are compared in one spelling for Arabic and Latin letters, with dates, places and years of birth where two "
    "lists have them. Each pair gets a probability; links are drawn by it many times, and each draw is estimated from. "
    "Links that no comparison could find are in no interval: they push every figure up."
)
FEW = 20


def linkage_sections(found: Linkage) -> tuple[Section, ...]:
    """Everything there is to say, fit for a page and for a terminal."""
    return (_answer(found), _lists(found))


UNJUDGED = (
    "This is one family of models, not yet judged: whether any figure is supported is for “goodoffices evidence "
    "estimate” to say, on the table written with -o."
)


def _answer(found: Linkage) -> Section:
    blocks: list[Block] = []
    if found.pairs.expected < FEW:
        blocks.append(Note("Fewer than 20 links are expected: too few to learn from. Look at every pair yourself."))
    blocks += [Note(_finding(found), "finding"), Paragraph(_pairs(found))]
    if picture := linkage_picture(found):
        blocks.append(picture)
    blocks.append(Note(METHOD, "method"))
    return Section("linking", f"Linked: {series(each.name for each in found.lists)}", tuple(blocks))


def _finding(found: Linkage) -> str:
    text = (
        f"{plural(found.likely.seen, 'person', 'people')} on {plural(len(found.lists), 'list')} by the likely links. "
    )
    alone = spoken_figure(found.figure) if found.figure else "none exists"
    carried = found.carried
    if carried is None:
        return f"{text}Estimate from those links as if they were certain: {alone}. {UNJUDGED}"
    told = spoken_figure(carried.figure) if carried.figure else "none exists"
    text += f"Estimate with the error of linking: {told}; from the likely links as if they were certain: {alone}."
    if carried.without:
        text += f" {count(carried.without)} of {plural(carried.draws, 'draw')} have no estimate and are left out."
    return f"{text} {UNJUDGED}"


def _pairs(found: Linkage) -> str:
    pairs = found.pairs
    text = f"Of {plural(pairs.possible, 'possible pair')} {count(pairs.looked_at)} were looked at; about "
    text += f"{count(round(pairs.expected))} of them are of one person, {count(found.links)} are likely links, "
    text += f"{count(found.uncertain)} uncertain (0.05 to 0.95)"
    text += f", {count(found.decided)} decided by a person." if found.decided else "."
    if carried := found.carried:
        text += f" Over {plural(carried.draws, 'draw')} of the links there are {count(carried.people[0])} to "
        text += f"{count(carried.people[1])} people on some list"
        if carried.linking:
            low, high = (count(round(end)) for end in carried.linking)
            text += f", and 95% of the best values lie from {low} to {high}: that much is linking alone"
        text += "."
    return text


def _lists(found: Linkage) -> Section:
    headings = ("Records", "Of somebody on it already", "People")
    columns = (Column("List"), *(Column(heading, numeric=True) for heading in headings))
    rows = tuple(
        (Cell(each.name), *(Cell(count(many)) for many in (each.records, each.repeated, each.records - each.repeated)))
        for each in found.lists
    )
    return Section("lists", "The lists", (Table("Records of each list, and how many people they are", columns, rows),))
