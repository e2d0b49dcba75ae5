"""How many in all, those on no list among them: multiple systems estimation, and whether any figure is supported.

    counts = read_table("lists.csv")        # patterns with counts, or one row a person, of whom nothing is kept
    found = estimate(counts)                # every method, and the verdict
    estimates_sections(found)               # to read; estimates_json(found) for programs

The same table and seed give the same answer, in whatever order lists and rows stand, on any number of threads.
"""

from goodoffices.evidence.estimates.answer import METHODS, estimate
from goodoffices.evidence.estimates.as_json import estimates_json
from goodoffices.evidence.estimates.averaging import GraphPrior
from goodoffices.evidence.estimates.latent import FEWEST_CHAINS, MOST_CHAINS, MOST_SWEEPS, Sampling
from goodoffices.evidence.estimates.loglinear import fit_model, lowest_bic, with_interval
from goodoffices.evidence.estimates.prepare import prepare
from goodoffices.evidence.estimates.reading import parse_table, read_table
from goodoffices.evidence.estimates.result import (
    Averaged,
    Chain,
    Estimates,
    Figure,
    Graph,
    Latent,
    LogLinear,
    Model,
    TwoLists,
    Verdict,
)
from goodoffices.evidence.estimates.sections import estimates_sections
from goodoffices.evidence.estimates.table import CaptureTable, table
from goodoffices.evidence.estimates.verdict import spoken_figure

__all__ = [
    "FEWEST_CHAINS",
    "METHODS",
    "MOST_CHAINS",
    "MOST_SWEEPS",
    "Averaged",
    "CaptureTable",
    "Chain",
    "Estimates",
    "Figure",
    "Graph",
    "GraphPrior",
    "Latent",
    "LogLinear",
    "Model",
    "Sampling",
    "TwoLists",
    "Verdict",
    "estimate",
    "estimates_json",
    "estimates_sections",
    "fit_model",
    "lowest_bic",
    "parse_table",
    "prepare",
    "read_table",
    "spoken_figure",
    "table",
    "with_interval",
]
