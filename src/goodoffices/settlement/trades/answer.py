"""The question the room answers: from this text, what could be traded so that nobody who decides loses by it?"""

from __future__ import annotations

from collections.abc import Callable

from goodoffices.dossier import Dossier
from goodoffices.settlement.answer import solve
from goodoffices.settlement.engine.frontier import FRONTIER_CAP
from goodoffices.settlement.engine.model import central_model
from goodoffices.settlement.outcome import outcome
from goodoffices.settlement.result import Breach, Outcome, Settlement
from goodoffices.settlement.trades.completion import completions
from goodoffices.settlement.trades.ground import Ground, ground_of
from goodoffices.settlement.trades.lists import (
    acceptable_near,
    better,
    better_on_frontier,
    single_changes,
    two_issue_trades,
)
from goodoffices.settlement.trades.result import Completions, Start, Trades
from goodoffices.settlement.trades.start import Named, named

__all__ = ["LIMIT", "what_to_trade"]

LIMIT = 10
"""Packages and trades listed of each kind, unless asked otherwise."""


def what_to_trade(
    dossier: Dossier,
    words: str | None = None,
    *,
    settlement: Settlement | None = None,
    limit: int = LIMIT,
    cap: int = FRONTIER_CAP,
    advance: Callable[[str], None] = lambda _: None,
) -> Trades:
    """What could be traded from a text: packages better for all, single changes nobody loses by, two-issue trades.

    `words` name the text (see `named`; without them, the latest whole text on record, else the Nash package). For a
    partial text, how it can be completed; the trades then start from its Nash completion. `settlement` is the
    dossier's, solved here when it is not given; `limit` how many of each kind are listed. Principals and guarantors
    decide, in the central model. Raises SettlementError when the words name no text.
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
    if whole is None:
        return Trades(start, limit, None, None, None, None, repairs, found, settlement)
    advance("Changes of one clause and of two")
    return Trades(
        start=start,
        limit=limit,
        better=better(ground, whole, limit),
        frontier=better_on_frontier(ground, whole, limit),
        single=single_changes(ground, whole),
        pairs=two_issue_trades(ground, whole, limit),
        repairs=repairs,
        completions=found,
        settlement=settlement,
    )


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
    broken = tuple(
        linkage.text
        for linkage in dossier.linkages
        if set(linkage.issues) <= set(package) and linkage.broken_by(package)
    )
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
