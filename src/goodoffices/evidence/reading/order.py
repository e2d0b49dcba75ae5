"""What the order of rounds tells about dates: a first round comes before a second."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from goodoffices.evidence.reading.dates import Dated
from goodoffices.evidence.reading.model import Meaning
from goodoffices.evidence.reading.rules import Rules
from goodoffices.evidence.reading.sentences import Sentence

__all__ = ["Step", "step_of", "supported_by_order"]

_NEAR = 3


@dataclass(frozen=True)
class Step:
    """The nth of a sequence: `the second round`."""

    sequence: str
    nth: int
    word: str


def step_of(sentence: Sentence, rules: Rules) -> Step | None:
    """The one nth of which a sentence tells; None where it tells of none, or of several."""
    named = []
    lows = [token.low for token in sentence.tokens]
    for at, low in enumerate(lows):
        if nth := rules.values["ordinals"].get(low):
            noun = next((word for word in lows[at + 1 : at + 1 + _NEAR] if word in rules.words["sequences"]), None)
            if noun:
                named.append(Step(noun.rstrip("s"), nth, low))
    return named[0] if len(named) == 1 else None


def supported_by_order(found: Sequence[tuple[Dated, Step | None]]) -> tuple[Dated, ...]:
    """The same dates; where the order of rounds leaves one meaning only of several, that one is supported."""
    sequences: dict[str, dict[int, tuple[Step, Dated]]] = {}
    for place, (dated, step) in enumerate(found):
        if step:
            sequences.setdefault(step.sequence, {})[place] = (step, dated)
    changed: dict[int, Dated] = {}
    for one in sequences.values():
        changed |= _decided(one)
    return tuple(changed.get(place, dated) for place, (dated, _) in enumerate(found))


def _decided(known: Mapping[int, tuple[Step, Dated]]) -> dict[int, Dated]:
    """The dates of one sequence whose meaning the order decides. Two passes: what is possible from the front, and
    what is left from the back; nothing where the rounds do not fit into one order."""
    places: dict[int, list[int]] = {}
    for place, (step, _) in known.items():
        places.setdefault(step.nth, []).append(place)
    left = {place: dated.meanings for place, (_, dated) in known.items()}
    earliest, latest = dt.date.min, dt.date.max
    for nth in sorted(places):
        for place in places[nth]:
            left[place] = tuple(one for one in left[place] if one.period.last >= earliest)
        if not all(left[place] for place in places[nth]):
            return {}
        earliest = max(min(one.period.first for one in left[place]) for place in places[nth])
    for nth in sorted(places, reverse=True):
        for place in places[nth]:
            left[place] = tuple(one for one in left[place] if one.period.first <= latest)
        if not all(left[place] for place in places[nth]):
            return {}
        latest = min(max(one.period.last for one in left[place]) for place in places[nth])
    words = {nth: known[places[nth][0]][0] for nth in places}
    return {
        place: _supported(dated, left[place][0], step, [words[nth] for nth in sorted(words) if nth != step.nth])
        for place, (step, dated) in known.items()
        if len(left[place]) == 1 < len(dated.meanings) and len(words) > 1
    }


def _supported(dated: Dated, meaning: Meaning, step: Step, others: Sequence[Step]) -> Dated:
    near = min(others, key=lambda other: abs(other.nth - step.nth))
    early, late = sorted((step, near), key=lambda one: one.nth)
    why = f"a {early.word} {step.sequence} comes before a {late.word}"
    return replace(dated, supported=meaning, why=why)
