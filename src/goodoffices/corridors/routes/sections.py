"""Routes to read: the named ones, alternatives, what a loss costs, and the plan for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from goodoffices.corridors.roads import Roads
from goodoffices.corridors.routes.picture import front_picture
from goodoffices.corridors.routes.result import Loss, Route, Routes
from goodoffices.corridors.routes.wording import spoken_exposure, spoken_km, spoken_stretch, spoken_time, way
from goodoffices.values import Block, Cell, Column, Listing, Note, Paragraph, Picture, Section, Table, count, plural

__all__ = ["routes_sections"]

_DESK: Final = (
    "Exact streets and places are shown: for the mediator's desk only. Whoever reads this knows where people will pass."
)
_STREETS: Final = 12
"""Streets of a route that are told."""
_SEVERAL: Final = 10
"""Unavoidable stretches that are told."""


def routes_sections(
    roads: Roads, found: Routes, *, exact: bool = False, drawn: Picture | None = None
) -> tuple[Section, ...]:
    """The answer for its reader; without `exact`, no street is named and places are rounded to about 5 km. `drawn` is a
    map, which shows everything exactly."""
    return (
        _routes(roads, found, drawn, exact=exact),
        _loss(roads, found.losses, exact=exact),
        _plan(roads, found, exact=exact),
    )


def _routes(roads: Roads, found: Routes, drawn: Picture | None, *, exact: bool) -> Section:
    number, fastest = len(found.seconds), float(found.seconds[0])
    if number == 1:
        told = "One route is both the fastest and the least exposed: there is nothing to trade."
    else:
        told = (
            f"{count(number)} routes are efficient: of each, no other is both faster and less exposed. The set is "
            "exact for the times and the exposures that were put in, tenths of a second and of an event-metre."
        )
    blocks: list[Block] = [Note(_DESK)] if exact or drawn else []
    blocks += [Paragraph(told), _table(found.chosen, "Routes", fastest, exact=exact)]
    if number > 1:
        blocks.append(front_picture(found))
    if drawn:
        blocks.append(drawn)
    blocks += _alternatives(found, exact=exact)
    if exact:
        blocks += [Listing(tuple(_course(roads, one) for one in found.chosen))]
    return Section("routes", "Routes", tuple(blocks))


def _table(
    routes: Sequence[Route], caption: str, fastest: float, *, shared: bool = False, exact: bool = False
) -> Table:
    heads = [Column("Route"), *(Column(name, numeric=True) for name in ("Time", "Longer by", "Exposure", "Km"))]
    rows = []
    for one in routes:
        longer = f"+{spoken_time(one.seconds - fastest)}" if one.seconds > fastest else "–"
        cells = [", ".join(one.names), spoken_time(one.seconds), longer, spoken_exposure(one.exposure)]
        cells.append(spoken_km(one.metres, exact=exact))
        rows.append([*cells, f"{100 * one.shared:.0f} %"] if shared else cells)
    columns = (*heads, *((Column("Shared at most", numeric=True),) if shared else ()))
    return Table(caption, columns, tuple(tuple(Cell(text) for text in row) for row in rows))


def _alternatives(found: Routes, *, exact: bool) -> list[Block]:
    asked = found.question
    if not asked.others:
        return []
    limit = f"no more than {100 * asked.shared:.0f} % of its way with the fastest or another"
    if not found.others:
        return [Paragraph(f"No alternative was found that shares {limit}. The search for one is no proof.")]
    caption = f"Alternatives, each of which shares {limit}"
    return [_table(found.others, caption, float(found.seconds[0]), shared=True, exact=exact)]


def _course(roads: Roads, route: Route) -> str:
    told = way(roads, route.edges)
    longest = sorted(sorted(told, key=lambda one: -one[1])[:_STREETS], key=told.index)
    said = "; ".join(f"{name} {metres / 1000:.1f} km" for name, metres in longest)
    more = f" (the {len(longest)} longest of {len(told)} stretches)" if len(told) > len(longest) else ""
    return f"{route.names[0].capitalize()}: {said}{more}."


def _loss(roads: Roads, losses: Sequence[Loss], *, exact: bool) -> Section:
    rows = tuple(
        (
            Cell(spoken_stretch(roads, loss.edges, exact=exact)),
            Cell("no route is left", tone="bad")
            if loss.seconds is None
            else Cell(f"+{spoken_time(loss.seconds)}" if loss.seconds else "nothing"),
        )
        for loss in losses
    )
    heads = (Column("Stretch of the fastest route"), Column("Its loss costs", numeric=True))
    told = "If a road of one of these stretches is lost in both directions, the quickest route left is longer by:"
    return Section("losses", "What a loss would cost", (Paragraph(told), Table("", heads, rows)))


def _plan(roads: Roads, found: Routes, *, exact: bool) -> Section:
    backup = found.backup
    pair = _table(
        (backup.first, backup.second), "Two routes, the least time together", float(found.seconds[0]), exact=exact
    )
    if backup.survives:
        told = "Two routes share no stretch: whichever one is lost, one of them is left."
        return Section("plan", "A plan that survives a loss", (Note(told, "finding"), pair))
    number = len(backup.unavoidable)
    edges = [edge for stretch in backup.unavoidable for edge in stretch]
    metres = float(roads.length[edges].sum())
    what = plural(number, "stretch", "stretches")
    verb = "is" if number == 1 else "are"
    long = f"{what} ({spoken_km(metres, exact=exact)} km)"
    told = (
        f"No plan survives the loss of any one stretch: {long} {verb} on every route that is "
        f"not closed. The two routes below share {'it' if number == 1 else 'them'} alone."
    )
    listed = [spoken_stretch(roads, edges, exact=exact) for edges in backup.unavoidable[:_SEVERAL]]
    more = (f"and {number - _SEVERAL} more.",) if number > _SEVERAL else ()
    return Section("plan", "A plan that survives a loss", (Note(told), Listing((*listed, *more)), pair))
