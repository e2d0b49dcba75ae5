"""What every verb of `goodoffices evidence` shares: its sections as a page, and its pictures as files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from goodoffices.cli.clock import today
from goodoffices.cli.files import STDOUT, file_in_the_way, is_same, make_folder, put_text, write_file
from goodoffices.cli.shell import note
from goodoffices.values import Picture, Provenance, Section

__all__ = ["BESIDE", "check_page_options", "page_options", "paper_place", "pdf_option", "write_page"]

BESIDE = ""
"""The value of `--pdf` without a name: beside the page, under its name."""
_NO_PAGE = {".yaml", ".yml", ".json", ".csv", ".pdf", ".txt"}

F = TypeVar("F", bound=Callable[..., Any])


def page_options(function: F) -> F:
    """The options `--html FILE` and `--figures DIR` (the names of the parameters: `html`, `figures`)."""
    html = click.option("--html", metavar="FILE", help="Write it as one page that opens offline (-: standard output).")
    figures = click.option("--figures", metavar="DIR", help="Write every picture as SVG, PNG and PDF into DIR.")
    return html(figures(function))


def pdf_option(function: F) -> F:
    """The option `--pdf [FILE]`; `BESIDE` where no name is given."""
    words = "Write a PDF too; without a name, beside the page."
    return click.option("--pdf", is_flag=False, flag_value=BESIDE, metavar="[FILE]", help=words)(function)


def check_page_options(html: str | None, figures: str | None, *inputs: str, in_json: bool = False) -> None:
    """Refuse, before anything is computed, what could not be written or would be written over an input."""
    if html == STDOUT and in_json:
        raise click.UsageError("The page and the JSON would both go to standard output. Give the page a name.")
    if html and Path(html).suffix.lower() in _NO_PAGE:
        raise click.UsageError(f"The page is HTML and cannot be called {html}.")
    for file in inputs:
        if html and is_same(Path(html), file):
            raise click.UsageError(f"{html} is what is read, and would be written over. Give another name.")
    if figures == STDOUT:
        raise click.UsageError("The pictures cannot go to standard output. Name a folder, as --figures pictures")
    if figures and (taken := file_in_the_way(figures)):
        raise click.UsageError(f"The pictures cannot go to {figures}: {taken} is a file. Name a folder.")


def paper_place(output: str | None, pdf: str | None, inputs: Sequence[str], example: str) -> Path | None:
    """Where the PDF goes; never to standard output, over what is read, or under the name of something else."""
    if pdf is None:
        return None
    if pdf == STDOUT or (pdf == BESIDE and output in (None, STDOUT)):
        raise click.UsageError(f"The paper needs a name, as --pdf {example}")
    place = Path(pdf) if pdf != BESIDE else Path(str(output)).with_suffix(".pdf")
    if place.suffix.lower() != ".pdf":
        raise click.UsageError(f"The paper is a PDF and cannot be called {place}.")
    for file in inputs:
        if is_same(place, file):
            raise click.UsageError(f"{place} is what is read, and would be written over. Give another name.")
    return place


def write_page(
    title: str,
    sections: Sequence[Section],
    provenance: Provenance,
    *,
    html: str | None = None,
    figures: str | None = None,
    paper: Path | None = None,
    subtitle: str = "",
    kicker: str = "Evidence",
    mark: str = "",
    compact: bool = False,
) -> dict[str, Any]:
    """Write the sections to a page, to a PDF, and their pictures to a folder, as is asked for; say so on stderr.

    Returns where everything is: `html`, `pdf` and `figures`, each only if it was asked for ("" for standard output).
    """
    if not (html or figures or paper):
        return {}
    from goodoffices.brief import Brief, pages_of, render_html, render_pdf, write_figures

    made = {"kicker": kicker, "mark": mark, "composed": today(), "compact": compact}
    brief = Brief(title, subtitle, tuple(sections), provenance, **made)  # type: ignore[arg-type]
    written: dict[str, Any] = {}
    if html:
        is_file = put_text(html, render_html(brief))
        written["html"] = str(Path(html).resolve()) if is_file else ""
        if is_file:
            note(f"The page: {written['html']}\n    {Path(written['html']).as_uri()}")
    if paper:
        sheets = render_pdf(brief)
        written |= {"pdf": str(write_file(paper, sheets)), "pages": pages_of(sheets)}
        note(f"The paper, {written['pages']} pages: {written['pdf']}")
    if figures and not any(map(_has_picture, sections)):
        note("There is no picture to write.")
        written["figures"] = []
    elif figures:
        make_folder(Path(figures))
        paths = write_figures(brief, Path(figures))
        written["figures"] = [str(path.resolve()) for path in paths]
        count = len({path.stem for path in paths})
        note(f"The pictures, {count} as SVG, PNG and PDF: {Path(figures).resolve()}")
    return written


def _has_picture(section: Section) -> bool:
    return any(isinstance(block, Picture) for block in section.blocks) or any(map(_has_picture, section.sections))
