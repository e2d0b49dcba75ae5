"""How often nobody loses by a package: against the draws one by one, and where nothing is open."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.settlement.enumeration import key, list_all
from tests.strategies import dossiers

from goodoffices.dossier import Dossier, Preference, read
from goodoffices.errors import SettlementError
from goodoffices.settlement.engine.model import central_model
from goodoffices.settlement.trades.answer import what_to_trade
from goodoffices.settlement.trades.losses import leaves_open, no_loss
from goodoffices.settlement.uncertain.draw import draw
from goodoffices.values import Estimate

ASTANA = Path(__file__).parents[3] / "examples" / "astana-2017" / "dossier.yaml"


def test_the_share_of_draws_is_that_of_the_draws_one_by_one() -> None:
    """Against the model of every draw written down, and the same whatever else is listed."""
    dossier = read(ASTANA)
    model, answer = central_model(dossier), what_to_trade(dossier, draws=60, seed=4)
    some = draw(dossier, model, 60, 4)
    places = [(issue.id, option.id) for issue in dossier.issues for option in issue.options]
    start = answer.start.outcome.package
    for one in (*answer.better.packages, *answer.frontier.packages):
        hits = 0
        for units in some.units:
            worth = [
                sum(units[places.index(clause)] for clause in package.items())
                for package in (start, one.outcome.package)
            ]
            hits += bool(np.all(worth[1] - worth[0] >= -1e-9))
        assert (one.no_loss.hits, one.no_loss.draws) == (hits, 60)
    fewer = what_to_trade(dossier, draws=60, seed=4, limit=1)
    assert fewer.better.packages[0].no_loss == answer.better.packages[0].no_loss


def pinned(dossier: Dossier) -> Dossier:
    """The same with the middle of every interval in its place."""

    def line(q: Preference) -> Preference:
        ratings = tuple(
            dataclasses.replace(r, value=r.value and Estimate.exactly(r.value.best)) if r.level is None else r
            for r in q.ratings
        )
        return dataclasses.replace(q, weight=Estimate.exactly(q.weight.best), ratings=ratings)

    return dataclasses.replace(
        dossier,
        issues=tuple(dataclasses.replace(i, preferences=tuple(map(line, i.preferences))) for i in dossier.issues),
        interactions=tuple(
            dataclasses.replace(one, worth=Estimate.exactly(one.worth.best)) for one in dossier.interactions
        ),
    )


@pytest.mark.long
@settings(max_examples=40)
@given(dossiers(max_parties=3, max_issues=3, max_options=2, max_texts=0), st.data())
def test_where_nothing_is_open_nobody_loses_in_every_draw_or_in_none(dossier: Dossier, data: st.DataObject) -> None:
    exact = pinned(dossier)
    assume(not leaves_open(exact))
    x, y = ({i.id: data.draw(st.sampled_from([o.id for o in i.options])) for i in exact.issues} for _ in range(2))
    listing = list_all(exact)
    nobody = all(b >= a for a, b in zip(listing.worth[key(x)], listing.worth[key(y)], strict=True))
    assert [one.hits for one in no_loss(exact, central_model(exact), x, [y, x], 3, 1)] == [3 * nobody, 3]


@pytest.mark.long
@pytest.mark.parametrize(("draws", "seed"), [(-1, 1), (10, -1)])
def test_draws_and_seeds_below_nothing_are_refused(draws: int, seed: int) -> None:
    with pytest.raises(SettlementError, match=r"draws|seed"):
        what_to_trade(read(ASTANA), draws=draws, seed=seed)
