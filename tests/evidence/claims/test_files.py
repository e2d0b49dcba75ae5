"""A ledger in YAML and in CSV is the same ledger, and what is wrong with a file is said with its place."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from tests.evidence.claims.ledgers import SMALL, ledgers

from goodoffices.errors import EvidenceError, FileError
from goodoffices.evidence.claims import content_hash, parse_ledger, parse_table, read, write_ledger, write_table

EXAMPLE = Path(__file__).parents[3] / "examples" / "syria-2011-2016" / "claims.yaml"


@settings(max_examples=40)
@given(ledgers())
def test_a_ledger_written_in_yaml_reads_back_as_the_same(ledger):
    assert parse_ledger(write_ledger(ledger)) == ledger


@settings(max_examples=40)
@given(ledgers())
def test_a_ledger_written_as_a_table_reads_back_as_the_same(ledger):
    assert parse_table(write_table(ledger)) == ledger


def test_the_example_is_the_same_in_both_forms_and_has_one_hash():
    ledger = read(EXAMPLE)
    again = parse_table(write_table(ledger))
    assert again == ledger
    assert parse_ledger(write_ledger(ledger)) == ledger
    assert content_hash(again) == content_hash(ledger)


def test_libhxl_reads_our_table_to_the_same_values():
    hxl = pytest.importorskip("hxl")
    ledger = read(EXAMPLE)
    rows = list(hxl.data(io.BytesIO(write_table(ledger).encode())))
    named = {row.get("#meta+id"): row for row in rows if row.get("#meta+id")}
    assert set(named) == {claim.id for claim in ledger.claims}
    for claim in ledger.claims:
        row = named[claim.id]
        assert row.get("#indicator+value+num") == (None if claim.figure.value is None else str(claim.figure.value))
        assert row.get("#indicator+name") == claim.harm
        assert row.get("#loc+name") == claim.place
        assert row.get("#date+start") == claim.period.first.isoformat()
        assert row.get("#date+end") == claim.period.last.isoformat()
        assert row.get("#meta+grade") == str(claim.grade)
        assert (row.get("#meta+source+url") or "") == ledger.document(claim).url


def test_a_table_by_others_may_order_its_columns_and_attributes_otherwise_and_tell_days_only():
    tags = "#date+end,#DATE +start,#indicator+num+value,#meta+id,#meta+code+source,#meta+name+source,#loc+name,"
    tags += "#indicator+name,#indicator+measure,#meta+grade,#geo+lat"
    row = "2017-05-04,2017-05-02,19,c1,clinic,Register,Bridge,killed,flow,B2,36.2"
    text = f"ledger,t\ntitle,A table\na,b,c,d,e,f,g,h,i,j,k\n{tags}\n{row}\n"
    (claim,) = parse_table(text).claims
    assert (claim.period.text, claim.figure.value, claim.document) == ("2017-05-02..2017-05-04", 19, "clinic")


def test_no_cell_of_a_table_is_a_formula_to_a_spreadsheet():
    ledger = parse_ledger(SMALL.replace("claimant: Mayor", "claimant: '=HYPERLINK(1)'"))
    table = write_table(ledger)
    assert not any(cell[:1] in tuple("=+-@") and cell for row in csv.reader(io.StringIO(table)) for cell in row)
    assert parse_table(table) == ledger


@pytest.mark.parametrize(
    ("right", "wrong", "key", "said"),
    [
        ("figure: at least 19", "figure: some", "claims.counted.figure", "is not a figure"),
        ("figure: at least 19", "figure: 19.5", "claims.counted.figure", "whole numbers"),
        ("harm: killed", "harm: kiled", "claims.heard.harm", "Did you mean `killed`"),
        ("period: 2017-05-02", "period: 2017-13", "claims.heard.period", "not a date"),
        (
            "period: 2017-05-02\n    measure: flow",
            "period: 2016..2017\n    measure: stock",
            "claims.heard.period",
            "on a day",
        ),
        ("measure: flow", "measure: stream", "claims.heard.measure", "Known are flow, stock"),
        ("document: clinic", "document: klinik", "claims.counted.document", "Did you mean `clinic`"),
        ("grade: B2", "grade: G2", "claims.counted.grade", "no Admiralty grade"),
        ("    grade: B2\n", "", "claims.counted", "`grade` is missing"),
        ("drifted_from: heard", "drifted_from: herd", "claims.read.drifted_from", "Did you mean `heard`"),
        ("drifted_from: heard", "drifted_from: read", "claims.read.drifted_from", "names itself"),
        ("method: documented", "methode: documented", "claims.counted.methode", "Did you mean `method`"),
        ("reports: radio", "reports: paper", "documents.paper.reports", "names itself"),
        ("claimant: Mayor", "claimant: [a, b]", "claims.heard.claimant", "this is a list"),
        ("  heard:\n", "  he ard:\n", "claims.he ard", "is no id"),
        ("title: ", "tittle: ", "tittle", "Did you mean `title`"),
        ("  read:\n", "  heard:\n", "", "stands twice; the first is on line 8"),
        ("place: Bridge", "place: Bridge\n    place_code: X1", "claims.heard.place_code", ""),
        ("claimant: Clinic", 'claimant: "Cli\\u202enic"', "claims.counted.claimant", "U+202E"),
    ],
)
def test_a_mistake_is_told_with_its_line_its_key_and_what_would_be_right(right, wrong, key, said):
    assert right in SMALL
    with pytest.raises(EvidenceError) as caught:
        parse_ledger(text := SMALL.replace(right, wrong, 1), "mine.yaml")
    at = SMALL.index(right) + len(right) - len(right.lstrip())
    line = SMALL[:at].count("\n") + 1
    if not wrong:
        line = text[: text.index("  counted:")].count("\n") + 1
    problems = [p for p in caught.value.problems if said in str(p)]
    if key.endswith("place_code"):
        # The other claims at the same place have no code.
        assert {p.where.key for p in problems} == {"claims.read", "claims.counted"}
        return
    assert [(p.where.file, p.where.line, p.where.key) for p in problems][:1] == [("mine.yaml", line, key)]


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file():
    with pytest.raises(EvidenceError) as caught:
        parse_ledger(SMALL.replace("grade: C3", "grade: C9").replace("at least 19", "lots").replace("flow", "flo", 1))
    assert [problem.where.line for problem in caught.value.problems] == [13, 16, 28]


@pytest.mark.parametrize("relation", ["derived_from", "drifted_from", "part_of", "supersedes"])
def test_relations_that_lead_back_to_where_they_begin_are_refused(relation):
    text = SMALL.replace("    drifted_from: heard\n", f"    {relation}: counted\n")
    text += f"    {relation}: heard\n"
    text = text.replace("    grade: C3\n", f"    grade: C3\n    {relation}: read\n")
    with pytest.raises(EvidenceError, match="lead back to where they begin") as caught:
        parse_ledger(text)
    (problem,) = caught.value.problems
    assert all(name in problem.what for name in ("`heard`", "`read`", "`counted`"))
    assert problem.where.key.endswith(f".{relation}")


def test_a_loop_through_derivation_and_drift_is_one_loop():
    text = SMALL.replace("    grade: C3\n", "    grade: C3\n    derived_from: read\n")
    with pytest.raises(EvidenceError, match="lead back to where they begin"):
        parse_ledger(text)


def test_documents_that_report_each_other_are_refused():
    text = SMALL.replace("published: 2017-05-03}", "published: 2017-05-03, reports: paper}")
    with pytest.raises(EvidenceError, match="lead back to where they begin"):
        parse_ledger(text)


def test_a_sum_may_be_derived_from_its_parts():
    text = SMALL.replace("    grade: C3\n", "    grade: C3\n    part_of: counted\n") + "    derived_from: heard\n"
    assert parse_ledger(text).claims[2].derived_from == ("heard",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the file is empty"),
        ("just words", "key: value"),
        ("a: &x 1\nb: *x", "anchors"),
        ("a: !!python/name:os.system x", "tags"),
        ("a: 1\n---\nb: 2", "second one starts"),
        ("a: " + "[" * 50 + "]" * 50, "nested"),
        ("a: b: c", "not YAML"),
        ("a:\n\t- b", "not YAML"),
        ("claims: [a]\nledger: x\ntitle: y", "name: …"),
    ],
)
def test_hostile_or_broken_yaml_is_refused_with_a_word(text, said):
    with pytest.raises(EvidenceError, match=said):
        parse_ledger(text)


@pytest.mark.parametrize(
    ("change", "said", "line"),
    [
        (lambda t: t.replace("#", ""), "no row of HXL tags", 0),
        (lambda t: t.replace("#meta+id,", "#x+id,"), "no column for `id`", 4),
        (lambda t: t.replace(",C3,", ",Z3,"), "no Admiralty grade", 5),
        (lambda t: t.replace("Register of the clinic", '"broken'), "not CSV", 7),
        (lambda t: t.replace("counted,", "heard,"), "stands on line 5 too", 7),
        (lambda t: "colour,red\n" + t, "above the table is not known", 1),
        (lambda t: t.replace(",at least,19,", ",at least,a few,"), "is not a figure", 7),
    ],
)
def test_a_mistake_in_a_table_is_told_with_its_line(change, said, line):
    table = change(write_table(parse_ledger(SMALL)))
    with pytest.raises(EvidenceError, match=said) as caught:
        parse_table(table, "mine.csv")
    assert caught.value.problems[0].where.line == line


def test_a_file_is_read_by_its_ending_and_a_missing_one_is_told(tmp_path):
    table = tmp_path / "c.CSV"
    table.write_text(write_table(parse_ledger(SMALL)), encoding="utf-8-sig")
    assert read(table) == parse_ledger(SMALL)
    with pytest.raises(FileError, match="no such file"):
        read(tmp_path / "none.yaml")
    bad = tmp_path / "bad.yaml"
    bad.write_bytes(b"ledger: x\ntitle: \xff")
    with pytest.raises(EvidenceError, match="UTF-8"):
        read(bad)


def test_windows_line_ends_change_nothing():
    assert parse_ledger(SMALL.replace("\n", "\r\n")) == parse_ledger(SMALL)
    table = write_table(parse_ledger(SMALL))
    assert parse_table(table.replace("\n", "\r\n")) == parse_ledger(SMALL)


def test_words_of_ones_own_are_defined_in_the_ledger_and_nowhere_else():
    text = SMALL.replace("harm: killed", "harm: starved", 1)
    with pytest.raises(EvidenceError, match="define it under `harms`"):
        parse_ledger(text)
    ledger = parse_ledger(text.replace("documents:", "harms: {starved: people who starved}\ndocuments:"))
    assert ledger.meaning("starved") == "people who starved"
    with pytest.raises(EvidenceError, match="harm of every ledger"):
        parse_ledger(SMALL + "harms: {killed: something else}\n")


def test_a_comma_that_cuts_a_text_in_two_is_told_as_such():
    with pytest.raises(EvidenceError, match="a text that holds a comma stands in quotes"):
        parse_ledger(SMALL.replace("{what: Register of the clinic}", "{what: Register, second volume}"))


@pytest.mark.parametrize("place", ["Deir  ez-Zor", "Deir\u00a0ez-Zor"])
def test_blanks_make_no_second_name(place):
    assert parse_ledger(SMALL.replace("place: Bridge", f'place: "{place}"')).claims[0].place == "Deir ez-Zor"


@pytest.mark.parametrize("sign", ["\u00ad", "\u200e", "\u200f", "\u061c"])
def test_a_name_with_a_sign_that_nobody_sees_is_refused_where_names_are_compared(sign):
    with pytest.raises(EvidenceError, match="which nobody sees"):
        parse_ledger(SMALL.replace("place: Bridge", f"place: Bri{sign}dge", 1))
