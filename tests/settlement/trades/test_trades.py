"""What could be traded from a text, against listing every package and following the definitions word for word."""

from __future__ import annotations

import dataclasses
import math
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.settlement.enumeration import Listing, best, betters, key, list_all, utility
from tests.settlement.test_large import mixed
from tests.strategies import dossiers

from goodoffices.dossier import Dossier, Interaction, Text, parse_dossier, read
from goodoffices.errors import SettlementError
from goodoffices.settlement import solve
from goodoffices.settlement.engine import count
from goodoffices.settlement.engine.model import central_model
from goodoffices.settlement.trades.answer import what_to_trade
from goodoffices.settlement.trades.ground import ground_of
from goodoffices.settlement.trades.lists import better
from goodoffices.settlement.trades.order import best_first
from goodoffices.settlement.trades.result import Nearest, Package, Trades
from goodoffices.values import Estimate

ASTANA = Path(__file__).parents[3] / "examples" / "astana-2017" / "dossier.yaml"
ALL = 10**9
RULES = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")


@st.composite
def cases(draw: st.DrawFn) -> tuple[Dossier, dict[str, str]]:
    """A dossier and any whole package of it, allowed or not."""
    dossier = draw(dossiers(max_parties=3, max_issues=4, max_options=3, max_texts=0))
    package = {i.id: draw(st.sampled_from([o.id for o in i.options])) for i in dossier.issues}
    return dossier, package


def trades_from(dossier: Dossier, package: dict[str, str], limit: int = ALL) -> Trades:
    return what_to_trade(dossier, ",".join(f"{i}={o}" for i, o in package.items()), limit=limit)


def apart(one: dict[str, str], other: dict[str, str]) -> set[str]:
    return {issue for issue in one if one[issue] != other[issue]}


def standing(dossier: Dossier, listing: Listing, start: tuple[Fraction, ...], x: dict[str, str]) -> tuple:
    """The stated order among packages with equally many changes."""
    won = [a - b for a, b in zip(listing.worth[key(x)], start, strict=True)]
    places = tuple([o.id for o in i.options].index(x[i.id]) for i in dossier.issues)
    return -sum(w > 0 for w in won), -math.prod((w for w in won if w > 0), start=Fraction(1)), places


def found(nearest: Nearest | tuple[Package, ...]) -> list[dict[str, str]]:
    packages = nearest.packages if isinstance(nearest, Nearest) else nearest
    return [dict(package.outcome.package) for package in packages]


def test_a_partial_text_that_breaks_a_linkage_already_is_told_so() -> None:
    """One of the two things that must hold is settled and does not; the other is open."""
    dossier = parse_dossier(
        "dossier: t\ntitle: t\nparties: {p: {name: p, role: principal, fallback: 0}}\nissues:\n"
        "  y: {ask: q, options: {a: a, b: b}, p: 5 a > b}\n  h: {ask: q, options: {c: c, d: d}, p: 5 c > d}\n"
        'linkages: ["if y=a then y=b and h=c"]\ntexts: {t1: {title: x, package: {y: a}}}\n'
    )
    assert what_to_trade(dossier, "t1").start.linkages == solve(dossier).texts[0].linkages == dossier_linkages(dossier)


def dossier_linkages(dossier: Dossier) -> tuple[str, ...]:
    return tuple(linkage.text for linkage in dossier.linkages)


@pytest.mark.long
@settings(max_examples=35)
@given(cases())
def test_the_packages_better_for_all_are_those_of_the_definition_nearest_first(case: tuple) -> None:
    dossier, x = case
    listing, answer = list_all(dossier), trades_from(dossier, x)
    start = listing.worth[key(x)]
    wanted = [y for y in listing.allowed if betters(listing.worth[key(y)], start)]
    wanted.sort(key=lambda y: (len(apart(x, y)), *standing(dossier, listing, start, y)))
    assert found(answer.better) == wanted
    assert (answer.better.complete, answer.better.total, answer.better.note) == (True, len(wanted), "")
    for package in answer.better.packages:
        y = dict(package.outcome.package)
        assert {c.issue for c in package.changes} == apart(x, y)
        assert package.acceptable is (y in listing.acceptable)
        assert package.on_frontier is (y in listing.frontier)


@pytest.mark.long
@settings(max_examples=40)
@given(cases())
def test_frontier_packages_and_single_changes_are_those_of_the_definition(case: tuple) -> None:
    dossier, x = case
    listing, answer = list_all(dossier), trades_from(dossier, x)
    start = listing.worth[key(x)]
    wanted = [y for y in listing.frontier if betters(listing.worth[key(y)], start)]
    wanted.sort(key=lambda y: (len(apart(x, y)), *standing(dossier, listing, start, y)))
    assert found(answer.frontier) == wanted
    assert all(package.on_frontier for package in answer.frontier.packages)
    single = [y for y in listing.allowed if len(apart(x, y)) == 1 and betters(listing.worth[key(y)], start)]
    assert found(answer.single) == sorted(single, key=lambda y: standing(dossier, listing, start, y))


