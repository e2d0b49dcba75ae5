"""Candidates side by side: every component with its source and interval, and no sum of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from goodoffices import __version__
from goodoffices.dossier import Dossier, nearest
from goodoffices.errors import EvidenceError, Where
from goodoffices.hosting.criteria import criteria_of
from goodoffices.hosting.distances import Distances, Spread, distances
from goodoffices.hosting.model import Hosts, Practical, Rating, Standing
from goodoffices.hosting.records import Records, Tie, practical_rows, records, ties
from goodoffices.hosting.roll_calls import RollCalls, roll_calls
from goodoffices.hosting.scales import Scale, choose_scale, same_time, scales_of, spoken_time
from goodoffices.hosting.store import Store, imports_of
from goodoffices.hosting.weights import Ranked, Weights, ranked
from goodoffices.values import Provenance, Secret

__all__ = ["MOST_CANDIDATES", "Asked", "Comparison", "Other", "compare"]

UNUSED = ("ideal-points-sessions-middleeast", "ideal-points-sessions-humanrights")
"""Kinds of file that a store may hold and no component reads: points of votes on one subject are another scale."""
MOST_CANDIDATES = 24
"""More than fit on a page side by side."""


@dataclass(frozen=True)
class Asked:
    """What is compared, and how: `draws` of the ideal points (0: none), with their seed. `desk`: for the mediator's
    desk, the parties' ratings may be used."""

    candidates: tuple[str, ...] = ()
    session: int | None = None
    year: int | None = None
    draws: int = 10_000
    seed: int = 1
    weights: Weights | None = None
    desk: bool = False


@dataclass(frozen=True)
class Other:
    """The same distances by another estimate."""

    scale: Scale
    time: int
    distances: Distances


@dataclass(frozen=True)
class Comparison:
    """All of it. `over` are each candidate's largest distances by session or year; `others` are the distances by other
    estimates at hand, for the same time; `ratings` are None unless asked for at the desk, `ranks` without weights."""

    candidates: tuple[str, ...]
    parties: tuple[Standing, ...]
    names: Mapping[str, str] = field(hash=False)
    states: tuple[str, ...]
    scale: Scale
    time: int
    distances: Distances
    over: Mapping[str, Mapping[int, Spread]] = field(hash=False)
    others: tuple[Other, ...]
    calls: RollCalls
    records: Records
    ties: tuple[Tie, ...]
    practical: tuple[Practical, ...]
    ratings: Secret[tuple[Rating, ...]] | None
    ranks: tuple[Ranked, ...] | None
    weights: Weights | None
    hosts: Hosts
    provenance: Provenance
    day: dt.date | None = None
    """The day of the dossier: what is later is marked."""


def compare(dossier: Dossier, hosts: Hosts, asked: Asked, store: Store | None = None) -> Comparison:
    """The candidates against the parties of a dossier. Raises EvidenceError where something asked for is not there."""
    candidates = _candidates(hosts, asked)
    standing = _standing(dossier, hosts)
    states = tuple(dict.fromkeys(state for each in standing for state in each.states))
    both = tuple(dict.fromkeys((*states, *candidates)))
    scales = scales_of(hosts, store, both)
    scale, time = choose_scale(scales, asked.session, asked.year, _day(dossier))
    found = distances(scale.at(time), candidates, states, asked.draws, asked.seed)
    told = records(hosts, dossier.rounds, store, candidates)
    tied = ties(store, candidates, states)
    rated = tuple(each for each in hosts.ratings.reveal() if each.candidate in candidates)
    ranks = None
    if asked.weights:
        if not asked.draws:
            raise EvidenceError.of("weights need draws", remedy="Leave --draws 0 away.")
        shown = rated if asked.desk else None
        counts = {candidate: told.count(candidate, _day(dossier)) for candidate in candidates}
        criteria = criteria_of(asked.weights, (found, counts, tied, shown), candidates, asked.draws, asked.seed)
        ranks = ranked(criteria, asked.weights, candidates, asked.draws, asked.seed)
    return Comparison(
        candidates=candidates,
        parties=standing,
        names={party.id: party.name for party in dossier.parties},
        states=states,
        scale=scale,
        time=time,
        distances=found,
        over=_over(scale, candidates, states, asked),
        others=_others(scales, (scale, time), candidates, states, asked),
        calls=roll_calls(hosts, store, both),
        records=told,
        ties=tied,
        practical=practical_rows(hosts, store, candidates),
        ratings=Secret(rated) if asked.desk else None,
        ranks=ranks,
        weights=asked.weights,
        hosts=hosts,
        day=_day(dossier),
        provenance=_provenance(dossier, hosts, store, asked, (scale, time)),
    )


