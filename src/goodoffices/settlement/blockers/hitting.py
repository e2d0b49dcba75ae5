"""Minimal hitting sets: the bridge between what opens the zone and what closes it.

A set of constraints is irreducible and leaves nothing exactly when it is a minimal hitting set of all minimal sets that
open the zone (Reiter 1987 for diagnoses and conflicts; Liffiton & Sakallah 2008 for constraints).
"""

from __future__ import annotations

from collections.abc import Sequence

from goodoffices.settlement.blockers.constraints import Kept

__all__ = ["minimal_hitting_sets"]


def minimal_hitting_sets(sets: Sequence[Kept], most: int) -> list[Kept] | None:
    """Every minimal set that shares an element with each of `sets`, smallest first; None when on the way there are
    more than `most`.

    The sets are taken in one after another, those hit already left alone, the others extended by each element of the
    next set (Berge 1989). Without sets the empty set hits all.
    """
    found: list[Kept] = [frozenset()]
    for one in sets:
        hit = [h for h in found if h & one]
        grown = [h | {element} for h in found if not h & one for element in sorted(one)]
        found = hit + [g for g in grown if not any(h <= g for h in hit)]
        if len(found) > most:
            return None
    return sorted(found, key=lambda h: (len(h), sorted(h)))
