"""The question the room answers: how far does the answer hold within what the file leaves open?

Draws are worked through in chunks of a fixed size by a pure function, through a `spread` that the shell supplies: one
process, several or a cluster. The chunks are put together in order, so the answer is the same whoever worked on them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from goodoffices import __version__
from goodoffices.dossier import Dossier
from goodoffices.errors import SettlementError
from goodoffices.settlement.engine.compiled import waiting
from goodoffices.settlement.engine.model import Model, central_model
from goodoffices.settlement.engine.network import Network, network
from goodoffices.settlement.engine.points import NashPoints, nash_points
from goodoffices.settlement.engine.walk import components
from goodoffices.settlement.result import Settlement
from goodoffices.settlement.uncertain.acceptance import choices, further_packages, gains, named_packages, rated
from goodoffices.settlement.uncertain.advice import ADVICE_DRAWS, advise
from goodoffices.settlement.uncertain.draw import NOISE, Draws, draw
from goodoffices.settlement.uncertain.over_draws import seed_of
from goodoffices.settlement.uncertain.result import Uncertainty
from goodoffices.values import Chance, Provenance, chance, never

__all__ = ["CHUNK", "DEFAULT_DRAWS", "Chunk", "Job", "Spreading", "explore", "job_of", "work"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

DEFAULT_DRAWS = 1000
"""Draws where nothing else is asked for: a share of one half is then known to within 0.03."""

MOST_DRAWS = 1_000_000

CHUNK = 50
"""Draws that are worked through at once; the last chunk may be shorter."""

METHOD = (
    "Random draws of all that the file leaves open: weights, numbers, fallbacks and interactions uniform in their "
    "intervals, value functions uniform among those that keep the order; the Nash package of every draw by search of "
    "all packages"
)


class Spreading(Protocol):
    """A `map` for one argument: the answers come in the order of the arguments, wherever they were worked out."""

    def __call__(self, work: Callable[[range], Chunk], tasks: Iterable[range], /) -> Iterable[Chunk]:
        """The answers of `work` to `tasks`, in order. Both can be pickled."""


@dataclass(frozen=True)
class Job:
    """What it takes to work through a chunk of draws, wherever that is done. `choice` holds the option positions
    (packages, issues) of the packages to rate; `nash` asks for the Nash package of every draw too."""

    dossier: Dossier
    model: Model
    net: Network
    seed: int
    choice: Ints
    nash: bool = True


@dataclass(frozen=True)
class Chunk:
    """What some draws say. `gain` (draws, packages, deciding parties) in points; `nash` (draws, issues) the option
    positions of the Nash package, −1 where nothing is acceptable; `settled` (draws,) whether its search came to its
    end; `tied` (draws,) whether Nash's rule cannot tell it from other packages (then it is the first in file order)."""

    gain: Floats
    nash: Ints
    settled: Bools
    tied: Bools


def explore(
    dossier: Dossier,
    settlement: Settlement,
    draws: int = DEFAULT_DRAWS,
    seed: int | None = None,
    spread: Spreading = map,
    advance: Callable[[str], None] = lambda _: None,
) -> Uncertainty:
    """How far the answer holds over `draws` draws of what the file leaves open.

    `settlement` is the central answer to the same dossier. `seed` is the file's where it is None, and 1 where the file
    has none. `spread` maps a function over the chunks; `advance` is told of progress in words.

    Raises SettlementError when the number of draws or the seed makes no sense.
    """
    if not 1 <= draws <= MOST_DRAWS:
        raise SettlementError.of(
            f"{draws:,} draws", remedy=f"Ask for 1 to {MOST_DRAWS:,}; {DEFAULT_DRAWS:,} are usual."
        )
    seed = seed_of(dossier, seed)
    model = central_model(dossier)
    named = named_packages(settlement)
    job = job_of(dossier, model, [one.package for one in named], seed)
    found = _together(job, draws, spread, advance, "Drawn")
    advance("Weighing packages against the draws")
    some = draw(dossier, model, min(draws, ADVICE_DRAWS), seed)
    advice = advise(dossier, model, settlement, some, found.nash[: len(some)])
    further = further_packages(advice, named)
    rest = dataclasses.replace(job, choice=choices(model, [one.package for one in further]), nash=False)
    proposals = rated(dossier, model, named, found.gain)
    if further:
        again = _together(rest, draws, spread, advance, "Advice against the draws")
        proposals += rated(dossier, model, further, again.gain)
    return Uncertainty(
        draws=draws,
        seed=seed,
        deciding=tuple(model.parties[p] for p in model.deciding),
        proposals=proposals,
        something_acceptable=never(draws) if job.net.is_empty else _something(found),
        unsettled=int((~found.settled).sum()),
        tied=int(found.tied.sum()),
        options=_frequencies(model, found),
        advice=advice,
        left_out=tuple(text.title for text in settlement.texts if text.open_issues),
        provenance=Provenance(
            method=METHOD,
            inputs=((f"dossier {dossier.id}", dossier.hash),),
            version=__version__,
            parameters=(("draws", str(draws)), ("errors", "95% score intervals (Wilson 1927)")),
            seed=seed,
            as_of=str(dossier.as_of or ""),
            by=dossier.by,
            caution=dossier.caution,
        ),
    )


