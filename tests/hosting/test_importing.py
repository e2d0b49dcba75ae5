"""Files as they are published go into the store, all of each or none; mistakes are told with line and column."""

from __future__ import annotations

import gzip

import duckdb
import pytest

from goodoffices.errors import EvidenceError, FileError
from goodoffices.hosting import import_file, imports_of, open_store
from goodoffices.hosting.store import rows_of

VOTES = "rcid,country,country_code,vote\n5,Kazakhstan,KZ,Y\n5,Namibia,NA,A\n5,Federal Republic of Germany,NA,N\n"
CALLS = (
    "rcid,session,importantvote,date,unres,amend,para,short,descr\n"
    "5,66.0,0,2011-12-19,R/66/176,0,0,HUMAN RIGHTS,"
    '"The situation\nin Elland : resolution / adopted by the General Assembly"\n'
)
POINTS = (
    "Row,ccode,session,NVotes,IdealPoint,QO%,Q5%,Q10%,Q50%,Q90%,Q95%,Q100%,iso3c,Countryname\n"
    "1,705,71,75,-0.41,-1,-0.6,-0.5,-0.41,-0.3,-0.2,0,KAZ,Kazakhstan\n"
    "2,678,40,75,0.1,-1,0,0,0.1,0.2,0.3,0,YAR,Yemen Arab Republic\n"
    "3,680,40,75,0.2,-1,0,0,0.1,0.2,0.3,0,YAR,Yemen People's Republic\n"
)
YEARS = "iso3c,ccode,year,idealpointall,q5all,q50all,q95all,nvotesall\nKAZ,705,2016,-0.595,-0.77,-0.595,-0.419,117.0\n"
TIES = (
    "iso1,iso2,ccode1,ccode2,mids_1990_2014,defense_pact_2018,land_border_2016,shared_igos_2014\n"
    "RUS,KAZ,365.0,705.0,1,1,1,47.0\nKAZ,,705.0,1,0,0,0,3.0\n"
)
RECORD = (
    "candidate,date,what,title,with,ended,source\nKAZ,2015-05,round,First,about 30 figures,a declaration,a newspaper\n"
)


@pytest.fixture
def put(tmp_path):
    """Write a text as a file, import it, and return what a question to the store answers."""

    def import_text(text, question="", name="file.csv"):
        place = tmp_path / name
        place.write_bytes(text if isinstance(text, bytes) else text.encode())
        with open_store(tmp_path / "hosts.duckdb", write=True) as store:
            made = import_file(store, place)
            return rows_of(store, question) if question else made

    return import_text


def test_votes_find_their_state_by_code_or_by_name_and_namibia_is_no_missing_value(put):
    rows = put(VOTES, "SELECT * FROM votes ORDER BY state")
    assert rows == [(5, "DEU", "N"), (5, "KAZ", "Y"), (5, "NAM", "A")]


def test_a_roll_call_over_two_lines_is_one_row_with_its_resolution_in_one_spelling(put):
    rows = put(CALLS, "SELECT session, day, resolution, about FROM calls")
    about = "The situation in Elland : resolution / adopted by the General Assembly"
    assert rows == [(66, "2011-12-19", "A/RES/66/176", about)]


def test_ideal_points_by_session_and_by_year_stand_side_by_side(put, tmp_path):
    put(POINTS)
    made = put(YEARS)
    assert (made.kind, made.covers, made.rows) == ("ideal-points-years", "years 2016 to 2016", 1)
    with open_store(tmp_path / "hosts.duckdb") as store:
        assert [each.kind for each in imports_of(store)] == ["ideal-points-sessions", "ideal-points-years"]
        assert rows_of(store, "SELECT DISTINCT state FROM points WHERE time = 40 ORDER BY 1") == [("YAR",), ("YMD",)]


def test_points_of_votes_on_one_subject_are_a_kind_of_their_own(put):
    middle_east = POINTS.replace("IdealPoint", "IdealPointMiddleEast").replace("NVotes", "NVotesMiddleEast")
    middle_east = middle_east.replace("Q5%", "Q5%MiddleEast").replace("Q95%", "Q95%MiddleEast")
    assert put(middle_east).kind == "ideal-points-sessions-middleeast"


def test_ties_are_kept_once_in_one_order_and_pairs_without_a_code_are_left_out(put):
    assert put(TIES, "SELECT * FROM ties") == [("KAZ", "RUS", 1, 1, 1, 47)]


def test_a_gzipped_file_is_read_as_its_content(put):
    assert put(gzip.compress(VOTES.encode()), name="votes.csv.gz").rows == 3


def test_a_file_takes_the_place_of_one_of_its_kind(put):
    put(RECORD)
    rows = put(RECORD.replace("First", "Second"), "SELECT title FROM record")
    assert rows == [("Second",)]


