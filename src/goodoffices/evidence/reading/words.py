"""Suggestions in words, the same on every page and in every review."""

from __future__ import annotations

from goodoffices.evidence.claims import spoken_figure
from goodoffices.evidence.reading.model import ActorFound, DateFound, FigureFound, SaidFound, Suggestion
from goodoffices.values import plural, spoken_date

__all__ = ["kind", "told"]


def kind(one: Suggestion) -> str:
    """What sort of suggestion it is: `figure`, `date`, `said`, `actor`."""
    match one:
        case FigureFound():
            return "figure"
        case DateFound():
            return "date"
        case SaidFound():
            return "said"
        case _:
            return "actor"


def told(one: Suggestion) -> str:
    """What it suggests, in a line."""
    match one:
        case FigureFound():
            return _figure(one)
        case DateFound():
            return _date(one)
        case SaidFound():
            return f"said by {one.by} (“{one.verb}”){', quoted' if one.quoted else ''}"
        case ActorFound():
            again = f", named {plural(one.again + 1, 'time')}" if one.again else ""
            return f"{one.name}: {one.kind}{again}"
        case _:
            return one.quotation


def _figure(one: FigureFound) -> str:
    whom = "" if one.population == "all" else f", {one.population}"
    harm = one.harm or "what happened is not told"
    claimant = one.claimant or "nobody named"
    return f"{spoken_figure(one.figure)} {one.unit}{whom}: {harm}; said by {claimant} (number read by: {one.why})"


def _date(one: DateFound) -> str:
    ways = [f"{spoken_date(meaning.period)} ({meaning.reading})" for meaning in one.meanings]
    if len(ways) == 1:
        return ways[0]
    decided = (
        f"supported: {spoken_date(one.supported.period)}, because {one.why}"
        if one.supported
        else "the text does not decide"
    )
    return f"can mean {'; '.join(ways)} – {decided}"
