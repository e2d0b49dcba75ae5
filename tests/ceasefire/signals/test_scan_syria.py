"""6 May 2017 by district: Idlib goes quiet, and whether Daraa is hot depends on against what."""

from __future__ import annotations

import numpy as np
import pytest
from tests.ceasefire.signals.syria import counted, dated, day, needs_syria

from goodoffices.ceasefire.signals import ScanPlan, distances_km, nearest_zones, scan

pytestmark = needs_syria
BEGINS = 60
"""Days from the first here to the day on which the zones began; as many follow."""


@pytest.fixture(scope="module")
def districts():
    rows = [row for row in dated() if row["dyad_new_id"] == "11973" and row["adm_2"]]
    counts, names = counted(rows, lambda row: {f"{row['adm_1']}, {row['adm_2']}"})
    north, east = np.zeros(len(names)), np.zeros(len(names))
    for at, name in enumerate(names):
        inside = [row for row in rows if f"{row['adm_1']}, {row['adm_2']}" == name]
        north[at] = np.mean([float(row["latitude"]) for row in inside])
        east[at] = np.mean([float(row["longitude"]) for row in inside])
    start = day(2017, 5, 6)
    around = counts[:, start - BEGINS : start + BEGINS]
    return around, names, nearest_zones(distances_km(north, east), 10, within_km=80)


def after(districts, **plan):
    """The first cluster of the sixty days after, against the sixty before."""
    counts, names, zones = districts
    usual = np.repeat((counts[:, :BEGINS].sum(axis=1) + 0.5)[:, None] / BEGINS, BEGINS, axis=1)
    found = scan(counts[:, BEGINS:], usual, zones, ScanPlan(longest=BEGINS, replicates=199, **plan)).clusters[0]
    return found, {names[place].partition(" Governorate")[0] for place in found.places}


def test_idlib_and_the_west_of_aleppo_are_quiet_from_the_very_day(districts):
    found, provinces = after(districts, look_for="quiet", dispersion=1.0)
    assert provinces == {"Idlib", "Aleppo"}
    assert (found.first, found.last) == (0, 59)
    assert (found.count, found.expected) == (13, pytest.approx(141.5))
    assert found.p_value == 1 / 200


def test_nowhere_is_there_more_than_before_where_counts_scatter_as_in_war(districts):
    found, provinces = after(districts, dispersion=2.0)
    assert found.p_value > 0.05
    assert "Daraa" not in provinces


def test_against_the_rest_of_the_country_daraa_is_hot(districts):
    found, provinces = after(districts, model="population")
    assert "Daraa" in provinces
    assert (found.count, found.p_value) == (97, 1 / 200)
    assert found.ratio > 4


def test_the_permutation_which_is_told_of_no_expectation_finds_the_south_as_well(districts):
    counts, names, zones = districts
    found = scan(counts, None, zones, ScanPlan("permutation", longest=BEGINS, replicates=199)).clusters[0]
    assert {"Daraa", "Quneitra"} <= {names[place].partition(" Governorate")[0] for place in found.places}
    assert found.first >= BEGINS
    assert found.p_value == 1 / 200
