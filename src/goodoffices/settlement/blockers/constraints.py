"""Everything that forbids packages, by number: the red lines of deciding parties, the linkages, the fallbacks."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from goodoffices.dossier import Dossier
from goodoffices.settlement.blockers.result import Blocker
from goodoffices.settlement.engine.model import Model, Rule, central_model

__all__ = ["Constraints", "Kept", "constraints_of"]

Kept = frozenset[int]
"""Numbers of constraints."""


@dataclass(frozen=True)
class Constraints:
    """The constraints of a model, numbered in this order: red lines by issue, option and party; linkages; fallbacks.

    `red_lines` gives issue and option position for each red line. An option is open only when every red line drawn on
    it is given up. Observers have no constraints.
    """

    model: Model
    blockers: tuple[Blocker, ...]
    red_lines: tuple[tuple[int, int], ...]

    @property
    def every(self) -> Kept:
        """The numbers of all constraints."""
        return frozenset(range(len(self.blockers)))

    @property
    def first_fallback(self) -> int:
        """The number of the first deciding party's fallback; linkages end before it."""
        return len(self.red_lines) + len(self.model.rules)

    def fallback_of(self, seat: int) -> int:
        """The number of the fallback of the deciding party in this seat (place among `model.deciding`)."""
        return self.first_fallback + seat

    def seats(self, numbers: Kept) -> list[int]:
        """The seats of the deciding parties whose fallback is among these constraints."""
        return [seat for seat in range(len(self.model.deciding)) if self.fallback_of(seat) in numbers]

    def named(self, numbers: Iterable[int]) -> tuple[Blocker, ...]:
        """The constraints of these numbers, in order."""
        return tuple(self.blockers[number] for number in sorted(numbers))

    def crossed(self, choice: Sequence[int]) -> Kept:
        """What a package, an option position for every issue, does not keep: exactly."""
        lines = [n for n, (issue, option) in enumerate(self.red_lines) if choice[issue] == option]
        rules = [len(self.red_lines) + r for r, rule in enumerate(self.model.rules) if _broken(rule, choice)]
        units = self.model.worth(dict(enumerate(choice)))
        short = [self.fallback_of(seat) for seat, p in enumerate(self.model.deciding) if units[p] < self.model.need[p]]
        return frozenset((*lines, *rules, *short))

    def restricted(self, kept: Kept) -> Model:
        """The model in which only these red lines and linkages bind; every deciding party still decides."""
        closed = {place for number, place in enumerate(self.red_lines) if number in kept}
        options = tuple(
            tuple((issue, option) not in closed for option in range(len(names)))
            for issue, names in enumerate(self.model.options)
        )
        rules = tuple(rule for r, rule in enumerate(self.model.rules) if len(self.red_lines) + r in kept)
        return dataclasses.replace(self.model, open_options=options, rules=rules)


def constraints_of(dossier: Dossier) -> Constraints:
    """The constraints of a dossier's central model."""
    model = central_model(dossier)
    lines = tuple(_red_lines(dossier))
    issues = {issue: position for position, issue in enumerate(model.issues)}
    places = tuple((issues[line.issue], model.options[issues[line.issue]].index(line.option)) for line in lines)
    linkages = (Blocker("linkage", linkage=position) for position in range(len(dossier.linkages)))
    fallbacks = (Blocker("fallback", party=model.parties[p]) for p in model.deciding)
    return Constraints(model, (*lines, *linkages, *fallbacks), places)


def _red_lines(dossier: Dossier) -> Iterator[Blocker]:
    deciding = [party.id for party in dossier.parties if party.role.decides]
    for issue in dossier.issues:
        drawn = {preference.party: preference.red_lines for preference in issue.preferences}
        for option in issue.options:
            for party in deciding:
                if option.id in drawn.get(party, ()):
                    yield Blocker("red line", party, issue.id, option.id)


def _broken(rule: Rule, choice: Sequence[int]) -> bool:
    holds = all(mask[choice[issue]] for issue, mask in rule.when)
    return holds and not all(mask[choice[issue]] for issue, mask in rule.then)
