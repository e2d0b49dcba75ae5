"""What a scenario says, whatever format it was written in; how its numbers are read; the problems found in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from fractions import Fraction

from goodoffices.dossier.nodes import normal
from goodoffices.errors import DossierError, Problem, UserError, Where

__all__ = [
    "FEWEST_VALUES",
    "MOST_VALUES",
    "WRITTEN_OTHERWISE",
    "Findings",
    "Profile",
    "Scenario",
    "Topic",
    "alike",
    "discounted",
    "exact_number",
    "fits",
]

FEWEST_VALUES = 2
"""A choice is between two."""

MOST_VALUES = 200
"""Values that one issue may have; a range of numbers becomes one option for each."""

WRITTEN_OTHERWISE = (
    "The domain has one that looks the same, written in another Unicode form (é as one sign, or as e and ´)."
)
"""A hint where names look the same and differ by normalisation."""

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,2})?")
_LONGEST_NUMBER = 60


@dataclass(frozen=True)
class Topic:
    """An issue of a scenario and its values, both as they are written there."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Profile:
    """What one party wants.

    `weights` by issue, not normalised; `evaluations` by issue and value, as written; `worth` by issue and value, 0..1,
    as the format means them; `reservation` the utility of no agreement, 0..1; `discount` as written, None where there
    is none; `twice` the values that are evaluated more than once, of which the last counts.
    """

    name: str
    file: str
    weights: Mapping[str, Fraction]
    evaluations: Mapping[str, Mapping[str, Fraction]]
    worth: Mapping[str, Mapping[str, Fraction]]
    reservation: Fraction = Fraction(0)
    discount: Fraction | None = None
    twice: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scenario:
    """A domain and the profiles on it. `file` is the domain's, empty where each profile holds the domain."""

    name: str
    kind: str
    file: str
    topics: tuple[Topic, ...]
    profiles: tuple[Profile, ...]


@dataclass
class Findings:
    """The problems found so far, so that all are told at once."""

    found: list[Problem] = field(default_factory=list)

    def add(self, what: str, where: Where, remedy: str = "") -> None:
        """One more problem."""
        self.found.append(Problem(what, where, remedy))

    @contextmanager
    def gathering(self) -> Iterator[None]:
        """Keep the problems of an error that is raised within, and go on."""
        try:
            yield
        except UserError as error:
            self.found.extend(error.problems)

    def raise_any(self, kind: type[UserError] = DossierError) -> None:
        """Raise an error with everything found, if anything was."""
        if self.found:
            raise kind(*self.found)

    def number(self, text: str | None, what: str, where: Where) -> Fraction | None:
        """The number a text states; None, and a problem, when it states none."""
        try:
            return exact_number(text or "")
        except ValueError:
            said = f"is `{text[:40]}`, which is no number" if text else "is missing"
            self.add(f"{what} {said}", where, "Write a plain decimal number, as 0.35.")
            return None


def exact_number(text: str) -> Fraction:
    """A decimal number as an exact fraction; raises ValueError for anything else (`NaN`, `Infinity`, fifty digits)."""
    text = text.strip()
    if len(text) > _LONGEST_NUMBER or not _NUMBER.fullmatch(text):
        raise ValueError(f"{text[:_LONGEST_NUMBER]!r} is not a number")
    return Fraction(text)


def alike(name: str, known: Iterable[str]) -> str:
    """A hint where one of the known names looks the same and is written with other signs; else nothing."""
    return WRITTEN_OTHERWISE if normal(name) in {normal(other) for other in known} else ""


def discounted(discount: Fraction | None, where: Where, findings: Findings) -> None:
    """Report a discount factor that is none."""
    if discount is not None and not 0 < discount <= 1:
        what = f"the discount factor {float(discount):g} is not above 0 and at most 1"
        findings.add(what, where, "Leave it out, or write 1, where waiting costs nothing.")


def fits(findings: Findings, profile: Profile, topics: tuple[Topic, ...], where: Where) -> None:
    """Report what keeps a profile from making a preference: no weight at all, a reservation beyond the scale."""
    if not any(profile.weights.get(topic.name) for topic in topics):
        remedy = "Give at least one issue a weight above 0; a party without interests is no party."
        findings.add("all weights are 0", where, remedy)
    if not 0 <= profile.reservation <= 1:
        what = f"the reservation value {float(profile.reservation):g} is not between 0 and 1"
        findings.add(what, where, "It is a utility: 0 is the worth of nothing, 1 of the best value on every issue.")
