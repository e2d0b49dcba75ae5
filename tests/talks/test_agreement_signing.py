"""Signing in the browser: what the server takes from a device, what it refuses, and by what it was confirmed."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.urls import reverse
from tests.talks.codes import code_of
from tests.talks.markers.agreements import frozen, private
from tests.talks.test_api_acts import send as api
from tests.talks.world import PASSPHRASE

from goodoffices.agreement import Reservation, Signature, put_signature, read_bundle, verify, write_bundle
from goodoffices.talks.access.viewer import looking_as
from goodoffices.talks.domain.agreements import how_they_came, newest, put_agreement
from goodoffices.talks.models import AgreementCopy

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXP"
SAID = Signature(
    "", "south", "Basem, head", "definitive", "", (Reservation("one", "At low tide."),), "2031-05-06", "", ()
)


@pytest.fixture
def copy(world):
    """A text that nobody has signed."""
    with looking_as(world.viewer("mediator")):
        bare = replace(read_bundle(frozen(lambda field: f"Plain {field}")), signatures=())
        return put_agreement(room=world.rooms["plenary"], author=world.seats["mediator"], file=write_bundle(bare))


def made_by(name: str, copy, said: Signature = SAID, key: str = "") -> dict:
    """What the browser of a delegation makes of the file as it sees it."""
    bundle = read_bundle(copy.file.encode())
    whole = put_signature(bundle, private(name), replace(said, signatory=name)).signatures[-1]
    if key:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        signed = Ed25519PrivateKey.from_private_bytes(private(key)).sign(whole.signed_bytes())
        whole = replace(whole, signature=signed.hex())
    return whole.as_dict()


def send(world, copy, signed: dict | str, client, paper: str = "", **confirmed: str):
    where = reverse("agreement_sign_here", kwargs={"process": world.process.pk, "agreement": copy.pk})
    told = signed if isinstance(signed, str) else json.dumps(signed)
    fields = {"signed": told, "by": "Basem", "capacity": "definitive", "date": "2031-05-06", "reservation_1": "Kept?"}
    fields |= {"paper": paper}
    return client.post(where, fields | (confirmed or {"passphrase": PASSPHRASE}))


def signed_in(world, copy) -> list[str]:
    with looking_as(world.viewer("south")):
        bundle = read_bundle(newest(copy).file.encode())
        assert verify(bundle).holds
        return [each.signatory for each in bundle.signatures]


def with_app(world, name: str) -> str:
    """Give a member an authenticator app; the code that it shows now."""
    data = {"secret": get_adapter().encrypt(SECRET)}
    Authenticator.objects.create(user=world.members[name], type=Authenticator.Type.TOTP, data=data)
    return code_of(SECRET)


def test_what_a_device_signed_stands_in_the_file_and_the_page_says_how_it_was_confirmed(world, copy):
    assert send(world, copy, made_by("south", copy), world.client("south")).status_code == 302
    assert signed_in(world, copy) == ["south"]
    with looking_as(world.viewer("north")):
        (came,) = how_they_came(newest(copy))
        assert newest(copy).confirmed == AgreementCopy.Means.PASSPHRASE
        assert came.signature.reservations[0].text == "At low tide."
        assert "by passphrase alone" in came.confirmed
        where = reverse("agreement", kwargs={"process": world.process.pk, "agreement": newest(copy).pk})
    page = world.client("north").get(where).content.decode()
    assert "signed in the browser, by passphrase alone" in page
    assert "Basem, head" in page
    old = reverse("agreement_sign_here", kwargs={"process": world.process.pk, "agreement": copy.pk})
    assert world.client("north").get(old)["Location"].endswith(f"{where}sign/here/")  # to the newest copy


def test_two_who_read_the_same_copy_both_sign(world, copy):
    south, north = made_by("south", copy), made_by("north", copy)
    assert send(world, copy, south, world.client("south")).status_code == 302
    assert send(world, copy, north, world.client("north")).status_code == 302
    assert sorted(signed_in(world, copy)) == ["north", "south"]


def test_what_is_not_exactly_what_the_key_signed_is_refused_in_words(world, copy):
    right = made_by("south", copy)
    other_words = [{"article": "one", "text": "At high tide."}]
    after_north = put_signature(read_bundle(copy.file.encode()), private("north"), replace(SAID, signatory="north"))
    seen = put_signature(after_north, private("south"), SAID).signatures[-1].as_dict()
    client = world.client("south")
    for told, said in (
        (made_by("south", copy, key="north"), "not made by the key of `south`"),
        (right | {"reservations": other_words}, "or what it says was changed since"),
        (right | {"agreement": "0" * 64}, "signs another text"),
        (right | {"signatory": "east"}, "`east` is no signatory"),
        (seen, "saw a signature that is not in this file"),
        ("{", "is no JSON"),
        ("", "made no signature"),
    ):
        answer = send(world, copy, told, client)
        page = answer.content.decode()
        assert (answer.status_code, said in page, "Kept?" in page) == (422, True, True), said  # nothing typed is lost
        assert signed_in(world, copy) == []
    assert send(world, copy, right, client).status_code == 302
    again = send(world, copy, right, client)
    assert (again.status_code, "has signed so already" in again.content.decode()) == (422, True)
    assert signed_in(world, copy) == ["south"]


def test_without_a_passphrase_or_with_a_wrong_one_nothing_is_signed(world, copy):
    client, told = world.client("south"), made_by("south", copy)
    for passphrase in ("", "another passphrase"):
        assert send(world, copy, told, client, passphrase=passphrase).status_code == 422
        assert signed_in(world, copy) == []


def test_who_has_a_second_factor_confirms_with_it_and_a_code_serves_once(world, copy):
    client, told = world.client("south"), made_by("south", copy)
    code = with_app(world, "south")
    for given in ({"passphrase": PASSPHRASE}, {"code": "0000000"}, {"credential": "null"}, {"credential": "{}"}):
        assert send(world, copy, told, client, **given).status_code == 422, given
        assert signed_in(world, copy) == []
    assert send(world, copy, told, client, code=code).status_code == 302
    with looking_as(world.viewer("south")):
        assert newest(copy).confirmed == AgreementCopy.Means.CODE
    initialled = made_by("north", copy)
    assert send(world, copy, initialled, client, code=code).status_code == 422  # another act with the same code
    assert signed_in(world, copy) == ["south"]


@pytest.mark.long
def test_the_paper_to_sign_is_a_pdf_with_a_place_for_each(world, copy):
    where = reverse("agreement_pdf", kwargs={"process": world.process.pk, "agreement": copy.pk})
    paper = world.client("observer").get(where).content
    assert paper.startswith(b"%PDF-")
    assert paper.count(b"/FT /Sig") == 2


def test_a_program_reads_the_file_and_brings_it_back_signed(world, copy, client):
    address = f"/agreements/{copy.pk}"
    file = api(client, world, "south", "GET", f"{address}/file")[1]["text"]
    signed = write_bundle(put_signature(read_bundle(file.encode()), private("south"), SAID)).decode()
    status, made = api(client, world, "south", "POST", f"{address}/signed", file=signed)
    assert (status, made["signatures"][0]["by"], made["signatures"][0]["confirmed"]) == (201, "Basem, head", "")
    assert api(client, world, "north", "GET", address)[1]["newest"] == made["id"]
    for bad in (signed, "\ud800", "{}"):
        assert api(client, world, "south", "POST", f"{address}/signed", file=bad)[0] == 409
