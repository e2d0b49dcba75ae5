"""`goodoffices stability solve`: what would hold, for whom, in which sense."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import click

from goodoffices import __version__
from goodoffices.cli.evidence_page import check_page_options, write_page
from goodoffices.cli.numbers import Whole
from goodoffices.cli.progress import progress
from goodoffices.cli.shell import DONE, NO, print_json
from goodoffices.values import Provenance

__all__ = ["solve"]


@click.command("solve", short_help="Say whether the agreement would hold, and what else would.")
@click.argument("file")
@click.option("-o", "--output", metavar="FILE", help="Write it as one page that opens offline (-: standard output).")
@click.option("--figures", metavar="DIR", help="Write the pictures as SVG, PNG and PDF into DIR.")
@click.option(
    "--coalition", "named", multiple=True, metavar="A,B", help="Makers who could move together; may be repeated."
)
@click.option("--coalitions", "largest", type=Whole(2, 6), metavar="N", help="All coalitions of up to N makers.")
@click.option("--exit-code", "asks", is_flag=True, help="End with 1 when the agreement would not hold (SEQ).")
@click.option("--json", "in_json", is_flag=True, help="Print JSON: equilibria and stability as lists of state ids.")
def solve(
    file: str,
    output: str | None,
    figures: str | None,
    named: tuple[str, ...],
    largest: int | None,
    *,
    asks: bool,
    in_json: bool,
) -> int:
    r"""Solve the model of FILE: for every state and maker, whether the maker has a reason to leave it.

    Five senses, from strict to lenient: Nash (by itself), SEQ and SSEQ (by answers that are better for those who give
    them), SMR and GMR (by threats, wanted or not). A state that holds for everybody is an equilibrium.

    Exit code 0: done. 1: the agreement would not hold in the sense SEQ (only with --exit-code). 2: no valid model.

    \b
    Example:
      goodoffices stability solve examples/astana-2017/stability.yaml -o holds.html
    """
    check_page_options(output, figures, file, in_json=in_json)
    with progress() as say:
        say("Reading the model")
        from goodoffices.stability.pages import study, study_json, study_sections
        from goodoffices.stability.reading import read_model

        model = read_model(file)
        groups = _coalitions(named, largest, [maker.id for maker in model.makers])
        found = study(model, groups, lambda what, done, many: say(f"Solving: {what} ({done + 1} of {many})"))
        if asks and found.agreement is None:
            raise click.UsageError("--exit-code asks of the agreement, and the file names none (`agreement:`).")
        sections = study_sections(found) if output or figures or not in_json else ()
        say("Writing the page")
        title = model.title or model.id
        source = _provenance(file, found.conflict.model.judgement.by, model.caution)
        written = write_page(title, sections, source, html=output, figures=figures, kicker="What would hold")
    if in_json:
        print_json(study_json(found) | ({"written": written} if written else {}))
    elif output != "-":
        from goodoffices.cli.terminal import show_sections

        show_sections(*(section for section in sections if not section.annex))
    held = found.agreement is None or bool(found.solution.stable["seq"][:, found.agreement].all())
    return NO if asks and not held else DONE


def _coalitions(named: tuple[str, ...], largest: int | None, makers: list[str]) -> list[tuple[int, ...]]:
    """The coalitions asked for, each once, as places of makers."""
    from goodoffices.stability.solve import coalitions_of

    found = [] if largest is None else coalitions_of(len(makers), largest)
    for text in named:
        names = [name.strip() for name in text.split(",")]
        unknown = [name for name in names if name not in makers]
        if unknown:
            raise click.UsageError(f"`{unknown[0]}` is not a maker. They are {', '.join(makers)}.")
        found.append(tuple(sorted({makers.index(name) for name in names})))
    return list(dict.fromkeys(found))


def _provenance(file: str, by: str, caution: str) -> Provenance:
    digest = f"sha256:{sha256(Path(file).read_bytes()).hexdigest()}"
    method = "Graph model for conflict resolution: all states, all makers, by exhaustive search"
    return Provenance(method, ((Path(file).name, digest),), __version__, by=by, caution=caution)
