"""`goodoffices settle`: is there anything all could accept, what would be fair, where do the texts on record stand?"""

from __future__ import annotations

import click

from goodoffices.cli.progress import progress
from goodoffices.cli.shell import DONE, NO, native_words_aside, print_json

__all__ = ["command"]


@click.command()
@click.argument("file")
@click.option("--cap", type=click.IntRange(min=1), help="Frontier packages beyond which it is not listed (50,000).")
@click.option("--exit-code", "asks", is_flag=True, help="End with 1 when there is nothing that all could accept.")
@click.option("--json", "in_json", is_flag=True, help="Print JSON: every number, and every package of the frontier.")
def command(file: str, *, cap: int | None, asks: bool, in_json: bool) -> int:
    r"""Search every package of FILE for what all could accept.

    Counts the packages, finds the Pareto frontier and the Nash, Kalai–Smorodinsky, egalitarian and utilitarian
    packages, and rates the texts on record. Exact, for the middle of every interval.

    Exit code 0: done. 1: nothing is acceptable to all (only with --exit-code). 2: the file is not a valid dossier.

    \b
    Example:
      goodoffices settle examples/astana-2017/dossier.yaml
    """
    from goodoffices.dossier import read
    from goodoffices.settlement import FRONTIER_CAP, settlement_json, solve, summary_sections

    with progress() as say:
        say("Reading the dossier")
        dossier = read(file)
        with native_words_aside():
            settlement = solve(dossier, cap=cap or FRONTIER_CAP, advance=say)
    if in_json:
        print_json(settlement_json(settlement))
    else:
        from goodoffices.cli.terminal import show_sections

        show_sections(*summary_sections(dossier, settlement))
    return NO if asks and settlement.packages.acceptable == 0 else DONE
