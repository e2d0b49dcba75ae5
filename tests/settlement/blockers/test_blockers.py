"""What blocks, promise by promise: against cases worked by hand and against looking at every package."""

from __future__ import annotations

import dataclasses
import json
import math
from fractions import Fraction
from itertools import chain, combinations

import pytest
from hypothesis import HealthCheck, assume, given, settings
from tests.settlement.blockers.cases import FERRY, WELL, ferry, well
from tests.settlement.blockers.definitions import crossed_by, fallback, line, minimal, raised, sets_of
from tests.settlement.enumeration import key, list_all, utility
from tests.settlement.test_large import mixed
from tests.strategies import dossiers

from goodoffices.dossier import Dossier, parse_dossier
from goodoffices.settlement import solve
from goodoffices.settlement.blockers import Blocker, blockers_json, what_blocks
from goodoffices.values import Estimate


def every(dossier: Dossier) -> list[Blocker]:
    return sorted({b for x in list_all(dossier).packages for b in crossed_by(dossier, x)}, key=str)


def test_when_no_division_reaches_both_fallbacks_either_must_come_down() -> None:
    found = what_blocks(ferry())
    assert not found.zone_open
    assert found.complete
    assert found.proved
    assert [opening.gives for opening in found.openings] == [(fallback("north"),), (fallback("south"),)]
    north, south = found.openings
    assert dict(north.outcome.package) == {"owner": "both", "fare": "free"}
    assert (north.short, north.outcome.gain) == ({"north": 30}, {"north": -30, "south": 20})
    assert dict(south.outcome.package) == {"owner": "both", "fare": "paid"}
    assert (south.short, south.outcome.gain) == ({"south": 20}, {"north": 10, "south": -20})
    assert found.conflicts == ((fallback("north"), fallback("south")),)
    assert found.conflicts_complete
    assert [(d.party, d.most, d.gap) for d in found.distances] == [("north", 30, -30), ("south", 30, -20)]
    assert found.equal == 20
    assert dict(found.equal_outcome.package) == {"owner": "both", "fare": "paid"}


def test_when_every_option_crosses_a_red_line_the_sets_name_the_lines_and_the_linkage() -> None:
    found = what_blocks(well())
    joint = {"guard": "joint"}
    expected = {
        frozenset({line("vale", "water", "hill")}): {"water": "hill"} | joint,
        frozenset({line("hill", "water", "vale")}): {"water": "vale"} | joint,
        frozenset({line("bank", "water", "turns"), Blocker("linkage", linkage=0)}): {"water": "turns"} | joint,
        frozenset({line("bank", "water", "turns"), line("hill", "guard", "bank"), line("vale", "guard", "bank")}): {
            "water": "turns",
            "guard": "bank",
        },
    }
    assert {frozenset(o.gives): dict(o.outcome.package) for o in found.openings} == expected
    assert [len(o.gives) for o in found.openings] == [1, 1, 2, 3]
    assert all(o.short == {} for o in found.openings)
    assert found.proved
    # Without a red line given up there is no allowed package, so no fallback is near or far.
    assert all(d.gap is None and d.most is None and d.exact for d in found.distances)
    assert found.equal is None
    three = {line("vale", "water", "hill"), line("hill", "water", "vale"), line("bank", "water", "turns")}
    assert frozenset(three) in {frozenset(c) for c in found.conflicts}
    assert len(found.conflicts) == 3


def test_an_option_with_two_red_lines_opens_only_when_both_are_given_up() -> None:
    case = WELL.replace("bank: 5  hill > vale > !turns", "bank: 5  hill > vale > turns").replace(
        "vale > turns > !hill", "vale > !turns > !hill"
    )
    sets = sets_of(what_blocks(parse_dossier(case.replace("hill > turns > !vale", "hill > !turns > !vale"))))
    both = {line("hill", "water", "turns"), line("vale", "water", "turns")}
    assert frozenset(both | {Blocker("linkage", linkage=0)}) in sets
    assert not any(len(both & one) == 1 for one in sets)


def test_where_something_is_acceptable_nothing_blocks() -> None:
    found = what_blocks(
        parse_dossier(FERRY.replace("fallback: 60", "fallback: 40").replace("fallback: 50", "fallback: 30"))
    )
    assert found.zone_open
    assert (found.openings, found.conflicts, found.distances, found.equal) == ((), (), (), None)


