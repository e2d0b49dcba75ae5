"""`goodoffices brief`: from a dossier to something a mediator reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodoffices.cli.ceasefire_part import ceasefire_sections
from goodoffices.cli.clock import today
from goodoffices.cli.corridors_part import corridor_files, corridor_sections
from goodoffices.cli.evidence_choice import choice_of, event_options, place_options
from goodoffices.cli.files import STDOUT, file_in_the_way, is_same, make_folder, put_text, write_file
from goodoffices.cli.known import TITLE, Asked, Part, answer, joined, parts_of, to_look_up, to_read
from goodoffices.cli.numbers import draws_option, seed_option, workers_option
from goodoffices.cli.progress import progress
from goodoffices.cli.shell import native_words_aside, note, print_json
from goodoffices.values import Provenance, Section

if TYPE_CHECKING:
    from goodoffices.brief import Brief
    from goodoffices.dossier import Dossier
    from goodoffices.settlement import Study

__all__ = ["command"]

_BESIDE = ""
"""The value of `--pdf` without a name: beside the page, under its name."""

_NO_PAGE = (".yaml", ".yml", ".json")
_NO_PAPER = (*_NO_PAGE, ".html")


@click.command()
@click.argument("file", required=False, metavar="FILE")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Where the page goes (<dossier>-brief.html if not given; -: to standard output).",
)
@click.option(
    "--pdf",
    is_flag=False,
    flag_value=_BESIDE,
    metavar="[FILE]",
    help="Write a PDF too; without a name, beside the page.",
)
@draws_option(1000)
@seed_option()
@workers_option()
@click.option("--claims", "ledger", metavar="LEDGER", help="Say what is known, too: a ledger of claims, YAML or CSV.")
@click.option("--events", "store", metavar="STORE", help="And a store of events; the options below choose from it.")
@click.option(
    "--corridor", "plans", multiple=True, metavar="PLAN", help="And half a page on the plan of a corridor; repeatable."
)
@place_options("h3:4")
@event_options
@click.option("--figures", metavar="DIR", help="Write every picture as SVG, PNG and PDF into DIR.")
@click.option("--json", "in_json", is_flag=True, help="Print as JSON what was written.")
def command(
    file: str | None,
    output: str | None,
    pdf: str | None,
    figures: str | None,
    *,
    draws: int,
    seed: int | None,
    workers: int,
    ledger: str | None,
    store: str | None,
    plans: tuple[str, ...],
    places: str,
    level: int | None,
    in_json: bool,
    **choice: Any,
) -> None:
    r"""Compose from FILE one page for a mediator to read.

    The page needs nothing beside itself: it opens offline and prints on A4. With a ledger of claims, a store of events
    or both, one page says what is known and what is not, and half a page on each ceasefire whether it is kept. Half
    a page on each plan of a corridor says whether it is agreed.

    \b
    Example:
      goodoffices brief examples/astana-2017/dossier.yaml -o brief.html
    """
    if file is None:
        # `--pdf` takes the word behind it for its own.
        taken = f" Name it before --pdf: goodoffices brief {pdf} --pdf" if pdf else ""
        raise click.UsageError(f"Missing argument 'FILE': the dossier.{taken}")
    from goodoffices.cli.workers import spreading
    from goodoffices.dossier import read
    from goodoffices.settlement import study

    composed = today()
    asked = Asked(ledger, store, choice_of(choice), places, level, small=True)
    _check_outputs(output, pdf, figures, in_json=in_json)
    with progress() as say:
        say("Reading the dossier")
        dossier = read(file)
        plans = corridor_files(dossier, file, plans)
        page, paper = _places(dossier, [one for one in (file, ledger, store, *plans) if one], output, pdf)
        parts = parts_of(asked, say)
        kept = ceasefire_sections(dossier, file, asked, say)
        passages, sources = corridor_sections(plans, say)
        say("Searching for what all could accept")
        with native_words_aside(), spreading(workers) as spread:
            found = study(dossier, draws=draws, seed=seed, trades=True, spread=spread, advance=say)
        say("Composing the page")
        written = _written(
            _compose(dossier, found, Beside(parts, (*kept, *passages), sources), composed),
            page,
            paper,
            Path(figures) if figures else None,
        )
    if in_json:
        print_json(written | {"inputs": _inputs(dossier, found, parts, sources), "caution": dossier.caution})
        return
    _tell(written)


def _inputs(dossier: Dossier, found: Study, parts: Sequence[Part], corridors: Sequence[Provenance]) -> dict[str, Any]:
    """What the page was made from."""
    told: dict[str, Any] = {
        "dossier_hash": dossier.hash,
        "by": dossier.by or None,
        "version": found.settlement.provenance.version,
    }
    known = {entry: digest for part in parts for entry, digest in part.provenance.inputs}
    told |= {"known": known} if known else {}
    return told | ({"corridors": [dict(source.inputs) for source in corridors]} if corridors else {})


def _places(
    dossier: Dossier, files: Sequence[str], output: str | None, pdf: str | None
) -> tuple[Path | None, Path | None]:
    """Where the page (None: to standard output) and the paper (None: nowhere) go; never over the dossier (the first of
    the files read) or what else is read, and never under a name that says something else."""
    named = Path(f"{dossier.id}-brief.html" if output in {None, STDOUT} else str(output))
    paper = None if pdf is None else Path(pdf) if pdf != _BESIDE else named.with_suffix(".pdf")
    page = None if output == STDOUT else named
    if paper is not None and paper == page:
        raise click.UsageError(f"The page and the paper would both be written to {page}.")
    for place in (page, paper):
        for read in files:
            if place and is_same(place, read):
                what = "the dossier itself" if read == files[0] else "what is read"
                raise click.UsageError(f"{place} is {what}, and would be written over. Give another name.")
    if page and page.suffix.lower() in _NO_PAGE:
        raise click.UsageError(f"The page is HTML and cannot be called {page}.")
    if page and page.suffix.lower() == ".pdf":
        raise click.UsageError(f"The page is HTML and cannot be called {page}. For a PDF beside it: --pdf {page}")
    if paper and paper.suffix.lower() in _NO_PAPER:
        raise click.UsageError(f"The paper is a PDF and cannot be called {paper}.")
    return page, paper


def _check_outputs(output: str | None, pdf: str | None, figures: str | None, *, in_json: bool) -> None:
    """Refuse what cannot be written, before anything is computed: only the page goes to standard output."""
    if in_json and output == STDOUT:
        raise click.UsageError("The page and the JSON would both go to standard output. Give the page a name.")
    if pdf == STDOUT:
        raise click.UsageError("The paper cannot go to standard output. Give it a name, as --pdf brief.pdf")
    if figures == STDOUT:
        raise click.UsageError("The pictures cannot go to standard output. Name a folder, as --figures pictures")
    if figures and (taken := file_in_the_way(figures)):
        raise click.UsageError(f"The pictures cannot go to {figures}: {taken} is a file. Name a folder.")


@dataclass(frozen=True)
class Beside:
    """What other rooms say on the page: what is known, whether ceasefires are kept and corridors agreed, and whence."""

    parts: Sequence[Part]
    sections: Sequence[Section]
    sources: Sequence[Provenance]


def _compose(dossier: Dossier, study: Study, beside: Beside, composed: dt.date) -> Brief:
    """The answer first, then the table it rests on, what is known, kept and agreed, then what follows."""
    parts = beside.parts
    from goodoffices.brief import Brief
    from goodoffices.dossier import source_section, table_sections
    from goodoffices.settlement import study_sections

    first, *follows = study_sections(dossier, study)
    return Brief(
        title=dossier.title,
        subtitle=f"Mediator: {dossier.mediator.name}" if dossier.mediator else "",
        sections=(
            first,
            *table_sections(dossier),
            *_known(parts),
            *beside.sections,
            *follows,
            source_section(dossier),
            *to_look_up(parts),
        ),
        provenance=_source(study.provenance, [*(part.provenance for part in parts), *beside.sources]),
        composed=composed,
    )


def _source(own: Provenance, others: Sequence[Provenance]) -> Provenance:
    """That of the whole. Its day is the dossier's: what is known tells itself of which day the ledger is."""
    return replace(joined([own, *others]), as_of=own.as_of) if others else own


