"""The options that say which events an analysis is about: the same for series, map and concentration."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from goodoffices.cli.numbers import Whole

if TYPE_CHECKING:
    from goodoffices.evidence.events import Cells, Choice, Named, Polygons

__all__ = ["Day", "choice_of", "choice_options", "event_options", "place_options", "places_of"]

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType[dt.date]):
    """A day of the calendar."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Read `2016-12-30`."""
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no day of the calendar. Write 2016-12-30.", param, ctx)


def choice_options(function: F) -> F:
    """Source, release, days, country, dyads, kinds; and `--json`."""
    return event_options(click.option("--json", "in_json", is_flag=True, help="Print JSON: every figure.")(function))


def event_options(function: F) -> F:
    """The same without `--json`."""
    for option in (
        click.option("--kind", "kinds", multiple=True, metavar="KIND", help="As state-based; may be repeated."),
        click.option("--dyad", "dyads", multiple=True, metavar="DYAD", help="Name or id of a dyad; may be repeated."),
        click.option("--country", default="", metavar="CODE", help="ISO code of three letters, as SYR."),
        click.option("--until", type=Day(), metavar="DATE", help="Last day."),
        click.option("--since", type=Day(), metavar="DATE", help="First day, as 2016-12-30."),
        click.option("--release", default="", metavar="WORDS", help="Which release, where the store holds several."),
        click.option("--source", default="", metavar="WORD", help="Which source, where the store holds several."),
    ):
        function = option(function)
    return function


def choice_of(options: dict[str, Any]) -> Choice:
    """Those options as a choice; takes them out of `options`."""
    from goodoffices.evidence.events import Choice

    told = {name: options.pop(name) for name in ("source", "release", "since", "until", "country", "dyads", "kinds")}
    if told["since"] and told["until"] and told["until"] < told["since"]:
        raise click.UsageError("--until lies before --since.")
    return Choice(**told)


def place_options(default: str) -> Callable[[F], F]:
    """What counts as a place: `--places` and, for polygons, `--level`."""

    def add(function: F) -> F:
        words = (
            "Places: the source's own admin1, admin2 or admin3; cells of a size, as h3:5; or a GeoJSON FILE of areas. "
            f"Without it: {default}."
        )
        places = click.option("--places", default=default, metavar="WHAT", help=words)
        words = "Level of FILE, if its properties do not tell: 1 provinces, 2 districts, 3 sub-districts."
        level = click.option("--level", type=Whole(1, 3), help=words)
        return places(level(function))

    return add


def places_of(words: str, level: int | None) -> Named | Cells | Polygons:
    """What `--places` says. Raises UserError and UsageError."""
    from goodoffices.evidence.events import Cells, Named, read_polygons

    names = {"admin1": Named(1), "admin2": Named(2), "admin3": Named(3)}
    if words in names:
        return names[words]
    if words.startswith("h3:"):
        size = words.removeprefix("h3:")
        if not size.isdecimal():
            raise click.UsageError(f"{words} names no size of cells. Write h3:4.")
        return Cells(int(size))
    return read_polygons(words, level)  # type: ignore[arg-type]
