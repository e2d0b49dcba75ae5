"""A conflict as a graph model (Fang, Hipel & Kilgour 1993): who can do what, what cannot be, who wants what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from goodoffices.dossier import Judgement
from goodoffices.stability.model.formula import Formula

__all__ = ["Barred", "Direction", "Maker", "Model", "Option", "Preference", "Rank", "Statement"]

Direction = Literal["both", "forward", "back", "none"]


@dataclass(frozen=True)
class Maker:
    """Somebody who can act: a party, a guarantor, a spoiler. `role` is a word of the file, "" where it says none."""

    id: str
    name: str = ""
    role: str = ""
    judgement: Judgement = Judgement()

    @property
    def called(self) -> str:
        """The name, or the id where there is no name."""
        return self.name or self.id


@dataclass(frozen=True)
class Option:
    """Something that one maker can do or not do.

    `moves` says which way it can be changed: `forward` only taken up, `back` only given up, `none` never.
    """

    id: str
    maker: str
    text: str = ""
    moves: Direction = "both"

    @property
    def called(self) -> str:
        """The text, or the id where there is no text."""
        return self.text or self.id


@dataclass(frozen=True)
class Barred:
    """Moves that nobody can make: from a state in which `before` holds to one in which `after` does."""

    before: Formula
    after: Formula


@dataclass(frozen=True)
class Statement:
    """What a maker wants to be so. `strong`: it matters a great deal; `unknown`: whether it wants it is not known."""

    formula: Formula
    strong: bool = False
    unknown: bool = False
    text: str = ""


@dataclass(frozen=True)
class Rank:
    """States that a maker likes equally, each as its pattern; `then` joins them to the next: better by a step (`>`),
    by far (`>>`), or not known which of the two is better (`?`)."""

    states: tuple[str, ...]
    then: Literal[">", ">>", "?"] = ">"


@dataclass(frozen=True)
class Preference:
    """What a maker wants: statements, the most important first, or an order of all states, the best first.

    Neither means that every state is the same to this maker.
    """

    maker: str
    statements: tuple[Statement, ...] = ()
    order: tuple[Rank, ...] = ()
    judgement: Judgement = Judgement()


@dataclass(frozen=True)
class Model:
    """A graph model. Options stand in the order in which patterns name them; those of one maker need not be together.

    `listed`: the feasible states as patterns, in the order of their numbers; where it is empty, they are all
    combinations of options that `infeasible` leaves, in ascending order of their decimal (the first option counts 1,
    the second 2, the third 4 …). `merged`: conditions, each of which makes one state of all states it holds in; these
    stand last. `status_quo` and `agreement` are patterns, "" where the file names none.
    """

    id: str
    makers: tuple[Maker, ...]
    options: tuple[Option, ...]
    title: str = ""
    infeasible: tuple[Formula, ...] = ()
    barred: tuple[Barred, ...] = ()
    listed: tuple[str, ...] = ()
    merged: tuple[Formula, ...] = ()
    preferences: tuple[Preference, ...] = ()
    status_quo: str = ""
    agreement: str = ""
    caution: str = ""
    judgement: Judgement = Judgement()

    def preference(self, maker: str) -> Preference:
        """What a maker wants; without a word about it, all states are the same to it."""
        return next((found for found in self.preferences if found.maker == maker), Preference(maker))

    @property
    def is_complete(self) -> bool:
        """Whether every preference is known."""
        return not any(
            any(each.unknown for each in found.statements) or any(rank.then == "?" for rank in found.order)
            for found in self.preferences
        )
