"""Half a page on who could host, for a dossier's brief."""

from __future__ import annotations

from goodoffices.hosting.comparing import Comparison
from goodoffices.hosting.roll_call_section import chosen_by
from goodoffices.hosting.sections import CAUTION, component_table, finding
from goodoffices.hosting.wording import spoken_run
from goodoffices.values import Block, Listing, Note, Paragraph, Section

__all__ = ["hosts_section"]

_MOST = 4


def hosts_section(found: Comparison) -> Section:
    """The components in a table, and the votes of the first candidates in order of time."""
    blocks: list[Block] = [Note(CAUTION), Paragraph(finding(found)), component_table(found)]
    if found.calls.calls:
        blocks.append(Paragraph(f"Votes on the conflict in order of time. {chosen_by(found.hosts.conflict)}"))
        blocks.append(Listing(tuple(spoken_run(found, candidate) for candidate in found.candidates[:_MOST])))
    return Section("hosts", "Who could host", tuple(blocks))