def traded(dossier: Dossier, x: dict[str, str]) -> list[dict[str, str]]:
    """The two-issue trades as the definition says, in the stated order."""
    listing = list_all(dossier)
    start = listing.worth[key(x)]

    def costs(y: dict[str, str], issue: str) -> bool:
        alone = listing.worth[key({**x, issue: y[issue]})]
        return any(a < b for a, b in zip(alone, start, strict=True))

    wanted = [
        y
        for y in listing.allowed
        if len(apart(x, y)) == 2
        and all(costs(y, issue) for issue in apart(x, y))
        and betters(listing.worth[key(y)], start)
    ]
    return sorted(wanted, key=lambda y: standing(dossier, listing, start, y))


@pytest.mark.long
@settings(max_examples=50)
@given(cases())
def test_a_two_issue_trade_is_exactly_what_its_definition_says(case: tuple) -> None:
    """Each change alone costs some deciding party; together nobody loses and somebody gains; the end is allowed."""
    dossier, x = case
    answer, wanted = trades_from(dossier, x), traded(dossier, x)
    assert [dict(trade.outcome.package) for trade in answer.pairs.trades] == wanted
    assert answer.pairs.total == len(wanted)


@pytest.mark.parametrize("start", [(0, 1, 2, 3), (3, 3, 0, 2), (1, 1, 1, 1)])
def test_interactions_and_changes_that_cost_nobody_do_not_blur_what_is_a_trade(start: tuple[int, ...]) -> None:
    """Twelve interactions on four issues of four options: the points of two changes are often not their sum."""
    plain = mixed(4, 4, 2)
    chance = np.random.default_rng(11)
    together = []
    for party in (0, 1) * 6:
        issues = sorted(chance.choice(4, 2, replace=False))
        when = tuple((f"i{i}", f"o{chance.integers(4)}") for i in issues)
        together.append(Interaction(f"p{party}", when, Estimate.exactly(int(chance.integers(-20, 21)))))
    dossier = dataclasses.replace(plain, interactions=tuple(together))
    x = {f"i{n}": f"o{option}" for n, option in enumerate(start)}
    answer, wanted = trades_from(dossier, x), traded(dossier, x)
    assert [dict(trade.outcome.package) for trade in answer.pairs.trades] == wanted
    better = [p for p in answer.better.packages if len(p.changes) == 2]
    assert len(better) > len(wanted) > 0
    assert any(trade.interplay for trade in answer.pairs.trades)


@pytest.mark.long
@settings(max_examples=35)
@given(cases())
def test_points_of_a_change_and_of_a_trade_are_differences_of_utility(case: tuple) -> None:
    dossier, x = case
    answer = trades_from(dossier, x)
    for trade in answer.pairs.trades:
        for party in dossier.parties:
            before, after = (utility(dossier, party.id, y) for y in (x, dict(trade.outcome.package)))
            assert trade.difference[party.id] == pytest.approx(float(after - before), abs=1e-9)
            parts = [change.points.get(party.id, 0.0) for change in (trade.first, trade.second)]
            whole = sum(parts) + trade.interplay.get(party.id, 0.0)
            assert trade.difference[party.id] == pytest.approx(whole, abs=1e-9)
            alone = float(utility(dossier, party.id, {**x, trade.first.issue: trade.first.after}) - before)
            assert parts[0] == pytest.approx(alone, abs=1e-9)


@pytest.mark.long
@settings(max_examples=35)
@given(cases())
def test_a_text_that_not_all_could_accept_is_told_so_with_the_nearest_acceptable_packages(case: tuple) -> None:
    dossier, x = case
    listing, answer = list_all(dossier), trades_from(dossier, x)
    assert answer.start.allowed is (x in listing.allowed)
    assert answer.start.acceptable is (x in listing.acceptable)
    if x in listing.acceptable:
        assert answer.repairs is None
        return
    need = tuple(p.fallback.best for p in dossier.parties if p.role.decides)
    wanted = sorted(listing.acceptable, key=lambda y: (len(apart(x, y)), *standing(dossier, listing, need, y)))
    assert found(answer.repairs) == wanted


