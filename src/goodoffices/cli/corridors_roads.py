"""`goodoffices corridors roads`: a network of roads from a file of the user's own, kept in one that opens at once."""

from __future__ import annotations

from pathlib import Path

import click

from goodoffices.cli.corridors_network import read_network
from goodoffices.cli.files import STDOUT, is_same, write_file
from goodoffices.cli.progress import progress
from goodoffices.cli.shell import note, print_json

__all__ = ["command"]


@click.group("roads")
def command() -> None:
    r"""Read roads from an OpenStreetMap extract, a table of edges or a DIMACS network, and say what they hold.

    \b
    Example:
      goodoffices corridors roads import examples/river-corridor/roads.csv -o roads.npz
    """


@command.command("import")
@click.argument("file", metavar="FILE")
@click.option("-o", "--output", metavar="ROADS", required=True, help="The file to write, as roads.npz.")
@click.option("--classes", metavar="TOML", help="Speed and capacity by class, in the place of ours.")
@click.option("--layer", default="", metavar="NAME", help="The table of a GeoPackage, where it holds several.")
@click.option(
    "--coordinates", metavar="CO", help="The .co file of a DIMACS network, where it does not stand beside it."
)
@click.option("--json", "in_json", is_flag=True, help="Print JSON: what was read.")
def import_(file: str, output: str, classes: str | None, layer: str, coordinates: str | None, *, in_json: bool) -> None:
    r"""Read roads from FILE and keep the larger part of the network, in which each node can be reached from each.

    FILE ends in .osm.pbf or .osm (OpenStreetMap), .parquet, .gpkg or .csv (a table with u, v and a geometry, as OSMnx
    writes it) or .gr (DIMACS; may be gzipped). It is read here; nothing is downloaded.

    \b
    Example:
      goodoffices corridors roads import examples/river-corridor/roads.csv -o roads.npz
    """
    if output == STDOUT or is_same(Path(output), file):
        raise click.UsageError("The roads go to a file of their own. Name one, as -o roads.npz")
    with progress() as say:
        say("Reading the roads")
        from goodoffices.corridors import roads

        table = roads.read_classes(classes)
        found, shapes = roads.import_roads(file, table, layer=layer, coordinates=coordinates, advance=say)
        written = write_file(output, roads.pack(found, shapes))
    if in_json:
        print_json(roads.roads_json(found) | {"roads": str(written)})
        return
    from goodoffices.cli.terminal import show_sections

    show_sections(roads.roads_section(found))
    note(f"The roads: {written}")


@command.command("show")
@click.argument("file", metavar="ROADS")
@click.option("--json", "in_json", is_flag=True, help="Print JSON.")
def show(file: str, *, in_json: bool) -> None:
    r"""Say where the roads of a file come from, how many there are by class, and what was left out.

    ROADS is a file that `corridors roads import` wrote, or one that it reads.

    \b
    Example:
      goodoffices corridors roads show examples/river-corridor/roads.csv
    """
    with progress() as say:
        say("Reading the roads")
        from goodoffices.corridors import roads

        found, _ = read_network(file, None, say)
    if in_json:
        print_json(roads.roads_json(found))
        return
    from goodoffices.cli.terminal import show_sections

    show_sections(roads.roads_section(found))
