"""Which commitment comes before which: a topological order (Kahn 1962), or the cycle that leaves none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

__all__ = ["first_cycle", "in_order"]


def first_cycle(needs: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """A cycle, its first name again at its end; () where there is none. `needs` has for each name those before it."""
    left = dict(needs)
    while free := [name for name, before in left.items() if not any(other in left for other in before)]:
        for name in free:
            del left[name]
    if not left:
        return ()
    # Everything left waits for something left: whoever follows that has to come back.
    path = [next(iter(left))]
    while True:
        step = next(other for other in left[path[-1]] if other in left)
        if step in path:
            return (*path[path.index(step) :], step)
        path.append(step)


def in_order(needs: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Every name after all that it needs; needs that are no names are passed over. Raises ValueError for a cycle."""
    left, found = dict(needs), []
    while free := [name for name, before in left.items() if not any(other in left for other in before)]:
        found += free
        for name in free:
            del left[name]
    if left:
        raise ValueError(" → ".join(first_cycle(left)))
    return tuple(found)
