"""`goodoffices ceasefire incidents`: events of a store against the clauses of a ceasefire."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import click

from goodoffices.cli.evidence_choice import choice_of, choice_options
from goodoffices.cli.files import STDOUT, is_same, put_text
from goodoffices.cli.numbers import Whole
from goodoffices.cli.progress import progress
from goodoffices.cli.shell import note, print_json

__all__ = ["command", "digest"]


@click.command("incidents")
@click.argument("terms", metavar="TERMS")
@click.option("--store", required=True, metavar="DB", help="The store of events.")
@click.option("--ceasefire", "name", default="", metavar="ID", help="Which ceasefire, where TERMS holds several.")
@click.option("--days", type=Whole(1, 3660), default=28, show_default=True, help="Days before and after the start.")
@click.option("-o", "--output", metavar="FILE", help="Write every event with its reasons, as CSV (-: the screen).")
@choice_options
def command(terms: str, store: str, name: str, days: int, output: str | None, *, in_json: bool, **choice: Any) -> None:
    r"""Set every event of a store against each clause of TERMS: inside, outside or unclear, and why.

    What is not known exactly (a day without an hour, a place known by its province, a coalition) is unclear, not
    guessed. Events before and after the start are counted for all, and for those who are bound. Nothing says who broke
    the ceasefire.

    \b
    Example:
      goodoffices ceasefire incidents examples/ceasefire-two-valleys/terms.yaml --store events.duckdb
    """
    _check(output, (terms, store), in_json=in_json)
    from pathlib import Path

    from goodoffices.ceasefire import incidents
    from goodoffices.ceasefire.terms import choose, read_terms
    from goodoffices.evidence import events

    asked = choice_of(choice)
    with progress() as say, events.open_store(store) as connection:
        chosen = choose(read_terms(terms), name)
        say("Setting events against the clauses")
        found = incidents.set_against(events.events(connection), chosen, asked)
        source = events.provenance(connection, found.choice, "Events against the clauses of a ceasefire")
    source = replace(source, inputs=(*source.inputs, (Path(terms).name, digest(terms))))
    summary = incidents.summarise(found)
    around = incidents.around_start(found, days) if chosen.start else None
    if output and put_text(output, incidents.against_table(found)):
        note(f"Every event with its reasons: {output}")
    if in_json:
        print_json(incidents.against_json(found, summary, around, source))
    elif output != STDOUT:
        from goodoffices.cli.terminal import show_sections

        show_sections(*incidents.against_sections(chosen, summary, around))


def _check(output: str | None, inputs: tuple[str, ...], *, in_json: bool) -> None:
    from pathlib import Path

    if output == STDOUT and in_json:
        raise click.UsageError("The table and the JSON would both go to standard output. Give the table a name.")
    for file in inputs:
        if output and output != STDOUT and is_same(Path(output), file):
            raise click.UsageError(f"{output} is what is read, and would be written over. Give another name.")


def digest(file: str) -> str:
    """The hash of a file, for where an answer comes from."""
    import hashlib
    from pathlib import Path

    return f"sha256:{hashlib.sha256(Path(file).read_bytes()).hexdigest()}"
