"""Who would accept a package: shares of draws with their error, against closed forms, peers and a count by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from tests.settlement.enumeration import list_all
from tests.settlement.sample import coast
from tests.strategies import dossiers

from goodoffices.dossier import parse_dossier
from goodoffices.settlement import solve
from goodoffices.settlement.engine.model import central_model
from goodoffices.settlement.uncertain.acceptance import Named, choices, gains, named_packages, rated
from goodoffices.settlement.uncertain.draw import draw
from goodoffices.values import chance, never

PAGE = Path(__file__).resolve().parents[3] / "docs" / "methods" / "uncertain.md"


def rate(dossier, packages, draws=400, seed=1):
    model = central_model(dossier)
    named = [Named(f"x{n}", f"X{n}", "text", package) for n, package in enumerate(packages)]
    return rated(dossier, model, named, gains(model, draw(dossier, model, draws, seed), choices(model, packages)))


def by_hand(dossier, drawn, k, package):
    """The gains of the deciding parties in draw k, added up issue by issue from weights and values."""
    model = central_model(dossier)
    worths = [(p.id, x) for p in dossier.parties for x in dossier.interactions if x.party == p.id]
    found = {}
    for seat, p in enumerate(model.deciding):
        first, points = 0, 0.0
        for i, issue in enumerate(dossier.issues):
            row = first + [o.id for o in issue.options].index(package[issue.id])
            points += drawn.weight[k, p, i] * drawn.value[k, row, p]
            first += len(issue.options)
        gain = 100 * points / drawn.weight[k, p].sum() - drawn.fallback[k, seat]
        for which, (party, x) in enumerate(worths):
            if party == model.parties[p] and all(package[i] == o for i, o in x.when):
                gain += drawn.bonus[k, which]
        found[model.parties[p]] = gain
    return found


@given(st.integers(0, 5000), st.integers(0, 5000))
def test_the_error_of_a_share_is_the_score_interval_that_scipy_gives(one, other):
    hits, draws = min(one, other), max(one, other, 1)
    found = chance(hits, draws)
    wanted = stats.binomtest(hits, draws).proportion_ci(0.95, method="wilson")
    assert (found.low, found.high) == pytest.approx((wanted.low, wanted.high), abs=1e-12)
    assert found.low <= found.share <= found.high


def test_no_draw_says_nothing_and_what_cannot_be_has_no_error():
    assert (chance(0, 0).low, chance(0, 0).high) == (0, 1)
    assert (never(100).share, never(100).low, never(100).high) == (0, 0, 0)
    assert chance(0, 100).high > 0.03


@settings(max_examples=30, deadline=None)
@given(dossiers(), st.data(), st.integers(0, 999))
def test_gains_are_those_added_up_by_hand(dossier, data, seed):
    package = {issue.id: data.draw(st.sampled_from(issue.options)).id for issue in dossier.issues}
    model = central_model(dossier)
    drawn = draw(dossier, model, 4, seed)
    found = gains(model, drawn, choices(model, [package]))
    for k in range(4):
        assert list(found[k, 0]) == pytest.approx(list(by_hand(dossier, drawn, k, package).values()), abs=1e-9)


@pytest.mark.long
@settings(max_examples=30, deadline=None)
@given(dossiers(), st.data())
def test_every_share_is_a_count_of_draws(dossier, data):
    package = {issue.id: data.draw(st.sampled_from(issue.options)).id for issue in dossier.issues}
    (found,) = rate(dossier, [package], draws=40)
    model = central_model(dossier)
    drawn = draw(dossier, model, 40, 1)
    hand = [by_hand(dossier, drawn, k, package) for k in range(40)]
    listing = list_all(dossier)
    assert found.is_allowed == (package in listing.allowed)
    for one in found.parties:
        hits = 0 if one.red_line else sum(gain[one.party] >= -1e-9 for gain in hand)
        assert one.chance.hits == hits
        assert one.gain.mean == pytest.approx(np.mean([gain[one.party] for gain in hand]), abs=1e-9)
        assert one.least - 1e-9 <= one.gain.low <= one.gain.high <= one.greatest + 1e-9
        if one.certain == "yes":
            assert one.chance.share == 1
        if one.certain == "no":
            assert one.chance.share == 0
    hits = sum(all(gain >= -1e-9 for gain in row.values()) for row in hand) if found.is_allowed else 0
    assert found.all_accept.hits == hits
    assert found.all_accept.share <= min(one.chance.share for one in found.parties)


@pytest.mark.parametrize(
    ("line", "fallback", "share"),
    [
        ("5 a > b > c", "30", 0.70),  # the middle value is uniform in 0..1
        ("5 a >> b > c", "30", 0.40),  # uniform in 0..0.5
        ("5 a > b >> c", "80", 0.40),  # uniform in 0.5..1
        ("5 a > b > c", "0..100", 0.50),
        ("5 a:100 b:20..60 c:0", "30", 0.75),
        ("5 a > x > b > c", "50", 0.25),  # the second lowest of four: Beta(1, 2)
    ],
)
def test_shares_that_can_be_worked_out_on_paper_lie_within_the_error(line, fallback, share):
    dossier = parse_dossier(
        f"dossier: x\ntitle: X\nparties:\n  p: {{name: P, role: principal, fallback: {fallback}}}\n"
        "  q: {name: Q, role: principal, fallback: 0}\nissues:\n"
        f"  i:\n    ask: I?\n    options: {{a: A, {'x: X, ' if 'x' in line else ''}b: B, c: C}}\n"
        f"    p: {line}\n    q: 0\n"
        "  j:\n    ask: J?\n    options: {a: A, b: B}\n    p: 0\n    q: 4 a > b\n"
    )
    (found,) = rate(dossier, [{"i": "b", "j": "a"}], draws=4000, seed=3)
    assert found.parties[0].chance.low <= share <= found.parties[0].chance.high
    assert found.parties[1].chance.share == 1
    assert found.parties[1].certain == "yes"
    assert found.all_accept == found.parties[0].chance


def test_the_examples_worked_by_hand_on_the_page_of_methods_are_what_is_computed():
    rows = [line.split("|")[1:-1] for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `a ")]
    assert len(rows) == 3
    for order, fallback, told, least, greatest in ([cell.strip() for cell in row] for row in rows):
        dossier = parse_dossier(
            f"dossier: x\ntitle: X\nparties:\n  p: {{name: P, role: principal, fallback: {fallback}}}\n"
            "issues:\n  i:\n    ask: I?\n    options: {a: A, b: B, c: C}\n"
            f"    p: 5 {order.strip('`')}\n"
        )
        (found,) = rate(dossier, [{"i": "b"}], draws=4000)
        assert found.all_accept.low <= float(told) <= found.all_accept.high
        ends = found.parties[0].least, found.parties[0].greatest
        assert ends == pytest.approx((float(least.replace("−", "-")), float(greatest)))


def test_a_package_across_a_red_line_is_accepted_by_no_draw_and_says_which_line():
    (found,) = rate(coast(), [{"port": "hill", "road": "year", "toll": "low"}])
    assert [(b.party, b.issue, b.option) for b in found.red_lines] == [("coast", "port", "hill")]
    party = {one.party: one for one in found.parties}
    assert party["coast"].red_line
    assert (party["coast"].chance.share, party["coast"].chance.high, party["coast"].certain) == (0, 0, "no")
    assert party["hill"].chance.share > 0
    assert (found.all_accept.share, found.all_accept.high, found.certain) == (0, 0, "no")


def test_an_observers_red_line_blocks_nothing():
    (found,) = rate(coast(), [{"port": "coast", "road": "year", "toll": "low"}])
    assert found.red_lines == ()
    assert found.is_allowed


def test_a_package_that_breaks_a_linkage_is_accepted_by_no_draw_and_says_which():
    (found,) = rate(coast(), [{"port": "joint", "road": "now", "toll": "high"}])
    assert found.linkages == ("road=now requires toll=none,low",)
    assert found.red_lines == ()
    assert (found.all_accept.share, found.all_accept.high) == (0, 0)
    assert all(not one.red_line for one in found.parties)


def test_candidates_and_whole_texts_are_named_and_partial_texts_are_not():
    named = named_packages(solve(coast()))
    assert [one.id for one in named if one.kind == "text"] == ["draft", "demand"]
    assert next(one.id for one in named if one.kind == "candidate") == "A"
