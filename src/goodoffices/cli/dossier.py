"""`goodoffices dossier`: the file that says what is at the table."""

from __future__ import annotations

import datetime as dt
import shlex
import sys
from math import prod
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodoffices.cli.files import STDOUT, put_text, write_file
from goodoffices.cli.shell import fitted, note, print_json, problem_json

if TYPE_CHECKING:
    from goodoffices.dossier import Dossier
    from goodoffices.errors import Problem
    from goodoffices.values import Section

__all__ = ["command"]


@click.group()
def command() -> None:
    r"""Write, check, read and change the file that says what is at the table.

    \b
    Example:
      goodoffices dossier check examples/astana-2017/dossier.yaml
    """


@command.command(short_help="Say whether a file is a valid dossier, and all that is wrong with it.")
@click.argument("file")
@click.option("--json", "in_json", is_flag=True, help="Print JSON.")
def check(file: str, *, in_json: bool) -> None:
    r"""Say whether FILE is a valid dossier: all that is wrong with it, each with line, column and remedy.

    Exit code 0: it is valid (remarks say what could be better). 2: it is not.

    \b
    Example:
      goodoffices dossier check examples/astana-2017/dossier.yaml
    """
    from goodoffices.cli.rooms import room_readers
    from goodoffices.dossier import load_text, parse_dossier, remarks_on

    text = load_text(file)
    dossier = parse_dossier(text, file, room_readers())
    remarks = remarks_on(dossier, text, file)
    if in_json:
        print_json({
            "valid": True,
            "dossier": dossier.id,
            "title": dossier.title,
            "hash": dossier.hash,
            "counts": _counts(dossier),
            "caution": dossier.caution,
            "remarks": [problem_json(remark) for remark in remarks],
        })  # fmt: skip
        return
    click.echo(fitted(f"{dossier.title} ({dossier.id})"))
    told = [f"{n:,} {_ONE[what] if n == 1 else what}" for what, n in _counts(dossier).items() if n or what in _ALWAYS]
    click.echo(fitted(f"A valid dossier: {', '.join(told)}."))
    line = f"Hash of what it says: {dossier.hash}"
    # In a pipe it stays in one piece, for scripts that look for it.
    click.echo(fitted(line) if sys.stdout.isatty() else line)
    if dossier.caution:
        click.echo(fitted(f"Caution: {dossier.caution}"))
    for remark in remarks:
        click.echo(fitted(_remark(remark)))


_ALWAYS = ("parties", "issues", "packages", "texts")
_ONE = {
    "parties": "party",
    "excluded": "excluded",
    "issues": "issue",
    "packages": "package",
    "linkages": "linkage",
    "interactions": "interaction",
    "texts": "text",
    "rounds": "round",
    "sources": "source",
    "ceasefires": "ceasefire",
}


def _counts(dossier: Dossier) -> dict[str, int]:
    return {
        "parties": len(dossier.parties),
        "excluded": len(dossier.excluded),
        "issues": len(dossier.issues),
        "packages": prod(len(issue.options) for issue in dossier.issues),
        "linkages": len(dossier.linkages),
        "interactions": len(dossier.interactions),
        "texts": len(dossier.texts),
        "rounds": len(dossier.rounds),
        "sources": len(dossier.sources),
        "ceasefires": len(dossier.reserved.get("ceasefires", {})),
    }


def _remark(remark: Problem) -> str:
    place = f"{remark.where.file}:{remark.where.line}:{remark.where.column}: " if remark.where.line else ""
    return f"Remark: {place}{remark.what}. {remark.remedy}".rstrip()


@command.command(short_help="Show what a dossier says.")
@click.argument("file")
@click.option("--json", "in_json", is_flag=True, help="Print JSON, in the keys and words of the file.")
def show(file: str, *, in_json: bool) -> None:
    r"""Show what FILE says: parties, who cares how much about what, preferences, linkages, texts, rounds, sources.

    \b
    Example:
      goodoffices dossier show examples/astana-2017/dossier.yaml
    """
    from goodoffices.cli.rooms import room_readers
    from goodoffices.dossier import plain_dossier, read

    dossier = read(file, room_readers())
    if in_json:
        print_json(plain_dossier(dossier) | {"hash": dossier.hash})
        return
    from goodoffices.cli.show import sections_of
    from goodoffices.cli.terminal import show_sections

    ceasefires: list[Section] = []
    if "ceasefires" in dossier.reserved:
        from goodoffices.ceasefire.terms import read_terms, terms_section

        ceasefires = [terms_section(terms) for terms in read_terms(file)]
    show_sections(*sections_of(dossier), *ceasefires)


