"""A dossier of the largest promised size is read whole (how fast: benchmarks/dossier_read.py)."""

from __future__ import annotations

import pytest
from benchmarks.dossier_read import large_dossier

from goodoffices.dossier import parse_dossier


@pytest.mark.long
def test_a_hundred_issues_and_twenty_parties_are_read_whole():
    dossier = parse_dossier(large_dossier())
    assert (len(dossier.issues), len(dossier.parties), len(dossier.linkages)) == (100, 20, 99)
    assert {len(issue.preferences) for issue in dossier.issues} == {20}
    assert sum(len(p.ratings) for issue in dossier.issues for p in issue.preferences) == 10_000
