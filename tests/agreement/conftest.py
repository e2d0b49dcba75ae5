"""An invented agreement of two villages, its keys, and the file that both have signed."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from goodoffices.agreement import (
    Card,
    Reservation,
    Signature,
    deed_of,
    freeze,
    new_bundle,
    parse_draft,
    put_signature,
    sign_paper,
    stamp_lines,
    with_places,
)
from goodoffices.brief import place_of_signature, render_deed, render_stamp

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "two-villages-agreement"
NOON = dt.datetime(2031, 5, 4, 12, tzinfo=dt.UTC)


def key_of(name: str) -> bytes:
    return hashlib.sha256(name.encode()).digest()


def card_of(name: str) -> Card:
    public = Ed25519PrivateKey.from_private_bytes(key_of(name)).public_key().public_bytes_raw().hex()
    return Card(public, f"somebody for {name}")


def said(signatory: str, capacity: str = "definitive", **more) -> Signature:
    told = {
        "by": "Amina, head of the council",
        "body": "",
        "reservations": (),
        "date": "2031-05-04",
        "place": "",
    } | more
    return Signature(
        "", signatory, told["by"], capacity, told["body"], told["reservations"], told["date"], told["place"], ()
    )


@pytest.fixture(scope="session")
def draft():
    return parse_draft((EXAMPLE / "agreement.yaml").read_text(encoding="utf-8"), "agreement.yaml")


@pytest.fixture(scope="session")
def frozen(draft):
    annexes = {"days": (EXAMPLE / "days.csv").read_bytes()}
    return new_bundle(freeze(draft, {name: card_of(name) for name in draft.roles}, annexes), annexes)


@pytest.fixture(scope="session")
def signed(frozen):
    wall = Reservation("pasture", "The hill ends at the old wall.")
    upper = said("upper", "subject to ratification", body="Assembly", reservations=(wall,))
    one = put_signature(frozen, key_of("upper"), upper)
    return put_signature(one, key_of("lower"), said("lower", by="باسم، رئيس المجلس"))


@pytest.fixture(scope="session")
def unsigned_paper(frozen):
    agreement = frozen.agreement
    paper = render_deed(deed_of(agreement))
    count = len(agreement.signatories)
    places = [place_of_signature(paper, count, number) for number in range(count)]
    return with_places(paper, agreement.signatories, places)


@pytest.fixture(scope="session")
def paper(unsigned_paper, signed):
    done = unsigned_paper
    for signature in signed.signatures:
        signatory = signed.agreement.signatory(signature.signatory)
        lines = stamp_lines(signed.agreement, signature, signatory.key)
        done = sign_paper(done, key_of(signatory.id), signed.agreement, signature, render_stamp(lines), NOON)
    return done
