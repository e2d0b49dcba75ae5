"""What every picture's specification shares, whichever room draws it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

__all__ = ["axis_labels", "row_labels", "row_step", "specification"]

LINE = 14
"""Pixels of a line of a label."""


def axis_labels(labels: Sequence[Sequence[str]]) -> str:
    """The expression that writes `labels[n]`, a list of lines, at place n of an axis: two labels may read the same.

    The words are JSON strings inside it, so nothing in them is read as an expression.
    """
    return f"{json.dumps([list(lines) for lines in labels])}[datum.value]"


def row_labels(labels: Sequence[Sequence[str]]) -> dict[str, Any]:
    """The axis settings that write labels of one or two lines beside their rows, both kinds in the middle."""
    two = [row for row, lines in enumerate(labels) if len(lines) > 1]
    raised = {"condition": {"test": f"indexof({two}, datum.value) >= 0", "value": -LINE // 2}, "value": 0}
    return {"labelExpr": axis_labels(labels), "labelOffset": raised}


def row_step(labels: Sequence[Sequence[str]]) -> int:
    """The height of a row, in pixels, at which labels of that many lines keep clear of each other."""
    return max(24, LINE * max((len(lines) for lines in labels), default=1) + 6)


def specification(chart: Any, datasets: Mapping[str, Sequence[Mapping[str, Any]]] | None = None) -> dict[str, Any]:
    """An altair chart, or Vega-Lite as it stands, without altair's own theme: fonts and sizes belong to the page.

    `datasets` are the rows of charts that name their data: altair copies rows that stand in a chart many times over.
    Not validated here, which would take seconds for thousands of points: the tests validate every picture.
    """
    spec: dict[str, Any] = dict(chart) if isinstance(chart, Mapping) else chart.to_dict(validate=False)
    # Labels for each mark would drown the picture's own words in a screen reader, and tell dates in the local zone.
    spec["config"] = {"aria": False}
    if datasets:
        named = {name: [dict(row) for row in rows] for name, rows in datasets.items()}
        spec["datasets"] = {**spec.get("datasets", {}), **named}
    return spec
