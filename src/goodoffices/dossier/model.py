"""The case on paper, as frozen values. The file format is described in the guide; `reader` makes these from a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from goodoffices.values import Estimate, Period

__all__ = [
    "Clause",
    "Dossier",
    "ExcludedParty",
    "Interaction",
    "Issue",
    "Judgement",
    "Linkage",
    "Mediator",
    "Option",
    "Package",
    "Party",
    "Preference",
    "Rating",
    "Role",
    "Round",
    "Source",
    "Text",
    "Tree",
]

Package = Mapping[str, str]
"""One option for each issue: `{issue id: option id}`."""

Tree = str | tuple["Tree", ...] | Mapping[str, "Tree"]
"""A part of the file that is kept as text for a room that reads it later."""


class Role(StrEnum):
    """What a party's consent is needed for."""

    PRINCIPAL = "principal"
    """Must accept."""
    GUARANTOR = "guarantor"
    """Must accept or abstain: it reaches its fallback too, or it would stand in the way."""
    OBSERVER = "observer"
    """Is heard and shown, and never blocks."""

    @property
    def decides(self) -> bool:
        """True for principals and guarantors."""
        return self is not Role.OBSERVER


@dataclass(frozen=True)
class Judgement:
    """Whose judgement a value is, or where it was read. All parts may be empty."""

    source: str = ""
    by: str = ""
    note: str = ""


@dataclass(frozen=True)
class Mediator:
    """Who hosts or mediates."""

    id: str
    name: str


@dataclass(frozen=True)
class Party:
    """A party at the table. `fallback` is its reservation value, the worth of no agreement, in points 0..100;
    None only for an observer."""

    id: str
    name: str
    role: Role
    fallback: Estimate | None
    judgement: Judgement = Judgement()


@dataclass(frozen=True)
class ExcludedParty:
    """One who is not at the table, and the reason."""

    id: str
    name: str
    reason: str
    judgement: Judgement = Judgement()


@dataclass(frozen=True)
class Option:
    """One way of settling an issue."""

    id: str
    label: str


@dataclass(frozen=True)
class Rating:
    """What one party thinks of one option.

    `level` counts steps up from the worst option of an order (`>` is one step, `>>` two), or is None when the
    file gave numbers; `value` is then the number, interval or, for `unknown`, 0..100. `red_line`: the party signs
    no package that holds the option.
    """

    option: str
    level: int | None
    value: Estimate | None
    red_line: bool = False


@dataclass(frozen=True)
class Preference:
    """One party's preference on one issue: the weight of the swing from worst to best (0..10) and a rating for
    every option, best first as the file wrote it. `steps` are the steps between neighbouring groups of an order
    (0 for `=`, 1 for `>`, 2 for `>>`), one fewer than the ratings; empty when the file gave numbers."""

    party: str
    weight: Estimate
    ratings: tuple[Rating, ...]
    steps: tuple[int, ...] = ()
    judgement: Judgement = Judgement()

    @property
    def is_silent(self) -> bool:
        """True when the party said that it has no view on the issue."""
        return self.weight.high == 0

    @property
    def red_lines(self) -> frozenset[str]:
        """The options with which the party signs nothing."""
        return frozenset(rating.option for rating in self.ratings if rating.red_line)


@dataclass(frozen=True)
class Issue:
    """A question on the table, its options in the order of the file, and each party's preference."""

    id: str
    ask: str
    options: tuple[Option, ...]
    preferences: tuple[Preference, ...]


@dataclass(frozen=True)
class Clause:
    """`issue` is settled by one of `options` (or, when `negated`, by none of them)."""

    issue: str
    options: tuple[str, ...]
    negated: bool = False

    def holds(self, option: str) -> bool:
        """Whether the clause holds when its issue is settled by `option`."""
        return (option in self.options) is not self.negated


@dataclass(frozen=True)
class Linkage:
    """When every clause of `when` holds, every clause of `then` must hold. `text` is the rule as it was written."""

    text: str
    when: tuple[Clause, ...]
    then: tuple[Clause, ...]
    judgement: Judgement = Judgement()

    @property
    def issues(self) -> tuple[str, ...]:
        """The issues it ties, each once, in the order in which they are named."""
        return tuple(dict.fromkeys(clause.issue for clause in (*self.when, *self.then)))

    def broken_by(self, package: Package) -> bool:
        """Whether a package (which settles every issue of the linkage) breaks it."""
        return all(c.holds(package[c.issue]) for c in self.when) and not all(
            c.holds(package[c.issue]) for c in self.then
        )


@dataclass(frozen=True)
class Interaction:
    """Points added to a party's worth when all the named options stand together in a package."""

    party: str
    when: tuple[tuple[str, str], ...]
    worth: Estimate
    judgement: Judgement = Judgement()


@dataclass(frozen=True)
class Text:
    """A package on record, whole or partial. `unverified` says what could not be confirmed."""

    id: str
    title: str
    package: tuple[tuple[str, str], ...]
    date: Period | None = None
    signed: tuple[str, ...] = ()
    unverified: str = ""
    judgement: Judgement = Judgement()


@dataclass(frozen=True)
class Round:
    """A round of talks: when and where, who hosted, who came, what was agreed."""

    title: str
    date: Period
    place: str = ""
    host: str = ""
    came: tuple[str, ...] = ()
    agreed: tuple[str, ...] = ()
    unverified: str = ""
    judgement: Judgement = Judgement()


@dataclass(frozen=True)
class Source:
    """A document that the dossier rests on."""

    id: str
    what: str
    reference: str = ""
    url: str = ""
    date: Period | None = None
    unverified: str = ""


@dataclass(frozen=True)
class Dossier:
    """What is at the table. `by` is whose judgements all are that do not say otherwise; `caution` is printed on
    everything made from the dossier; `hash` names its content (the same content gives the same hash, whatever the
    layout and comments of the file); `reserved` holds, as text, the parts that rooms not yet built will read."""

    id: str
    title: str
    as_of: Period | None
    mediator: Mediator | None
    parties: tuple[Party, ...]
    excluded: tuple[ExcludedParty, ...]
    issues: tuple[Issue, ...]
    linkages: tuple[Linkage, ...] = ()
    interactions: tuple[Interaction, ...] = ()
    texts: tuple[Text, ...] = ()
    rounds: tuple[Round, ...] = ()
    sources: tuple[Source, ...] = ()
    by: str = ""
    caution: str = ""
    seed: int | None = None
    reserved: Mapping[str, Tree] = field(default_factory=dict, hash=False)
    hash: str = ""
