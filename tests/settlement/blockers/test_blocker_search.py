"""When the solver or whole numbers alone must do, the answer is the same, and says on which it rests."""

from __future__ import annotations

import math
from functools import partial
from itertools import chain, combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.settlement.blockers.cases import ferry, well
from tests.settlement.blockers.definitions import crossed_by, fallback, minimal, raised, sets_of
from tests.settlement.enumeration import list_all, utility
from tests.strategies import dossiers

from goodoffices.dossier import Dossier
from goodoffices.settlement.blockers import what_blocks
from goodoffices.settlement.blockers.constraints import constraints_of
from goodoffices.settlement.blockers.exact import package_keeping
from goodoffices.settlement.blockers.hitting import minimal_hitting_sets
from goodoffices.settlement.blockers.oracle import Oracle
from goodoffices.settlement.blockers.relaxing import OutOfTimeError, Relaxing

reuse = settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.long
@reuse
@given(dossiers(max_parties=3, max_issues=3, max_options=3))
def test_without_whole_numbers_the_solver_finds_the_same_and_nothing_is_called_proved(
    monkeypatch, dossier: Dossier
) -> None:
    monkeypatch.setattr("goodoffices.settlement.blockers.answer.Oracle", partial(Oracle, rows=0))
    monkeypatch.setattr("goodoffices.settlement.blockers.opening.FRONT", 0)
    dossier = raised(dossier, 45)
    packages = list_all(dossier).packages
    expected = minimal({crossed_by(dossier, x) for x in packages})
    found = what_blocks(dossier, limit=10**6)
    assert found.zone_open == (frozenset() in expected)
    if found.zone_open:
        return
    assert found.complete
    assert sets_of(found) == expected
    need = {p.id: p.fallback.best for p in dossier.parties if p.role.decides}
    for opening in found.openings:
        opened = [x for x in packages if crossed_by(dossier, x) == frozenset(opening.gives)]
        least = min(sum(need[p] - utility(dossier, p, x) for p in opening.short) for x in opened)
        assert sum(opening.short.values()) == pytest.approx(float(least), abs=1e-4)
        assert crossed_by(dossier, dict(opening.outcome.package)) == frozenset(opening.gives)


@reuse
@given(dossiers(max_parties=3, max_issues=3, max_options=3))
def test_sets_that_the_solver_misses_are_found_by_whole_numbers(monkeypatch, dossier: Dossier) -> None:
    """A solver that sees nothing at all: the conflicts that remain are no conflicts, and give the sets."""
    monkeypatch.setattr(Relaxing, "fewest", lambda *_: None)
    dossier = raised(dossier, 45)
    expected = minimal({crossed_by(dossier, x) for x in list_all(dossier).packages})
    found = what_blocks(dossier, limit=10**6)
    assert found.zone_open == (frozenset() in expected)
    if not found.zone_open:
        assert found.proved
        assert sets_of(found) == expected


def test_a_package_that_only_the_solvers_tolerance_lets_through_is_passed_over(monkeypatch) -> None:
    """The first package comes back as if it crossed less; the list is the same."""
    real, seen = Relaxing.fewest, []

    def stubborn(self, known, excluded=()):
        answer = real(self, known if len(seen) != 1 else (), excluded)
        seen.append(answer)
        return answer

    monkeypatch.setattr(Relaxing, "fewest", stubborn)
    found = what_blocks(well())
    assert found.proved
    assert len(found.openings) == 4


def test_a_solver_that_finds_nothing_in_time_leaves_an_answer_that_says_so(monkeypatch) -> None:
    def late(*_):
        raise OutOfTimeError("the solver's limit of 10 seconds")

    monkeypatch.setattr(Relaxing, "_solve", late)
    found = what_blocks(ferry())
    assert not found.zone_open
    assert not found.complete
    assert found.stopped == "the solver's limit of 10 seconds"
    assert found.openings == ()
    assert found.equal == 20  # no solver is asked for it
    assert found.equal_exact
    # Whole numbers still know a conflict and the distances.
    assert found.conflicts == ((fallback("north"), fallback("south")),)
    assert [d.gap for d in found.distances] == [-30, -20]


@pytest.mark.long
@settings(max_examples=40)
@given(dossiers(max_parties=3, max_issues=3, max_options=3), st.randoms(use_true_random=False))
def test_whole_numbers_find_a_package_exactly_when_there_is_one(dossier: Dossier, chance) -> None:
    constraints = constraints_of(raised(dossier, 20))
    kept = frozenset(c for c in constraints.every if chance.random() < 0.6)
    choices = [tuple(constraints.model.choice(x).values()) for x in list_all(dossier).packages]
    able = [choice for choice in choices if not constraints.crossed(choice) & kept]
    found = package_keeping(constraints, kept)
    assert (found is None) == (not able)
    assert found is None or found in able


@settings(max_examples=40)
@given(dossiers(max_parties=3, max_issues=3, max_options=3))
def test_what_a_package_crosses_is_what_the_definitions_say(dossier: Dossier) -> None:
    constraints = constraints_of(dossier)
    for package in list_all(dossier).packages:
        crossed = constraints.crossed(tuple(constraints.model.choice(package).values()))
        assert frozenset(constraints.named(crossed)) == crossed_by(dossier, package)


@given(st.lists(st.frozensets(st.integers(0, 6), min_size=1, max_size=4), max_size=6))
def test_minimal_hitting_sets_are_those_of_looking_at_every_set(sets: list[frozenset[int]]) -> None:
    subsets = map(frozenset, chain.from_iterable(combinations(range(7), n) for n in range(8)))
    hitting = {s for s in subsets if all(s & one for one in sets)}
    found = minimal_hitting_sets(sets, most=10**6)
    assert len(found) == len(set(found))
    assert set(found) == minimal(hitting)


def test_too_many_hitting_sets_are_declined() -> None:
    pairs = [frozenset({2 * n, 2 * n + 1}) for n in range(5)]
    assert len(minimal_hitting_sets(pairs, most=32)) == math.prod([2] * 5)
    assert minimal_hitting_sets(pairs, most=31) is None
