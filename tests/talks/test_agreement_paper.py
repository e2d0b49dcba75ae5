"""The paper (PDF) of an agreement on the table: who signs in the browser signs it too, and nobody else is in it."""

from __future__ import annotations

import base64
import datetime as dt
import json
import re
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signing import TimestampSigner
from django.urls import reverse
from tests.talks.markers.agreements import frozen, private
from tests.talks.test_agreement_signing import SAID, send, signed_in

from goodoffices.agreement import (
    Prepared,
    Reservation,
    certificate_bytes,
    check_paper,
    hash_of,
    paper_bytes,
    parts_of,
    put_signature,
    read_bundle,
    text_in,
    write_bundle,
)
from goodoffices.talks.access.viewer import looking_as
from goodoffices.talks.domain.agreements import how_they_came, newest, put_agreement

pytestmark = pytest.mark.django_db


@pytest.fixture
def copy(world):
    """A text that nobody has signed."""
    with looking_as(world.viewer("mediator")):
        bare = replace(read_bundle(frozen(lambda field: f"Plain {field}")), signatures=())
        return put_agreement(room=world.rooms["plenary"], author=world.seats["mediator"], file=write_bundle(bare))


def said_by(name: str, copy, **more):
    """What a delegation is about to say, and says by its key, of the file as it sees it."""
    asked = replace(SAID, signatory=name, **more)
    return put_signature(read_bundle(copy.file.encode()), private(name), asked).signatures[-1]


def prepare(world, copy, signature):
    where = reverse("agreement_paper", kwargs={"process": world.process.pk, "agreement": copy.pk})
    told = signature.signed_bytes().removeprefix(signature.PURPOSE).decode()
    return world.client(signature.signatory).post(where, {"said": told})


def signed_paper(prepared: dict, signature, bundle, key: str = "", said=None) -> dict[str, str]:
    """What a browser makes of the paper that it is sent."""
    secret = Ed25519PrivateKey.from_private_bytes(private(key or signature.signatory))
    asked = replace(said or signature, signature="")
    agreement, when = bundle.agreement, dt.datetime.fromisoformat(prepared["when"])
    certified = secret.sign(certificate_bytes(agreement.signatory(signature.signatory), when))
    whole = base64.b64decode(prepared["paper"])
    sheets = Prepared(whole, prepared["start"], prepared["end"])
    made = {
        "added": whole[prepared["added"] :],
        "certificate": certified,
        "signature": secret.sign(paper_bytes(sheets, agreement, asked, when, certified)),
    }
    return {name: base64.b64encode(part).decode() for name, part in made.items()} | {"ticket": prepared["ticket"]}


def sign(world, copy, signature, paper: dict | str | None = None):
    """The whole of it: prepared, signed, sent."""
    if paper is None:
        answer = prepare(world, copy, signature)
        assert answer.status_code == 200, answer.content
        paper = signed_paper(answer.json(), signature, read_bundle(copy.file.encode()))
    carried = paper if isinstance(paper, str) else json.dumps(paper)
    return send(world, copy, signature.as_dict(), world.client(signature.signatory), carried)


def taken(world, copy, who: str = "observer") -> bytes:
    """The paper as somebody of the room takes it from the newest copy."""
    with looking_as(world.viewer(who)):
        last = newest(copy)
    where = reverse("agreement_pdf", kwargs={"process": world.process.pk, "agreement": last.pk})
    return world.client(who).get(where).content


def in_paper(world, copy) -> list[tuple[str, bool]]:
    """Who has signed, and whether the page says that the paper carries it."""
    with looking_as(world.viewer("observer")):
        return [(one.signature.signatory, one.in_paper) for one in how_they_came(newest(copy))]


@pytest.mark.long
def test_who_signs_in_the_browser_signs_the_paper_and_anybody_in_the_room_takes_it(world, copy):
    assert check_paper(taken(world, copy)) == ()
    south = said_by("south", copy)
    assert sign(world, copy, south).status_code == 302
    paper = taken(world, copy)
    (found,) = check_paper(paper)
    assert (found.signatory, found.holds) == ("south", True)
    assert "At low tide." in found.said
    assert hash_of(parts_of(text_in(paper))) == read_bundle(copy.file.encode()).hash
    assert sign(world, copy, said_by("north", copy, reservations=())).status_code == 302  # who read the first copy
    both = taken(world, copy)
    assert both.startswith(paper)
    assert [(each.signatory, each.holds) for each in check_paper(both)] == [("south", True), ("north", True)]
    assert sorted(signed_in(world, copy)) == ["north", "south"]
    with looking_as(world.viewer("observer")):
        where = reverse("agreement", kwargs={"process": world.process.pk, "agreement": newest(copy).pk})
    assert "The signed paper (PDF)" in world.client("observer").get(where).content.decode()


@pytest.mark.long
def test_of_two_at_once_the_second_is_told_and_signs_again(world, copy):
    south, north = said_by("south", copy), said_by("north", copy)
    bundle = read_bundle(copy.file.encode())
    asked = {one.signatory: prepare(world, copy, one).json() for one in (south, north)}
    assert sign(world, copy, south, signed_paper(asked["south"], south, bundle)).status_code == 302
    late = sign(world, copy, north, signed_paper(asked["north"], north, bundle))
    page = late.content.decode()
    assert late.status_code == 422
    assert "Somebody else signed the paper while you did, and nothing was signed for you. Sign again." in page
    assert asked["north"]["ticket"] not in page  # nothing of it is kept
    assert signed_in(world, copy) == ["south"]
    assert sign(world, copy, north).status_code == 302
    assert [each.holds for each in check_paper(taken(world, copy))] == [True, True]


