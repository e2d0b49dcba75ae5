"""All minimal sets of constraints whose giving up opens the zone, smallest first.

In the literature: minimal correction sets, the hitting-set dual of the irreducible infeasible subsets (Chinneck 2008;
Liffiton & Sakallah 2008). A programme finds the package that crosses fewest constraints; what it crosses is such a set;
sets that contain it are cut off, and so on until nothing is left.

The end is checked by whole numbers. If a set were missing, what it keeps would hit all sets found, and so hold one of
their minimal hitting sets: if each of these leaves nothing, the list is complete, and each set on it minimal (the
duality behind "dualize and advance", Gunopulos et al. 2003).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from goodoffices.settlement.blockers.constraints import Kept
from goodoffices.settlement.blockers.hitting import minimal_hitting_sets
from goodoffices.settlement.blockers.oracle import Choice, Oracle
from goodoffices.values import plural

__all__ = ["CONFLICTS", "Sets", "minimal_sets"]

CONFLICTS = 300
"""Minimal hitting sets looked at to check that the list is complete."""


@dataclass(frozen=True)
class Sets:
    """`found` maps each minimal set to a package that crosses just that. `stopped` is what ended the search too early,
    if anything did; `proved` when whole numbers confirm that the list is complete. `hitting` are its minimal hitting
    sets, None when there are too many. An empty set found: something is acceptable as it is."""

    found: Mapping[Kept, Choice]
    stopped: str = ""
    proved: bool = False
    hitting: tuple[Kept, ...] | None = None

    @property
    def zone_open(self) -> bool:
        """Whether nothing needs to be given up."""
        return frozenset() in self.found


def minimal_sets(oracle: Oracle, limit: int, advance: Callable[[str], None] = lambda _: None) -> Sets:
    """At most `limit` minimal sets. `advance` is told of progress in words."""
    from goodoffices.settlement.blockers.relaxing import OutOfTimeError  # noqa: PLC0415 - scipy's solver loads slowly

    search = _Search(oracle)
    stopped = ""
    try:
        while (choice := search.another()) is not None and not stopped:
            if len(search.found) >= limit:
                stopped = f"the limit of {plural(limit, 'set')}"
            else:
                search.take(choice)
                advance(f"What blocks: {len(search.found)} found")
    except OutOfTimeError as limit_reached:
        stopped = str(limit_reached)
    if stopped:
        shrunk = (oracle.shrunk(choice, oracle.certain) for choice in search.found.values())
        return Sets(_in_order({oracle.constraints.crossed(choice): choice for choice in shrunk}), stopped)
    return Sets(_in_order(search.found), proved=search.proved, hitting=search.hitting)


def _in_order(found: Mapping[Kept, Choice]) -> dict[Kept, Choice]:
    """Smallest first, then in the order of the file."""
    return dict(sorted(found.items(), key=lambda item: (len(item[0]), sorted(item[0]))))


@dataclass
class _Search:
    oracle: Oracle
    found: dict[Kept, Choice] = field(default_factory=dict)
    excluded: list[Choice] = field(default_factory=list)
    smallest: bool = True
    proved: bool = False
    hitting: tuple[Kept, ...] | None = None

    def another(self) -> Choice | None:
        """A package that gives up no set found so far, with the fewest constraints crossed as far as the solver sees;
        None when there is none."""
        crossed = self.oracle.constraints.crossed
        while True:
            answer = self.oracle.relaxing.fewest(list(self.found), self.excluded)
            if answer is None:
                self.smallest = False
                return self.missed()
            given = crossed(answer.choice)
            if not any(one <= given for one in self.found):
                self.smallest = len(given) <= round(answer.value)
                return answer.choice
            # The solver's tolerance let it through.
            self.excluded.append(answer.choice)

    def take(self, choice: Choice) -> None:
        """Keep what this package crosses, or a minimal part of it, as a set."""
        choice = choice if self.smallest else self.oracle.shrunk(choice, self.oracle.keeping)
        given = self.oracle.constraints.crossed(choice)
        self.found = {one: kept for one, kept in self.found.items() if not given <= one} | {given: choice}

    def missed(self) -> Choice | None:
        """A package that gives up no set found and that the solver missed; None when there is none, or none is known:
        `proved` tells these apart."""
        hitting = minimal_hitting_sets(list(self.found), CONFLICTS)
        if hitting is None:
            return None
        verdicts = [self.oracle.certain(one) for one in hitting]
        self.hitting, self.proved = tuple(hitting), all(verdict.sure for verdict in verdicts)
        return next((verdict.choice for verdict in verdicts if verdict.choice is not None), None)
