"""A file of hosts is read, and every mistake in it told with line and remedy."""

from __future__ import annotations

import pytest
from tests.hosting.made import EXAMPLE, HOSTS

from goodoffices.dossier import read
from goodoffices.errors import DossierError
from goodoffices.hosting import keys, parse_hosts, read_hosts_file
from goodoffices.hosting.shape import (
    ConflictShape,
    HostsShape,
    PartyShape,
    PointsShape,
    PracticalShape,
    RatingShape,
    RecordShape,
    RollCallShape,
    SaidShape,
)

PARTIES = ("gov", "opp")


def told(text):
    with pytest.raises(DossierError) as caught:
        parse_hosts(text, "hosts.yaml", PARTIES)
    return caught.value.problems


def test_the_example_is_read_without_a_remark():
    parties = tuple(party.id for party in read(EXAMPLE / "dossier.yaml").parties)
    found = read_hosts_file(EXAMPLE / "hosts.yaml", parties)
    assert len(found.roll_calls) == 12
    assert {each.party for each in found.parties} == set(parties)
    assert found.points is not None
    assert len(found.points.points) == 15 * 7


def test_a_party_that_is_no_state_stands_by_its_backers():
    gov, opp = parse_hosts(HOSTS, "", PARTIES).parties
    assert (gov.states, gov.is_backed) == (("SYR",), False)
    assert (opp.states, opp.is_backed, opp.judgement.note) == (("TUR", "USA"), True, "As they said.")


@pytest.mark.parametrize(
    ("old", "new", "what", "remedy"),
    [
        ("gov: SYR", "gov: Syria", "`Syria` is no code of a state", "Write SYR."),
        ("gov: SYR", "gvo: SYR", "`gvo` is no party of the dossier", "gov"),
        ("gov: SYR", "gov: {state: SYR, backers: [TUR]}", "needs a state, or backers", "`state: SYR`"),
        ('"-2, -2.2..-1.8"', '"-2 -2.2 -1.8"', "is no ideal point", "71:"),
        ('"-2, -2.2..-1.8"', '"-1, -2.2..-1.8"', "lies outside its interval", "Check"),
        ("KAZ A, CHE Y", "KAZ A, CHE maybe", "`CHE maybe` is no vote", "KAZ Y"),
        ("topic: visa", "topic: vsa", "`vsa` is not read here", "visa"),
        ("rating: 64", "rating: 640", "640", "0..100"),
        ("with: gov", "whit: gov", "`whit` is not a key that is read here", "with"),
        ("source: H1", "source: H9", "`H9` is not the id of a source", "sources"),
        ("unit: session", "unit: month", "`month` is not read here", "session"),
        ("date: 2015,", "date: lately,", "is not a date", "2015"),
        (", date: 2016-12, source: H2}", ", date: 2016-12}", "has no `source`", "sources"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_would_be_right(old, new, what, remedy):
    text = HOSTS.replace(old, new, 1)
    (problem, *_) = told(text)
    assert what in problem.what
    assert remedy in problem.remedy
    assert new.split(",")[0].split(":")[0].strip("{") in text.splitlines()[problem.where.line - 1]


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file():
    text = (
        HOSTS.replace("gov: SYR", "gov: Syria").replace("topic: visa", "topic: vsa").replace("unit: session", "unit: x")
    )
    lines = [problem.where.line for problem in told(text)]
    assert len(lines) == 3
    assert lines == sorted(lines)


def test_a_file_that_says_nothing_of_hosts_is_told_so():
    assert "nothing of hosts" in told("sources: []")[0].what


def test_a_dossier_may_hold_its_hosts_itself():
    from tests.hosting.made import DOSSIER

    block = HOSTS.partition("sources:")[0].replace(", source: H1", "").replace(", source: H3", "")
    text = DOSSIER + block + "sources: [{id: H2, what: Newspaper}]\n"
    assert parse_hosts(text).candidates == ("KAZ", "CHE")


def test_ratings_hide_themselves_and_leave_no_trace_in_the_hash_or_the_sources():
    found = parse_hosts(HOSTS, "", PARTIES)
    other = parse_hosts(HOSTS.replace("rating: 64", "rating: 12"), "", PARTIES)
    assert [float(each.rating.best) for each in found.ratings.reveal()] == [72.0, 64.0]
    assert "72" not in repr(found)
    assert found.hash == other.hash
    assert [source.id for source in found.sources] == ["H1", "H2"]
    assert parse_hosts(HOSTS.replace("none needed", "one needed"), "", PARTIES).hash != found.hash


def test_the_schema_and_the_reader_know_the_same_keys():
    for shape, known in (
        (HostsShape, keys.HOSTS),
        (ConflictShape, keys.CONFLICT),
        (PartyShape, keys.PARTY),
        (PointsShape, keys.POINTS),
        (RollCallShape, keys.ROLL_CALL),
        (SaidShape, keys.SAID),
        (RecordShape, keys.RECORD),
        (PracticalShape, keys.PRACTICAL),
        (RatingShape, keys.RATING),
    ):
        names = {field.alias or name for name, field in shape.model_fields.items()}
        assert names == set(known), shape