@pytest.mark.long
@settings(max_examples=35)
@given(cases(), st.integers(1, 4))
def test_a_limit_keeps_the_first_and_says_how_many_were_found(case: tuple, limit: int) -> None:
    dossier, x = case
    full, some = trades_from(dossier, x), trades_from(dossier, x, limit)
    assert found(some.better) == found(full.better)[:limit]
    assert some.pairs.trades == full.pairs.trades[:limit]
    assert some.pairs.total == full.pairs.total
    near = [p for p in full.better.packages if len(p.changes) <= some.better.searched]
    assert some.better.total == len(near) >= min(limit, full.better.total)
    assert found(some.frontier) == found(full.frontier)[:limit]


@pytest.mark.long
@settings(max_examples=35)
@given(cases(), st.integers(1, 3000))
def test_when_the_work_is_limited_what_was_not_looked_at_is_said(case: tuple, work: int) -> None:
    dossier, x = case
    listing, model = list_all(dossier), central_model(dossier)
    ground = ground_of(model, solve(dossier), work=work)
    answer = better(ground, [model.choice(x)[i] for i in range(len(model.issues))], ALL)
    wanted = [y for y in listing.allowed if betters(listing.worth[key(y)], listing.worth[key(x)])]
    assert answer.total == sum(len(apart(x, y)) <= answer.searched for y in wanted) == len(answer.packages)
    assert bool(answer.note) is not answer.complete
    if answer.complete:
        assert answer.total == len(wanted)


@pytest.mark.long
@settings(max_examples=25)
@given(cases(), st.integers(1, 3000))
def test_whether_a_package_can_be_bettered_is_known_without_the_frontier_or_said_not_to_be(
    case: tuple, work: int
) -> None:
    dossier, _ = case
    listing, model = list_all(dossier), central_model(dossier)
    settlement = solve(dossier)
    unlisted = dataclasses.replace(settlement, frontier=dataclasses.replace(settlement.frontier, complete=False))
    ground = ground_of(model, unlisted)
    hurried = ground_of(model, unlisted, work=work)
    for y in listing.packages:
        choice = [model.choice(y)[i] for i in range(len(model.issues))]
        assert ground.is_on_frontier(choice) is (y in listing.frontier)
        assert hurried.is_on_frontier(choice) in {y in listing.frontier, None}


@pytest.mark.long
@settings(max_examples=35)
@given(dossiers(max_parties=3, max_issues=4, max_options=3, max_texts=0), st.data())
def test_completions_are_the_rules_among_the_packages_that_keep_the_settled_clauses(dossier, data) -> None:
    assume(len(dossier.issues) > 1)
    fewer = st.lists(st.sampled_from(dossier.issues), min_size=1, max_size=len(dossier.issues) - 1, unique=True)
    some = data.draw(fewer)
    settled = {i.id: data.draw(st.sampled_from([o.id for o in i.options])) for i in some}
    listing, answer = list_all(dossier), trades_from(dossier, settled)
    kept = {
        name: [x for x in getattr(listing, name) if all(x[i] == o for i, o in settled.items())]
        for name in ("packages", "allowed", "acceptable")
    }
    got = answer.completions
    assert (got.counts.all, got.counts.allowed) == (len(kept["packages"]), len(kept["allowed"]))
    assert got.counts.acceptable == len(kept["acceptable"])
    narrow = dataclasses.replace(listing, acceptable=kept["acceptable"])
    if not kept["acceptable"]:
        assert (got.solutions, answer.start.outcome, answer.better, answer.pairs) == (None, None, None, None)
        assert not answer.start.acceptable
        changed = [len({i for i, o in settled.items() if y[i] != o}) for y in listing.acceptable]
        assert [len(p.changes) for p in answer.repairs.packages] == sorted(changed)
        return
    for rule in RULES:
        solution = getattr(got.solutions, rule)
        tied = best(narrow, rule)
        assert (dict(solution.outcome.package), solution.ties) == (tied[0], len(tied))
    assert answer.start.outcome == got.solutions.nash.outcome
    free = best(listing, "nash")[0]
    for party in dossier.parties:
        effect = utility(dossier, party.id, best(narrow, "nash")[0]) - utility(dossier, party.id, free)
        assert got.effect[party.id] == pytest.approx(float(effect), abs=1e-9)


@given(st.integers(0, 2**32 - 1), st.integers(1, 12))
def test_the_order_is_exact_where_floats_cannot_tell(seed: int, limit: int) -> None:
    chance = np.random.default_rng(seed)
    won = chance.choice([0, 1, 2, 3, 10**15, 10**15 + 1], (30, 3)).astype(np.int64)
    choice = chance.integers(0, 3, (30, 4)).astype(np.uint16)
    scale = (10**9, 7, 1)

    def standing(row: int) -> tuple:
        points = [Fraction(int(w), s) for w, s in zip(won[row], scale, strict=True) if w]
        return -len(points), -math.prod(points, start=Fraction(1)), tuple(choice[row])

    wanted = sorted(range(30), key=standing)[:limit]
    assert [standing(row) for row in best_first(won, scale, choice, limit)] == [standing(row) for row in wanted]