@pytest.mark.long
def test_what_the_key_did_not_sign_is_in_neither_file_nor_paper(world, copy):
    south = said_by("south", copy)
    bundle = read_bundle(copy.file.encode())
    prepared = prepare(world, copy, south).json()
    right = signed_paper(prepared, south, bundle)
    added = bytearray(base64.b64decode(right["added"]))
    added[len(added) // 2] ^= 1
    forged = TimestampSigner(salt="another").sign_object({"first": copy.pk})
    for paper, told in (
        (signed_paper(prepared, south, bundle, key="north"), "does not hold"),
        (signed_paper(prepared, south, bundle, said=replace(south, reservations=())), "does not hold"),
        (right | {"signature": right["certificate"]}, "does not hold"),
        (right | {"added": base64.b64encode(bytes(added)).decode()}, "is not the paper that was prepared"),
        (right | {"ticket": forged}, "is not the paper that was prepared"),
        (right | {"ticket": 1}, "is not the paper that was prepared"),
        ({}, "is not the paper that was prepared"),
        ("[]", "is not the paper that was prepared"),
        ("{", "is not the paper that was prepared"),
    ):
        answer = sign(world, copy, south, paper)
        assert (answer.status_code, told in answer.content.decode()) == (422, True), paper
        assert signed_in(world, copy) == []
    assert check_paper(taken(world, copy)) == ()
    assert sign(world, copy, south, right).status_code == 302


def test_a_paper_prepared_for_one_agreement_is_not_taken_for_another(world, copy):
    with looking_as(world.viewer("mediator")):
        other = put_agreement(room=copy.room, author=world.seats["mediator"], file=copy.file.encode())
    south = said_by("south", copy)
    paper = signed_paper(prepare(world, other, south).json(), south, read_bundle(copy.file.encode()))
    assert sign(world, copy, south, paper).status_code == 422
    assert signed_in(world, copy) == []


def test_a_signature_that_a_file_brings_is_not_in_the_paper_and_the_page_says_so(world, copy):
    """Signed on the command line and joined here: it holds in the file; the paper shows only what it carries."""
    signed = write_bundle(
        put_signature(read_bundle(copy.file.encode()), private("north"), replace(SAID, signatory="north"))
    )
    where = reverse("agreement_sign", kwargs={"process": world.process.pk, "agreement": copy.pk})
    sent = SimpleUploadedFile("signed.agreement", signed)
    assert world.client("north").post(where, {"file": sent}).status_code == 302
    assert sign(world, copy, said_by("south", copy)).status_code == 302
    assert in_paper(world, copy) == [("north", False), ("south", True)]
    assert [each.signatory for each in check_paper(taken(world, copy))] == ["south"]
    with looking_as(world.viewer("observer")):
        last = newest(copy)
    page = world.client("observer").get(reverse("agreement", args=[world.process.pk, last.pk])).content.decode()
    came = page[page.index('id="came"') :]
    assert re.findall(r"<td>(yes|no)</td>", came) == ["no", "yes"]


def test_what_a_file_brings_later_leaves_the_signed_paper_as_it_is(world, copy):
    assert sign(world, copy, said_by("south", copy)).status_code == 302
    paper = taken(world, copy)
    signed = write_bundle(
        put_signature(read_bundle(copy.file.encode()), private("north"), replace(SAID, signatory="north"))
    )
    where = reverse("agreement_sign", kwargs={"process": world.process.pk, "agreement": copy.pk})
    assert world.client("north").post(where, {"file": SimpleUploadedFile("x.agreement", signed)}).status_code == 302
    assert taken(world, copy) == paper
    assert in_paper(world, copy) == [("south", True), ("north", False)]


def test_what_the_paper_cannot_carry_is_told_before_anything_is_signed(world, copy):
    """A reservation too long for its place, a second signature for the same place: then the file alone is signed."""
    long = said_by("south", copy, reservations=(Reservation("one", "It is understood so. " * 180),))
    answer = prepare(world, copy, long)
    assert (answer.status_code, "too small" in answer.json()["reasons"][0]) == (422, True)
    initialled = said_by("south", copy, capacity="initialled")
    assert sign(world, copy, initialled).status_code == 302
    with looking_as(world.viewer("south")):
        last = newest(copy)
        definitive = said_by("south", last)
    (reason,) = prepare(world, last, definitive).json()["reasons"]
    assert reason.startswith("Your place on the paper is signed already")
    assert send(world, last, definitive.as_dict(), world.client("south")).status_code == 302
    assert in_paper(world, copy) == [("south", True), ("south", False)]
    assert len(check_paper(taken(world, copy))) == 1


@pytest.mark.parametrize("said", ["", "{}", "[1]", "%ED%A0%80", "{" * 50_000, '{"agreement": 1}'])
def test_what_is_no_signature_prepares_no_paper(world, copy, said):
    where = reverse("agreement_paper", kwargs={"process": world.process.pk, "agreement": copy.pk})
    answer = world.client("south").post(where, f"said={said}", content_type="application/x-www-form-urlencoded")
    assert (answer.status_code, bool(answer.json()["reasons"])) == (422, True)


def test_a_paper_is_prepared_only_for_what_may_stand_in_the_file(world, copy):
    for told in ({"agreement": "0" * 64}, {"capacity": "king"}, {"seen": ("0" * 64,)}, {"by": ""}):
        answer = prepare(world, copy, replace(said_by("south", copy), **told))
        assert (answer.status_code, bool(answer.json()["reasons"])) == (422, True), told
