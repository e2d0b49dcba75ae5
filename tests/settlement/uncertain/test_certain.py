"""Certain acceptance: the ends of a gain over all models, against linear programs, corners and draws."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from tests.settlement.sample import coast
from tests.strategies import dossiers

from goodoffices.dossier import parse_dossier
from goodoffices.settlement.engine.model import central_model
from goodoffices.settlement.uncertain.acceptance import choices, gains
from goodoffices.settlement.uncertain.certain import reach, value_range
from goodoffices.settlement.uncertain.draw import draw


def lines(dossier, party):
    return [next(q for q in issue.preferences if q.party == party) for issue in dossier.issues]


def programmed_value(line, option):
    """The least and greatest value of an option of an order, by a linear program over the sizes of its steps."""
    steps = line.steps
    at = [r.option for r in line.ratings].index(option)
    used = [j for j, step in enumerate(steps) if step]
    if line.is_silent or not used:
        return 0.0, 0.0
    cost = [1.0 if j >= at else 0.0 for j in used]
    rows = [
        [-1.0 if j == strong else 1.0 if j == weak else 0.0 for j in used]
        for strong in used
        for weak in used
        if steps[strong] == 2 and steps[weak] == 1
    ]
    found = []
    for sign in (1, -1):
        answer = linprog(
            [sign * c for c in cost],
            A_ub=rows or None,
            b_ub=[0.0] * len(rows) or None,
            A_eq=[[1.0] * len(used)],
            b_eq=[1.0],
            bounds=(0, None),
        )
        assert answer.status == 0
        found.append(sign * answer.fun)
    return tuple(found)


def programmed_mean(values, weights, sign):
    """The least (sign 1) or greatest weighted mean over a box of weights: Charnes & Cooper's program, y = w / Σ w."""
    n = len(values)
    upper = [[*(1.0 if i == j else 0.0 for j in range(n)), -float(w.high)] for i, w in enumerate(weights)]
    lower = [[*(-1.0 if i == j else 0.0 for j in range(n)), float(w.low)] for i, w in enumerate(weights)]
    answer = linprog(
        [*(sign * v for v in values), 0.0],
        A_ub=upper + lower,
        b_ub=[0.0] * (2 * n),
        A_eq=[[1.0] * n + [0.0]],
        b_eq=[1.0],
        bounds=(0, None),
    )
    assert answer.status == 0
    return sign * answer.fun


@st.composite
def dossiers_with_a_package(draw, **limits):
    dossier = draw(dossiers(**limits))
    return dossier, {issue.id: draw(st.sampled_from(issue.options)).id for issue in dossier.issues}


@pytest.mark.long
@settings(max_examples=40, deadline=None)
@given(dossiers(max_parties=2, max_issues=2, max_options=6))
def test_the_range_of_a_value_is_that_of_a_linear_program(dossier):
    for issue in dossier.issues:
        for line in issue.preferences:
            if line.ratings[0].level is not None:
                for option in issue.options:
                    found = [float(end) for end in value_range(line, option.id)]
                    assert found == pytest.approx(programmed_value(line, option.id), abs=1e-7)


@pytest.mark.long
@settings(max_examples=40, deadline=None)
@given(dossiers_with_a_package())
def test_the_ends_of_a_gain_are_those_of_the_linear_programs(case):
    dossier, package = case
    for party in dossier.parties:
        if party.fallback is None:
            continue
        rated = [(q, q.weight) for q in lines(dossier, party.id) if not q.is_silent]
        option = {id(q): package[i.id] for i, q in zip(dossier.issues, lines(dossier, party.id), strict=True)}
        ranges = [value_range(q, option[id(q)]) for q, _ in rated]
        held = [
            x.worth for x in dossier.interactions if x.party == party.id and all(package[i] == o for i, o in x.when)
        ]
        least = 100 * programmed_mean([float(low) for low, _ in ranges], [w for _, w in rated], 1)
        most = 100 * programmed_mean([float(high) for _, high in ranges], [w for _, w in rated], -1)
        found = reach(dossier, party.id, package)
        assert float(found.least) == pytest.approx(
            least + float(sum(w.low for w in held) - party.fallback.high), abs=1e-6
        )
        assert float(found.greatest) == pytest.approx(
            most + float(sum(w.high for w in held) - party.fallback.low), abs=1e-6
        )


