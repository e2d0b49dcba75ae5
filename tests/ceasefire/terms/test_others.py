"""Records of others become terms to complete: what they do not say is unknown, and nothing is made of their codes."""

from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path

import pytest

from goodoffices.ceasefire import terms
from goodoffices.ceasefire.terms.cf import _NEEDED as CF
from goodoffices.ceasefire.terms.pax import _NEEDED as PAX
from goodoffices.errors import EvidenceError, FileError

PEACE = Path(__file__).parents[3].parent / "shared" / "data" / "peace"
REAL_CF, REAL_PAX = PEACE / "ceasefires_cf_1989_2020.csv.gz", PEACE / "pax_v6_all_agreements.csv.gz"

CF_ROW = dict.fromkeys(CF, "-1") | {
    "uniq_id": "999001",
    "location": "Elland",
    "cc": "999",
    "actor_name": "Government of Elland",
    "ucdp_dyad": "77",
    "pax_id": "12",
    "cf_dec_yr": "2031",
    "cf_dec_month": "3",
    "cf_dec_day": "30",
    "cf_effect_yr": "2031",
    "cf_effect_month": "4",
    "cf_effect_day": "1",
    "fixed": "1",
    "fixed_time": "30",
}
PAX_ROW = dict.fromkeys(PAX, "0") | {
    "Con": "Elland/Outland",
    "AgtId": "42",
    "Agt": "Agreement of\n the two valleys",
    "Dat": "2031-03-30",
    "Loc1ISO": "XXA",
    "Stage": "Cea",
    "Part": "Mr A. Person for the council",
}


def write(path: Path, *rows: dict[str, str]) -> Path:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    path.write_text("\ufeff" + out.getvalue(), encoding="utf-8")
    return path


def test_rows_of_actors_become_one_ceasefire_and_minus_one_becomes_unknown(tmp_path):
    other = CF_ROW | {"actor_name": "Northern Front"}
    found = terms.import_cf(write(tmp_path / "cf.csv", CF_ROW, other), "elland")
    (one,) = found.terms
    assert [party.name for party in one.parties] == ["Government of Elland", "Northern Front"]
    assert (one.dyads, one.start.text, one.start.hour) == (("77",), "2031-04-01", None)
    assert one.end is None
    assert not one.open_ended  # the file's `fixed` and `fixed_time` need its codebook
    assert one.ended is None
    assert (found.without_end, found.rows) == (1, 2)
    assert "fixed_time 30" in one.judgement.note
    assert "ended not known" in one.judgement.note
    assert {"end", "area", "acts", "exceptions", "hour of the start"} <= set(one.unknowns)
    assert terms.parse_terms(terms.write_terms(found.terms)) == found.terms


def test_a_date_without_its_day_is_not_made_into_one(tmp_path):
    row = CF_ROW | {"cf_effect_day": "-1", "end_yr": "2031", "end_month": "5", "end_day": "0"}
    found = terms.import_cf(write(tmp_path / "cf.csv", row), "999")
    assert (found.terms[0].start, found.terms[0].ended, found.without_end) == (None, None, 0)
    assert "in effect 2031-04; ended 2031-05" in found.terms[0].judgement.note


def test_rows_that_contradict_each_other_leave_the_day_unknown(tmp_path):
    found = terms.import_cf(write(tmp_path / "cf.csv", CF_ROW, CF_ROW | {"cf_effect_day": "2"}), "Elland")
    assert found.terms[0].start is None
    assert "in effect 2031-04-01 or 2031-04-02" in found.terms[0].judgement.note


def test_an_agreement_becomes_terms_without_those_who_signed_it(tmp_path):
    found = terms.import_pax(write(tmp_path / "pax.csv", PAX_ROW, PAX_ROW | {"AgtId": "43", "Stage": "Pre"}), "XXA")
    (one,) = found.terms
    assert (one.id, one.title, one.start, one.parties) == ("pax-42", "Agreement of the two valleys", None, ())
    assert "dated 2031-03-30" in one.judgement.note
    assert "Person" not in terms.write_terms(found.terms)
    assert found.without_end is None


def test_a_country_of_several_is_found_by_each_of_its_names(tmp_path):
    assert terms.import_pax(write(tmp_path / "pax.csv", PAX_ROW), "outland").terms


@pytest.mark.parametrize("read", [terms.import_cf, terms.import_pax])
def test_other_files_are_refused(tmp_path, read):
    with pytest.raises(FileError, match="there is no such file"):
        read(tmp_path / "none.csv", "Elland")
    with pytest.raises(EvidenceError, match="this is no file of"):
        read(write(tmp_path / "other.csv", {"a": "1"}), "Elland")
    (tmp_path / "broken.gz").write_bytes(gzip.compress(b"a,b\n1,2\n")[:-6])
    with pytest.raises(FileError, match="cannot be read"):
        read(tmp_path / "broken.gz", "Elland")
    (tmp_path / "latin.csv").write_bytes(b"a,b\n\xe9,2\n")
    with pytest.raises(EvidenceError, match="not in UTF-8"):
        read(tmp_path / "latin.csv", "Elland")


def test_a_country_that_is_not_there_is_told_with_the_nearest_name(tmp_path):
    with pytest.raises(EvidenceError, match="Did you mean `Elland`"):
        terms.import_cf(write(tmp_path / "cf.csv", CF_ROW), "Eland")


@pytest.mark.long
@pytest.mark.skipif(not (REAL_CF.is_file() and REAL_PAX.is_file()), reason=f"the data sets are not in {PEACE}")
def test_the_real_files_give_the_ceasefire_of_30_december_2016_and_say_how_many_have_no_end():
    found = terms.import_cf(REAL_CF, "Syria")
    assert (len(found.terms), found.rows, found.without_end) == (140, 250, 71)
    one = terms.choose(found.terms, "cf-652098")
    assert (one.start.text, one.dyads, one.ended) == ("2016-12-30", ("11973",), None)
    assert {party.name for party in one.parties} == {"Government of Syria", "Syrian insurgents"}
    agreements = terms.import_pax(REAL_PAX, "Syria")
    assert terms.choose(agreements.terms, "pax-2090").start is None
    for imported in (found, agreements):
        assert terms.parse_terms(terms.write_terms(imported.terms)) == imported.terms


def test_the_country_is_told_by_its_own_name_where_the_first_row_is_shared_with_another(tmp_path):
    alone = PAX_ROW | {"Con": "Outland", "AgtId": "43"}
    found = terms.import_pax(write(tmp_path / "pax.csv", PAX_ROW, alone), "Outland")
    assert (found.where, found.rows) == ("Outland", 2)
