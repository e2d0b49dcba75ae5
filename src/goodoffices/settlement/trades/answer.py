"""The question the room answers: from this text, what could be traded so that nobody who decides loses by it?"""

from __future__ import annotations

from collections.abc import Callable

from goodoffices.dossier import Dossier
from goodoffices.settlement.answer import solve
from goodoffices.settlement.engine.frontier import FRONTIER_CAP
from goodoffices.settlement.engine.model import central_model
from goodoffices.settlement.outcomes import outcome
from goodoffices.settlement.result import Breach, Outcome, Settlement
from goodoffices.settlement.texts import breaks
from goodoffices.settlement.trades.completion import completions
from goodoffices.settlement.trades.ground import Ground, ground_of
from goodoffices.settlement.trades.lists import (
    acceptable_near,
    better,
    better_on_frontier,
    single_changes,
    two_issue_trades,
)
from goodoffices.settlement.trades.losses import leaves_open, with_chances
from goodoffices.settlement.trades.result import Completions, Start, Trades
from goodoffices.settlement.trades.start import Named, named

__all__ = ["LIMIT", "what_to_trade"]

LIMIT = 10
"""Packages and trades listed of each kind, unless asked otherwise."""


def what_to_trade(  # noqa: PLR0913 - one door to all of it, each limit asked for by name
    dossier: Dossier,
    words: str | None = None,
    *,
    settlement: Settlement | None = None,
    limit: int = LIMIT,
    cap: int = FRONTIER_CAP,
    draws: int = 0,
    seed: int | None = None,
    advance: Callable[[str], None] = lambda _: None,
) -> Trades:
    """What could be traded from a text: packages better for all, single changes nobody loses by, two-issue trades.

    `words` name the text (see `named`; without them, the latest whole text on record, else the Nash package). For a
    partial text, how it can be completed; the trades then start from its Nash completion. `settlement` is the
    dossier's, solved here when it is not given; `limit` how many of each kind are listed. Principals and guarantors
    decide, in the central model; with `draws`, each package comes with the share of so many draws of what the file
    leaves open in which nobody who decides loses by it (`seed`: the file's where None, 1 where it has none).

    Raises SettlementError when the words name no text, or the number of draws or the seed is below 0.
    """
    settlement = settlement or solve(dossier, cap, advance)
    model = central_model(dossier)
    text = named(dossier, settlement, words)
    partial = len(text.package) < len(model.issues)
    found = completions(model, text.package, settlement, cap, advance) if partial else None
    ground = ground_of(model, settlement, advance)
    start = _start(dossier, ground, text, found)
    whole = ground.choice_of(start.outcome) if start.outcome else None
    settled = model.choice(text.package)
    repairs = None if start.acceptable else acceptable_near(ground, settled, whole, limit)
    if whole is not None:
        advance("Changes of one clause and of two")
    trades = Trades(
        start=start,
        limit=limit,
        better=better(ground, whole, limit) if whole else None,
        frontier=better_on_frontier(ground, whole, limit) if whole else None,
        single=single_changes(ground, whole) if whole else None,
        pairs=two_issue_trades(ground, whole, limit) if whole else None,
        repairs=repairs,
        completions=found,
        settlement=settlement,
        is_open=leaves_open(dossier),
    )
    return with_chances(dossier, model, trades, draws, seed, advance)


def _start(dossier: Dossier, ground: Ground, text: Named, found: Completions | None) -> Start:
    model, package = ground.model, text.package
    whole: Outcome | None = None
    if found is None:
        whole = outcome(model, [model.choice(package)[i] for i in range(len(model.issues))])
    elif found.solutions:
        whole = found.solutions.nash.outcome
    deciding = {model.parties[p] for p in model.deciding}
    crossed = tuple(
        Breach(q.party, issue.id, package[issue.id])
        for issue in dossier.issues
        for q in issue.preferences
        if q.party in deciding and package.get(issue.id) in q.red_lines
    )
    broken = tuple(linkage.text for linkage in dossier.linkages if breaks(linkage, package))
    choice = ground.choice_of(whole) if whole else None
    return Start(
        name=text.name,
        title=text.title,
        kind=text.kind,
        settled=package,
        open_issues=tuple(issue for issue in model.issues if issue not in package),
        outcome=whole,
        red_lines=crossed,
        linkages=broken,
        allowed=choice is not None and ground.is_allowed(choice),
        acceptable=choice is not None and ground.is_acceptable(choice),
    )
