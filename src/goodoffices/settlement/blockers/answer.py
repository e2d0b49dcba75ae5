"""The question the room answers: nothing is acceptable; what would have to give, and what would that open?"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from goodoffices import __version__
from goodoffices.dossier import Dossier
from goodoffices.settlement.blockers.constraints import Constraints, Kept, constraints_of
from goodoffices.settlement.blockers.opening import best_package, equal_lowering
from goodoffices.settlement.blockers.oracle import Choice, Oracle
from goodoffices.settlement.blockers.result import Blockers, Distance, Opening
from goodoffices.settlement.blockers.sets import Sets, minimal_sets
from goodoffices.settlement.engine.compiled import waiting
from goodoffices.settlement.outcomes import outcome
from goodoffices.settlement.result import Outcome
from goodoffices.values import Provenance

__all__ = ["LIMIT", "what_blocks"]

LIMIT = 20
"""Minimal sets listed unless the caller says otherwise."""

METHOD = (
    "Minimal sets of red lines, linkages and fallbacks to give up, fewest first, in the central model (the middle of "
    "every interval), by mixed-integer programmes; every package is checked in whole numbers"
)


def what_blocks(dossier: Dossier, limit: int = LIMIT, advance: Callable[[str], None] = lambda _: None) -> Blockers:
    """What blocks an agreement when nothing is acceptable to all who decide: at most `limit` minimal sets of red lines,
    linkages and fallbacks that open the zone when given up, what each opens, which of them cannot be kept together,
    and how far each fallback is. `advance` is told of progress in words.

    When something is acceptable, the answer says so and is empty otherwise. Limits that cut the search short are
    stated in the answer. Raises SettlementError when the linkages tie too many issues too closely.
    """
    constraints = constraints_of(dossier)
    oracle = Oracle(constraints)
    advance("What blocks: looking for anything acceptable")
    if oracle.certain(constraints.every).choice is not None:
        return _open(dossier, constraints)
    sets = minimal_sets(oracle, max(1, limit), advance)
    if sets.zone_open:
        return _open(dossier, constraints)
    advance("What blocks: what each would open")
    openings = {given: _opening(oracle, sets, given, choice) for given, choice in sets.found.items()}
    conflicts, every_conflict = _conflicts(oracle, sets)
    advance(f"What blocks: how far the fallbacks are{waiting()}")
    equal, equal_exact = _equal(oracle)
    return Blockers(
        zone_open=False,
        provenance=_provenance(dossier, limit),
        fallback=_fallback(constraints),
        openings=tuple(openings.values()),
        complete=not sets.stopped,
        proved=sets.proved,
        stopped=sets.stopped,
        conflicts=tuple(constraints.named(conflict) for conflict in conflicts),
        conflicts_complete=every_conflict,
        distances=tuple(_distances(oracle, sets, openings)),
        equal=None if equal is None else max(-min(equal.gain[p] for p in _deciding(constraints)), 0.0),
        equal_outcome=equal,
        equal_exact=equal_exact,
    )


def _open(dossier: Dossier, constraints: Constraints) -> Blockers:
    return Blockers(zone_open=True, provenance=_provenance(dossier, None), fallback=_fallback(constraints))


def _opening(oracle: Oracle, sets: Sets, given: Kept, choice: Choice) -> Opening:
    constraints = oracle.constraints
    best = best_package(oracle, given, choice)
    result = outcome(constraints.model, best.choice)
    below = [constraints.model.parties[constraints.model.deciding[seat]] for seat in constraints.seats(given)]
    return Opening(
        gives=constraints.named(given),
        outcome=result,
        short={party: -result.gain[party] for party in below},
        ties=best.ties,
        proved=sets.proved or oracle.surely_minimal(given),
        exact=best.exact,
    )


def _conflicts(oracle: Oracle, sets: Sets) -> tuple[list[Kept], bool]:
    """The conflicts, smallest first, and whether there are no others: all of them by duality when every minimal set is
    known, else one (none when the solver does not finish)."""
    if not sets.stopped and sets.hitting is not None:
        return list(sets.hitting[:LIMIT]), len(sets.hitting) <= LIMIT
    from goodoffices.settlement.blockers.relaxing import OutOfTimeError  # noqa: PLC0415 - scipy's solver loads slowly

    try:
        return [_one_conflict(oracle, sets)], False
    except OutOfTimeError:
        return [], False


def _one_conflict(oracle: Oracle, sets: Sets) -> Kept:
    """One irreducible conflict by the deletion filter: whatever can go while the rest still leaves nothing, goes
    (Chinneck & Dravnieks 1991; Chinneck 2008)."""
    kept = oracle.constraints.every
    for number in sorted(kept):
        fewer = kept - {number}
        if all(given & fewer for given in sets.found) and oracle.keeping(fewer).choice is None:
            kept = fewer
    return kept


def _distances(oracle: Oracle, sets: Sets, openings: dict[Kept, Opening]) -> Iterator[Distance]:
    """For each deciding party, the best package when its fallback alone is given up."""
    from goodoffices.settlement.blockers.relaxing import OutOfTimeError  # noqa: PLC0415 - scipy's solver loads slowly

    constraints = oracle.constraints
    for seat, party in enumerate(_deciding(constraints)):
        given = frozenset((constraints.fallback_of(seat),))
        opening, sure = openings.get(given), sets.proved
        if opening is None and sets.stopped:
            try:
                verdict = oracle.keeping(constraints.every - given)
                opening = _opening(oracle, sets, given, verdict.choice) if verdict.choice else None
                sure = verdict.sure
            except OutOfTimeError:
                sure = False
        if opening is None:
            yield Distance(party, None, None, exact=sure)
        else:
            yield Distance(party, opening.outcome.utility[party], opening.outcome.gain[party], opening.exact)


def _equal(oracle: Oracle) -> tuple[Outcome | None, bool]:
    """The package of the smallest equal lowering, and whether whole numbers say so."""
    best, proved = equal_lowering(oracle)
    return (None, proved) if best is None else (outcome(oracle.constraints.model, best.choice), best.exact)


def _deciding(constraints: Constraints) -> list[str]:
    return [constraints.model.parties[p] for p in constraints.model.deciding]


def _fallback(constraints: Constraints) -> dict[str, float]:
    """Points; deciding parties only."""
    model = constraints.model
    return {model.parties[p]: float(model.fallback[p] or 0) for p in model.deciding}


def _provenance(dossier: Dossier, limit: int | None) -> Provenance:
    return Provenance(
        method=METHOD,
        inputs=((f"dossier {dossier.id}", dossier.hash),),
        version=__version__,
        parameters=() if limit is None else (("sets listed at most", str(limit)),),
        as_of=str(dossier.as_of or ""),
        by=dossier.by,
        caution=dossier.caution,
    )