def job_of(dossier: Dossier, model: Model, packages: Sequence[Mapping[str, str]], seed: int) -> Job:
    """The job of rating some whole packages; `model` is the dossier's central model."""
    return Job(dossier, model, network(model, components(model)), seed, choices(model, packages))


def work(job: Job, which: range) -> Chunk:
    """What the draws numbered `which` say. A pure function of its arguments."""
    some = draw(job.dossier, job.model, len(which), job.seed, which.start)
    nash = _nash(job, some)
    return Chunk(gains(job.model, some, job.choice), nash.choice, nash.settled, nash.tied)


def _nash(job: Job, some: Draws) -> NashPoints:
    """The Nash package of every draw; none is looked for where the job does not ask for it."""
    if not job.nash:
        none = np.full((len(some), len(job.model.issues)), -1, dtype=np.int64)
        return NashPoints(none, np.ones(len(some), dtype=np.bool_), np.zeros(len(some), dtype=np.bool_))
    return nash_points(job.net, _arcs(job, some), some.fallback - NOISE)


def _arcs(job: Job, some: Draws) -> Floats:
    """What each arc of the network adds in each draw (draws, arcs, deciding parties), in points."""
    units = np.ascontiguousarray(some.units[:, job.net.row])
    seat = {party: place for place, party in enumerate(job.model.deciding)}
    for arc, which in zip(job.net.bonus_arc, job.net.bonus, strict=True):
        party = job.model.bonuses[which].party
        if party in seat:
            units[:, arc, seat[party]] += some.bonus[:, which]
    return units


def _together(job: Job, draws: int, spread: Spreading, advance: Callable[[str], None], what: str) -> Chunk:
    """All chunks as one, in the order of the draws; `what` is done."""
    tasks = [range(start, min(start + CHUNK, draws)) for start in range(0, draws, CHUNK)]
    chunks, done = [], 0
    advance(f"{what}: 0 of {draws:,}{waiting()}")
    for chunk in spread(partial(work, job), tasks):
        chunks.append(chunk)
        done += len(chunk.nash)
        advance(f"{what}: {done:,} of {draws:,}")
    return Chunk(
        gain=np.concatenate([chunk.gain for chunk in chunks]),
        nash=np.concatenate([chunk.nash for chunk in chunks]),
        settled=np.concatenate([chunk.settled for chunk in chunks]),
        tied=np.concatenate([chunk.tied for chunk in chunks]),
    )


def _something(found: Chunk) -> Chance:
    """How often something is acceptable: a package was found, or the search ended without one."""
    is_found = found.nash[:, 0] >= 0
    known = is_found | found.settled
    return chance(int(is_found.sum()), int(known.sum()))


def _frequencies(model: Model, found: Chunk) -> dict[str, dict[str, Chance]]:
    nash = found.nash[(found.nash[:, 0] >= 0) & found.settled]
    return {
        issue: {
            option: chance(int((nash[:, place] == position).sum()), len(nash))
            for position, option in enumerate(model.options[place])
        }
        for place, issue in enumerate(model.issues)
    }
