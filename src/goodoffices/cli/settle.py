"""`goodoffices settle`: is there anything all could accept, what would be fair, where do the texts on record stand?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goodoffices.cli.numbers import cap_option, draws_option, seed_option, workers_option
from goodoffices.cli.progress import progress
from goodoffices.cli.settle_payable import payable_part
from goodoffices.cli.shell import DONE, NO, native_words_aside, print_json

if TYPE_CHECKING:
    from goodoffices.dossier import Dossier

__all__ = ["command"]


@click.command()
@click.argument("files", metavar="FILE", nargs=-1, required=True)
@click.option(
    "--genius", is_flag=True, help="FILE is a Genius domain and its profiles, or GeniusWeb or NegoLog profiles."
)
@cap_option()
@draws_option(0)
@seed_option()
@workers_option()
@click.option("--cluster", metavar="ADDRESS", default="", help="A dask scheduler whose workers share the draws.")
@click.option("--stability", "model", metavar="MODEL", help="A stability model whose makers are parties of FILE.")
@click.option(
    "--payable", is_flag=True, help="Keep the packages that hold, or that guarantors can pay for (--stability)."
)
@click.option("--exit-code", "asks", is_flag=True, help="End with 1 when there is nothing that all could accept.")
@click.option("--json", "in_json", is_flag=True, help="Print JSON: every number, and every package of the frontier.")
def command(
    files: tuple[str, ...],
    *,
    genius: bool,
    cap: int | None,
    draws: int,
    seed: int | None,
    workers: int,
    cluster: str,
    model: str | None,
    payable: bool,
    asks: bool,
    in_json: bool,
) -> int:
    r"""Search every package of FILE for what all could accept.

    Counts the packages, finds the Pareto frontier and the Nash, Kalai–Smorodinsky, egalitarian and utilitarian
    packages, and rates the texts on record. Exact, for the middle of every interval. When nothing is acceptable, says
    what would have to give.

    With --draws N, draws N times what the file leaves open (intervals, the size of steps) and says how often each
    proposal would be accepted, what survives doubt, and which judgement to ask about next. A cluster is sent the
    dossier: use one only that may know it.

    With --genius, scenarios by others are read instead of a dossier: a Genius domain (XML) and one profile for each
    party, or GeniusWeb or NegoLog profiles (JSON).

    With --stability MODEL --payable, says which packages of the frontier would hold: by themselves, or with the levers
    that guarantors can pay for.

    Exit code 0: done. 1: nothing is acceptable to all (only with --exit-code). 2: the file is not a valid dossier.

    \b
    Example:
      goodoffices settle examples/astana-2017/dossier.yaml --draws 1000
    """
    if not draws and (seed is not None or workers > 1 or cluster):
        raise click.UsageError("--seed, --workers and --cluster are about draws: say how many with --draws N.")
    if payable != bool(model):
        raise click.UsageError("--payable and --stability MODEL go together: which packages hold is asked of a model.")
    from goodoffices.cli.workers import spreading
    from goodoffices.settlement import FRONTIER_CAP, study, study_json, study_summary

    with progress() as say:
        say("Reading the dossier")
        dossier = _read(files, genius=genius)
        with native_words_aside(), spreading(workers, cluster) as spread:
            found = study(dossier, draws=draws, seed=seed, cap=cap or FRONTIER_CAP, spread=spread, advance=say)
        part = payable_part(dossier, found, model, say) if model else None
    if in_json:
        print_json(study_json(dossier, found) | ({"stability": part.json} if part else {}))
    else:
        from goodoffices.cli.terminal import show_sections

        show_sections(*study_summary(dossier, found), *([part.section] if part else []))
    return NO if asks and found.settlement.packages.acceptable == 0 else DONE


def _read(files: tuple[str, ...], *, genius: bool) -> Dossier:
    from goodoffices.dossier import read, read_scenario

    if genius:
        return read_scenario(files)
    if len(files) > 1:
        raise click.UsageError("One dossier at a time; several files go with --genius: a domain and its profiles.")
    return read(files[0])
