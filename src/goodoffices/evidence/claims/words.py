"""Sets and claims in words, the same on every page."""

from __future__ import annotations

from itertools import combinations

from goodoffices.evidence.claims.compare import ClaimSet, Verdict, reasons
from goodoffices.evidence.claims.figures import spoken_figure, spoken_range
from goodoffices.evidence.claims.model import Claim, Ledger, Measure
from goodoffices.evidence.claims.study import ClaimStudy
from goodoffices.values import Period, plural, series, spoken_date

__all__ = ["about", "claimant", "named", "periods", "verdict"]

NOBODY = "nobody named"


def claimant(claim: Claim) -> str:
    """Whoever is said to say so."""
    return claim.claimant or NOBODY


def named(claim: Claim) -> str:
    """A claim by whose it is and its id, under which the ledger has it; fit to be followed by `says`."""
    return f"{claim.claimant or 'an unnamed claimant'} ({claim.id})"


def about(ledger: Ledger, one: ClaimSet) -> str:
    """What the claims of a set are about: `People killed in Syria, civilians: 1 March 2011 – 31 March 2021`."""
    claim = one.first
    harm = ledger.meaning(claim.harm)
    whom = "" if claim.population == "all" else f", {ledger.whom(claim.population)}"
    unit = "" if claim.unit == "persons" else f", in {claim.unit}"
    return f"{harm[:1].upper()}{harm[1:]}, {claim.place}{whom}{unit}: {periods(one)}"


def periods(one: ClaimSet) -> str:
    """The period of a set; where its claims' periods differ within the tolerance, between which days they end."""
    claims = [rival.claim for rival in one.rivals]
    told = list(dict.fromkeys(spoken_date(claim.period) for claim in claims))
    if len(told) == 1:
        return told[0]
    ends = sorted({claim.period.last for claim in claims})
    early, late = (spoken_date(Period.parse(day.isoformat())) for day in (ends[0], ends[-1]))
    end = early if len(ends) == 1 else f"a day between {early} and {late}"
    return end if claims[0].measure is Measure.STOCK else f"up to {end}"


def verdict(found: ClaimStudy, one: ClaimSet) -> str:
    """What can be said of a set, in a sentence or two."""
    match one.verdict:
        case Verdict.DISAGREE:
            return f"{_disagreement(one)} {_voices(one)}{_chain(found, one)}"
        case Verdict.ONE_VOICE:
            return _one_voice(found, one)
        case Verdict.COMPATIBLE:
            return f"{_agreement(found, one)} {_voices(one)}{_chain(found, one)}"
        case _:
            return "One claim, with nothing to compare it with."


def _disagreement(one: ClaimSet) -> str:
    """The two that lie farthest apart stand for all that exclude each other."""
    rivals = {rival.claim.id: rival for rival in one.rivals}
    pairs = [(rivals[first], rivals[second]) for first, second in one.against]
    low, high = max(pairs, key=lambda pair: pair[1].range.low - (pair[0].range.high or pair[1].range.low))
    why = "both cannot be so"
    if low.range.meets(high.range):
        why = "the ledger says that they contradict each other"
    more = f" ({len(pairs)} pairs of these exclude each other)" if len(pairs) > 1 else ""
    return f"No single figure is supported: {_says(low.claim)}, {_says(high.claim)}, and {why}{more}."


def _one_voice(found: ClaimStudy, one: ClaimSet) -> str:
    roots = sorted({root for rival in one.rivals for root in found.origins[rival.claim.id]})
    documents = {document.id: document.what for document in found.ledger.documents}
    whence = series(f"{root} ({documents[root]})" for root in roots)
    return f"One voice, however many claims: they lead back to {whence}. None of them confirms another."


def _agreement(found: ClaimStudy, one: ClaimSet) -> str:
    text = "No two of these exclude each other"
    text += f"; all of them allow {spoken_range(one.common)}. " if one.common else ". "
    text += "That confirms none of them. "
    if any(rival.counted and rival.range.high is None for rival in one.rivals):
        text += "“At least” bounds a number from below and says nothing of how many more there are. "
    for echo in found.echoes:
        same = [name for name in echo.claims if name in one.ids]
        if len(same) > 1:
            text += f"The same figure stands in {series(same)}: find out whether some repeat others. "
    return text.strip()


def _chain(found: ClaimStudy, one: ClaimSet) -> str:
    """A word where two of a set are in it only because a third lies between them."""
    if any(reasons(first.claim, second.claim, found.ledger) for first, second in combinations(one.rivals, 2)):
        days = plural(found.ledger.period_tolerance, "day")
        return f" Not every two of these periods end within {days} of each other; such pairs are not compared."
    return ""


def _voices(one: ClaimSet) -> str:
    counted = sum(rival.counted for rival in one.rivals)
    if one.voices == counted:
        return f"{plural(one.voices, 'voice')}."
    return f"{plural(counted, 'claim')}, {plural(one.voices, 'voice')}: some lead back to the same document."


def _says(claim: Claim) -> str:
    return f"{named(claim)} says {spoken_figure(claim.figure)}"
