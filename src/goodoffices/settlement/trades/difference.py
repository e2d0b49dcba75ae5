"""What changes between two readings of one case, as frozen values. Differences are after less before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from goodoffices.dossier import Dossier
from goodoffices.settlement.blockers import Blocker, Blockers
from goodoffices.settlement.result import Settlement, Solution

__all__ = ["Blocked", "Difference", "Edit", "Moved", "RuleMoved", "TextMoved"]


@dataclass(frozen=True)
class Edit:
    """One thing said otherwise: its place in the file, how it stands in the file (empty where the place says so
    itself), and how it is supposed to read; both are the same where it reads so already."""

    key: str
    before: str
    after: str


@dataclass(frozen=True)
class Moved:
    """A number before and after; None where it is not known, or where there is none."""

    before: float | None
    after: float | None

    @property
    def difference(self) -> float | None:
        """After less before; None where one of them is None."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True)
class RuleMoved:
    """What a rule chooses before and after (None: nothing acceptable is known). `changed` holds the issues whose clause
    differs. `gain` and `utility` hold each party's; a gain moves with its fallback too, a utility does not.

    `still_chosen`: the package chosen before is after among those that the rule cannot tell from its choice, so that
    nothing speaks for the other package; None when that is not known, because a frontier is not listed.
    """

    rule: str
    before: Solution | None
    after: Solution | None
    changed: tuple[str, ...]
    gain: Mapping[str, Moved]
    utility: Mapping[str, Moved]
    still_chosen: bool | None


@dataclass(frozen=True)
class TextMoved:
    """A text on record that is whole before and after, as it stands in each: each party's gain, whether all could
    accept it, how many packages of the frontier are better for all (None: the frontier is not listed)."""

    id: str
    title: str
    gain: Mapping[str, Moved]
    acceptable: tuple[bool, bool]
    better_for_all: Moved


Key = tuple[str, str, str, str, str]
"""What names a blocker in both readings: kind, party, issue, option, and the text of a linkage (numbers may move)."""


@dataclass(frozen=True)
class Blocked:
    """What blocks in one reading in which nothing is acceptable; `dossier` is that reading."""

    dossier: Dossier
    found: Blockers

    def key(self, one: Blocker) -> Key:
        """The name of a blocker that both readings share."""
        text = self.dossier.linkages[one.linkage].text if one.linkage >= 0 else ""
        return one.kind, one.party, one.issue, one.option, text

    @property
    def sets(self) -> dict[frozenset[Key], Mapping[str, float]]:
        """Every minimal set, by the names of what it holds, with the points by which fallbacks must come down."""
        return {frozenset(map(self.key, opening.gives)): opening.short for opening in self.found.openings}

    @property
    def gaps(self) -> dict[str, float | None]:
        """How far each fallback is by itself, as in `Distance`."""
        return {one.party: one.gap for one in self.found.distances}


@dataclass(frozen=True)
class Difference:
    """Both answers and what differs between them. `acceptable` and `frontier` are None where only bounds are known or
    the frontier is not listed; `before` and `after` hold those. `ideal` is for every deciding party the most that an
    acceptable package gives it. `edits` are the changes in words, where they were given. `blocked_before` and
    `blocked_after` say what blocks; None where something is acceptable, or where that is not known. `is_none`: nothing
    that is compared here differs."""

    before: Settlement
    after: Settlement
    edits: tuple[Edit, ...]
    allowed: Moved
    acceptable: Moved
    frontier: Moved
    ideal: Mapping[str, Moved]
    rules: tuple[RuleMoved, ...]
    texts: tuple[TextMoved, ...]
    blocked_before: Blocked | None = None
    blocked_after: Blocked | None = None

    @property
    def is_none(self) -> bool:
        """Whether everything compared is the same before and after, as far as it is known."""
        numbers = [self.allowed, self.acceptable, self.frontier, *self.ideal.values()]
        numbers += [moved for rule in self.rules for moved in rule.gain.values()]
        numbers += [moved for text in self.texts for moved in text.gain.values()]
        numbers += [text.better_for_all for text in self.texts]
        packages = [rule.changed or (rule.before is None) is not (rule.after is None) for rule in self.rules]
        verdicts = [text.acceptable[0] is not text.acceptable[1] for text in self.texts]
        record = [{t.id: (t.package, t.utility_range) for t in one.texts} for one in (self.before, self.after)]
        bounds = self.before.packages.acceptable_bounds != self.after.packages.acceptable_bounds
        listed = [[p.package for p in one.frontier.points] for one in (self.before, self.after)]
        return not (
            self._blocks(self.blocked_before) != self._blocks(self.blocked_after)
            or listed[0] != listed[1]
            or bounds
            or record[0] != record[1]
            or any(packages)
            or any(verdicts)
            or any(n.before != n.after for n in numbers)
        )

    @staticmethod
    def _blocks(blocked: Blocked | None) -> object:
        """What of a blockage is compared."""
        if blocked is None:
            return None
        return blocked.sets, blocked.gaps, blocked.found.equal