def test_an_observers_red_line_and_fallback_never_block() -> None:
    loud = FERRY.replace("role: observer", "role: observer, fallback: 100")
    assert sets_of(what_blocks(parse_dossier(loud))) == sets_of(what_blocks(ferry()))
    assert not any("press" in (b.party for b in one) for one in sets_of(what_blocks(parse_dossier(loud))))


def check_against_every_package(dossier: Dossier) -> None:
    packages = list_all(dossier).packages
    crossed = {key(x): crossed_by(dossier, x) for x in packages}
    found = what_blocks(dossier, limit=10**6)
    if frozenset() in crossed.values():
        assert found.zone_open
        return
    assert found.complete
    assert found.proved
    expected = minimal(set(crossed.values()))
    assert len(found.openings) == len(expected)
    assert sets_of(found) == expected
    sizes = [len(o.gives) for o in found.openings]
    assert sizes == sorted(sizes)
    deciding = [p for p in dossier.parties if p.role.decides]
    for opening in found.openings:
        opened = [x for x in packages if crossed[key(x)] <= frozenset(opening.gives)]
        check_the_best(dossier, opening, opened)
    allowed = list_all(dossier).allowed
    for distance in found.distances:
        rest = [x for x in allowed if crossed[key(x)] <= {fallback(distance.party)}]
        most = max((utility(dossier, distance.party, x) for x in rest), default=None)
        assert (distance.most is None) == (most is None)
        if most is not None:
            assert distance.most == pytest.approx(float(most))
    level = max((min(utility(dossier, p.id, x) - p.fallback.best for p in deciding) for x in allowed), default=None)
    assert (found.equal is None) == (level is None)
    if level is not None:
        assert found.equal == pytest.approx(float(-level))


def check_the_best(dossier: Dossier, opening, opened: list[dict[str, str]]) -> None:
    """The smallest total shortfall, then the Nash product of the others, and no package before it in file order."""
    below = {b.party for b in opening.gives if b.kind == "fallback"}
    need = {p.id: p.fallback.best for p in dossier.parties if p.role.decides}
    gains = {key(x): {p: utility(dossier, p, x) - need[p] for p in need} for x in opened}
    short = {k: -sum((g[p] for p in below), Fraction(0)) for k, g in gains.items()}
    least = [k for k in short if short[k] == min(short.values())]
    scores = {k: [g for p, g in gains[k].items() if p not in below and g > 0] for k in least}
    many = max(len(s) for s in scores.values())
    product = {k: math.prod(s) if len(s) == many else -1 for k, s in scores.items()}
    top = [k for k in least if product[k] == max(product.values())]
    assert opening.exact
    assert opening.ties == len(top)
    assert key(opening.outcome.package) == top[0]
    assert opening.short == pytest.approx({p: float(-gains[top[0]][p]) for p in below})
    assert opening.outcome.gain == pytest.approx(
        {p: float(gains[top[0]].get(p, opening.outcome.gain[p])) for p in opening.outcome.gain}
    )


@settings(max_examples=40, suppress_health_check=[HealthCheck.filter_too_much])
@given(dossiers(max_parties=3, max_issues=3, max_options=3))
def test_the_sets_and_what_they_open_are_those_of_looking_at_every_package(dossier: Dossier) -> None:
    check_against_every_package(raised(dossier, 45))


@settings(max_examples=25)
@given(dossiers(max_parties=4, max_issues=3, max_options=3, max_linkages=4, max_interactions=3))
def test_so_they_are_with_more_linkages_and_interactions(dossier: Dossier) -> None:
    check_against_every_package(raised(dossier, 30))


@pytest.mark.long
@settings(max_examples=25)
@given(dossiers(max_parties=3, max_issues=3, max_options=3))
def test_conflicts_leave_nothing_and_without_any_one_of_them_something_is_left(dossier: Dossier) -> None:
    dossier = raised(dossier, 45)
    crossed = {crossed_by(dossier, x) for x in list_all(dossier).packages}
    found = what_blocks(dossier, limit=10**6)
    assume(not found.zone_open)
    assert found.conflicts
    for conflict in map(frozenset, found.conflicts):
        assert not any(not one & conflict for one in crossed)
        for member in conflict:
            assert any(not one & (conflict - {member}) for one in crossed)
    if found.conflicts_complete and len(every(dossier)) <= 9:
        subsets = map(frozenset, chain.from_iterable(combinations(every(dossier), n) for n in range(10)))
        closing = {s for s in subsets if not any(not one & s for one in crossed)}
        assert {frozenset(c) for c in found.conflicts} == minimal(closing)


