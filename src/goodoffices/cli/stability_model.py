"""`goodoffices stability check`, `show` and `new`: the model itself."""

from __future__ import annotations

import shlex

import click

from goodoffices.cli.files import STDOUT, put_text
from goodoffices.cli.shell import note, print_json

__all__ = ["check", "new", "show"]


@click.command("check", short_help="Say what is wrong with a model, all at once, or how large it is.")
@click.argument("file")
@click.option("--json", "in_json", is_flag=True, help="Print JSON: the size of the model, and whether all is known.")
def check(file: str, *, in_json: bool) -> None:
    r"""Check the model of FILE: every problem with its line, column and what would be right.

    Exit code 0: it can be solved. 2: it cannot.

    \b
    Example:
      goodoffices stability check examples/astana-2017/stability.yaml
    """
    from goodoffices.stability.model import conflict
    from goodoffices.stability.pages import model_summary
    from goodoffices.stability.reading import read_model

    found = conflict(read_model(file))
    if in_json:
        sizes = {"makers": len(found.model.makers), "options": len(found.model.options), "states": len(found.space)}
        print_json({"valid": True, "model": found.model.id, **sizes, "complete": found.model.is_complete})
        return
    unknown = "" if found.model.is_complete else " Not all preferences are known; `solve` tells what hangs on them."
    click.echo(f"The model can be solved: {model_summary(found)}{unknown}")


@click.command("show", short_help="Show a model in words, with its states and their numbers.")
@click.argument("file")
@click.option("--json", "in_json", is_flag=True, help="Print JSON: makers, options, rules, preferences, states.")
def show(file: str, *, in_json: bool) -> None:
    r"""Show the model of FILE as it was understood: makers, options, rules, preferences, every state by its number.

    \b
    Example:
      goodoffices stability show examples/garrison-diversion/stability.yaml
    """
    from goodoffices.stability.model import conflict
    from goodoffices.stability.pages import model_json, model_sections
    from goodoffices.stability.reading import read_model

    found = conflict(read_model(file))
    if in_json:
        print_json(model_json(found))
        return
    from goodoffices.cli.terminal import show_sections

    show_sections(*model_sections(found))


@click.command("new", short_help="Write a model to fill in, from a package on record in a dossier.")
@click.argument("dossier")
@click.option("--package", required=True, metavar="TEXT", help="The id of a text of the dossier, as agreed.")
@click.option("-o", "--output", default=STDOUT, metavar="FILE", help="Where it goes (-, the screen, if not given).")
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
def new(dossier: str, package: str, output: str, *, force: bool) -> None:
    r"""Write a model that asks whether a package of DOSSIER would hold: valid as it stands, with comments that teach.

    Every principal can break the package, every guarantor can answer, every excluded party can attack it. What anybody
    wants is a first proposal to be changed; it is nobody's judgement.

    \b
    Example:
      goodoffices stability new examples/astana-2017/dossier.yaml \
        --package memorandum-2017-05-04 -o my-model.yaml
    """
    from goodoffices.cli.rooms import room_readers
    from goodoffices.dossier import read
    from goodoffices.stability.reading import new_model

    text = new_model(read(dossier, room_readers()), package)
    if put_text(output, text, force=force):
        note(
            f"Written: {output}. Change it with a text editor, then: goodoffices stability solve {shlex.quote(output)}"
        )
