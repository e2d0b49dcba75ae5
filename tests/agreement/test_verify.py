"""Whoever has the file can tell what changed, who signed what in which capacity, and who has not."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.agreement.conftest import key_of, said

from goodoffices.agreement import (
    LIMITS,
    Reservation,
    differences,
    join,
    new_bundle,
    owner_of,
    put_signature,
    read_bundle,
    read_signature,
    take_signature,
    verify,
    write_bundle,
)
from goodoffices.errors import AgreementError


def test_a_file_that_nobody_touched_holds_and_says_what_is_still_open(signed):
    verdict = verify(signed)
    assert verdict.holds
    assert not verdict.complete
    assert [(each.id, told) for each, told in verdict.open] == [
        ("upper", "signed subject to ratification (Assembly); no confirmation is in this file"),
        ("elder", "has not signed"),
    ]
    done = put_signature(signed, key_of("upper"), said("upper", "confirmed", date="2031-06-01"))
    done = put_signature(done, key_of("elder"), said("elder", "witness"))
    assert verify(done).complete


@pytest.mark.long
def test_no_changed_byte_goes_unnoticed(signed):
    """Of every 31st byte: it is refused, or the file does not hold, or the first changed byte is told."""
    data = write_bundle(signed)
    for at in range(0, len(data) - 1, 31):
        changed = bytearray(data)
        changed[at] ^= 1
        try:
            bundle = read_bundle(bytes(changed))
        except AgreementError:
            continue
        verdict = verify(bundle)
        assert not verdict.holds or verdict.rewritten_at, f"byte {at}"


@given(st.data())
@settings(max_examples=30)
def test_a_changed_letter_is_named_with_its_article_paragraph_and_language(signed, data):
    agreement = signed.agreement
    number = data.draw(st.integers(0, len(agreement.articles) - 1))
    article = agreement.articles[number]
    language = data.draw(st.sampled_from(agreement.languages))
    place = data.draw(st.integers(0, len(article.text[language]) - 1))
    letter = data.draw(st.characters(codec="utf-8", categories=["L", "N"]))
    texts = [*article.text[language]]
    texts[place] += letter
    other = replace(article, text={**article.text, language: tuple(texts)})
    articles = (*agreement.articles[:number], other, *agreement.articles[number + 1 :])
    verdict = verify(replace(signed, agreement=replace(agreement, articles=articles)))
    (change,) = verdict.changes
    assert change.path == f"articles/{number + 1}/text/{language}/{place + 1}"
    assert f"article {number + 1} (“" in change.where
    assert f"paragraph {place + 1}, in {language}" in change.where
    assert not verdict.holds


@pytest.mark.parametrize(
    "path", ["articles/0/text/en/1", "articles/9/x", "annexes/1.title/ar", "signatories/-1/id", "/", ""]
)
def test_a_part_of_the_table_that_names_nothing_is_told_as_it_stands(signed, path):
    verdict = verify(replace(signed, parts={**signed.parts, path: "0" * 64}))
    assert [(change.path, change.what) for change in verdict.changes] == [(path, "missing")]
    assert not verdict.holds


def test_a_text_frozen_anew_after_it_was_signed_is_another_text(signed):
    agreement = replace(signed.agreement, adopted="2031-05-03")
    forged = replace(new_bundle(agreement, signed.annexes), signatures=signed.signatures)
    verdict = verify(forged)
    assert not verdict.changes
    assert all("it signs another text" in each.faults[0] for each in verdict.signatures)
    assert [path for path, *_ in differences(signed.agreement, forged.agreement)] == ["adopted"]


@pytest.mark.parametrize(
    "other",
    [
        {"capacity": "definitive"},
        {"by": "Somebody else"},
        {"date": "2031-05-05"},
        {"reservations": ()},
        {"reservations": (Reservation("pasture", "The hill ends nowhere."),)},
        {"body": "Nobody"},
        {"seen": ("0" * 64,)},
        {"signatory": "lower"},
    ],
)
def test_what_a_signature_says_cannot_be_changed(signed, other):
    first = next(each for each in signed.signatures if each.signatory == "upper")
    forged = replace(signed, signatures=(replace(first, **other),))
    assert not verify(forged).holds


def test_a_signature_that_another_had_seen_is_missed(signed):
    last = next(each for each in signed.signatures if each.signatory == "lower")
    verdict = verify(replace(signed, signatures=(last,)))
    assert not verdict.holds
    assert "is missing now" in verdict.taken[0]


def test_an_annex_that_is_another_file_is_told(signed):
    assert "another file" in verify(replace(signed, annexes={"days": b"other"})).faults[0]
    assert "not in the file" in verify(replace(signed, annexes={})).faults[0]
    assert "does not name" in verify(replace(signed, annexes={**signed.annexes, "x": b""})).faults[0]


def test_a_version_that_lost_a_language_is_told(frozen):
    article = frozen.agreement.articles[0]
    without = replace(article, text={"en": article.text["en"]})
    agreement = replace(frozen.agreement, articles=(without, *frozen.agreement.articles[1:]))
    assert "`water` has no version in ar" in verify(new_bundle(agreement, frozen.annexes)).faults


def test_a_file_written_anew_by_another_program_says_so_and_holds(signed):
    told = json.loads(write_bundle(signed))
    bundle = read_bundle(json.dumps(told, indent=1).encode())
    assert verify(bundle).holds
    assert bundle.rewritten_at == 2
    assert read_bundle(write_bundle(signed).rstrip(b"\n") + b"\r\n").rewritten_at == 0


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (said("upper", "as a king"), "none that is known"),
        (said("upper", "witness"), "only a witness"),
        (said("elder", "definitive"), "a witness in no other capacity"),
        (said("upper", "ad referendum"), "which body is still to decide"),
        (said("upper", by=" "), "who signs"),
        (said("upper", date="2031-05-03"), "on or after the day of adoption"),
        (said("upper", date="soon"), "on or after the day of adoption"),
        (said("upper", reservations=(Reservation("air", "None."),)), "no article"),
        (said("upper", reservations=(Reservation("", " "),)), "without words"),
        (said("upper", "confirmed"), "no signature to confirm"),
        (said("upper", by="Amina\u202e"), "signs that cannot be seen"),
        (said("king"), "no signatory"),
    ],
)
def test_a_signature_that_cannot_stand_is_not_made(frozen, asked, told):
    with pytest.raises(AgreementError, match=told):
        put_signature(frozen, key_of("upper"), asked)


def test_nobody_signs_with_anothers_key_or_twice_or_what_does_not_hold(frozen, signed):
    with pytest.raises(AgreementError, match="the key is not the one"):
        put_signature(frozen, key_of("lower"), said("upper"))
    with pytest.raises(AgreementError, match="nothing is left to come"):
        put_signature(signed, key_of("lower"), said("lower", "initialled"))
    with pytest.raises(AgreementError, match="has signed so already"):
        put_signature(signed, key_of("lower"), said("lower"))
    with pytest.raises(AgreementError, match="does not hold as it is"):
        put_signature(replace(signed, annexes={}), key_of("elder"), said("elder", "witness"))
    with pytest.raises(AgreementError, match="none who may sign"):
        owner_of(frozen, "ab" * 32)


def test_a_signature_that_a_device_made_by_itself_is_taken_as_it_is_or_refused(frozen, signed):
    """As a browser does it: the key stays there, the signature comes alone."""
    made = put_signature(frozen, key_of("upper"), said("upper")).signatures[0]
    sent = read_signature(canonical_of(made))
    assert sent == made
    assert verify(take_signature(frozen, sent)).holds
    late = put_signature(frozen, key_of("elder"), said("elder", "witness")).signatures[0]
    assert verify(take_signature(signed, late)).holds  # others signed meanwhile
    for changed, told in (
        (replace(made, by="Another"), "what it says was changed since"),
        (replace(made, agreement="0" * 64), "signs another text"),
        (replace(made, signatory="lower"), "not made by the key of `lower`"),
        (replace(made, capacity="witness"), "cannot stand here: only a witness"),
    ):
        with pytest.raises(AgreementError, match=told):
            take_signature(frozen, changed)
    with pytest.raises(AgreementError, match="has signed so already"):
        take_signature(take_signature(frozen, made), made)
    for hostile in (b"[]", b"{}", b"null", b'{"agreement": 1}', b"\xff", b"[" * 100_000):
        with pytest.raises(AgreementError):
            read_signature(hostile)


def canonical_of(signature) -> bytes:
    return json.dumps(signature.as_dict(), sort_keys=True, separators=(",", ":")).encode()


def test_who_initialled_may_still_sign(frozen):
    one = put_signature(frozen, key_of("upper"), said("upper", "initialled"))
    assert verify(one).open[0][1] == "initialled the text and has not signed it"
    two = put_signature(one, key_of("upper"), said("upper", "ad referendum", body="Assembly"))
    assert verify(two).open[0][1].startswith("signed ad referendum (Assembly)")


def test_copies_signed_apart_are_brought_together(frozen, signed):
    upper = put_signature(frozen, key_of("upper"), said("upper"))
    lower = put_signature(frozen, key_of("lower"), said("lower"))
    both = join([upper, lower, upper])
    assert {each.signatory for each in both.signatures} == {"upper", "lower"}
    assert verify(both).holds
    with pytest.raises(AgreementError, match="not of the same text"):
        join([signed, new_bundle(replace(frozen.agreement, id="other"), frozen.annexes)])


def test_a_signature_of_another_purpose_is_none_here(frozen):
    """The key is the one of the double-blind answer too: what is signed there can never stand here."""
    from goodoffices.seal.unanimity import Message, SigningKey
    from goodoffices.seal.unanimity.message import sign

    body = {"hash": "0" * 64}
    message = sign(SigningKey(key_of("upper")), Message(frozen.hash, "seal", "upper", "0" * 64, body, ""))
    fake = replace(said("upper"), agreement=frozen.hash, signature=message.signature)
    assert not verify(replace(frozen, signatures=(fake,))).holds


def test_what_no_check_can_know_is_said():
    assert any("duress" in limit for limit in LIMITS)
    assert any("full powers" in limit for limit in LIMITS)


def test_every_one_of_hundreds_of_copies_of_a_signature_is_said_to_be_there_twice(signed):
    """Looked at one by one: the work grows with their number, not with its square."""
    many = replace(signed, signatures=signed.signatures * 300)
    found = verify(many).signatures
    assert len(found) == len(many.signatures)
    assert all("the same signatory signs twice in the same capacity" in each.faults for each in found)