def _candidates(hosts: Hosts, asked: Asked) -> tuple[str, ...]:
    found = asked.candidates or hosts.candidates
    if not found:
        remedy = "Name them: --candidates KAZ,CHE; or `candidates: [KAZ, CHE]` in the file of hosts."
        raise EvidenceError.of("no candidate is named", remedy=remedy)
    if len(found) > MOST_CANDIDATES:
        raise EvidenceError.of(f"{len(found)} candidates do not fit side by side", remedy=f"Up to {MOST_CANDIDATES}.")
    return found


def _standing(dossier: Dossier, hosts: Hosts) -> tuple[Standing, ...]:
    ids = [party.id for party in dossier.parties]
    for each in hosts.parties:
        if each.party not in ids:
            told = f"`{each.party}` is no party of the dossier {dossier.id}"
            raise EvidenceError.of(told, Where(hosts.file, key="hosts.parties"), nearest(each.party, ids, "They"))
    if not hosts.parties:
        remedy = "Write below `hosts: parties:` a state for each, as `gov: SYR`, or its backers."
        raise EvidenceError.of("no party has a state that stands for it", Where(hosts.file), remedy)
    return tuple(sorted(hosts.parties, key=lambda each: ids.index(each.party)))


def _day(dossier: Dossier) -> dt.date | None:
    return dossier.as_of.last if dossier.as_of else None


def _over(scale: Scale, candidates: Sequence[str], states: Sequence[str], asked: Asked) -> dict[str, dict[int, Spread]]:
    """The largest distance at every time at which all the states have a point: one fewer would make another figure."""
    found: dict[str, dict[int, Spread]] = {candidate: {} for candidate in candidates}
    for time in scale.times:
        points = scale.at(time)
        if all(state in points for state in states):
            at_time = distances(points, candidates, states, min(asked.draws, 2000), asked.seed + time)
            for each in at_time.each:
                found[each.candidate][time] = each.largest
    return found


def _others(
    scales: Sequence[Scale], used: tuple[Scale, int], candidates: Sequence[str], states: Sequence[str], asked: Asked
) -> tuple[Other, ...]:
    scale, time = used
    found = []
    for other in scales:
        when = same_time(time, scale.unit, other.unit)
        if other is not scale and other.shared and all(state in other.at(when) for state in states):
            made = distances(other.at(when), candidates, states, asked.draws, asked.seed)
            found.append(Other(other, when, made))
    return tuple(found)


def _provenance(
    dossier: Dossier, hosts: Hosts, store: Store | None, asked: Asked, used: tuple[Scale, int]
) -> Provenance:
    scale, time = used
    inputs = [(dossier.id, dossier.hash), *([(hosts.file, hosts.hash)] if hosts.hash else [])]
    inputs += [(each.file, each.sha256) for each in imports_of(store) if each.kind not in UNUSED] if store else []
    parameters = (
        ("ideal points", f"{spoken_time(scale.unit, time)}; {scale.of}"),
        ("draws of ideal points", f"{asked.draws:,}"),
        *((("weights", asked.weights.file),) if asked.weights else ()),
    )
    return Provenance(
        method="Distances of UN General Assembly ideal points (Bailey, Strezhnev & Voeten 2017), votes one by one",
        inputs=tuple(inputs),
        version=__version__,
        parameters=parameters,
        seed=asked.seed if asked.draws else None,
        as_of=dossier.as_of.text if dossier.as_of else "",
        caution=hosts.caution or dossier.caution,
        by=hosts.by or dossier.by,
    )
