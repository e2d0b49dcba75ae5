"""What if the file said otherwise: both answers, and what differs between them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from goodoffices.dossier import Dossier
from goodoffices.errors import SettlementError
from goodoffices.settlement.answer import solve
from goodoffices.settlement.blockers import what_blocks
from goodoffices.settlement.candidates import RULES
from goodoffices.settlement.engine.frontier import FRONTIER_CAP
from goodoffices.settlement.engine.model import central_model
from goodoffices.settlement.engine.solutions import Pick, egalitarian, kalai_smorodinsky, nash, utilitarian
from goodoffices.settlement.outcomes import choices_of
from goodoffices.settlement.result import Outcome, RatedText, Settlement, Solution
from goodoffices.settlement.trades.difference import Blocked, Difference, Edit, Moved, RuleMoved, TextMoved
from goodoffices.settlement.trades.ground import ground_of

__all__ = ["what_if"]


def what_if(
    before: Dossier,
    after: Dossier,
    edits: tuple[Edit, ...] = (),
    cap: int = FRONTIER_CAP,
    advance: Callable[[str], None] = lambda _: None,
) -> Difference:
    """How the answer changes when `after` is what is at the table in place of `before`.

    Both are solved in full, nothing is carried over; where nothing is acceptable, what blocks is compared too. They
    must hold the same parties and the same issues with the same options, in any order (roles, fallbacks, preferences,
    linkages, interactions and texts may differ): else SettlementError. `edits` are handed on to the result.
    """
    _must_compare(before, after)
    advance("The answer as the file stands")
    old = solve(before, cap, advance)
    advance("The answer with the changes")
    new = solve(after, cap, advance)
    tied = _tied(after, new)
    texts = {text.id: text for text in new.texts}
    return Difference(
        before=old,
        after=new,
        edits=edits,
        allowed=Moved(old.packages.allowed, new.packages.allowed),
        acceptable=Moved(old.packages.acceptable, new.packages.acceptable),
        frontier=Moved(old.frontier.size, new.frontier.size),
        ideal=_moved(old.ideal, new.ideal),
        rules=tuple(_rule(old, new, rule, tied) for rule in RULES),
        texts=tuple(
            _text(old, new, text, texts[text.id])
            for text in old.texts
            if text.outcome is not None and text.id in texts and texts[text.id].outcome is not None
        ),
        blocked_before=_blocked(before, old, advance),
        blocked_after=_blocked(after, new, advance),
    )


def _blocked(dossier: Dossier, settlement: Settlement, advance: Callable[[str], None]) -> Blocked | None:
    """What blocks when nothing acceptable is known, unless it turns out that something is."""
    if settlement.solutions is not None or settlement.packages.acceptable_bounds[0] > 0:
        return None
    found = what_blocks(dossier, advance=advance)
    return None if found.zone_open else Blocked(dossier, found)


def _must_compare(before: Dossier, after: Dossier) -> None:
    kinds: Iterable[tuple[str, object, object]] = (
        ("parties", {p.id for p in before.parties}, {p.id for p in after.parties}),
        ("issues", {i.id for i in before.issues}, {i.id for i in after.issues}),
        ("options", _options(before), _options(after)),
    )
    for name, old, new in kinds:
        if old != new:
            raise SettlementError.of(
                f"the two dossiers do not hold the same {name}, so their packages cannot be compared",
                remedy="Compare two readings of one table: change preferences, fallbacks, red lines or linkages only.",
            )


def _options(dossier: Dossier) -> dict[str, set[str]]:
    return {issue.id: {option.id for option in issue.options} for issue in dossier.issues}


def _moved(old: Mapping[str, float], new: Mapping[str, float]) -> dict[str, Moved]:
    return {party: Moved(old.get(party), new.get(party)) for party in dict.fromkeys((*old, *new))}


def _solution(settlement: Settlement, rule: str) -> Solution | None:
    return getattr(settlement.solutions, rule) if settlement.solutions else None


def _rule(
    old: Settlement, new: Settlement, rule: str, tied: Mapping[str, frozenset[tuple[tuple[str, str], ...]]] | None
) -> RuleMoved:
    before, after = _solution(old, rule), _solution(new, rule)
    one, other = (solution.outcome if solution else None for solution in (before, after))
    changed = tuple(i for i, o in one.package.items() if other.package[i] != o) if one and other else ()
    still: bool | None = False
    if one and other:
        still = True if not changed else None if tied is None else _key(one) in tied[rule]
    return RuleMoved(
        rule=rule,
        before=before,
        after=after,
        changed=changed,
        gain=_moved(one.gain if one else {}, other.gain if other else {}),
        utility=_moved(one.utility if one else {}, other.utility if other else {}),
        still_chosen=still,
    )


def _key(outcome: Outcome) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(outcome.package.items()))


def _tied(dossier: Dossier, settlement: Settlement) -> dict[str, frozenset[tuple[tuple[str, str], ...]]] | None:
    """For each rule all packages that it cannot tell from its choice; None unless the frontier is listed in full."""
    front = settlement.frontier
    if not front.complete or len(front.points) != front.size:
        return None
    if not front.points:
        return {rule: frozenset() for rule in RULES}
    ground = ground_of(central_model(dossier), settlement)
    gains = ground.worth(choices_of(front.points, ground.model)) - ground.need
    picks: dict[str, Pick] = {
        "nash": nash(gains, ground.scale),
        "kalai_smorodinsky": kalai_smorodinsky(gains),
        "egalitarian": egalitarian(gains, ground.scale),
        "utilitarian": utilitarian(gains, ground.scale),
    }
    return {rule: frozenset(_key(front.points[row]) for row in pick.rows) for rule, pick in picks.items()}


def _text(old: Settlement, new: Settlement, before: RatedText, after: RatedText) -> TextMoved:
    gains = [text.outcome.gain if text.outcome else {} for text in (before, after)]
    return TextMoved(
        id=before.id,
        title=before.title,
        gain=_moved(*gains),
        acceptable=(_acceptable(old, before), _acceptable(new, after)),
        better_for_all=Moved(before.better_for_all, after.better_for_all),
    )


def _acceptable(settlement: Settlement, text: RatedText) -> bool:
    """Whether all could accept a whole text."""
    if text.outcome is None or text.linkages or any(b.party in settlement.deciding for b in text.red_lines):
        return False
    # Gains are whole numbers of units divided once, so one below 0 is below 0 as a float too.
    return all(text.outcome.gain[party] >= 0 for party in settlement.deciding)
