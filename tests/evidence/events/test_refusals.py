"""A file that is not what it should be is refused, with the file, the line and the column, and what would be right."""

from __future__ import annotations

import csv

import pytest
from tests.evidence.events.made import GED, ask, ged_rows, put, put_ged, write

from goodoffices.errors import EvidenceError, FileError
from goodoffices.evidence.events import staging


@pytest.fixture
def refused(tmp_path):
    def told(content: bytes, source: str = "ucdp-ged", **choices):
        file = tmp_path / "file.csv"
        file.write_bytes(content)
        with pytest.raises(EvidenceError) as met:
            put(file, tmp_path / "store", source, **choices)
        return met.value.problems

    return told


@pytest.fixture
def good(tmp_path):
    return write(tmp_path / "good.csv", GED, ged_rows({}, {})).read_bytes()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04 [Content_Types].xml", "this is an Excel file"),
        (b"\xd0\xcf\x11\xe0 old", "this is an old Excel file"),
        (b"PK\x03\x04 ged.csv", "this is a ZIP archive"),
        (b"<!doctype html><title>Log in</title>", "this is a web page"),
        (b'{"Result": []}', "this is JSON"),
        (b"", "the file is empty"),
        ("id,best\n1,ü\n".encode("utf-16"), "saved in UTF-16, not in UTF-8"),
        (b"a report of the week\n", "no CSV: its first line holds no comma"),
    ],
)
def test_a_file_that_is_no_csv_is_refused_by_its_name(content, words, refused):
    (problem,) = refused(content)
    assert words in problem.what
    assert problem.where.file.endswith("file.csv")


def test_semicolons_between_columns_are_named_with_their_place(good, refused):
    (problem,) = refused(good.replace(b",", b";"))
    assert "separated by semicolons" in problem.what
    assert (problem.where.line, problem.where.column) == (1, 3)


def test_another_encoding_is_refused_with_line_and_column(good, refused):
    (problem,) = refused(good.replace(b"North,", "Nørd,".encode("latin-1"), 1))
    assert problem.what == "a letter here is not in UTF-8"
    assert problem.where.line == 2
    assert problem.where.column > 1


def test_another_encoding_far_down_the_file_is_refused_too(tmp_path, refused):
    many = write(tmp_path / "many.csv", GED, ged_rows(*[{}] * 4000)).read_bytes()
    assert len(many) > 1_000_000
    (problem,) = refused(many + many.splitlines()[-1].replace(b"North,", b"N\xf8rd,") + b"\n")
    assert (problem.what, problem.where.line) == ("a letter here is not in UTF-8", 4002)


def test_unknown_and_missing_columns_are_all_told_at_once_with_a_suggestion(good, refused):
    header, rest = good.split(b"\n", 1)
    wrong = header.replace(b"best,", b"bset,").replace(b",gwnob", b",phone")
    problems = refused(wrong + b"\n" + rest)
    assert [problem.what for problem in problems] == [
        "UCDP GED has no column 'bset'",
        "UCDP GED has no column 'phone'",
        "UCDP GED needs the column best",
    ]
    assert "Did you mean best?" in problems[0].remedy
    assert problems[0].where.column == wrong.index(b"bset") + 1


def test_a_column_that_stands_twice_is_refused(good, refused):
    problems = refused(good.replace(b",gwnob", b",gwnoa", 1))
    assert "stands twice" in problems[0].what


def test_an_unknown_column_can_be_left_out_by_name_and_is_told(tmp_path):
    file = write(tmp_path / "more.csv", (*GED, "phone"), [row | {"phone": "0700"} for row in ged_rows({})])
    told = put(file, tmp_path / "store", leave_out=("phone",))
    assert (told.new, told.passed_over) == (1, ("phone",))
    assert b"0700" not in (tmp_path / "store").read_bytes()


def test_a_file_of_another_source_is_refused_when_no_row_can_be_read(tmp_path):
    with pytest.raises(EvidenceError, match=r"none of the 2 rows can be read; the first: date_start x is not a date"):
        put_ged(tmp_path, {"date_start": "x"}, {"date_start": "y"})
    assert ask(tmp_path / "store", "SELECT count(*) FROM events") == [(0,)]
    assert ask(tmp_path / "store", "SELECT count(*) FROM imports") == [(0,)]


def test_records_with_too_few_or_too_many_fields_are_rejected_with_their_line(good, tmp_path):
    lines = good.decode().splitlines()
    lines[2:2] = ["short,line", "", lines[1].replace("1,", "9,", 1) + ",more"]
    file = tmp_path / "broken.csv"
    file.write_bytes("\r\n".join(lines).encode())
    told = put(file, tmp_path / "store")
    assert (told.read, told.new, told.rejected) == (4, 2, 2)
    rows = (tmp_path / "broken.rejected.csv").read_text(encoding="utf-8").splitlines()
    assert [row.partition(",")[0] for row in rows[1:]] == ["3", "5"]


def test_a_missing_file_and_a_file_that_is_no_store_are_told(tmp_path):
    with pytest.raises(FileError, match="there is no such file"):
        put(tmp_path / "none.csv", tmp_path / "store")
    (tmp_path / "text").write_text("no store " * 3000, encoding="utf-8")
    file = write(tmp_path / "ged.csv", GED, ged_rows({}))
    with pytest.raises(FileError, match="no store of events"):
        put(file, tmp_path / "text")
    with pytest.raises(FileError, match="there is no store of events here"):
        ask(tmp_path / "nowhere", "SELECT 1")


def test_a_line_break_within_a_line_is_refused_with_the_line(refused):
    rows = b"".join(b"%d,2017-05-0%d,mine,River,Mill\n" % (day, day) for day in range(1, 6))
    content = b"event_id,date_start,kind,admin1,admin2\n" + rows.replace(
        b"3,2017-05-03,mine,River", b"3,2017-05-03,mine\rl,River"
    )
    (problem,) = refused(content, "own")
    assert "a line break or a quotation mark stands where none may" in problem.what
    assert problem.where.line == 4


def test_a_heading_of_any_length_is_told_as_the_column_that_it_is(refused):
    (problem,) = refused(b"event_id,date_start,kind," + b"k" * 200_000 + b"\n1,2017-05-01,mine,\n", "own")
    assert "has no column 'kkk" in problem.what


@pytest.mark.long
def test_the_lines_of_rejected_rows_are_right_where_a_file_is_read_in_many_pieces(tmp_path, monkeypatch):
    monkeypatch.setattr(staging, "LONGEST_RECORD", 10_000)  # DuckDB reads pieces of sixteen times this
    rows = ged_rows(*({"best": "many"} if number % 1000 == 7 else {} for number in range(12_000)))
    file = write(tmp_path / "many.csv", GED, rows)
    told = put(file, tmp_path / "store")
    assert (told.read, told.rejected) == (12_000, 12)
    with (tmp_path / "many.rejected.csv").open(encoding="utf-8") as lines:
        found = [(int(row["line"]), row["event_id"]) for row in csv.DictReader(lines)]
    assert found == [(number + 2, str(number + 1)) for number in range(7, 12_000, 1000)]
