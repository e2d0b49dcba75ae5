"""`goodoffices evidence events import`: a file of events into the store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodoffices.cli.files import is_same, make_folder
from goodoffices.cli.progress import Steps, progress
from goodoffices.cli.shell import DONE, note, print_json

if TYPE_CHECKING:
    from goodoffices.evidence.events import Imported

__all__ = ["SOURCES", "command"]

SOURCES = ("ucdp-ged", "ucdp-candidate", "acled", "hapi", "own")
"""As `goodoffices.evidence.events.SOURCES`, which takes a while to load."""


@contextmanager
def _no_empty_store(store: Path) -> Iterator[None]:
    """A store that was not there before is not left behind, empty, by an import that fails."""
    there = store.exists()
    try:
        yield
    except BaseException:
        if not there:
            store.unlink(missing_ok=True)
        raise


@click.command("import")
@click.argument("file", metavar="FILE")
@click.option("--into", "store", metavar="STORE", required=True, help="The store: a file, made where it is missing.")
@click.option(
    "--source", type=click.Choice(SOURCES), help="What kind of file it is; without it, you are told which it may be."
)
@click.option("--release", required=True, help="Version or date of the file, as 25.1: it stays with every row.")
@click.option(
    "--keep-notes",
    is_flag=True,
    help="Keep free text as well (notes, headlines, quoted sources). It can name victims, witnesses and informants: "
    "the store then needs the care that a list of persons needs. It stays in the store; no export hands it out.",
)
@click.option("--leave-out", multiple=True, metavar="COLUMN", help="A column of the file not to read; may be repeated.")
@click.option("--rejected", metavar="FILE", help="Where rejected rows are told (beside FILE, as <name>.rejected.csv).")
@click.option("--json", "in_json", is_flag=True, help="Print JSON.")
def command(
    file: str,
    *,
    store: str,
    source: str | None,
    release: str,
    keep_notes: bool,
    leave_out: tuple[str, ...],
    rejected: str | None,
    in_json: bool,
) -> int:
    r"""Read a FILE of events into a store. What is there already (source, release, identifier) is left as it is.

    A row that contradicts itself is kept and flagged; one that cannot be read is rejected, and told with its line and
    the reason in a file beside. ucdp-ged and ucdp-candidate: CSV of 49 columns, also without header. acled: CSV with
    the columns before or since March 2023. hapi: counts of HDX HAPI, which are no events and go to a table of their
    own. own: the team's incidents, also with HXL tags or from KoboToolbox.

    \b
    Example:
      goodoffices evidence events import examples/incidents/incidents.csv --into e.duckdb \
        --source own --release 5
    """
    from goodoffices.evidence import events

    if is_same(Path(store), file):
        raise click.UsageError(f"{store} is what is read, and would be written over. Give another name.")
    make_folder(Path(store).resolve().parent)
    if source is None:
        raise click.UsageError(_which_source(file))
    with progress() as say, _no_empty_store(Path(store)), events.open_store(store, write=True) as connection:
        steps = Steps(say)
        told = events.import_file(
            connection,
            file,
            events.SOURCES[source],
            source=source,
            release=release,
            keep_notes=keep_notes,
            leave_out=leave_out,
            rejected=rejected,
            tell=steps,
        )
        steps.end()
    if in_json:
        lists = {"flags": dict(told.flags), "passed_over": list(told.passed_over)}
        print_json(told.__dict__ | lists | {"seconds": steps.seconds})
    else:
        _say(told)
        note(f"  Seconds: {', '.join(f'{step} {seconds:.1f}' for step, seconds in steps.seconds.items())}")
    return DONE


def _which_source(file: str) -> str:
    """What to say of `--source`: the sources whose columns the file has, and how each is known."""
    from goodoffices.evidence import events

    found = events.suggested(file)
    if found:
        first = f"{file} has the columns of {' and of '.join(found)}."
    else:
        first = f"{file} has the columns of none of them."
    known = "\n".join(f"  {source}: {sign}" for source, sign in events.SIGNS.items())
    return f"Say with --source what kind of file it is. {first}\n{known}"


def _say(told: Imported) -> None:
    from goodoffices.evidence.events import FLAGS

    click.echo(f"{told.file}: {told.read:,} rows read as {told.source} {told.release}.")
    click.echo(f"  {told.new:,} new")
    changed = f", of which {told.changed:,} read otherwise now and were not changed" if told.changed else ""
    click.echo(f"  {told.known:,} already there{changed}")
    click.echo(f"  {told.rejected:,} rejected{f': see {told.rejected_file}' if told.rejected else ''}")
    click.echo(f"  {told.flagged:,} of the new flagged, and kept as they are")
    for flag, number in told.flags:
        click.echo(f"    {flag} {number:,}: {FLAGS[flag]}")
    if told.notes:
        click.echo(f"  {told.notes:,} texts kept with them")
    if told.passed_over:
        click.echo(f"  Columns not read: {', '.join(told.passed_over)}")
