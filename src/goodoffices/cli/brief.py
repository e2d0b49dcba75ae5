"""`goodoffices brief`: from a dossier to something a mediator reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodoffices.cli.brief_beside import Beside, beside_options, hear, wanted_of, with_named
from goodoffices.cli.clock import today
from goodoffices.cli.evidence_page import BESIDE, pdf_option
from goodoffices.cli.files import STDOUT, file_in_the_way, is_same, make_folder, put_text, write_file
from goodoffices.cli.known import TITLE, Part, answer, joined, to_look_up, to_read
from goodoffices.cli.numbers import draws_option, seed_option, workers_option
from goodoffices.cli.progress import progress
from goodoffices.cli.shell import native_words_aside, note, print_json
from goodoffices.values import Provenance, Section

if TYPE_CHECKING:
    from goodoffices.brief import Brief
    from goodoffices.dossier import Dossier
    from goodoffices.settlement import Study

__all__ = ["command"]

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
@pdf_option
@draws_option(1000)
@seed_option()
@workers_option()
@beside_options
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
    in_json: bool,
    **options: Any,
) -> None:
    r"""Compose from FILE one page for a mediator to read.

    The page needs nothing beside itself: it opens offline and prints on A4. With a ledger of claims, a store of events
    or both, one page says what is known. Half a page each says whether a ceasefire is kept, with its release rule,
    whether a corridor is agreed, whether what was agreed would hold and who could host.

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

    wanted = wanted_of(options)
    _check_outputs(output, pdf, figures, in_json=in_json)
    with progress() as say:
        say("Reading the dossier")
        dossier = read(file)
        wanted = with_named(wanted, dossier, file)
        page, paper = _places(dossier, [file, *wanted.files], output, pdf)
        beside = hear(dossier, file, wanted, say)
        say("Searching for what all could accept")
        with native_words_aside(), spreading(workers) as spread:
            found = study(dossier, draws=draws, seed=seed, trades=True, spread=spread, advance=say)
        say("Composing the page")
        composed = _compose(dossier, found, beside, today())
        written = _written(composed, page, paper, Path(figures) if figures else None)
    if in_json:
        print_json(written | {"inputs": _inputs(dossier, found, beside), "caution": dossier.caution})
        return
    _tell(written)


def _inputs(dossier: Dossier, found: Study, beside: Beside) -> dict[str, Any]:
    """What the page was made from."""
    told: dict[str, Any] = {
        "dossier_hash": dossier.hash,
        "by": dossier.by or None,
        "version": found.settlement.provenance.version,
    }
    known = {entry: digest for part in beside.parts for entry, digest in part.provenance.inputs}
    told |= {"known": known} if known else {}
    return told | ({"beside": [dict(source.inputs) for source in beside.sources]} if beside.sources else {})


def _places(
    dossier: Dossier, files: Sequence[str], output: str | None, pdf: str | None
) -> tuple[Path | None, Path | None]:
    """Where the page (None: to standard output) and the paper (None: nowhere) go; never over the dossier (the first of
    the files read) or what else is read, and never under a name that says something else."""
    named = Path(f"{dossier.id}-brief.html" if output in {None, STDOUT} else str(output))
    paper = None if pdf is None else Path(pdf) if pdf != BESIDE else named.with_suffix(".pdf")
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
            *beside.told(annex=False),
            *follows,
            source_section(dossier),
            *to_look_up(parts),
            *beside.told(annex=True),
        ),
        provenance=_source(study.provenance, [*(part.provenance for part in parts), *beside.sources]),
        mark=beside.mark,
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
