"""UCDP GED Syria 2016-2019 as counts a day. The file is not part of the project."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

GED = Path(__file__).parents[3].parent / "shared" / "data" / "peace" / "ucdp_ged_syria_2016_2019.csv.gz"
FIRST = dt.date(2016, 1, 1)

needs_syria = pytest.mark.skipif(not GED.is_file(), reason=f"{GED.name} is not in {GED.parent}")


def day(year, month, number):
    """Days from the first to this date."""
    return (dt.date(year, month, number) - FIRST).days


def dated():
    """Events whose day is known, or known but for a few days."""
    with gzip.open(GED, "rt", encoding="utf-8") as lines:
        return [row for row in csv.DictReader(lines) if int(row["date_prec"]) <= 2]


def counted(rows, names):
    """Events by name and day, the most frequent name first; and the names."""
    order = [name for name, _ in Counter(name for row in rows for name in names(row)).most_common()]
    counts = np.zeros((len(order), day(2019, 11, 30) + 1), dtype=np.int64)
    for row in rows:
        at = (dt.date.fromisoformat(row["date_start"][:10]) - FIRST).days
        for name in names(row):
            counts[order.index(name), at] += 1
    return counts, order
