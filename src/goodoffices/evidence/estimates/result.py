"""What an estimate is: every method's figure with its interval, the models and chains behind it, and the verdict."""

from __future__ import annotations

from dataclasses import dataclass

from goodoffices.evidence.estimates.fitting import Existence
from goodoffices.evidence.estimates.hierarchy import Terms
from goodoffices.evidence.estimates.table import CaptureTable
from goodoffices.values import Provenance

__all__ = ["Averaged", "Chain", "Estimates", "Figure", "Graph", "Latent", "LogLinear", "Model", "TwoLists", "Verdict"]


@dataclass(frozen=True)
class Figure:
    """A number of people with its 95% interval; `high` is None where the data set no upper end."""

    best: float
    low: float
    high: float | None


@dataclass(frozen=True)
class Model:
    """A log-linear model: `name` by its largest terms, `existence` and `missing` as in a fit, `best` the total.

    `bic` is deviance + parameters × log(people seen). `low` and `high` are the profile-likelihood interval, both None
    where there is none to be had or none was asked for; `high` alone where there is no upper end.
    """

    name: str
    terms: Terms
    parameters: int
    deviance: float
    freedom: int
    bic: float
    existence: Existence
    missing: float | None
    best: float | None
    low: float | None = None
    high: float | None = None

    @property
    def figure(self) -> Figure | None:
        """The total with its interval; None where the model gives none."""
        return None if self.best is None or self.low is None else Figure(self.best, self.low, self.high)


@dataclass(frozen=True)
class LogLinear:
    """The foremost models by BIC, of `fitted` in all; `complete` when these are all hierarchical ones; `without` of
    them give no estimate."""

    models: tuple[Model, ...]
    fitted: int
    complete: bool
    without: int

    @property
    def best(self) -> Model | None:
        """The model of the lowest BIC among those that give an estimate."""
        return next((model for model in self.models if model.figure), None)


@dataclass(frozen=True)
class Graph:
    """A decomposable graph by its cliques, its posterior probability, and the median it gives alone."""

    name: str
    probability: float
    median: float


@dataclass(frozen=True)
class Averaged:
    """The posterior over all decomposable graphs. `figure.best` is the median; `delta` the prior count of a cell;
    `mean` None where the posterior has none worth telling; `tail` the share of it beyond the grid, whose largest total
    is `farthest`; `graphs` the most probable ones of `many`."""

    figure: Figure
    mean: float | None
    mode: float
    delta: float
    tail: float
    farthest: float
    graphs: tuple[Graph, ...]
    many: int


@dataclass(frozen=True)
class Chain:
    """One chain alone: median and 95% interval of the total."""

    median: float
    low: float
    high: float


@dataclass(frozen=True)
class Latent:
    """The posterior of the latent-class model, all chains together; `figure.best` is the median.

    `rhat` is the rank-normalised split R-hat, `bulk` and `tail` the effective sample sizes (Vehtari et al. 2021), None
    where they cannot be told; `agree` says whether they are good enough to speak of one posterior. `sweeps` of each
    chain, the first half of them left out. `exchanges`: the smallest share of exchanges taken between two rungs.
    """

    figure: Figure
    mean: float
    chains: tuple[Chain, ...]
    rhat: float | None
    bulk: float | None
    tail: float | None
    agree: bool
    sweeps: int
    classes: int
    rungs: int
    exchanges: float


@dataclass(frozen=True)
class TwoLists:
    """Two lists alone: Lincoln–Petersen (None where nobody is on both), and Chapman with a 95% interval."""

    lincoln_petersen: float | None
    chapman: Figure


@dataclass(frozen=True)
class Verdict:
    """What may be said: a rounded `figure`, or None and the `reasons` why none is supported. `span` is the least low
    and the greatest high end of all methods (None: no end)."""

    words: str
    reasons: tuple[str, ...]
    figure: Figure | None
    span: tuple[float, float | None] | None

    @property
    def supported(self) -> bool:
        """Whether one figure is."""
        return self.figure is not None


@dataclass(frozen=True)
class Estimates:
    """The answer. A method that was not run is None; `left_out` says why, one sentence each."""

    table: CaptureTable
    two_lists: TwoLists | None
    log_linear: LogLinear | None
    averaged: Averaged | None
    latent: Latent | None
    left_out: tuple[str, ...]
    verdict: Verdict
    provenance: Provenance
