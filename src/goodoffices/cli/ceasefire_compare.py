"""`goodoffices ceasefire compare`: monitors' ledgers of the same incidents side by side."""

from __future__ import annotations

import click

from goodoffices.cli.progress import progress
from goodoffices.cli.shell import print_json

__all__ = ["command"]


@click.command("compare")
@click.argument("files", metavar="LEDGER…", nargs=-1, required=True)
@click.option("--json", "in_json", is_flag=True, help="Print JSON: every pair, difference and agreement.")
def command(files: tuple[str, ...], *, in_json: bool) -> None:
    r"""Match the incidents of two ledgers or more, list where they disagree, and say how far they agree.

    Incidents are matched by day, place, kind and deaths, never by who is accused. Agreement is Cohen's κ with its
    interval. More than two ledgers are compared two by two.

    \b
    Example:
      goodoffices ceasefire compare examples/ceasefire-two-valleys/monitors-a.csv \
        examples/ceasefire-two-valleys/monitors-b.csv
    """
    from goodoffices import __version__
    from goodoffices.ceasefire import incidents
    from goodoffices.values import Provenance

    with progress() as say:
        say("Reading the ledgers")
        ledgers = incidents.read_ledgers(files)
        found = incidents.compare_ledgers(ledgers, advance=say)
    inputs = tuple((ledger.name, f"sha256:{ledger.hash}") for ledger in ledgers)
    source = Provenance("Ledgers matched by Splink; Cohen's kappa", inputs, __version__)
    if in_json:
        print_json(incidents.comparison_json(found, source))
        return
    from goodoffices.cli.terminal import show_sections

    show_sections(*incidents.comparison_sections(found))
