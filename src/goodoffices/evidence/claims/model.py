"""What is claimed, by whom, from where, and how sure: the ledger of claims as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from goodoffices.values import Period

__all__ = [
    "HARMS",
    "INFORMATION",
    "POPULATIONS",
    "RELATIONS",
    "SOURCES",
    "Claim",
    "Document",
    "Figure",
    "Grade",
    "Ledger",
    "Measure",
    "Method",
    "Operator",
    "Standard",
]

HARMS = {
    "killed": "people killed",
    "died": "people who died, directly or indirectly, because of the conflict",
    "injured": "people injured",
    "missing": "people missing",
    "detained": "people detained",
    "displaced": "people displaced within the country",
    "refugees": "people who fled across a border",
    "returned": "people who came back",
    "besieged": "people under siege",
    "in need": "people in need of assistance",
}
"""The harms that every ledger knows, and what each means; a ledger may define more (`harms`)."""

POPULATIONS = {
    "all": "everybody",
    "civilians": "civilians",
    "combatants": "combatants",
    "children": "children",
    "women": "women",
    "men": "men",
}
"""The populations that every ledger knows; a ledger may define more (`populations`)."""

SOURCES = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
INFORMATION = {
    "1": "confirmed by other sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth cannot be judged",
}


class Operator(StrEnum):
    """How a figure is meant: as the number, near it, as a bound, or as an interval."""

    EXACTLY = "exactly"
    ABOUT = "about"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    BETWEEN = "between"


class Measure(StrEnum):
    """Whether a number grows through its period (people killed) or stands on a day (people displaced)."""

    FLOW = "flow"
    STOCK = "stock"


class Method(StrEnum):
    """How the claimant came to the figure: cases on record, a calculation, or neither told."""

    DOCUMENTED = "documented"
    ESTIMATED = "estimated"
    STATED = "stated"


class Standard(StrEnum):
    """The standard of proof that the claimant says was met."""

    NONE = ""
    SUSPICION = "reasonable suspicion"
    GROUNDS = "reasonable grounds to believe"
    BALANCE = "balance of probabilities"
    CONVINCING = "clear and convincing evidence"
    DOUBT = "beyond reasonable doubt"


@dataclass(frozen=True)
class Figure:
    """A number as it was claimed: never negative.

    `value` is None only for `between`; `low` and `high` stand for `between`, and for `about` where the claimant gives
    an interval with the number.
    """

    operator: Operator
    value: Fraction | None
    low: Fraction | None = None
    high: Fraction | None = None


@dataclass(frozen=True, order=True)
class Grade:
    """An Admiralty grade: how reliable the source is (A–F) and how credible what it says (1–6), judged apart."""

    source: str
    information: str

    def __str__(self) -> str:
        return self.source + self.information

    @property
    def words(self) -> str:
        """What the grade means: `usually reliable; probably true`."""
        return f"{SOURCES[self.source]}; {INFORMATION[self.information]}"


@dataclass(frozen=True)
class Document:
    """Where a claim stands. `reports` names the documents whose content it passes on without adding to it."""

    id: str
    what: str
    url: str = ""
    published: Period | None = None
    reports: tuple[str, ...] = ()
    unverified: str = ""


@dataclass(frozen=True)
class Claim:
    """One figure, and whose it is.

    `claimant` is whoever is said to say so ("" where nobody is named), which need not be who wrote the document.
    `span` counts the characters of the document's text from 0, its end not included. `unverified` says what of this
    entry nobody has checked. Relations name other claims of the ledger.
    """

    id: str
    figure: Figure
    harm: str
    place: str
    period: Period
    measure: Measure
    document: str
    grade: Grade
    claimant: str = ""
    unit: str = "persons"
    population: str = "all"
    place_code: str = ""
    span: tuple[int, int] | None = None
    quotation: str = ""
    method: Method = Method.STATED
    how: str = ""
    standard: Standard = Standard.NONE
    part_of: tuple[str, ...] = ()
    derived_from: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()
    contradicts: tuple[str, ...] = ()
    drifted_from: tuple[str, ...] = ()
    note: str = ""
    unverified: str = ""

    @property
    def lineage(self) -> tuple[str, ...]:
        """The claims that this one leads back to: those it is derived from and those it drifted from."""
        return (*self.derived_from, *self.drifted_from)


RELATIONS = ("part_of", "derived_from", "supersedes", "contradicts", "drifted_from")


@dataclass(frozen=True)
class Ledger:
    """Claims and the documents they stand in.

    `period_tolerance` is how many days apart two periods may begin, and end, and still be one (0: the same days).
    `harms` and `populations` are words that this ledger defines besides those that every ledger knows.
    """

    id: str
    title: str
    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    by: str = ""
    as_of: Period | None = None
    caution: str = ""
    period_tolerance: int = 0
    harms: tuple[tuple[str, str], ...] = ()
    populations: tuple[tuple[str, str], ...] = ()

    def document(self, claim: Claim) -> Document:
        """The document in which a claim stands."""
        return next(document for document in self.documents if document.id == claim.document)

    def meaning(self, harm: str) -> str:
        """What a harm means: `people killed`."""
        return {**HARMS, **dict(self.harms)}[harm]

    def whom(self, population: str) -> str:
        """Who a population is."""
        return {**POPULATIONS, **dict(self.populations)}[population]
