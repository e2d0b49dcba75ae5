"""`goodoffices ceasefire new`, `check` and `import`: the terms of a ceasefire."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from goodoffices.cli.files import STDOUT, is_same, put_text
from goodoffices.cli.shell import fitted, note, print_json

__all__ = ["check", "import_terms", "new"]


@click.command("new", short_help="Write new terms to fill in, with ready clauses.")
@click.argument("file")
@click.option("--title", default="What the ceasefire is called", help="What it is called.")
@click.option("--id", "name", default="", metavar="ID", help="A short name; made of the file's name if not given.")
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
def new(file: str, title: str, name: str, *, force: bool) -> None:
    r"""Write new terms to FILE (- for the screen): valid as they stand, with ready clauses and comments that teach.

    \b
    Example:
      goodoffices ceasefire new my-ceasefire.yaml --title "Ceasefire in the north"
    """
    from goodoffices.ceasefire.terms import new_terms

    text = new_terms(name or _id_for(file), title)
    if put_text(file, text, force=force):
        note(f"Written: {file}. Fill it in with a text editor, then: goodoffices ceasefire check {shlex.quote(file)}")


def _id_for(file: str) -> str:
    kept = "".join(sign if sign.isalnum() or sign in "_-" else "-" for sign in Path(file).stem).strip("-_")
    return kept[:40] if any(sign.isalpha() for sign in kept) else "my-ceasefire"


@click.command("check", short_help="Say what the terms in a file are, what is wrong with them, and what is not known.")
@click.argument("file")
@click.option("--json", "in_json", is_flag=True, help="Print JSON, in the keys and words of the file.")
def check(file: str, *, in_json: bool) -> None:
    r"""Show the ceasefires of FILE, a dossier or a file of their own, or all that is wrong with them.

    Exit code 0: they can be read (what is not known is named). 2: they cannot.

    \b
    Example:
      goodoffices ceasefire check examples/ceasefire-two-valleys/terms.yaml
    """
    from goodoffices.ceasefire.terms import plain_terms, read_terms, terms_section

    found = read_terms(file)
    if in_json:
        ceasefires = {terms.id: plain_terms(terms) | {"not_known": list(terms.unknowns)} for terms in found}
        print_json({"valid": True, "ceasefires": ceasefires})
        return
    from goodoffices.cli.terminal import show_sections

    show_sections(*(terms_section(terms) for terms in found))


@click.command("import", short_help="Write terms to complete from a data set of ceasefires or of agreements.")
@click.option("--cf", metavar="FILE", help="The ETH/PRIO Civil Conflict Ceasefire dataset, as CSV (or .gz).")
@click.option("--pax", metavar="FILE", help="The PA-X Peace Agreements Database, as CSV (or .gz).")
@click.option("--country", required=True, metavar="NAME", help="Its name as in the file, as Syria.")
@click.option("-o", "--output", default=STDOUT, metavar="FILE", help="Where they go (-, the screen, if not given).")
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
def import_terms(cf: str | None, pax: str | None, country: str, output: str, *, force: bool) -> None:
    r"""Write the ceasefires of a country as terms to complete. What the data do not say is written as unknown.

    Codes of the data set are carried as numbers in a note, and nothing is made of them.

    \b
    Example:
      goodoffices ceasefire import --cf ceasefires.csv --country Syria -o syria.yaml
    """
    if bool(cf) == bool(pax):
        raise click.UsageError("Give one of --cf and --pax.")
    source = cf or pax or ""
    if output != STDOUT and is_same(Path(output), source):
        raise click.UsageError(f"{output} is the data set itself, and would be written over. Give another name.")
    from goodoffices.ceasefire.terms import import_cf, import_pax, write_terms
    from goodoffices.values import plural

    found = import_cf(source, country) if cf else import_pax(source, country)
    if put_text(output, write_terms(found.terms), force=force):
        note(f"Written: {output}. Complete what is unknown, then: goodoffices ceasefire check {shlex.quote(output)}")
    number = len(found.terms)
    told = f"{plural(number, 'ceasefire')} of {found.where} from {plural(found.rows, 'row')}."
    if found.without_end is not None:
        told += f" {found.without_end} of {number} have no end on record ({100 * found.without_end / number:.0f}%)."
    note(fitted(told, on_stderr=True))
