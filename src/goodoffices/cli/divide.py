"""`goodoffices divide`: who would get what if the issues could be divided between two parties."""

from __future__ import annotations

import click

from goodoffices.cli.shell import print_json

__all__ = ["command"]


@click.command()
@click.argument("file")
@click.option("--json", "in_json", is_flag=True, help="Print JSON: every number, shares as exact fractions too.")
def command(file: str, *, in_json: bool) -> None:
    r"""Divide the issues of FILE between its two deciding parties by Adjusted Winner (Brams and Taylor 1996).

    Each party's 100 points lie on the issues by their weights; each issue goes to whom it is worth more; then issues
    are handed over until both have the same number of their own points. At most one issue is split. Red lines,
    linkages and fallbacks are not obeyed: what is broken is said.

    Exit code 0: done. 2: the file is not a valid dossier, or not exactly two parties decide.

    \b
    Example:
      goodoffices divide examples/camp-david-1978/dossier.yaml
    """
    from goodoffices.dossier import read
    from goodoffices.settlement import divide, division_json, division_sections

    dossier = read(file)
    division = divide(dossier)
    if in_json:
        print_json(division_json(division))
        return
    from goodoffices.cli.terminal import show_sections

    show_sections(*division_sections(dossier, division))
