"""How components are written: two digits that mean something, a word for every vote, a dash for what is not known."""

from __future__ import annotations

from typing import Final

from goodoffices.hosting.comparing import Comparison
from goodoffices.hosting.distances import Distances, Spread
from goodoffices.hosting.model import Standing
from goodoffices.hosting.roll_calls import runs
from goodoffices.hosting.states import name_of
from goodoffices.values import Period, series, spoken_date

__all__ = [
    "NOTHING",
    "VOTES",
    "day",
    "for_whom",
    "pairs_apart",
    "party",
    "short_spread",
    "spoken_run",
    "spread",
    "tally",
]

NOTHING: Final = "–"
VOTES: Final = {"Y": "yes", "N": "no", "A": "abstained", "": "no vote on record"}
_SURE: Final = 0.95


def spread(value: Spread) -> str:
    """`2.95 (2.63 to 3.29)`: the published points' figure, and 5 % to 95 % of the draws."""
    told = f"{value.point:.2f}"
    return told if value.low is None or value.high is None else f"{told} ({value.low:.2f} to {value.high:.2f})"


def short_spread(value: Spread) -> str:
    """`3.0 (2.6–3.3)`, where many stand side by side."""
    told = f"{value.point:.1f}"
    return told if value.low is None or value.high is None else f"{told} ({value.low:.1f}–{value.high:.1f})"


def day(text: str) -> str:
    """A date as precise as it is known."""
    try:
        return spoken_date(Period.parse(text))
    except ValueError:
        return text or "date not told"


def party(found: Comparison, standing: Standing) -> str:
    """A party; where it is no state, it says so."""
    name = found.names[standing.party]
    return f"{name}, through declared backers" if standing.is_backed else name


def for_whom(found: Comparison, state: str) -> str:
    """For which parties a state stands."""
    own = [found.names[each.party] for each in found.parties if state in each.states and not each.is_backed]
    backed = [found.names[each.party] for each in found.parties if state in each.states and each.is_backed]
    told = [*own, *(f"backer of {name}" for name in backed)]
    return series(told)


def tally(counts: dict[str, int]) -> str:
    """`3 yes, 9 abstained`."""
    told = [f"{counts[vote]} {VOTES[vote]}" for vote in ("Y", "A", "N") if counts.get(vote)]
    return ", ".join(told) or NOTHING


def spoken_run(found: Comparison, state: str) -> str:
    """A state's votes in order of time: `Kazakhstan: yes 3 times, 19 December 2011 to 20 December 2012; …`."""
    told = []
    for vote, first, last, times in runs(found.calls.calls, state):
        when = day(first) if first == last else f"{day(first)} to {day(last)}"
        told.append(f"{VOTES[vote]} {f'{times} times, ' if times > 1 else ''}{when}")
    return f"{name_of(state)}: {'; '.join(told)}."


def pairs_apart(found: Distances) -> tuple[int, int]:
    """How many pairs of candidates the largest distance tells apart in 95 % of the draws, and how many there are."""
    names = list(found.nearer)
    pairs = [(one, other) for place, one in enumerate(names) for other in names[place + 1 :]]
    sure = [1 for one, other in pairs if max(found.nearer[one][other], found.nearer[other][one]) >= _SURE]
    return len(sure), len(pairs)
