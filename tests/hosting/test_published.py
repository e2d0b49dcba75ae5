"""Figures worked out from the published files: distances of session 71, votes on Syria, and what the example copied."""

from __future__ import annotations

import gzip
from collections import Counter

import pytest
from tests.hosting.made import EXAMPLE, PEACE, STABILITY, needs_data

from goodoffices.dossier import read
from goodoffices.hosting import Asked, compare, import_file, open_store, read_hosts_file

pytestmark = needs_data

CANDIDATES = ("MLT", "CHE", "AUT", "SWE", "BLR", "KAZ", "FIN", "NOR", "QAT", "JOR", "KWT", "OMN", "EGY")
NINE = ("66/176", "66/253", "67/183", "68/182", "69/189", "70/234", "72/191", "73/182", "74/169")
SYRIA = ("5135", "5180", "5241", "5291", "5378", "5465", "5545", "5487", "5495", "5556", "6124", "9121")


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """All candidates of session 71, from the files; of the votes those that are asked for, which is quicker."""
    folder = tmp_path_factory.mktemp("published")
    chosen = folder / "votes.csv"
    with gzip.open(PEACE / "un_votes_1946_2019.csv.gz", "rt", encoding="utf-8") as lines:
        head = next(lines)
        kept = [line for line in lines if line.partition(",")[0] in SYRIA]
    chosen.write_text("".join([head, *kept]), encoding="utf-8")
    dossier = read(EXAMPLE / "dossier.yaml")
    hosts = read_hosts_file(EXAMPLE / "hosts.yaml", tuple(party.id for party in dossier.parties))
    with open_store(folder / "hosts.duckdb", write=True) as store:
        for file in (
            chosen,
            PEACE / "un_roll_calls.csv.gz",
            PEACE / "un_idealpoints_all_apr2020.csv.gz",
            STABILITY / "unga_idealpoints_1990_2024.csv",
            STABILITY / "dyad_ties_1990_2018.csv",
        ):
            import_file(store, file)
        yield compare(dossier, hosts, Asked(CANDIDATES, session=71, draws=500), store), hosts


@pytest.mark.long
def test_the_largest_distances_of_session_71_to_the_eight_states_are_those_worked_out_before(found):
    largest = {one.candidate: round(one.largest.point, 2) for one in found[0].distances.each}
    assert largest == {
        "MLT": 2.71, "CHE": 2.72, "AUT": 2.75, "SWE": 2.79, "BLR": 2.86, "KAZ": 2.95, "FIN": 2.97,
        "NOR": 2.98, "QAT": 3.38, "JOR": 3.43, "KWT": 3.47, "OMN": 3.61, "EGY": 3.82,
    }  # fmt: skip
    points = {
        state: round(point.point, 2) for state, point in found[0].scale.at(71).items() if state in found[0].states
    }
    assert points == {
        "SYR": -2.03, "IRN": -2.00, "QAT": -0.84, "SAU": -0.78, "RUS": 0.20, "TUR": 0.65, "FRA": 1.51, "USA": 2.54,
    }  # fmt: skip


@pytest.mark.long
def test_the_intervals_do_not_tell_kazakhstan_from_malta_and_do_tell_it_from_egypt(found):
    nearer = found[0].distances.nearer
    assert 0.05 < nearer["KAZ"]["MLT"] < 0.95
    assert nearer["KAZ"]["EGY"] > 0.95


def test_on_nine_votes_kazakhstan_said_yes_three_times_to_2012_and_abstained_six_times_from_2013(found):
    calls = [call for call in found[0].calls.calls if call.resolution.removeprefix("A/RES/") in NINE]
    assert len(calls) == 9
    assert [(call.day[:4], call.votes["KAZ"]) for call in calls] == [
        ("2011", "Y"), ("2012", "Y"), ("2012", "Y"),
        ("2013", "A"), ("2014", "A"), ("2015", "A"), ("2017", "A"), ("2018", "A"), ("2019", "A"),
    ]  # fmt: skip
    assert Counter(call.votes["RUS"] for call in calls) == {"N": 8, "A": 1}
    for state, yes, abstained in (
        ("USA", 9, 0),
        ("CHE", 9, 0),
        ("AUT", 9, 0),
        ("QAT", 9, 0),
        ("OMN", 6, 3),
        ("EGY", 6, 3),
    ):
        assert Counter(call.votes[state] for call in calls) == Counter(Y=yes, A=abstained), state


def test_three_votes_of_december_2016_are_found_too_though_their_title_stands_in_another_column(found):
    days = [call.day for call in found[0].calls.calls if call.day.startswith("2016")]
    assert days == ["2016-12-09", "2016-12-19", "2016-12-21"]
    assert len(found[0].calls.calls) == 12
    assert found[0].calls.missing == ("A/RES/67/262",)


def test_turkeys_no_of_2019_is_marked_to_be_checked(found):
    assert [(odd.state, odd.resolution, odd.vote) for odd in found[0].calls.odd] == [("TUR", "A/RES/74/169", "N")]


def test_the_other_estimate_puts_russia_elsewhere_and_stands_beside_it(found):
    (other,) = found[0].others
    assert (other.scale.unit, other.time) == ("year", 2016)
    assert round(other.scale.at(2016)["RUS"].point, 2) == -0.55
    assert round(next(one for one in other.distances.each if one.candidate == "KAZ").largest.point, 2) == 3.17


def test_ties_of_kazakhstan_with_the_parties_are_those_with_russia(found):
    some = [each for each in found[0].ties if each.candidate == "KAZ" and (each.disputes or each.pact or each.border)]
    assert [(each.state, each.disputes, each.pact, each.border, each.organisations) for each in some] == [
        ("RUS", 1, 1, 1, 47)
    ]


def test_the_points_and_votes_that_the_example_copied_are_those_of_the_files(found):
    compared, hosts = found
    stored = compared.scale.points
    copied = [each for each in hosts.points.points if (each.state, each.time) in stored]
    assert len(copied) > 90
    for each in copied:
        of_file = stored[each.state, each.time]
        assert (each.point, each.low, each.high) == pytest.approx((of_file.point, of_file.low, of_file.high), abs=6e-5)
    by_number = {call.resolution: call for call in compared.calls.calls}
    for own in hosts.roll_calls:
        theirs = by_number[own.resolution]
        assert own.day == theirs.day
        assert {state: vote for state, vote in theirs.votes.items() if state in own.votes} == own.votes
