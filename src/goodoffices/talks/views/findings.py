"""What the command line shows of evidence, as part of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.utils.safestring import SafeString, mark_safe

from goodoffices.evidence import claims
from goodoffices.evidence.claims import Ledger
from goodoffices.values import Block, Note, Picture, Section

__all__ = ["ledger_findings"]

MOST_PICTURES = 24
"""Each takes a tenth of a second to draw, and a page is drawn while somebody waits."""
_NOT_DRAWN = "Not drawn here: this page draws the first 24 sets. `goodoffices evidence claims` draws them all."


def ledger_findings(ledger: Ledger) -> SafeString:
    """The study of a ledger in HTML. What was drawn for it is not kept in the server's memory."""
    from goodoffices.brief import Brief, forget_pictures, render_fragment  # noqa: PLC0415 (a second of loading, when first needed)

    found = claims.study(ledger)
    sections = tuple(_sections(claims.study_sections(found)))
    brief = Brief(title=ledger.title, subtitle="", sections=sections, provenance=found.provenance)
    try:
        # Made by our own renderer, which escapes every word of the ledger.
        return mark_safe(render_fragment(brief))  # noqa: S308
    finally:
        forget_pictures()


def _sections(sections: Sequence[Section]) -> Iterator[Section]:
    """The sections, with no more pictures than are drawn while somebody waits."""
    left = MOST_PICTURES
    for section in sections:
        blocks: list[Block] = []
        for block in section.blocks:
            is_picture = isinstance(block, Picture)
            blocks.append(Note(_NOT_DRAWN) if is_picture and left <= 0 else block)
            left -= is_picture
        yield replace(section, blocks=tuple(blocks))