@pytest.fixture(scope="module")
def astana() -> Dossier:
    return read(ASTANA)


def test_the_memorandum_of_may_2017_could_have_been_bettered_by_two_changes(astana: Dossier) -> None:
    """Of the 21 packages of the frontier better for all, the nearest changes two clauses, and is a two-issue trade."""
    answer = what_to_trade(astana)
    assert answer.start.name == "memorandum-2017-05-04"
    assert (answer.start.acceptable, answer.single, answer.repairs) == (True, (), None)
    assert answer.frontier.total == 21
    assert [len(p.changes) for p in answer.better.packages] == [2, 2, *[3] * 8]
    nearest = answer.better.packages[0]
    assert [(c.issue, c.before, c.after) for c in nearest.changes] == [
        ("detainees", "adhoc", "wg"),
        ("politics", "r2254", "constitution"),
    ]
    assert nearest.on_frontier
    assert {p: round(v, 1) for p, v in nearest.difference.items()} == {
        "gov": 2.9,
        "opp": 1.0,
        "rus": 4.2,
        "tur": 4.6,
        "irn": 2.3,
    }
    assert answer.pairs.total == 2
    assert answer.pairs.trades[0].outcome == nearest.outcome


def test_a_text_that_crosses_red_lines_names_them_and_every_change_ends_allowed(astana: Dossier) -> None:
    answer = what_to_trade(astana, "signed-2016-12-30")
    assert not answer.start.allowed
    assert answer.start.red_lines or answer.start.linkages
    assert answer.better.total > 0
    assert all(p.acceptable for p in answer.repairs.packages)
    assert {len(p.changes) for p in answer.repairs.packages[:4]} == {2}


@pytest.mark.long
def test_twelve_issues_of_ten_options_and_four_parties_are_answered_exactly(monkeypatch) -> None:
    """10^12 packages, more on the frontier than are listed. How many are acceptable is not asked: few rows will do."""
    monkeypatch.setattr(count, "ROWS", 3_000)
    monkeypatch.setattr(count, "BOXES", 1_000)
    dossier = mixed(12, 10, 4)
    settlement = solve(dossier, cap=500)
    assert not settlement.frontier.complete
    start = {f"i{n}": f"o{n % 10}" for n in range(12)}
    answer = what_to_trade(dossier, ",".join(f"{i}={o}" for i, o in start.items()), settlement=settlement)
    assert len(answer.better.packages) == 10
    assert answer.frontier is None
    assert all(p.on_frontier is not None for p in answer.better.packages)
    for package in answer.better.packages:
        assert min(package.difference.values()) >= 0
        assert max(package.difference.values()) > 0
    nash = what_to_trade(dossier, "nash", settlement=settlement)
    assert (nash.better.total, nash.better.complete) == (0, True)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("memorandum", "neither a text of the dossier nor a rule"),
        ("land=nroth", "`nroth` is not an option of land"),
        ("lnd=north", "`lnd` is not an issue"),
        ("land=north,land=south", "land is settled twice"),
        ("land=", "is no clause"),
        ("nash", "there is no Nash package to start from"),
    ],
)
def test_words_that_name_nothing_are_told_what_would(words: str, told: str) -> None:
    dossier = parse_dossier(
        "dossier: n\ntitle: N\nparties:\n  a: {name: A, role: principal, fallback: 80}\n"
        "  b: {name: B, role: principal, fallback: 80}\n"
        "issues:\n  land: {ask: Q?, options: {north: N, south: S}, a: 5 north > south, b: 5 south > north}\n"
    )
    with pytest.raises(SettlementError, match=told) as raised:
        what_to_trade(dossier, words)
    assert raised.value.problems[0].remedy


def test_without_words_the_latest_whole_text_is_taken_and_else_the_nash_package(astana: Dossier) -> None:
    partial = tuple(t for t in astana.texts if len(t.package) < len(astana.issues))
    settlement = solve(astana)
    assert what_to_trade(dataclasses.replace(astana, texts=partial), settlement=settlement).start.name == "nash"
    memorandum = next(t for t in astana.texts if t.id == "memorandum-2017-05-04")
    undated = Text("undated", "U", memorandum.package)
    both = dataclasses.replace(astana, texts=(memorandum, undated))
    assert what_to_trade(both, settlement=settlement).start.name == "memorandum-2017-05-04"
