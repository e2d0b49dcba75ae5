"""A paper that is signed by a key which is elsewhere: prepared here, signed there, completed here or not at all."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.agreement.conftest import EXAMPLE, NOON, key_of, said

from goodoffices.agreement import (
    Reservation,
    certificate_bytes,
    check_paper,
    complete_paper,
    in_words,
    paper_bytes,
    prepare_paper,
    read_statement,
    sign_paper,
    stamp_lines,
)
from goodoffices.brief import render_stamp
from goodoffices.errors import AgreementError

WALL = Reservation("pasture", "The hill ends at the old wall.")


@pytest.fixture(scope="module")
def asked(frozen):
    return replace(said("upper", reservations=(WALL,)), agreement=frozen.hash)


@pytest.fixture(scope="module")
def stamp(frozen, asked):
    return render_stamp(stamp_lines(frozen.agreement, asked, frozen.agreement.signatory("upper").key))


@pytest.fixture(scope="module")
def prepared(unsigned_paper, frozen, asked, stamp):
    return prepare_paper(unsigned_paper, frozen.agreement, asked, stamp, NOON)


def signed_elsewhere(prepared, agreement, asked, name: str = "upper") -> tuple[bytes, bytes]:
    """What the device of a signatory gives back: it certifies its key, and signs the paper."""
    key = Ed25519PrivateKey.from_private_bytes(key_of(name))
    certified = key.sign(certificate_bytes(agreement.signatory(asked.signatory), NOON))
    return certified, key.sign(paper_bytes(prepared, agreement, asked, NOON, certified))


@pytest.fixture(scope="module")
def done(prepared, frozen, asked):
    made = signed_elsewhere(prepared, frozen.agreement, asked)
    return complete_paper(prepared, frozen.agreement, asked, NOON, *made)


def test_a_key_that_is_elsewhere_signs_the_paper_as_one_that_is_here(done, frozen, asked, unsigned_paper, stamp):
    (found,) = check_paper(done)
    assert (found.signatory, found.faults, found.signed) == ("upper", (), "2031-05-04 12:00 UTC")
    assert found.said == in_words(frozen.agreement, asked, frozen.agreement.signatory("upper").key)
    assert done.startswith(unsigned_paper)
    here = sign_paper(unsigned_paper, key_of("upper"), frozen.agreement, asked, stamp, NOON)
    assert (len(here), check_paper(here)) == (len(done), (found,))


def test_who_signs_next_signs_the_paper_with_the_signature_of_the_first(done, frozen):
    asked = replace(said("lower"), agreement=frozen.hash)
    prepared = prepare_paper(done, frozen.agreement, asked, render_stamp((("Signed by", "Basem"),)), NOON)
    made = signed_elsewhere(prepared, frozen.agreement, asked, "lower")
    both = complete_paper(prepared, frozen.agreement, asked, NOON, *made)
    assert both.startswith(done)
    assert [(each.signatory, each.holds) for each in check_paper(both)] == [("upper", True), ("lower", True)]


def test_while_nobody_has_signed_it_a_prepared_paper_shows_no_signature_that_holds(prepared):
    try:
        found = check_paper(prepared.paper)
    except AgreementError:
        return  # there is nothing in the place that could be read
    assert not any(each.holds for each in found)


def test_what_the_key_did_not_sign_is_in_no_paper(prepared, frozen, asked):
    """Another key, another paper, other words, another certificate: the paper is not completed."""
    agreement = frozen.agreement
    certified, signed = signed_elsewhere(prepared, agreement, asked)
    other_paper = replace(prepared, paper=prepared.paper.replace(b"2031050412", b"2031050411"))
    assert other_paper != prepared
    for paper, words, given in (
        (prepared, asked, (certified, bytes(64))),
        (prepared, asked, (bytes(64), signed)),
        (prepared, asked, (signed, certified)),
        (prepared, asked, (certified, b"")),
        (prepared, asked, signed_elsewhere(prepared, agreement, asked, "lower")),
        (other_paper, asked, (certified, signed)),
        (prepared, replace(asked, reservations=()), (certified, signed)),
        (prepared, replace(asked, capacity="ad referendum", body="Assembly"), (certified, signed)),
    ):
        with pytest.raises(AgreementError, match=r"does not hold|cannot be"):
            complete_paper(paper, agreement, words, NOON, *given)


def test_words_on_the_paper_that_were_not_signed_are_told(prepared, frozen, asked):
    """A host prepares a paper that says something else than what its signatory signs along."""
    less = replace(asked, reservations=())
    made = signed_elsewhere(prepared, frozen.agreement, less)
    with pytest.raises(AgreementError, match="what it says in words is not what was signed"):
        complete_paper(prepared, frozen.agreement, less, NOON, *made)


def test_a_signature_for_one_text_holds_in_no_paper_of_another(unsigned_paper, frozen, asked, stamp):
    """What a key signs for a paper names the hash of the text: a host that shows another paper gains nothing."""
    other = replace(asked, agreement="ab" * 32)
    prepared = prepare_paper(unsigned_paper, frozen.agreement, other, stamp, NOON)
    made = signed_elsewhere(prepared, frozen.agreement, other)
    with pytest.raises(AgreementError, match="it was made for another text, whose hash is abababababababab"):
        complete_paper(prepared, frozen.agreement, other, NOON, *made)


def test_papers_of_early_versions_without_a_statement_still_hold():
    found = check_paper((EXAMPLE / "signed.pdf").read_bytes())
    assert [each.holds for each in found] == [True, True]


def test_the_statement_is_read_only_in_the_form_in_which_it_was_signed(asked):
    assert read_statement(asked.signed_bytes()) == asked
    told = json.loads(asked.signed_bytes().removeprefix(asked.PURPOSE))
    spaced = asked.PURPOSE + json.dumps(told).encode()
    for wrong in (b"", asked.PURPOSE, asked.PURPOSE + b"[]", asked.signed_bytes() + b" ", spaced, b"x" * 90):
        with pytest.raises(AgreementError):
            read_statement(wrong)


@pytest.mark.parametrize("name", ["قرية " * 30, "délégation " * 12, "😀" * 40, "x" * 200])
def test_a_name_of_any_length_and_script_signs_under_as_much_of_it_as_a_certificate_holds(frozen, name):
    upper = replace(frozen.agreement.signatory("upper"), name={"en": name.strip()})
    certified = x509_name(certificate_bytes(upper, NOON))
    assert name.startswith(certified)
    assert len(certified.encode()) in range(61, 65)


def x509_name(certified: bytes) -> str:
    from asn1crypto.x509 import TbsCertificate

    return TbsCertificate.load(certified)["subject"].native["common_name"]


def test_the_certificate_names_the_key_and_its_owner_and_is_for_signing_alone(done, frozen):
    from pyhanko.pdf_utils.reader import PdfFileReader

    (embedded,) = PdfFileReader(io.BytesIO(done)).embedded_signatures
    made = x509.load_der_x509_certificate(embedded.signer_cert.dump())
    made.verify_directly_issued_by(made)  # by its own key
    upper = frozen.agreement.signatory("upper")
    assert made.public_key().public_bytes_raw().hex() == upper.key
    assert made.subject.rfc4514_string() == f"CN={upper.name['en']}"
    usage = made.extensions.get_extension_for_class(x509.KeyUsage).value
    assert (usage.digital_signature, usage.content_commitment, usage.key_cert_sign) == (True, True, False)
