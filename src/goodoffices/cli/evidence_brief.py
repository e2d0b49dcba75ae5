"""`goodoffices evidence brief`: what is known, and what is not, on one page for a mediator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import click

from goodoffices.cli.clock import today
from goodoffices.cli.evidence_choice import choice_of, choice_options, place_options
from goodoffices.cli.evidence_page import check_page_options, paper_place, pdf_option, write_page
from goodoffices.cli.known import (
    TITLE,
    Asked,
    Part,
    answer,
    every_gap,
    joined,
    most_gaps,
    parts_of,
    to_look_up,
    to_read,
)
from goodoffices.cli.progress import progress
from goodoffices.cli.shell import print_json
from goodoffices.values import Paragraph, Provenance, Section

__all__ = ["command", "gaps_on_one_sheet"]


@click.command("brief")
@click.option("--claims", "ledger", metavar="LEDGER", help="A ledger of claims, YAML or CSV.")
@click.option("--events", "store", metavar="STORE", help="A store of events; the options below choose from it.")
@place_options("h3:4")
@choice_options
@click.option("-o", "--output", metavar="FILE", help="Where the page goes (-: standard output).")
@pdf_option
def command(
    ledger: str | None,
    store: str | None,
    *,
    places: str,
    level: int | None,
    output: str | None,
    pdf: str | None,
    in_json: bool,
    **choice: Any,
) -> None:
    r"""Say on one page what is known, from a ledger of claims, a store of events, or both.

    The answer first; then who says how many, what is recorded when and where, and on whose word; last, what all this
    does not know. The ledger and the events in full are annexes.

    \b
    Example:
      goodoffices evidence brief --claims examples/syria-2011-2016/claims.yaml -o known.html
    """
    inputs = [file for file in (ledger, store) if file]
    if not inputs:
        raise click.UsageError("Nothing to say anything of: give --claims LEDGER, --events STORE or both.")
    asked = Asked(ledger, store, choice_of(choice), places, level, small=store is not None)
    check_page_options(output, None, *inputs, in_json=in_json)
    paper = paper_place(output, pdf, inputs, "known.pdf")
    with progress() as say:
        parts = parts_of(asked, say)
        source = joined([part.provenance for part in parts])
        say("Composing the page")
        subtitle = " · ".join(part.named for part in parts)
        most = gaps_on_one_sheet(parts, source, subtitle) if paper else most_gaps(parts)
        body = _body(parts, most)
        sections = (*body, *to_look_up(parts, most))
        written = write_page(TITLE, sections, source, html=output, paper=paper, subtitle=subtitle, compact=True)
    if in_json:
        print_json(_as_json(parts, source) | ({"written": written} if written else {}))
    elif not written:
        from goodoffices.cli.terminal import show_sections

        show_sections(*body, *every_gap(parts, most))


def gaps_on_one_sheet(parts: Sequence[Part], source: Provenance, subtitle: str) -> int:
    """How many gaps of each input leave what is to be read on one sheet of paper; 1 where nothing does."""
    from goodoffices.brief import Brief, pages_of, render_pdf

    def sheets(body: Sequence[Section], annexes: Sequence[Section]) -> int:
        # Of an annex the heading alone: the first sheet names it, and its text stands on later ones.
        headings = [replace(annex, blocks=(Paragraph("…"),), sections=()) for annex in annexes]
        brief = Brief(TITLE, subtitle, (*body, *headings), source, kicker="Evidence", composed=today(), compact=True)
        return pages_of(render_pdf(brief))

    for most in range(most_gaps(parts), 1, -1):
        annexes = to_look_up(parts, most)
        if sheets(_body(parts, most), annexes) == sheets(_body(parts, most)[:1], annexes):
            return most
    return 1


def _body(parts: Sequence[Part], most: int) -> tuple[Section, ...]:
    return (Section("known", TITLE, (answer(parts),)), *to_read(parts, most))


def _as_json(parts: Sequence[Part], source: Provenance) -> dict[str, Any]:
    told: dict[str, Any] = {
        "known": [sentence for part in parts for sentence in part.known],
        "unknown": [gap for part in parts for gap in part.unknown],
        "inputs": [dict(zip(("input", "hash"), entry, strict=True)) for entry in source.inputs],
        "version": source.version,
        "caution": source.caution,
    }
    for part in parts:
        told |= part.told
    return told