@pytest.mark.long
@settings(max_examples=30)
@given(dossiers(max_parties=3, max_issues=3, max_options=3))
def test_giving_up_more_than_a_set_keeps_the_zone_open(dossier: Dossier) -> None:
    """Give up a set in the file itself, then one constraint more: the settlement finds something both times."""
    dossier = raised(dossier, 45)
    found = what_blocks(dossier)
    assume(not found.zone_open)
    for opening in found.openings[:2]:
        freed = without(dossier, opening.gives)
        assert solve(freed).packages.acceptable
        more = [b for b in every(dossier) if b not in opening.gives][:1]
        assert solve(without(dossier, (*opening.gives, *more))).packages.acceptable


def without(dossier: Dossier, gives: tuple[Blocker, ...]) -> Dossier:
    lines = {(b.party, b.issue, b.option) for b in gives if b.kind == "red line"}
    rules = {b.linkage for b in gives if b.kind == "linkage"}
    low = {b.party for b in gives if b.kind == "fallback"}
    issues = []
    for issue in dossier.issues:
        preferences = []
        for q in issue.preferences:
            ratings = (
                dataclasses.replace(r, red_line=r.red_line and (q.party, issue.id, r.option) not in lines)
                for r in q.ratings
            )
            preferences.append(dataclasses.replace(q, ratings=tuple(ratings)))
        issues.append(dataclasses.replace(issue, preferences=tuple(preferences)))
    return dataclasses.replace(
        dossier,
        issues=tuple(issues),
        linkages=tuple(rule for n, rule in enumerate(dossier.linkages) if n not in rules),
        parties=tuple(
            dataclasses.replace(p, fallback=Estimate.exactly(-1000)) if p.id in low else p for p in dossier.parties
        ),
    )


def test_a_list_that_is_cut_says_so_and_holds_the_smallest_sets() -> None:
    whole, cut = what_blocks(well()), what_blocks(well(), limit=2)
    assert not cut.complete
    assert not cut.proved
    assert cut.stopped == "the limit of 2 sets"
    assert sets_of(cut) == {frozenset(o.gives) for o in whole.openings[:2]}
    assert all(o.proved and o.exact for o in cut.openings)
    assert len(cut.conflicts) == 1
    assert not cut.conflicts_complete
    assert cut.conflicts[0] in whole.conflicts
    assert cut.distances == whole.distances
    assert what_blocks(well(), limit=4).complete


def test_a_solver_that_runs_out_of_programmes_is_stated(monkeypatch) -> None:
    monkeypatch.setattr("goodoffices.settlement.blockers.relaxing.CALLS", 2)
    found = what_blocks(well())
    assert not found.complete
    assert found.stopped == "the limit of 2 programmes"
    assert len(found.openings) == 2


@pytest.mark.long
def test_six_parties_at_twenty_issues_are_answered() -> None:
    """4^20 packages."""
    dossier = raised(mixed(20, 4, 6), 55)
    found = what_blocks(dossier, limit=4)
    assert not found.zone_open
    assert found.openings
    assert len(found.openings) == 4 or found.complete
    for opening in found.openings:
        assert crossed_by(dossier, dict(opening.outcome.package)) == frozenset(opening.gives)
        assert opening.proved
    assert found.equal > 0


def test_the_answer_for_machines_is_plain_and_names_what_gives() -> None:
    shown = json.loads(json.dumps(blockers_json(well(), what_blocks(well()))))
    assert shown["complete"] is True
    assert shown["stopped"] is None
    assert shown["minimal_sets"][0]["gives"] == [
        {"kind": "red line", "party": "vale", "issue": "water", "option": "hill"}
    ]
    assert {"kind": "linkage", "position": 0, "text": "water=turns requires guard=bank"} in shown["minimal_sets"][2][
        "gives"
    ]
    assert shown["distances"]["hill"] == {"most": None, "gap": None, "exact": True}
    assert shown["equal_lowering"] == {"points": None, "exact": True}
    assert shown["inputs"]["dossier"] == "well"
    shown = blockers_json(ferry(), what_blocks(ferry()))
    assert shown["equal_lowering"]["points"] == 20
    assert shown["minimal_sets"][1]["short"] == {"south": 20}
    open_case = parse_dossier(FERRY.replace("fallback: 60", "fallback: 10"))
    assert blockers_json(open_case, what_blocks(open_case))["zone_open"] is True
