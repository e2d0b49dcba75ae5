"""The answer to "would they accept?" in a few sentences."""

from __future__ import annotations

from collections.abc import Mapping

from goodoffices.dossier import Dossier
from goodoffices.settlement.pages.uncertain_words import (
    MARKS,
    NOTHING_OPEN,
    is_never,
    least_likely,
    looseness,
    mark,
    share,
    title,
)
from goodoffices.settlement.result import Settlement
from goodoffices.settlement.uncertain.questions import FEWEST_DRAWS
from goodoffices.settlement.uncertain.result import Proposal, Uncertainty
from goodoffices.values import Chance, count, plural, series

__all__ = ["finding", "something_words"]

LIKELY = 0.9
"""A share from which on a page says that all would accept in most readings of the file, if the draws bear it out: the
lower end of its interval must reach it."""


def finding(dossier: Dossier, settlement: Settlement, uncertainty: Uncertainty) -> str:
    """The answer in a few sentences, proposals by their signs, parties by their names."""
    if not looseness(dossier):
        return NOTHING_OPEN
    names = {party.id: party.name for party in dossier.parties}
    words = [_something(uncertainty)]
    allowed = [one for one in uncertainty.proposals if one.is_allowed]
    certain = [one for one in allowed if one.certain == "yes"]
    open_ = [one for one in allowed if one.certain == "open"]
    if certain:
        words.append(f"All would accept {_named(settlement, certain)} in every reading of the file.")
    if open_ and uncertainty.draws < FEWEST_DRAWS:
        words.append(f"{_too_few(uncertainty.draws)} how often all would accept {_named(settlement, open_)}.")
    else:
        words += _shares(settlement, open_, names)
    for one in allowed:
        if one.certain == "no":
            never = series((names[party.party] for party in one.parties if party.certain == "no"), "or")
            words.append(f"{_named(settlement, [one])}: no reading of the file makes it acceptable to {never}.")
    barred = [f"{mark(settlement, one)} ({_bars(one)})" for one in uncertainty.proposals if not one.is_allowed]
    if barred:
        words.append(f"Not allowed as they stand: {series(barred)}.")
    return " ".join(words)


def _bars(proposal: Proposal) -> str:
    bars = ((len(proposal.red_lines), "red line"), (len(proposal.linkages), "linkage"))
    return series(plural(many, name) for many, name in bars if many)


def _too_few(draws: int) -> str:
    return f"{plural(draws, 'draw is', 'draws are')} too few ({FEWEST_DRAWS} are the least) to tell"


def _shares(settlement: Settlement, proposals: list[Proposal], names: Mapping[str, str]) -> list[str]:
    """How often all would accept each: together for those that nearly always would be, one by one for the others."""
    likely = [one for one in proposals if one.all_accept.low >= LIKELY]
    words = []
    if likely:
        words.append(f"All would accept {_named(settlement, likely)} in at least nine draws of ten.")
    for one in proposals:
        if one not in likely:
            told = f"all accept in {share(one.all_accept)} of the draws"
            words.append(f"{_named(settlement, [one])}: {told}; {_doubtful(one, names)}.")
    return words


def _doubtful(proposal: Proposal, names: Mapping[str, str]) -> str:
    weak = least_likely({one.party: one.chance for one in proposal.parties if one.certain != "yes"})
    if len(weak) > 2:  # noqa: PLR2004 - two can be named as alternatives; more would be a list of everybody
        return "no one party stands out as the most doubtful"
    return f"{series((names[party] for party in weak), 'or')} is the most doubtful"


def _something(uncertainty: Uncertainty) -> str:
    chance = uncertainty.something_acceptable
    if is_never(chance):
        return "In no reading of the file is there anything that all could accept: no package is allowed."
    if chance.draws == 1:
        return f"There is {'some' if chance.hits else 'no'}thing that all could accept in the one draw made."
    return f"There is something that all could accept in {_of_draws(chance)}."


def something_words(uncertainty: Uncertainty) -> str:
    """In how many draws something is acceptable, the draws being spoken of already."""
    chance = uncertainty.something_acceptable
    if chance.draws == 0:
        return "it is not known in how many there is something, as no search came to its end"
    told = "each" if chance.hits == chance.draws else share(chance) if chance.hits else "none"
    ended = "" if chance.draws == uncertainty.draws else f" of the {count(chance.draws)} whose search came to its end"
    return f"there is something that all could accept in {told}{ended}"


def _of_draws(chance: Chance) -> str:
    if chance.draws == 0:
        return "a share of the draws that is not known: no search came to its end"
    if chance.hits == chance.draws:
        return f"all {plural(chance.draws, 'draw')}"
    if chance.hits == 0:
        return f"none of {plural(chance.draws, 'draw')}"
    if chance.draws < FEWEST_DRAWS:
        return f"{count(chance.hits)} of {plural(chance.draws, 'draw')}"
    return f"{share(chance)} of {plural(chance.draws, 'draw')}"


def _named(settlement: Settlement, proposals: list[Proposal]) -> str:
    """Their signs; those of the advice, which are explained further down only, with what they are."""
    return series(
        f"{mark(settlement, one)} ({title(one)[0].lower()}{title(one)[1:]})"
        if one.kind in MARKS
        else mark(settlement, one)
        for one in proposals
    )
