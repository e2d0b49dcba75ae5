"""The paper: a place for each signatory, PAdES in it, and every changed byte of it found."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace

import pytest
from pypdf import PdfReader, PdfWriter
from tests.agreement.conftest import NOON, key_of, said

from goodoffices.agreement import check_paper, deed_of, hash_of, parts_of, sign_paper, text_in
from goodoffices.brief import place_of_signature, render_deed, render_stamp
from goodoffices.errors import AgreementError, UserError

STAMP = (("Signed by", "Somebody"),)


def test_the_paper_carries_the_text_and_shows_it_in_every_language(paper, signed):
    assert text_in(paper) == signed.agreement
    assert paper.startswith(render_deed(deed_of(signed.agreement)))
    words = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(paper)).pages)
    assert "Article 1. Water" in words
    assert hash_of(parts_of(signed.agreement)) in words.replace("\n", "")


def test_each_signature_holds_by_the_key_in_the_text_and_says_everything(paper):
    found = check_paper(paper)
    assert [(each.signatory, each.faults, each.signed) for each in found] == [
        ("upper", (), "2031-05-04 12:00 UTC"),
        ("lower", (), "2031-05-04 12:00 UTC"),
    ]
    assert "subject to ratification" in found[0].said
    assert "Article 2. Pasture: The hill ends at the old wall." in found[0].said
    fields = PdfReader(io.BytesIO(paper)).get_fields()
    assert fields["upper"]["/V"]["/SubFilter"] == "/ETSI.CAdES.detached"
    assert fields["elder"].get("/V") is None


@pytest.mark.long
def test_no_changed_byte_of_the_paper_goes_unnoticed(paper):
    for at in range(len(paper) // 20, len(paper) - 1, len(paper) // 8):
        changed = bytearray(paper)
        changed[at] ^= 4
        try:
            found = check_paper(bytes(changed))
        except AgreementError:
            continue
        assert not all(each.holds for each in found), f"byte {at}"


def test_what_is_added_after_the_last_signature_is_told(paper):
    assert not all(each.holds for each in check_paper(paper + b"\n% more\n"))
    writer = PdfWriter(io.BytesIO(paper), incremental=True)
    writer.add_blank_page()
    out = io.BytesIO()
    writer.write(out)
    assert out.getvalue().startswith(paper)
    assert not any(each.holds for each in check_paper(out.getvalue()))


def test_nobody_signs_in_anothers_place_and_no_place_is_signed_twice(paper, unsigned_paper, frozen):
    agreement = frozen.agreement
    upper, lower, elder = agreement.signatories
    stolen = replace(agreement, signatories=(upper, lower, replace(elder, key=upper.key)))

    def signed_as(name: str, paper: bytes, text) -> bytes:
        asked = replace(said(name), agreement=frozen.hash)
        return sign_paper(paper, key_of("upper"), text, asked, render_stamp(STAMP), NOON)

    for text, told in (
        (agreement, "the paper was changed after it was signed, or the signature was"),
        (stolen, "it was made by another key than that of the text"),
    ):
        assert check_paper(signed_as("elder", unsigned_paper, text))[0].faults == (told,)
    with pytest.raises(AgreementError, match="cannot be signed"):
        signed_as("upper", paper, agreement)
    with pytest.raises(AgreementError, match="`king` is no signatory"):
        signed_as("king", unsigned_paper, agreement)


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\ntrailer<</Root 1 0 R>>\n%%EOF", b"no paper"])
def test_what_is_no_such_paper_is_refused_in_words(data):
    with pytest.raises(AgreementError, match="cannot be read"):
        check_paper(data)


def test_a_paper_without_the_text_within_is_refused():
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(AgreementError, match="not the paper of an agreement"):
        text_in(out.getvalue())


def test_places_lie_on_the_last_pages_four_on_each_and_do_not_touch(frozen):
    many = tuple(replace(frozen.agreement.signatories[0], id=f"party-{number}") for number in range(6))
    sheets = render_deed(deed_of(replace(frozen.agreement, signatories=many)))
    places = [place_of_signature(sheets, 6, number) for number in range(6)]
    pages = len(PdfReader(io.BytesIO(sheets)).pages)
    assert [page for page, _ in places] == [pages - 2] * 4 + [pages - 1] * 2
    tops = [box[3] for _, box in places[:4]]
    assert all(above - below > box[3] - box[1] for above, below, (_, box) in zip(tops, tops[1:], places, strict=False))
    assert min(box[1] for _, box in places) > 0


def test_what_does_not_fit_a_place_is_refused_and_not_cut():
    assert render_stamp((("Reservation", "It is understood so. " * 40),)).startswith(b"%PDF")
    with pytest.raises(UserError, match="too small"):
        render_stamp((("Reservation", "It is understood so. " * 400),))


def test_the_same_text_gives_the_same_paper(frozen):
    assert render_deed(deed_of(frozen.agreement)) == render_deed(deed_of(frozen.agreement))
    assert deed_of(frozen.agreement).composed == dt.date(2031, 5, 4)
