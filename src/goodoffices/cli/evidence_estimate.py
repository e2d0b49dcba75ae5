"""`goodoffices evidence estimate`: how many in all, those on no list among them."""

from __future__ import annotations

import click

from goodoffices.cli.evidence_page import check_page_options, page_options, write_page
from goodoffices.cli.numbers import Whole
from goodoffices.cli.progress import progress
from goodoffices.cli.shell import print_json

__all__ = ["command"]

FEWEST_CHAINS, MOST_CHAINS, MOST_SWEEPS = 4, 64, 10_000_000
"""As in the room, which is not loaded to read a number."""


@click.command("estimate")
@click.argument("file", metavar="TABLE")
@click.option("--lists", metavar="A,B,…", default="", help="The columns that are lists (all but count or id).")
@click.option("--methods", metavar="M,…", default="", help="Of log-linear, graphs and latent, those to use (all).")
@click.option("--seed", type=Whole(0), default=1, metavar="S", help="Seed of the chains (1).")
@click.option(
    "--chains",
    type=Whole(FEWEST_CHAINS, MOST_CHAINS),
    default=FEWEST_CHAINS,
    metavar="N",
    help="Chains, 4 or more (4).",
)
@click.option(
    "--sweeps", type=Whole(100, MOST_SWEEPS), default=64_000, metavar="N", help="Sweeps of a chain at most (64,000)."
)
@page_options
@click.option("--json", "in_json", is_flag=True, help="Print JSON: every figure, model and chain.")
def command(
    file: str,
    lists: str,
    methods: str,
    html: str | None,
    figures: str | None,
    *,
    seed: int,
    chains: int,
    sweeps: int,
    in_json: bool,
) -> None:
    r"""Estimate from who is on which list how many there are in all, and say whether any figure is supported.

    TABLE is a CSV file. Either a row is a pattern (a column for each list, 1 or 0, and a column `count`), or a row is
    one person (a column for each list and a column `id`); of persons nothing is kept, and no id is printed.

    \b
    Example:
      goodoffices evidence estimate examples/three-registers/lists.csv --methods log-linear,graphs
    """
    check_page_options(html, figures, file, in_json=in_json)
    with progress() as say:
        say("Reading the table")
        from goodoffices.evidence import estimates

        counts = estimates.read_table(file, _words(lists))
        chosen = _words(methods) or estimates.METHODS
        sampling = estimates.Sampling(seed=seed, chains=chains, sweeps=sweeps)
        found = estimates.estimate(counts, chosen, sampling, advance=say)
        sections = estimates.estimates_sections(found)
        written = write_page("How many in all", sections, found.provenance, html=html, figures=figures)
    if in_json:
        print_json(estimates.estimates_json(found) | written)
    elif html != "-":
        from goodoffices.cli.terminal import show_sections

        show_sections(*sections)


def _words(told: str) -> tuple[str, ...]:
    return tuple(word for word in (part.strip() for part in told.split(",")) if word)
