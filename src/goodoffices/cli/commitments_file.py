"""`goodoffices commitments new` and `check`: begin a file, with what a text suggests; look for mistakes in one."""

from __future__ import annotations

import datetime as dt
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodoffices.cli.clock import today
from goodoffices.cli.evidence_choice import Day
from goodoffices.cli.files import is_same, put_text
from goodoffices.cli.shell import note, print_json

if TYPE_CHECKING:
    from goodoffices.commitments import Body, Suggested

__all__ = ["check", "new"]

_LARGEST_TEXT = 2_000_000


@click.command("new", short_help="Write a new file to fill in, with what a text suggests as comments.")
@click.argument("file")
@click.option("--title", default="What the agreement is called", help="What it is called.")
@click.option("--id", "name", default="", metavar="ID", help="A short name; made of the file's name if not given.")
@click.option("--text", "source", metavar="AGREEMENT", help="Its text, UTF-8: its sentences are suggested as comments.")
@click.option("--party", "parties", multiple=True, metavar="NAME", help="As the text calls a party; repeatable.")
@click.option("--guarantor", "guarantors", multiple=True, metavar="NAME", help="As it calls a guarantor; repeatable.")
@click.option("--body", "bodies", multiple=True, metavar="NAME", help="As it calls a verifying body; repeatable.")
@click.option("--dated", type=Day(), metavar="DATE", help="The day of the text (today): `next month` counts from it.")
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
def new(
    file: str,
    *,
    title: str,
    name: str,
    source: str | None,
    parties: tuple[str, ...],
    guarantors: tuple[str, ...],
    bodies: tuple[str, ...],
    dated: dt.date | None,
    force: bool,
) -> None:
    r"""Write new commitments to FILE (- for the screen): valid as they stand, with comments that teach.

    With --text, every sentence of an agreement that seems to oblige somebody stands in FILE as a comment: who, by when
    and by whom verified only where its words say so. Rules suggest; whoever takes the comment mark away decides.

    \b
    Example:
      goodoffices commitments new valleys.yaml --text examples/valley-commitments/agreement.txt \
        --party "Upland Council" --party "Lowland Council" --body "Joint Team"
    """
    from goodoffices.commitments import new_commitments

    suggested: tuple[Suggested, ...] = ()
    named = _named(parties, guarantors, bodies)
    if source:
        if is_same(Path(file), source):
            raise click.UsageError(f"{file} is the agreement itself, and would be written over. Give another name.")
        suggested = _suggested(source, named, dated or today())
    elif named:
        raise click.UsageError("--party, --guarantor and --body are looked for in a text: --text AGREEMENT")
    text = new_commitments(name or _id_for(file), title, suggested, named)
    if put_text(file, text, force=force):
        told = f"; {len(suggested)} suggested as comments" if source else ""
        note(f"Written: {file}{told}. Fill it in, then: goodoffices commitments check {shlex.quote(file)}")


def _named(parties: tuple[str, ...], guarantors: tuple[str, ...], bodies: tuple[str, ...]) -> tuple[Body, ...]:
    """Those whose names are looked for, each under an id made of the name."""
    from goodoffices.commitments import Body

    found: dict[str, Body] = {}
    for role, names in (("party", parties), ("guarantor", guarantors), ("body", bodies)):
        for name in names:
            identity = _id_for(name.casefold())
            if not name.strip() or identity in found:
                raise click.UsageError(f"{name!r} is given twice, or is no name. Write each as the text calls it.")
            found[identity] = Body(identity, " ".join(name.split()), role)
    return tuple(found.values())


def _suggested(source: str, named: tuple[Body, ...], dated: dt.date) -> tuple[Suggested, ...]:
    from goodoffices.commitments import suggest
    from goodoffices.errors import EvidenceError
    from goodoffices.values import read_utf8

    return suggest(read_utf8(source, _LARGEST_TEXT, EvidenceError), named, dated)


def _id_for(file: str) -> str:
    stem = Path(file).name.split(".", maxsplit=1)[0]
    kept = "".join(sign if sign.isalnum() or sign in "_-" else "-" for sign in stem).strip("-_")
    return kept[:40] if any(sign.isalpha() for sign in kept) else "my-agreement"


@click.command("check", short_help="Say what is wrong with a file of commitments, all at once.")
@click.argument("file")
@click.option("--json", "in_json", is_flag=True, help="Print JSON.")
def check(file: str, *, in_json: bool) -> None:
    r"""Read FILE: every mistake with its line, or how many commitments there are and what none of them says.

    Exit code 0: it can be read. 2: it cannot.

    \b
    Example:
      goodoffices commitments check examples/valley-commitments/valleys.commitments.yaml
    """
    from goodoffices.commitments import read_commitments
    from goodoffices.values import plural

    agreement = read_commitments(file)
    open_ones = {
        "no deadline": [one.id for one in agreement.commitments if not one.due.is_known],
        "nobody verifies": [one.id for one in agreement.commitments if not one.verified_by],
        "no clause": [one.id for one in agreement.commitments if not one.clause.text],
    }
    if in_json:
        counts = {
            "commitments": len(agreement.commitments),
            "hash": agreement.hash,
            "text": agreement.text_hash or None,
        }
        print_json({"valid": True, "agreement": agreement.id, **counts, "open": open_ones})
        return
    kept = (
        "; every clause stands in the text" if agreement.text_hash else "; no text of the agreement to look them up in"
    )
    click.echo(f"{agreement.title}: {plural(len(agreement.commitments), 'commitment')}{kept}.")
    if agreement.in_force is None:
        click.echo("  It is not known when it enters into force: periods that run from it have no last day.")
    for what, which in open_ones.items():
        if which:
            click.echo(f"  {what}: {', '.join(which)}")