@command.command(short_help="Write a new dossier to fill in.")
@click.argument("file")
@click.option("--title", default="What the talks are about", help="What the talks are about.")
@click.option(
    "--party",
    "parties",
    multiple=True,
    metavar="ID[:NAME]",
    help="A party, called by its id where no name is given; may be given several times.",
)
@click.option("--issue", "issues", multiple=True, metavar="ID", help="An issue; may be given several times.")
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
def new(file: str, title: str, parties: tuple[str, ...], issues: tuple[str, ...], *, force: bool) -> None:
    r"""Write a new dossier to FILE (- for the screen): valid as it stands, with comments that teach how to fill it in.

    \b
    Example:
      goodoffices dossier new my-case.yaml --party gov:Government --party opp:Opposition \
        --issue ceasefire --issue aid
    """
    from goodoffices.dossier import new_dossier

    pairs = [_party(word) for word in parties] or [("a", "First party"), ("b", "Second party")]
    today = dt.datetime.now(tz=dt.UTC).astimezone().date().isoformat()
    text = new_dossier(_id_for(file), title, pairs, issues or ("ceasefire", "access"), today)
    if put_text(file, text, force=force):
        note(f"Written: {file}. Fill it in with a text editor, then: goodoffices dossier check {shlex.quote(file)}")


@command.command("import", short_help="Write a dossier from a scenario by others.")
@click.argument("files", metavar="DOMAIN PROFILE...", nargs=-1, required=True)
@click.option("-o", "--output", metavar="FILE", default=STDOUT, help="Write it to FILE (-, the screen, if not given).")
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
def import_scenario(files: tuple[str, ...], output: str, *, force: bool) -> None:
    r"""Write a dossier from a scenario by others: a Genius domain and its profiles, or GeniusWeb or NegoLog profiles.

    Names become ids, utilities become points; the names stay as labels. Numbers with more than nine decimals are
    rounded, and the dossier's caution says so.

    \b
    Example:
      goodoffices dossier import examples/mill/domain.xml examples/mill/farmer.xml \
        examples/mill/miller.xml -o mill.yaml
    """
    from goodoffices.dossier import read_scenario, scenario_text

    text = scenario_text(read_scenario(files))
    if put_text(output, text, force=force):
        note(f"Written: {output}. Next: goodoffices settle {shlex.quote(output)}")


def _party(word: str) -> tuple[str, str]:
    name, colon, full_name = (part.strip() for part in word.partition(":"))
    # One word serves as both; of several words the id is made.
    return (name, full_name or name) if colon or " " not in name else (_id_for(name), name)


def _id_for(file: str) -> str:
    kept = "".join(sign if sign.isalnum() or sign in "_-" else "-" for sign in Path(file).stem).strip("-_")
    return kept[:40] if any(sign.isalpha() for sign in kept) else "my-case"


@command.command(
    "set", short_help="Change one value; comments and layout stay.", context_settings={"ignore_unknown_options": True}
)
@click.argument("file")
@click.argument("key")
@click.argument("value")
def set_value(file: str, key: str, value: str) -> None:
    r"""Change one value of FILE, leaving comments and layout as they are.

    KEY is the path of keys to the value, joined by dots; an item of a list is named by its number, from 1, or by its
    id. Put VALUE in single quotes, for the shell reads `>` and `!` itself. Nothing is written unless the result is a
    valid dossier.

    \b
    Example:
      goodoffices dossier set examples/two-villages/dossier.yaml issues.water.lower \
        '7 meter > days >> !upper'
    """
    from goodoffices.cli.rooms import room_readers
    from goodoffices.dossier import edit_dossier, load_text, parse_dossier

    before = load_text(file)
    after = edit_dossier(before, {key: value}, file)
    parse_dossier(after, file, room_readers())
    if after == before:
        note(f"{key} is so already: nothing was written.")
        return
    write_file(file, after)
    note(f"{file}: {key} is now: {value}")


@command.command(short_help="Print the JSON Schema of a dossier, for editors.")
@click.option("-o", "--output", metavar="FILE", default=STDOUT, help="Write it to FILE (-, the screen, if not given).")
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
def schema(output: str, *, force: bool) -> None:
    r"""Print the JSON Schema of a dossier, with which an editor completes keys and marks mistakes.

    \b
    Example:
      goodoffices dossier schema -o dossier.schema.json
    """
    import json

    from goodoffices.cli.rooms import room_schemas
    from goodoffices.dossier import dossier_schema

    text = json.dumps(dossier_schema(room_schemas()), ensure_ascii=False, indent=2) + "\n"
    if put_text(output, text, force=force):
        note(f"Written: {output}")
