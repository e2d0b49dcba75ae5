"""`goodoffices trade`: what could be traded from a text so that nobody who decides loses by it?"""

from __future__ import annotations

import click

from goodoffices.cli.numbers import Whole, cap_option, draws_option, seed_option
from goodoffices.cli.progress import progress
from goodoffices.cli.shell import DONE, native_words_aside, print_json

__all__ = ["command"]


@click.command()
@click.argument("file")
@click.argument("text", required=False)
@click.option("--limit", type=Whole(1), default=10, metavar="N", help="Packages and trades listed of each kind (10).")
@cap_option()
@draws_option(1000)
@seed_option()
@click.option("--json", "in_json", is_flag=True, help="Print JSON: every number.")
def command(
    file: str, text: str | None, *, limit: int, cap: int | None, draws: int, seed: int | None, in_json: bool
) -> int:
    r"""Find what could be traded from TEXT so that nobody who decides loses by it.

    Lists the nearest packages that are better for all, the single changes nobody loses by, and two-issue trades: pairs
    of changes that only together leave nobody worse off. For a partial text, how it could be completed and what its
    clauses do to each party. For one that not all could accept, the nearest packages that all could.

    All of it is for the middle of every interval; each package comes with the share of draws of what the file leaves
    open in which nobody who decides loses by it; the nearest packages that all could accept with the share in which
    all do.

    TEXT is the name of a text on record; a rule (nash, kalai_smorodinsky, egalitarian, utilitarian); or clauses, as
    water=meter,grazing=both. Without it: the latest whole text on record, else the Nash package.

    \b
    Example:
      goodoffices trade examples/astana-2017/dossier.yaml memorandum-2017-05-04
    """
    from goodoffices.dossier import read
    from goodoffices.settlement import FRONTIER_CAP, trade_summary, trades_json, what_to_trade

    with progress() as say:
        say("Reading the dossier")
        dossier = read(file)
        with native_words_aside():
            trades = what_to_trade(
                dossier, text, limit=limit, cap=cap or FRONTIER_CAP, draws=draws, seed=seed, advance=say
            )
    if in_json:
        print_json(trades_json(trades))
    else:
        from goodoffices.cli.terminal import show_sections

        show_sections(*trade_summary(dossier, trades))
    return DONE
