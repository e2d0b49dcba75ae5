"""The words of a ledger as choices: the file's own, each with what it means."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from goodoffices.evidence.claims import (
    HARMS,
    POPULATIONS,
    Claim,
    Ledger,
    Measure,
    Method,
    Operator,
    Standard,
    spoken_figure,
)

__all__ = [
    "MEASURES",
    "METHODS",
    "NEW",
    "OPERATORS",
    "RELATED",
    "STANDARDS",
    "claim_label",
    "code_of",
    "harm_choices",
    "population_choices",
]

NEW = ""
OPERATORS = {
    Operator.EXACTLY: _("exactly"),
    Operator.ABOUT: _("about"),
    Operator.AT_LEAST: _("at least"),
    Operator.AT_MOST: _("at most"),
    Operator.BETWEEN: _("between"),
}
MEASURES = {
    Measure.FLOW: _("what grew through the period (people killed)"),
    Measure.STOCK: _("what stood on a day (people displaced)"),
}
METHODS = {
    Method.STATED: _("not told"),
    Method.DOCUMENTED: _("cases on record"),
    Method.ESTIMATED: _("estimated"),
}
RELATED = {
    "part_of": _("is counted within"),
    "derived_from": _("was computed or taken from"),
    "supersedes": _("was put by its claimant in the place of"),
    "contradicts": _("excludes, as the sources themselves say,"),
    "drifted_from": _("repeats, changed on the way,"),
}
STANDARDS = [(NEW, _("not told")), *((one.value, one.value) for one in Standard if one.value)]


def claim_label(claim: Claim) -> str:
    """How a claim is called in a list of choices."""
    return f"{claim.id} – {claim.claimant or _('nobody named')}: {spoken_figure(claim.figure)}"


def harm_choices(ledger: Ledger | None) -> list[tuple[str, str]]:
    """The harms that a ledger knows, with what each means."""
    return _meant({**HARMS, **dict(ledger.harms if ledger else ())})


def population_choices(ledger: Ledger | None) -> list[tuple[str, str]]:
    """The populations that a ledger knows."""
    return _meant({**POPULATIONS, **dict(ledger.populations if ledger else ())})


def _meant(words: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(word, word if word == meaning else f"{word} – {meaning}") for word, meaning in words.items()]


def code_of(ledger: Ledger | None, place: str, but: Claim | None = None) -> str:
    """The code that a ledger has for a place, "" where none is: one place has one code, so that equals are compared."""
    others = ledger.claims if ledger else ()
    return next((one.place_code for one in others if one.place == place and one != but), "")
