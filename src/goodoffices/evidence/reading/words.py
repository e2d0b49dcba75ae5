"""Suggestions in words, the same on every page and in every review."""

from __future__ import annotations

from goodoffices.evidence.claims import spoken_figure
from goodoffices.evidence.reading.model import (
    ActorFound,
    DateFound,
    FigureFound,
    Option,
    PlaceFound,
    SaidFound,
    SourceWords,
    Suggestion,
)
from goodoffices.values import Period, plural, spoken_date

__all__ = ["kind", "spoken_option", "spoken_source", "still_open", "told"]

_ROLES = {
    "at": "a place",
    "from": "a place that somebody left",
    "to": "a place that somebody went to",
    "told": "a place, perhaps only where something was said",
    "dateline": "the place of the dateline",
}


def kind(one: Suggestion) -> str:
    """What sort of suggestion it is: `figure`, `date`, `place`, `said`, `actor`."""
    match one:
        case FigureFound():
            return "figure"
        case DateFound():
            return "date"
        case PlaceFound():
            return "place"
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
        case PlaceFound():
            return f"{one.name}: {_ROLES[one.role]}"
        case SaidFound():
            return f"by {one.by} (“{one.verb}”){', quoted' if one.quoted else ''}"
        case ActorFound():
            again = f", named {plural(one.again + 1, 'time')}" if one.again else ""
            return f"{one.name}: {one.kind}{again}"
        case _:
            return one.quotation


def _figure(one: FigureFound) -> str:
    whom = "" if one.population == "all" else f", {one.population}"
    harm = one.harm or "what happened is not told"
    who = f"said by {one.claimant}" if one.claimant else "nobody is named who says so"
    told = f"{spoken_figure(one.figure)} {one.unit}{whom}: {harm}; {who} (number read by: {one.why})"
    settled = {"place": one.place.supported, "period": one.period.supported}
    return ". ".join(
        [told, *(f"{key.capitalize()}: {spoken_option(option)}" for key, option in settled.items() if option)]
    )


def still_open(one: Suggestion) -> str:
    """What else the place and the period of a figure may be, and which words to look at for its grade; "" where there
    is nothing to look at."""
    if not isinstance(one, FigureFound):
        return ""
    told = []
    for what, options in (("place", one.place), ("period", one.period)):
        if others := [spoken_option(each) for each in options.known if each != options.supported]:
            lead = f"Its {what} may also be" if options.supported else f"Its {what} is not settled; it may be"
            told.append(f"{lead}: {'; '.join(others)}.")
    if one.source:
        words = "; ".join(spoken_source(each) for each in one.source)
        told.append(f"The grade is yours to give. Words to look at: {words}.")
    return " ".join(told)


def spoken_option(option: Option) -> str:
    """One place or period with the suggestion that it rests on, and why it comes into question."""
    words = spoken_date(Period.parse(option.value)) if option.value[:1].isdigit() else option.value
    return f"{words} ({f'{option.of}, ' if option.of else ''}{option.why})"


def spoken_source(one: SourceWords) -> str:
    """Words about a source, and what sort of source they speak of."""
    return f"“{' '.join(one.quotation.split())}” ({one.kind})"


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
