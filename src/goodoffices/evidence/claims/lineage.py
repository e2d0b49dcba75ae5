"""Where a claim leads back to: its origins, drift of attribution, and several voices with one origin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from goodoffices.evidence.claims.figures import range_of, spoken_figure
from goodoffices.evidence.claims.model import RELATIONS, Claim, Document, Ledger
from goodoffices.values import series, spoken_date

__all__ = [
    "Drift",
    "Echo",
    "Fault",
    "Origins",
    "SharedOrigin",
    "drifts",
    "echoes",
    "origins",
    "relation_faults",
    "shared",
]

Origins = Mapping[str, frozenset[str]]
"""For each claim, the documents that it leads back to in the end."""

_FAMILIES = (
    (("derived_from", "drifted_from"), "is derived from"),
    (("part_of",), "is part of"),
    (("supersedes",), "supersedes"),
)


@dataclass(frozen=True)
class Fault:
    """A relation that cannot hold: `owner` is the claim (or, for `reports`, the document) that states it as `key`."""

    owner: str
    key: str
    named: str
    what: str
    remedy: str


@dataclass(frozen=True)
class Drift:
    """A claim that repeats another, and what changed on the way; `stated` unless it is only suspected, because the
    ledger says that it is derived from one with the same figure and another claimant."""

    claim: str
    origin: str
    changed: tuple[str, ...]
    stated: bool


@dataclass(frozen=True)
class SharedOrigin:
    """Claims that look like several voices and lead back to one document."""

    document: str
    claims: tuple[str, ...]


@dataclass(frozen=True)
class Echo:
    """Claims with one figure for one thing, by several claimants, which do not all lead back to one document: perhaps
    some repeat others."""

    claims: tuple[str, ...]


def relation_faults(claims: Sequence[Claim], documents: Sequence[Document]) -> list[Fault]:
    """Relations to what is not there, to oneself, and those that lead back to their own beginning."""
    found: list[Fault] = []
    known = [claim.id for claim in claims]
    for claim in claims:
        for key in RELATIONS:
            found += _unknown(claim.id, key, getattr(claim, key), known, "claim")
    for document in documents:
        found += _unknown(document.id, "reports", document.reports, [each.id for each in documents], "document")
    if found:
        return found
    for keys, words in _FAMILIES:
        edges = {claim.id: tuple(name for key in keys for name in getattr(claim, key)) for claim in claims}
        for loop in _loops(edges):
            owner = next(claim for claim in claims if claim.id == loop[0])
            key = next(key for key in keys if loop[1] in getattr(owner, key))
            found.append(_circle(loop, key, words))
    found += [_circle(loop, "reports", "reports") for loop in _loops({each.id: each.reports for each in documents})]
    return found


def origins(ledger: Ledger) -> Origins:
    """The documents that each claim leads back to: through the claims it is derived from or drifted from, and from
    the last of them through the documents that a document only reports."""
    held = {claim.id: claim.document for claim in ledger.claims}
    first = _ends({document.id: document.reports for document in ledger.documents})
    lines = _ends({claim.id: claim.lineage for claim in ledger.claims})
    return {name: frozenset().union(*(first[held[end]] for end in ends)) for name, ends in lines.items()}


def drifts(ledger: Ledger) -> tuple[Drift, ...]:
    """Every claim whose attribution, or more, changed on its way from another; those stated first."""
    claims = {claim.id: claim for claim in ledger.claims}
    found = [
        Drift(claim.id, name, _changed(ledger, claim, claims[name]), stated=True)
        for claim in ledger.claims
        for name in claim.drifted_from
    ]
    found += [
        Drift(claim.id, name, _changed(ledger, claim, claims[name]), stated=False)
        for claim in ledger.claims
        for name in claim.derived_from
        if claim.claimant != claims[name].claimant and range_of(claim.figure) == range_of(claims[name].figure)
    ]
    return tuple(sorted(found, key=lambda drift: (not drift.stated, drift.claim, drift.origin)))


def shared(ledger: Ledger, found: Origins, sets: Sequence[Sequence[str]]) -> tuple[SharedOrigin, ...]:
    """For each document, the claims that lead back to it and look like several voices: they stand in different
    documents, or in one comparable set."""
    held = {claim.id: claim.document for claim in ledger.claims}
    together = {name: place for place, names in enumerate(sets) for name in names}
    result = []
    for document in sorted({root for roots in found.values() for root in roots}):
        claims = sorted(name for name, roots in found.items() if document in roots)
        several = len({held[name] for name in claims}) > 1
        rivals = len({together[name] for name in claims}) < len(claims)
        if len(claims) > 1 and (several or rivals):
            result.append(SharedOrigin(document, tuple(claims)))
    return tuple(result)


def echoes(ledger: Ledger, found: Origins) -> tuple[Echo, ...]:
    """Claims with one figure for one thing whose likeness no relation explains."""
    alike: dict[tuple[object, ...], list[Claim]] = {}
    for claim in sorted(ledger.claims, key=lambda claim: claim.id):
        reach = range_of(claim.figure)
        alike.setdefault((claim.unit, claim.harm, claim.population, claim.place, reach), []).append(claim)
    return tuple(
        Echo(tuple(claim.id for claim in group))
        for group in alike.values()
        if len({claim.claimant for claim in group}) > 1
        and not frozenset.intersection(*(found[claim.id] for claim in group))
    )


def _changed(ledger: Ledger, claim: Claim, origin: Claim) -> tuple[str, ...]:
    """What differs between a claim and the one it goes back to, in words."""
    said = [("who says it", origin.claimant or "nobody named", claim.claimant or "nobody named")]
    said += [("the figure", spoken_figure(origin.figure), spoken_figure(claim.figure))]
    said += [("what it counts", ledger.meaning(origin.harm), ledger.meaning(claim.harm))]
    said += [("of whom", ledger.whom(origin.population), ledger.whom(claim.population))]
    said += [("where", origin.place, claim.place)]
    said += [("when", spoken_date(origin.period), spoken_date(claim.period))]
    return tuple(f"{what}: from “{before}” to “{after}”" for what, before, after in said if before != after)


def _unknown(owner: str, key: str, named: Sequence[str], known: Sequence[str], kind: str) -> list[Fault]:
    found = []
    for name in named:
        if name == owner:
            found.append(Fault(owner, key, name, f"`{owner}` names itself under `{key}`", f"Name another {kind}."))
        elif name not in known:
            found.append(Fault(owner, key, name, f"there is no {kind} `{name}`", ""))
    return found


def _circle(loop: Sequence[str], key: str, words: str) -> Fault:
    steps = series(f"`{one}` {words} `{other}`" for one, other in zip(loop, [*loop[1:], loop[0]], strict=True))
    what = f"these relations lead back to where they begin: {steps}"
    return Fault(loop[0], key, loop[1] if len(loop) > 1 else loop[0], what, "Take out the one that is not so.")


def _loops(edges: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """One loop for each place where relations lead back to themselves, from the first of its names on."""
    state: dict[str, int] = {}
    found: list[list[str]] = []
    for start in sorted(edges):
        path: list[str] = []
        stack = [(start, iter(sorted(edges[start])))] if start not in state else []
        if stack:
            state[start] = 1
            path.append(start)
        while stack:
            name, below = stack[-1]
            following = next(below, None)
            if following is None:
                state[name] = 2
                path.pop()
                stack.pop()
            elif following not in state:
                state[following] = 1
                path.append(following)
                stack.append((following, iter(sorted(edges[following]))))
            elif state[following] == 1:
                found.append(path[path.index(following) :])
    return found


def _ends(edges: Mapping[str, Sequence[str]]) -> dict[str, frozenset[str]]:
    """For each name, those at the end of all that it leads back to; itself where it leads back to none."""
    found: dict[str, frozenset[str]] = {}
    for start in edges:
        stack = [start]
        while stack:
            name = stack[-1]
            waiting = [each for each in edges[name] if each not in found]
            if waiting:
                stack += waiting
                continue
            stack.pop()
            found[name] = frozenset().union(*(found[each] for each in edges[name])) or frozenset([name])
    return {name: found[name] for name in edges}
