"""`goodoffices evidence link`: lists of persons into who is on which list, with the error of linking."""

from __future__ import annotations

from pathlib import Path

import click

from goodoffices.cli.evidence_page import check_page_options, page_options, write_page
from goodoffices.cli.files import STDOUT, is_same, put_text, write_file
from goodoffices.cli.numbers import Probability, Whole
from goodoffices.cli.progress import progress
from goodoffices.cli.shell import note, print_json

__all__ = ["command"]

MOST_DRAWS = 10_000
"""As in the room, which is not loaded to read a number."""


@click.command("link")
@click.argument("files", metavar="LIST…", nargs=-1, required=True)
@click.option("-o", "--output", metavar="FILE", help="Write who is on which list: anonymous ids, no names.")
@click.option("--review", metavar="FILE", help="Write the uncertain pairs, WITH NAMES; only beside the lists.")
@click.option("--decisions", default="", metavar="FILE", help="A review in which a person wrote same or different.")
@click.option(
    "--threshold", type=Probability(), default=0.5, metavar="P", help="From this probability on a link is likely (0.5)."
)
@click.option(
    "--draws",
    type=Whole(0, MOST_DRAWS),
    default=100,
    metavar="N",
    help=f"Draws of the links, up to {MOST_DRAWS:,} (100; 0: no error carried).",
)
@click.option("--seed", type=Whole(0), default=1, metavar="S", help="Seed of all chance (1).")
@page_options
@click.option("--json", "in_json", is_flag=True, help="Print JSON: counts and estimates, no person.")
def command(
    files: tuple[str, ...],
    output: str | None,
    review: str | None,
    decisions: str,
    html: str | None,
    figures: str | None,
    *,
    threshold: float,
    draws: int,
    seed: int,
    in_json: bool,
) -> None:
    r"""Link lists of persons, count who is on which, and say what the error of linking does to an estimate.

    Each LIST is a CSV file with a column `name`, in Arabic or Latin letters, and at least one of `date`, `place` and
    `born`; other columns are never looked at. Names stay where they are: what is printed or written holds none, but
    for --review, which is refused anywhere except in the one folder of all the lists.

    \b
    Example:
      goodoffices evidence link examples/linking/hospital.csv examples/linking/families.csv --draws 20
    """
    check_page_options(html, figures, *files, in_json=in_json)
    _check(files, output, review, decisions, html, in_json=in_json)
    from goodoffices.evidence import linking

    place = linking.review_place(review, files) if review else None
    with progress() as say:
        say("Reading the lists")
        lists = linking.read_lists(files)
        found = linking.link(lists, linking.Linking(threshold, draws, seed, decisions), say)
        sections = linking.linkage_sections(found)
        written = write_page("Lists linked", sections, found.provenance, html=html, figures=figures)
    if output:
        is_file = put_text(output, linking.patterns_text(found))
        written["table"] = str(Path(output).resolve()) if is_file else ""
        note(f"Who is on which list, without names: {output}")
    if place:
        write_file(place, linking.review_text(lists, found.pairs)).chmod(0o600)
        written["review"] = str(place)
        note(f"{found.uncertain:,} uncertain pairs, WITH NAMES: {place}\n    Keep it where it is, and delete it after.")
    if in_json:
        print_json(linking.linkage_json(found) | ({"written": written} if written else {}))
    elif STDOUT not in {html, output}:
        from goodoffices.cli.terminal import show_sections

        show_sections(*sections)


def _check(
    files: tuple[str, ...], output: str | None, review: str | None, decisions: str, html: str | None, *, in_json: bool
) -> None:
    """Refuse what would be written over a list, over each other, or would put names on standard output."""
    if review == STDOUT:
        raise click.UsageError("A review holds names and does not go to standard output. Name a file beside the lists.")
    if output == STDOUT and (in_json or html == STDOUT):
        raise click.UsageError("Two things would go to standard output. Give the table a name, as -o persons.csv")
    for place in filter(None, (output, review)):
        for file in filter(None, (*files, decisions)):
            if is_same(Path(place), file):
                raise click.UsageError(f"{place} is what is read, and would be written over. Give another name.")
    if output and review and Path(output).resolve() == Path(review).resolve():
        raise click.UsageError("The table and the review cannot be one file: the review holds names.")