@pytest.mark.long
@settings(max_examples=40, deadline=None)
@given(dossiers_with_a_package(), st.integers(0, 10**6))
def test_no_drawn_gain_lies_beyond_the_ends(case, seed):
    dossier, package = case
    model = central_model(dossier)
    drawn = gains(model, draw(dossier, model, 200, seed), choices(model, [package]))[:, 0]
    for seat, p in enumerate(model.deciding):
        ends = reach(dossier, model.parties[p], package)
        assert drawn[:, seat].min() >= float(ends.least) - 1e-9
        assert drawn[:, seat].max() <= float(ends.greatest) + 1e-9
        if ends.verdict != "open":
            assert np.all((drawn[:, seat] >= -1e-9) == (ends.verdict == "yes"))


@pytest.mark.long
@settings(max_examples=40, deadline=None)
@given(dossiers_with_a_package(max_issues=3, max_options=3, max_interactions=0))
def test_the_ends_are_reached_by_a_model_at_a_corner(case):
    """The corners: every weight at an end of its interval, every value at an end of its range."""
    dossier, package = case
    for party in dossier.parties:
        if party.fallback is None:
            continue
        mine = [q for q in lines(dossier, party.id) if not q.is_silent]
        option = {id(q): package[i.id] for i, q in zip(dossier.issues, lines(dossier, party.id), strict=True)}
        boxes = [[(w, v) for w in (q.weight.low, q.weight.high) for v in value_range(q, option[id(q)])] for q in mine]
        worths = []
        for corner in product(*boxes):
            total = sum((w for w, _ in corner), Fraction(0))
            if total:
                worths.append(100 * sum(w * v for w, v in corner) / total)
        found = reach(dossier, party.id, package)
        assert found.least == min(worths) - party.fallback.high
        assert found.greatest == max(worths) - party.fallback.low


def test_many_draws_come_close_to_ends_that_few_judgements_make():
    dossier = parse_dossier(
        "dossier: x\ntitle: X\nparties:\n  p: {name: P, role: principal, fallback: 30}\n"
        "  q: {name: Q, role: principal, fallback: 20..40}\nissues:\n"
        "  i:\n    ask: I?\n    options: {a: A, b: B, c: C}\n    p: 5 a > b > c\n    q: 5 a >> b > c\n"
    )
    model = central_model(dossier)
    drawn = gains(model, draw(dossier, model, 4000, 2), choices(model, [{"i": "b"}]))[:, 0]
    # The middle of a > b > c is worth 0..100; of a >> b > c at most half.
    assert (reach(dossier, "p", {"i": "b"}).least, reach(dossier, "p", {"i": "b"}).greatest) == (-30, 70)
    assert (reach(dossier, "q", {"i": "b"}).least, reach(dossier, "q", {"i": "b"}).greatest) == (-40, 30)
    assert drawn.min(axis=0) == pytest.approx([-30, -40], abs=1.5)
    assert drawn.max(axis=0) == pytest.approx([70, 30], abs=1.5)


def test_a_gain_of_exactly_nothing_is_certain_acceptance():
    dossier = parse_dossier(
        "dossier: x\ntitle: X\nparties:\n  p: {name: P, role: principal, fallback: 10}\n"
        "  q: {name: Q, role: principal, fallback: 10}\nissues:\n"
        "  i:\n    ask: I?\n    options: {a: A, b: B}\n    p: 3 a:30 b:0\n    q: 1 b > a\n"
        "  j:\n    ask: J?\n    options: {a: A, b: B}\n    p: 6 a:0 b:100\n    q: 1..2 a > b\n"
    )
    found = reach(dossier, "p", {"i": "a", "j": "a"})
    assert (found.least, found.greatest, found.verdict) == (0, 0, "yes")
    model = central_model(dossier)
    drawn = gains(model, draw(dossier, model, 50, 1), choices(model, [{"i": "a", "j": "a"}]))
    assert np.all(np.abs(drawn[:, 0, 0]) < 1e-9)


def test_without_anything_open_both_ends_are_the_central_gain():
    dossier = coast()
    model = central_model(dossier)
    ends = reach(dossier, "coast", {"port": "coast", "road": "year", "toll": "high"})
    assert ends.least == ends.greatest == 100 - model.fallback[1]


@pytest.mark.long
@settings(max_examples=40, deadline=None)
@given(dossiers_with_a_package())
def test_the_ends_enclose_the_central_gain(case):
    dossier, package = case
    model = central_model(dossier)
    assume(model.exact)
    worth = model.worth(model.choice(package))
    for p in model.deciding:
        ends = reach(dossier, model.parties[p], package)
        central = Fraction(int(worth[p]), model.scale[p]) - model.fallback[p]
        assert ends.least <= central <= ends.greatest
