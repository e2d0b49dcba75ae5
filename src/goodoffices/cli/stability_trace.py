"""`goodoffices stability trace`: how they could get from one state to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goodoffices.cli.shell import print_json

if TYPE_CHECKING:
    from goodoffices.stability.model import Conflict

__all__ = ["trace"]

_BY = {"any": "any", "no-worse": "no_worse", "improving": "improving"}


@click.command("trace", short_help="Find the shortest ways from the status quo to a state.")
@click.argument("file")
@click.option("--from", "start", metavar="STATE", help="A state's number, pattern, `status_quo` or `agreement`.")
@click.option(
    "--to", "goals", multiple=True, metavar="STATE", help="Likewise; may be repeated. If not given, what holds."
)
@click.option("--by", type=click.Choice(list(_BY)), help="Which moves: any; none that its maker loses by; each better.")
@click.option("--json", "in_json", is_flag=True, help="Print JSON: the moves of each way.")
def trace(file: str, start: str | None, goals: tuple[str, ...], by: str | None, *, in_json: bool) -> None:
    r"""Find shortest ways in the model of FILE, nobody moving twice in a row.

    Without --from they start at the status quo that the file names; without --to they lead to the agreement, or to the
    states that hold (SEQ) where it names none; without --by all three kinds of moves are tried.

    \b
    Example:
      goodoffices stability trace examples/astana-2017/stability.yaml --to agreement
    """
    from goodoffices.stability.model import conflict
    from goodoffices.stability.pages import state_words, way_words, ways_json
    from goodoffices.stability.reading import read_model
    from goodoffices.stability.solve import KINDS
    from goodoffices.stability.solve import solve as solved
    from goodoffices.stability.solve import trace as traced

    found = conflict(read_model(file))
    first = _state(found, start or "status_quo")
    ends = [_state(found, goal) for goal in goals]
    if not ends:
        named = found.model.agreement
        ends = [_state(found, "agreement")] if named else solved(found.graph).equilibria("seq")
    kinds = [_BY[by]] if by else list(_BY.values())
    ways = [traced(found.graph, first, kind) for kind in kinds]  # type: ignore[arg-type]
    if in_json:
        print_json([ways_json(found, each, ends) for each in ways])
        return
    click.echo(f"From state {first + 1}: {state_words(found, first)}.")
    for goal in ends:
        click.echo(f"\nTo state {goal + 1}: {state_words(found, goal)}.")
        for each in ways:
            way = each.way(goal)
            told = "there is no way." if way is None else f"{way_words(found, way)}."
            click.echo(f"  By {KINDS[each.kind]}: {told}")


def _state(found: Conflict, text: str) -> int:
    """The state that a number, a pattern or a name means."""
    model, space = found.model, found.space
    named = {"status_quo": model.status_quo, "agreement": model.agreement}
    if text in named and not named[text]:
        way = "--from" if text == "status_quo" else "--to"
        raise click.UsageError(f"The file names no {text.replace('_', ' ')}. Give a state with {way}.")
    pattern = named.get(text, text)
    if text.isascii() and text.isdigit() and len(text) < 9:  # noqa: PLR2004
        state = int(text) - 1 if 1 <= int(text) <= len(space) else None
    else:
        fits = len(pattern) == len(space.options) and set(pattern) <= set("YN-")
        state = space.find(pattern) if fits else None
    if state is None:
        raise click.UsageError(
            f"{text!r} is not a feasible state. They are 1 to {len(space)}, or a pattern of Y and N."
        )
    return state
