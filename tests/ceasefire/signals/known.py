"""Series that others published, and made ones with known changes. A table of counts is a fact."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from goodoffices.ceasefire.signals import DailyCounts, daily_counts

SHARED = Path(__file__).parents[3].parent / "shared" / "data"
GED = SHARED / "peace" / "ucdp_ged_syria_2016_2019.csv.gz"
TURING = SHARED / "ground" / "cpd"
needs_ged = pytest.mark.skipif(not GED.is_file(), reason="the file of UCDP GED (shared/data/peace) is not here")
needs_turing = pytest.mark.skipif(not TURING.is_dir(), reason="the annotated series (shared/data/ground) are not here")

FIRST = dt.date(2020, 1, 1)

# British coal-mining disasters with ten or more killed, by year from 1851 to 1962, counted from
# the dates of Jarrett (1979): 191 in all.
DISASTERS = [
    int(digit)
    for digit in "4541043406334026335453144155342522342132211113001011003103"
    "220111010100021000110233112111123300014000100000100101"
]


def government_and_insurgents(since: dt.date = dt.date(2016, 1, 1), until: dt.date = dt.date(2019, 11, 30)):
    """Events a day of the dyad of the Syrian government and insurgents, dated to a week or better."""
    with gzip.open(GED, "rt", encoding="utf-8", newline="") as file:
        days = [
            dt.date.fromisoformat(row["date_start"])
            for row in csv.DictReader(file)
            if row["dyad_new_id"] == "11973" and int(row["date_prec"]) <= 2
        ]
    return daily_counts(days, since, until)


def turing(name: str):
    """Values of a series of the Turing Change Point Dataset (NaN: missing), and what each annotator marked."""
    made = json.loads((TURING / f"tcpd_{name}.json").read_text(encoding="utf-8"))
    values = [np.nan if value is None else value for value in made["series"][0]["raw"]]
    marked = json.loads((TURING / "tcpd_annotations.json").read_text(encoding="utf-8"))[name]
    return np.array(values, dtype=np.float64), list(marked.values())


def drawn(rng: np.random.Generator, means, dispersion: float = 0.2):
    """Negative-binomial counts a day around these means."""
    size = 1 / dispersion
    means = np.asarray(means, dtype=np.float64)
    return DailyCounts(FIRST, rng.negative_binomial(size, size / (size + means)))
