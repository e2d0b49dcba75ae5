"""What is read of a list, and that no message tells what stands in it."""

from __future__ import annotations

import pytest

from goodoffices.errors import EvidenceError
from goodoffices.evidence.linking import parse_list, read_lists


def test_only_name_date_place_and_birth_are_read_and_other_columns_are_never_looked_at():
    text = "Name,phone,date,note,born\nAli Hamdan,093 555,2016-05,sister of Rana,1984-02-29\n"
    (record,) = parse_list(text, "clinic").records
    assert record.date.text == "2016-05"
    assert record.born == 1984
    assert "555" not in str(vars(record))


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("name,date\nAli Hamdan,yesterday\n", "x.csv:2:2", "this is no date"),
        ("name,born\nAli Hamdan,young\n", "x.csv:2:2", "this is no date of birth"),
        ("name,date\n?,2016\n", "x.csv:2:1", "there is no name here"),
        ("name,date\nAli Hamdan\n", "x.csv:2:1", "shorter than the heading"),
        ("who,date\nAli Hamdan,2016\n", "x.csv:1:1", "no column is called `name`"),
        ("nmae,date\nAli Hamdan,2016\n", "x.csv:1:1", "Is the column `nmae` meant as `name`?"),
        ("name\nAli Hamdan\n", "x.csv:1:1", "names and nothing else"),
        ("name,date,date\nAli Hamdan,2016,2016\n", "x.csv:1:1", "two columns are called `date`"),
        ("name,date\n", "x.csv", "the list is empty"),
    ],
)
def test_what_is_wrong_is_told_with_its_place_and_without_a_word_of_the_row(text, place, said):
    with pytest.raises(EvidenceError) as refused:
        parse_list(text, "x", "x.csv")
    assert said in str(refused.value)
    assert str(refused.value).startswith(place)
    for secret in ("Hamdan", "yesterday", "young"):
        assert secret not in str(refused.value)


def test_a_file_in_another_encoding_is_refused_without_its_bytes_anywhere(tmp_path):
    (tmp_path / "one.csv").write_bytes("name,date\nJosé,2016\n".encode("latin-1"))
    with pytest.raises(EvidenceError, match="not in UTF-8") as refused:
        read_lists([tmp_path / "one.csv", tmp_path / "one.csv"])
    assert refused.value.__cause__ is None


def test_a_record_and_a_list_do_not_show_names_when_they_are_printed():
    found = parse_list("name,date\nAli Hamdan,2016\n", "clinic")
    assert "Ali" not in repr(found)
    assert "Ali" not in repr(found.records[0])


def test_one_list_and_two_lists_of_one_name_are_refused(tmp_path):
    (tmp_path / "a").mkdir()
    for place in (tmp_path / "one.csv", tmp_path / "a" / "one.csv"):
        place.write_text("name,date\nAli Hamdan,2016\n", encoding="utf-8")
    with pytest.raises(EvidenceError, match="two to 8 lists"):
        read_lists([tmp_path / "one.csv"])
    with pytest.raises(EvidenceError, match="two lists are called one"):
        read_lists([tmp_path / "one.csv", tmp_path / "a" / "one.csv"])