def _known(parts: Sequence[Part]) -> tuple[Section, ...]:
    """One page of what is known; none where neither claims nor events are given."""
    return (Section("known", TITLE, (answer(parts),), to_read(parts)),) if parts else ()


def _written(brief: Brief, page: Path | None, paper: Path | None, figures: Path | None) -> dict[str, Any]:
    """Render and write; where everything is ("" for standard output)."""
    from goodoffices.brief import pages_of, render_html, render_pdf, write_figures

    content = render_html(brief)
    written: dict[str, Any] = {"html": str(write_file(page, content)) if page else "", "sections": len(brief.sections)}
    if not page:
        put_text(STDOUT, content)
    if paper:
        sheets = render_pdf(brief)
        written |= {"pdf": str(write_file(paper, sheets)), "pages": pages_of(sheets)}
    if figures:
        make_folder(figures)
        written["figures"] = [str(path.resolve()) for path in write_figures(brief, figures)]
    return written


def _tell(written: dict[str, Any]) -> None:
    place = written["html"]
    where = f"{place}\n    {Path(place).as_uri()}" if place else "on standard output"
    note(f"The page, {written['sections']} sections: {where}")
    if "pdf" in written:
        note(f"The paper, {written['pages']} pages: {written['pdf']}")
    if "figures" in written:
        pictures = len({Path(path).stem for path in written["figures"]})
        folder = Path(written["figures"][0]).parent if pictures else ""
        note(f"The pictures, {pictures} as SVG, PNG and PDF: {folder}")
