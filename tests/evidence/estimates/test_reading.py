"""Who is on which list: read from counts of patterns or from persons, of whom nothing is kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from goodoffices.errors import EvidenceError, FileError
from goodoffices.evidence.estimates import parse_table, read_table, table

COUNTS = "A,B,C,count\n1,0,0,4\n0,1,0,3\n0,0,1,2\n1,1,0,1\n"
PERSONS = "id,A,B,C\n" + "".join(
    f"p{n},{row}\n" for n, row in enumerate(["1,0,0"] * 4 + ["0,1,0"] * 3 + ["0,0,1"] * 2 + ["1,1,0"])
)


def problem_of(text: str, *lists: str) -> str:
    with pytest.raises(EvidenceError) as met:
        parse_table(text, lists, "mine.csv")
    return str(met.value)


def test_counts_and_persons_of_the_same_people_are_the_same_table():
    assert parse_table(COUNTS) == parse_table(PERSONS)
    assert parse_table(COUNTS).seen == 10
    assert parse_table(COUNTS).hash == parse_table(PERSONS).hash


@pytest.mark.parametrize(
    "text",
    [
        "C,count,B,A\n0,1,1,1\n1,2,0,0\n0,3,1,0\n0,4,0,1\n",
        "A;B;C;count\n1;0;0;4\n0;1;0;3\n0;0;1;2\n1;1;0;1\n",
        "A,B,C,n\r\n1,0,0,1\r\n1,0,0,3\r\n0,1,0,3\r\n\r\n0,0,1,2\r\n1,1,0,1\r\n",
        "A,B,C,Frequency\nTRUE,false,0,4\n0,1,0,3\n0,0,1,2\n1,1,0,1\n0,0,0,0\n",
    ],
    ids=["another order", "semicolons", "rows that repeat", "words"],
)
def test_the_order_of_rows_and_columns_and_the_kind_of_csv_play_no_part(text):
    assert replace(parse_table(text), notes=()) == parse_table(COUNTS)


def test_of_persons_no_id_is_kept():
    assert "p3" not in repr(parse_table(PERSONS))


@pytest.mark.parametrize("where", ["id,A,B\nx,1,Amal Haddad\n", "id,A,B\nAmal Haddad,1,1\nAmal Haddad,1,0\n"])
def test_no_message_repeats_what_may_be_a_name(where):
    assert "Amal" not in problem_of(where)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A,B,count\n1,2,3\n1,0,-3\n", "mine.csv:2:2 (B): this is neither 0 nor 1"),
        ("A,B,count\n1,2,3\n1,0,-3\n", "mine.csv:3:3: this is no count"),
        ("A,B,count\n1,0,3\n0,0,9\n", "mine.csv:3:1: this row is on no list"),
        ("A,B\n1,0\n", "no column says how many people a row stands for"),
        ("A,A,count\n1,0,3\n", "two columns are called 'A'"),
        ("A,B,count\n1,0\n", "the row has 2 columns where 3 are needed"),
        ("id,A,B\nx,1,0\nx,0,1\n", "the id of line 2 stands here again"),
        ("id,A,B\n,1,0\n", "this row has no id"),
        ("A,B,count\n1,0,7\n", "fewer than two lists name anybody"),
        ("", "the table is empty"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text, told):
    assert told in problem_of(text)


def test_all_problems_are_told_at_once():
    assert problem_of("A,B,count\n1,2,3\n1,0,-3\n0,0,1\n").count("mine.csv:") == 3


def test_lists_may_be_chosen_and_who_is_on_none_of_them_is_counted_aside():
    chosen = parse_table("name,A,B,C,count\nAmal,1,0,0,4\nBasma,0,0,1,2\nX,1,1,0,1\n", ("A", "B"))
    assert (chosen.lists, chosen.seen) == (("A", "B"), 5)
    assert chosen.notes == ("2 on none of the chosen lists were left out.",)
    assert "no column is called 'D'" in problem_of(COUNTS, "A", "D")


def test_a_list_that_names_nobody_is_left_out_and_said_so():
    with_empty = table("ABCD", {(1, 0, 0, 0): 4, (0, 0, 1, 0): 2, (1, 0, 1, 0): 1})
    assert with_empty.lists == ("A", "C")
    assert with_empty.notes == (
        "The list B names nobody and was left out.",
        "The list D names nobody and was left out.",
    )
    assert with_empty.hash == table("CA", {(1, 0): 2, (0, 1): 4, (1, 1): 1}).hash


def test_too_many_lists_are_refused():
    with pytest.raises(EvidenceError, match="more than 24"):
        table([f"L{n}" for n in range(25)], {(1,) * 25: 3})


def test_a_file_is_read_with_its_mark_of_order_and_refused_where_it_is_missing_or_no_text(tmp_path):
    (tmp_path / "marked.csv").write_text(COUNTS, encoding="utf-8-sig")
    assert read_table(tmp_path / "marked.csv") == parse_table(COUNTS)
    with pytest.raises(FileError, match="there is no such file"):
        read_table(tmp_path / "none.csv")
    (tmp_path / "bytes.csv").write_bytes(b"\xff\xfe\x00A")
    with pytest.raises(EvidenceError, match="not in UTF-8"):
        read_table(tmp_path / "bytes.csv")


def test_a_file_that_is_no_table_of_lists_is_one_mistake_and_no_cell_of_it_is_told():
    rows = "".join(f"{n},2016,Homs,{n / 7:.3f},1\n" for n in range(5_000))
    told = problem_of(f"id,year,where_text,latitude,active\n{rows}")
    assert told.startswith(
        "mine.csv: this is hardly a table of lists: 3 of 4 columns taken for lists hold something else"
    )
    assert "(year, where_text, latitude)" in told
    assert told.count("mine.csv") == 1
    assert "Homs" not in told


def test_the_same_mistake_in_many_rows_is_told_once_with_the_lines():
    rows = "".join("1,yes,3\n" for _ in range(1_000))
    told = problem_of(f"A,B,count\n1,1,4\n{rows}0,1,none\n0,1,\n")
    assert "mine.csv:3:2 (B): this is neither 0 nor 1; the same in lines 4, 5, 6, 7 and 995 more" in told
    assert "mine.csv:1003:3: this is no count; the same in line 1004" in told
    assert told.count("mine.csv:") == 2


@pytest.mark.parametrize(
    ("text", "lists", "told"),
    [
        ("A,B,cuont\n1,0,3\n", (), "Is the column `cuont` meant as `count`?"),
        ("Persn,A,B\nx,1,0\n", (), "Is the column `Persn` meant as `person`?"),
        ("Hospital,police,count\n1,0,3\n", ("hospital",), "Did you mean `Hospital`?"),
        ("hospital,police,count\n1,0,3\n", ("hopsital",), "Did you mean `hospital`?"),
    ],
)
def test_a_heading_that_is_nearly_right_is_suggested(text, lists, told):
    assert told in problem_of(text, *lists)


def test_too_few_and_too_many_lists_are_refused_with_the_file():
    assert problem_of("A,B,count\n1,0,7\n").startswith("mine.csv: fewer than two lists name anybody")
    heading = ",".join(f"L{n}" for n in range(25))
    assert problem_of(f"{heading},count\n{'1,' * 25}3\n").startswith("mine.csv: the table has 25 lists, more than 24")


def test_a_pattern_that_stands_in_several_rows_is_added_up_and_that_is_said():
    found = parse_table("A,B,count\n1,0,5\n1,0,6\n0,1,3\n1,1,2\n")
    assert sum(found.counts.values()) == 16
    assert found.notes == ("1 pattern stands in several rows of the table, whose counts were added up.",)
    assert parse_table("A,B,count\n1,0,11\n0,1,3\n1,1,2\n").notes == ()
