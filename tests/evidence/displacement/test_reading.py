"""What is read of the files, and what is refused."""

from __future__ import annotations

import pytest
from tests.evidence.displacement.files import FLOWS, IDMC, KEYS, POPULATION, flows, idmc, line, population

from goodoffices.errors import EvidenceError, FileError
from goodoffices.evidence.displacement import parse_file, read_files


@pytest.mark.parametrize(("text", "form"), [(population, "unhcr-population"), (flows, "unhcr-flows"), (idmc, "idmc")])
def test_a_file_is_known_by_its_columns(text, form):
    assert parse_file(text).form.id == form


def test_countries_are_known_by_their_iso_codes_not_by_those_of_unhcr():
    text = POPULATION + "2015,Austria,AUS,AUT,Australia,AUL,AUS,4,0,0,0,0,0,0,,0\n"
    (row,) = parse_file(text).rows
    assert (row.origin, row.asylum) == ("AUT", "AUS")


def test_an_empty_cell_says_nothing_and_is_no_zero():
    one, other = parse_file(flows).rows
    assert one.counts == {"refugees": 60}
    assert other.counts == {"asylum_seekers": 4}


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        (IDMC + line("15", "SYR", "SYR", 5), "x.csv:2:1", "no year"),
        (IDMC + line(2015, "SY", "SY", 5), "x.csv:2:4", "no ISO code"),
        (IDMC + line(2015, "SYR", "TUR", 5), "x.csv:2:7", "origin and of asylum differ"),
        (IDMC + line(2015, "SYR", "SYR", "about 5"), "x.csv:2:8", "no count of people"),
        (IDMC + line(2015, "SYR", "SYR", "5.0"), "x.csv:2:8", "no count of people"),
        (IDMC + line(2015, "SYR", "SYR", "-5"), "x.csv:2:8", "no count of people"),
        (IDMC + line(2015, "SYR", "SYR", 5) * 2, "x.csv:3:1", "line 2 has this year and these countries already"),
        (IDMC + line(2015, "SYR", "SYR", 5, 6), "x.csv:2:1", "the row has 9 columns where 8 are needed"),
        (f"{KEYS}\n" + line(2015, "SYR", "SYR"), "x.csv:1:1", "no file known here"),
        (FLOWS.replace(",oip", "") + line(2015, "SYR", "TUR", 5, 1, 1), "x.csv:1:1", "`oip` is missing"),
        (FLOWS.replace("oip", "oip,hst") + line(2015, "SYR", "TUR", 5, 1, 1, 1, 1), "x.csv:1:12", "`hst` is not known"),
        (IDMC.replace("coo_name", "coo") + line(2015, "SYR", "SYR", 5), "x.csv:1:1", "two columns are called `coo`"),
        (IDMC, "x.csv", "the file has no figures"),
        (IDMC + '2015,"Syria\n', "x.csv", "this is no CSV"),
    ],
)
def test_what_does_not_belong_is_refused_with_its_line_and_column(text, place, said):
    with pytest.raises(EvidenceError) as refused:
        parse_file(text, "x.csv")
    assert said in str(refused.value)
    assert str(refused.value).startswith(f"{place}")


def test_all_that_is_wrong_with_a_file_is_told_at_once():
    text = IDMC + line(2015, "SYR", "SYR", "x") + line(2016, "SYR", "SYR", 5) + line("x", "SYR", "SYR", 5)
    with pytest.raises(EvidenceError) as refused:
        parse_file(text)
    assert [problem.where.line for problem in refused.value.problems] == [2, 4]


def test_two_files_of_one_kind_are_refused_since_both_would_be_counted(tmp_path):
    for name in ("one.csv", "two.csv"):
        (tmp_path / name).write_text(idmc, encoding="utf-8")
    with pytest.raises(EvidenceError, match="are both idmc"):
        read_files([tmp_path / "one.csv", tmp_path / "two.csv"])


def test_a_file_that_is_missing_or_in_no_utf8_is_told_so(tmp_path):
    with pytest.raises(FileError, match="there is no such file"):
        read_files([tmp_path / "none.csv"])
    (tmp_path / "latin.csv").write_bytes(IDMC.encode() + "2015,Türkei".encode("latin-1"))
    with pytest.raises(EvidenceError, match=r"latin\.csv:2:7: a letter here is not in UTF-8"):
        read_files([tmp_path / "latin.csv"])
