"""From a table to the answer: every method that can be applied, then the verdict."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from goodoffices import __version__
from goodoffices.errors import EvidenceError
from goodoffices.evidence.estimates import averaging, latent, loglinear
from goodoffices.evidence.estimates.averaging import GraphPrior
from goodoffices.evidence.estimates.latent import FEWEST_CHAINS, Sampling
from goodoffices.evidence.estimates.result import Averaged, Estimates, Latent, LogLinear, TwoLists
from goodoffices.evidence.estimates.table import CaptureTable
from goodoffices.evidence.estimates.two_lists import of_two_lists
from goodoffices.evidence.estimates.verdict import judge
from goodoffices.values import Provenance

__all__ = ["METHODS", "estimate"]

METHODS = ("log-linear", "graphs", "latent")
"""The methods by the names that a call gives them."""

TWO = 2
FEWER = "Merge lists of one kind, or name those to use with --lists."


def estimate(
    counts: CaptureTable,
    methods: Sequence[str] = METHODS,
    sampling: Sampling | None = None,
    prior: GraphPrior | None = None,
    advance: Callable[[str], None] = lambda _: None,
) -> Estimates:
    """How many people there are, those on no list among them, by every method of `methods` that the table allows.

    `advance` is told what is being done. Raises EvidenceError for a method that does not exist, and for fewer than
    four chains, which could not show that they disagree.
    """
    sampling = sampling or Sampling()
    _check(methods, sampling)
    left_out: list[str] = []
    two = of_two_lists(counts) if len(counts.lists) == TWO else None
    log_linear = _log_linear(counts, methods, left_out, advance)
    averaged = _averaged(counts, methods, prior or GraphPrior(), left_out, advance)
    classes = _latent(counts, methods, sampling, left_out, advance)
    return Estimates(
        table=counts,
        two_lists=two,
        log_linear=log_linear,
        averaged=averaged,
        latent=classes,
        left_out=tuple(left_out),
        verdict=judge(log_linear, averaged, classes, two),
        provenance=_provenance(counts, sampling, two, log_linear, averaged, classes),
    )


def _check(methods: Sequence[str], sampling: Sampling) -> None:
    if unknown := [name for name in methods if name not in METHODS]:
        raise EvidenceError.of(f"there is no method {unknown[0]!r}", remedy=f"The methods are {', '.join(METHODS)}.")
    if sampling.chains < FEWEST_CHAINS:
        raise EvidenceError.of(
            f"{sampling.chains} chains are too few to show that they disagree", remedy=f"Use {FEWEST_CHAINS} or more."
        )


def _log_linear(
    counts: CaptureTable, methods: Sequence[str], left_out: list[str], advance: Callable[[str], None]
) -> LogLinear | None:
    if "log-linear" not in methods:
        return None
    if len(counts.lists) > loglinear.MOST_LISTS:
        left_out.append(
            f"Log-linear models were left out: {_lists(counts)}, and they take {loglinear.MOST_LISTS} at most. {FEWER}"
        )
        return None
    return loglinear.fit_family(counts, advance)


def _averaged(
    counts: CaptureTable,
    methods: Sequence[str],
    prior: GraphPrior,
    left_out: list[str],
    advance: Callable[[str], None],
) -> Averaged | None:
    if "graphs" not in methods:
        return None
    if not averaging.FEWEST_LISTS <= len(counts.lists) <= averaging.MOST_LISTS:
        left_out.append(
            f"Decomposable graphs were left out: {_lists(counts)}, and they take {averaging.FEWEST_LISTS} to "
            f"{averaging.MOST_LISTS}." + (f" {FEWER}" if len(counts.lists) > averaging.MOST_LISTS else "")
        )
        return None
    return averaging.average(counts, prior, advance)


def _latent(
    counts: CaptureTable,
    methods: Sequence[str],
    sampling: Sampling,
    left_out: list[str],
    advance: Callable[[str], None],
) -> Latent | None:
    if "latent" not in methods:
        return None
    if len(counts.lists) < latent.FEWEST_LISTS:
        left_out.append(
            f"Latent classes were left out: {_lists(counts)}, and they take {latent.FEWEST_LISTS} at least."
        )
        return None
    return latent.sample(counts, sampling, advance)


def _lists(counts: CaptureTable) -> str:
    return f"the table has {len(counts.lists)} lists"


def _provenance(
    counts: CaptureTable,
    sampling: Sampling,
    two: TwoLists | None,
    log_linear: LogLinear | None,
    averaged: Averaged | None,
    classes: Latent | None,
) -> Provenance:
    parameters: list[tuple[str, str]] = []
    applied = {
        "two lists": two,
        "log-linear models": log_linear,
        "decomposable graphs averaged": averaged,
        "latent classes": classes,
    }
    names = ", ".join(name for name, found in applied.items() if found)
    if log_linear:
        parameters.append(("log-linear models fitted", f"{log_linear.fitted:,}"))
    if averaged:
        parameters.append(("graphs", f"{averaged.many:,}, prior count {averaged.delta:g} a cell"))
    if classes:
        told = f"{len(classes.chains)} of {classes.sweeps:,} sweeps, {classes.classes} classes, {classes.rungs} rungs"
        parameters.append(("chains", told))
    return Provenance(
        method=f"Multiple systems estimation: {names or 'no method could be applied'}",
        inputs=((f"counts of {', '.join(counts.lists)}", counts.hash),),
        version=__version__,
        parameters=tuple(parameters),
        seed=sampling.seed if classes else None,
    )