def test_the_words_that_name_persons_are_not_kept(put, tmp_path):
    text = "Con,AgtId,Agt,Dat,Stage,ThrdPart,Loc1ISO,Loc2ISO\n"
    text += 'Elland,7,Accord,2015-01-01,Pre,"Jane Doe, for Switzerland",SYR,\n'
    rows = put(text, "SELECT * FROM agreements")
    assert rows == [("7", "Elland", "SYR", "2015-01-01", "Accord", "Pre", "CHE")]
    assert b"Jane" not in (tmp_path / "hosts.duckdb").read_bytes()


def test_rows_of_one_ceasefire_are_one_ceasefire_and_a_mediator_that_is_unknown_is_none(put):
    head = "uniq_id,location,mediator_nego,mediator_send," + ",".join(
        f"{what}_{part}" for what in ("cf_effect", "end") for part in ("yr", "month", "day")
    )
    row = '1,Syria,1,"USA, Russia",2016,2,27,2016,-1,-1'
    text = f"{head}\n{row}\n{row}\n2,Syria,-1,-1,2017,-1,-1,-1,-1,-1\n"
    rows = put(text, "SELECT id, day, ended, mediators FROM ceasefires ORDER BY id")
    assert rows == [("1", "2016-02-27", "2016", "USA RUS"), ("2", "2017", "", "")]


@pytest.mark.parametrize(
    ("text", "line", "key", "told"),
    [
        (VOTES.replace("KZ,Y", "KZ,X"), 2, "vote", "`X` is no vote"),
        (VOTES.replace("Kazakhstan,KZ", "Atlantis,"), 2, "country_code", "name no state known here"),
        (VOTES.replace("5,Namibia", "five,Namibia"), 3, "rcid", "`five` is no whole number"),
        (VOTES + "5,Kazakhstan,KZ,N\n", 5, "", "line 2 says the same already"),
        (VOTES + "5,Kazakhstan\n", 5, "", "2 columns where 4 are needed"),
        (CALLS + "6,66,0,19.12.2011,R/66/177,0,0,x,y\n", 4, "date", "is no date"),
        (POINTS.replace("-0.6,", "-0.3,"), 2, "IdealPoint", "outside its 5–95 % interval"),
        (POINTS.replace("KAZ", "KAS"), 2, "iso3c", "`KAS` is no code of a state"),
        (RECORD.replace("a newspaper", ""), 2, "source", "`source` is empty"),
        (RECORD.replace("round", "dinner"), 2, "what", "is not a word that is read here"),
        ("a,b\n1,2\n", 1, "", "the columns are those of no file known here"),
        (
            "rcid,country,vote\n1,2,3\n",
            1,
            "",
            "of a file of votes in the General Assembly the columns are missing: country_code",
        ),
        ("", 1, "", "the columns are those of no file known here"),
    ],
)
def test_a_file_with_a_mistake_is_refused_whole_and_the_store_is_as_before(text, line, key, told, put, tmp_path):
    put(VOTES)
    with pytest.raises(EvidenceError) as caught:
        put(text, name="wrong.csv")
    problem = caught.value.problems[0]
    assert told in problem.what
    assert (problem.where.line, problem.where.key) == (line, key)
    assert problem.where.file.endswith("wrong.csv")
    with open_store(tmp_path / "hosts.duckdb") as store:
        assert rows_of(store, "SELECT count(*) FROM votes") == [(3,)]


def test_all_mistakes_of_a_file_are_told_at_once(put):
    with pytest.raises(EvidenceError) as caught:
        put(VOTES.replace("KZ,Y", "KZ,X").replace("NA,A", "NA,B"))
    assert [problem.where.line for problem in caught.value.problems] == [2, 3]


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"\x1f\x8bnot gzip", "cannot be read"), ("rcid,country,country_code,vote\n5,\xff".encode("latin-1"), "UTF-8")],
)
def test_a_file_that_is_no_text_is_told_so(content, told, put):
    with pytest.raises((FileError, EvidenceError), match=told):
        put(content)


def test_a_file_that_is_no_store_is_left_as_it_is(tmp_path):
    for content in (b"hello, world, here", b""):
        place = tmp_path / f"other{len(content)}.csv"
        place.write_bytes(content)
        if content:
            with pytest.raises(FileError, match="no store of hosts"), open_store(place, write=True):
                pass
            assert place.read_bytes() == content
    other = tmp_path / "other.duckdb"
    with duckdb.connect(str(other)) as connection:
        connection.execute("CREATE TABLE mine (x INTEGER)")
    with pytest.raises(FileError, match="other tables"), open_store(other, write=True):
        pass
    with pytest.raises(FileError, match="no store of hosts"), open_store(other):
        pass
    with pytest.raises(FileError, match="there is no store of hosts here"), open_store(tmp_path / "none"):
        pass
