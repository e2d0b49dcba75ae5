"""`goodoffices hosting compare`: candidates side by side, in the terminal, as a page or paper, as JSON."""

from __future__ import annotations

import re
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodoffices.cli.evidence_page import check_page_options, write_page
from goodoffices.cli.files import STDOUT, is_same
from goodoffices.cli.numbers import MOST_DRAWS, Whole
from goodoffices.cli.progress import progress
from goodoffices.cli.shell import note, print_json

if TYPE_CHECKING:
    from goodoffices.dossier import Dossier
    from goodoffices.hosting import Asked, Comparison

__all__ = ["candidates_of", "command", "found_between"]

_DESK = "Mediator's desk: confidential"


@click.command("compare")
@click.argument("file", metavar="DOSSIER")
@click.option("--hosts", metavar="FILE", help="Its hosts, where the dossier has no key `hosts`.")
@click.option("--candidates", metavar="KAZ,CHE", default="", help="Codes of states (those of the file if not given).")
@click.option("--store", metavar="HOSTS", help="The store that `hosting import` fills.")
@click.option("--session", type=Whole(1, 999), metavar="S", help="Ideal points of this session.")
@click.option("--year", type=Whole(1, 9999), metavar="Y", help="Ideal points of this year.")
@click.option(
    "--draws", type=Whole(0, MOST_DRAWS), default=10_000, metavar="N", help="Draws of them (10,000; 0: none)."
)
@click.option("--seed", type=Whole(0), metavar="S", help="Seed of the draws (the file's; else 1).")
@click.option("--weights", metavar="FILE", help="Your weights: how often is each first, among the first three?")
@click.option("--desk", is_flag=True, help="Show the parties' own ratings: for the mediator's desk alone.")
@click.option("-o", "--output", metavar="FILE", help="Write a page that opens offline (.html), or a paper (.pdf).")
@click.option("--figures", metavar="DIR", help="Write every picture as SVG, PNG and PDF into DIR.")
@click.option("--json", "in_json", is_flag=True, help="Print JSON: every component of every candidate.")
def command(
    file: str,
    hosts: str | None,
    candidates: str,
    store: str | None,
    output: str | None,
    figures: str | None,
    *,
    session: int | None,
    year: int | None,
    draws: int,
    seed: int | None,
    weights: str | None,
    desk: bool,
    in_json: bool,
) -> None:
    r"""Set candidate hosts side by side, against the parties of DOSSIER.

    Distances in UN ideal points with their intervals, votes on the conflict by date, record, ties, practical facts.
    Each component stands by itself. There is no verdict, and no rank without your weights.

    \b
    Example:
      goodoffices hosting compare examples/astana-2017/dossier.yaml \
        --hosts examples/astana-2017/hosts.yaml --candidates KAZ,CHE
    """
    if session is not None and year is not None:
        raise click.UsageError("Give a session or a year, not both.")
    inputs = [one for one in (file, hosts, store, weights) if one]
    page, paper = _places(output, inputs, figures, in_json=in_json)
    from goodoffices import hosting
    from goodoffices.dossier import read

    named = candidates_of(candidates)
    with progress() as say:
        say("Reading the dossier")
        dossier = read(file)
        seed = seed if seed is not None else dossier.seed if dossier.seed is not None else 1
        weighed = hosting.read_weights(weights) if weights else None
        asked = hosting.Asked(named, session, year, draws, seed, weighed, desk)
        say("Comparing")
        found = found_between(dossier, hosts or file, asked, store)
        sections = hosting.comparison_sections(found)
        say("Writing the page")
        title = f"Who could host: {dossier.title}"
        mark = _DESK if desk else ""
        look: Any = {"kicker": "Hosting", "mark": mark, "paper": paper}
        written = write_page(title, sections, found.provenance, html=page, figures=figures, **look)
    if not desk and found.hosts.ratings.reveal():
        note("The parties' ratings are left out. --desk shows them, for the mediator's desk alone.")
    if in_json:
        print_json(hosting.comparison_json(found) | ({"written": written} if written else {}))
    elif output is None:
        from goodoffices.cli.terminal import show_sections

        show_sections(*sections)


def candidates_of(text: str) -> tuple[str, ...]:
    """Codes of states, with commas or spaces between them; a usage error names every one that is none."""
    from goodoffices.hosting import state_of

    words = [word for word in re.split(r"[,;\s]+", text.strip()) if word]
    if text and not words:
        raise click.UsageError("--candidates names no state. Write codes of three letters, as KAZ,CHE.")
    found = [state_of(word, word) for word in words]
    if wrong := [word for word, state in zip(words, found, strict=True) if not state]:
        told = ", ".join(f"'{word[:40]}'" for word in wrong[:8])
        raise click.UsageError(f"No state has the code {told}. Write codes of three letters, as KAZ,CHE.")
    return tuple(dict.fromkeys(found))


def found_between(dossier: Dossier, hosts: str, asked: Asked, store: str | None) -> Comparison:
    """The comparison by a file of hosts, which may be the dossier itself, and a store where one is given."""
    from goodoffices import hosting

    read = hosting.read_hosts_file(hosts, tuple(party.id for party in dossier.parties))
    with hosting.open_store(store) if store else nullcontext() as connection:
        return hosting.compare(dossier, read, asked, connection)


def _places(
    output: str | None, inputs: list[str], figures: str | None, *, in_json: bool
) -> tuple[str | None, Path | None]:
    """Where the page and the paper go."""
    if output and output != STDOUT and Path(output).suffix.lower() == ".pdf":
        for one in inputs:
            if is_same(Path(output), one):
                raise click.UsageError(f"{output} is what is read, and would be written over. Give another name.")
        check_page_options(None, figures, *inputs, in_json=in_json)
        return None, Path(output)
    check_page_options(output, figures, *inputs, in_json=in_json)
    return output, None
