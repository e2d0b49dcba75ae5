"""Tables that others published, and where the shared data lie. A table of counts is a fact."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from goodoffices.evidence.estimates import CaptureTable, table

DATA = Path(__file__).parents[3].parent / "shared" / "data" / "evidence"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the published tables (shared/data/evidence) are not here")

KOSOVO_LISTS = ("EXH", "ABA", "OSCE", "HRW")
KOSOVO = {
    (1, 0, 0, 0): 1131,
    (0, 1, 0, 0): 845,
    (1, 1, 0, 0): 177,
    (0, 0, 1, 0): 936,
    (1, 0, 1, 0): 228,
    (0, 1, 1, 0): 217,
    (1, 1, 1, 0): 181,
    (0, 0, 0, 1): 306,
    (1, 0, 0, 1): 106,
    (0, 1, 0, 1): 31,
    (1, 1, 0, 1): 18,
    (0, 0, 1, 1): 123,
    (1, 0, 1, 1): 42,
    (0, 1, 1, 1): 32,
    (1, 1, 1, 1): 27,
}
"""People killed in Kosovo in 1999, four sources (Ball, Betts, Scheuren, Dudukovich & Asher 2002)."""

SPINA_BIFIDA = {
    (1, 0, 0): 60,
    (0, 1, 0): 49,
    (1, 1, 0): 4,
    (0, 0, 1): 247,
    (1, 0, 1): 112,
    (0, 1, 1): 142,
    (1, 1, 1): 12,
}
"""Three sources (Madigan & York 1997)."""

NO_ESTIMATE = {(1, 0, 0): 40, (0, 1, 0): 30, (0, 0, 1): 20, (1, 1, 0): 6}
"""An artificial table in which only A and B overlap (after Chan, Silverman & Vincent 2021)."""


def kosovo() -> CaptureTable:
    return table(KOSOVO_LISTS, KOSOVO)


def spina_bifida() -> CaptureTable:
    return table(("L1", "L2", "L3"), SPINA_BIFIDA)


def no_estimate() -> CaptureTable:
    return table("ABC", NO_ESTIMATE)


def published() -> dict:
    return json.loads((DATA / "expected.json").read_text(encoding="utf-8"))


def quiet(_: str) -> None:
    """Nobody waits."""
