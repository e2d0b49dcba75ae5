"""UNHCR's and IDMC's figures of people displaced within a country, set side by side as claims are."""

from __future__ import annotations

from dataclasses import dataclass

from goodoffices.evidence.claims import Verdict, study
from goodoffices.evidence.displacement.figures import Displacement, Within
from goodoffices.evidence.displacement.kinds import IDMC_WITHIN, UNHCR_WITHIN
from goodoffices.evidence.displacement.ledger import displacement_ledger

__all__ = ["Rivals", "rivals"]

WORDS = {
    Verdict.DISAGREE: "they differ, as do their definitions",
    Verdict.ONE_VOICE: "one voice",
    Verdict.COMPATIBLE: "both can be so, as far as IDMC rounds",
    Verdict.SINGLE: "one source only",
}


@dataclass(frozen=True)
class Rivals:
    """A year's two figures and what may be said of them: `verdict` is the ledger's, `words` say it."""

    within: Within
    verdict: str
    words: str


def rivals(found: Displacement) -> tuple[Rivals, ...]:
    """For every year with a figure of either, by the rules of the ledger of claims."""
    series = [each for each in found.series if each.kind in {UNHCR_WITHIN, IDMC_WITHIN}]
    if not series:
        return ()
    sets = study(displacement_ledger(found, series)).sets
    verdicts = {one.first.period.first.year: one.verdict for one in sets}
    return tuple(Rivals(each, verdicts[each.year].value, WORDS[verdicts[each.year]]) for each in found.within)
