"""A frozen agreement in every room, every word of it a marker of that room; one of its two signatories has signed."""

from __future__ import annotations

import hashlib
import json

from goodoffices.talks.access.viewer import looking_as
from goodoffices.talks.domain.agreements import put_agreement


def private(name: str) -> bytes:
    return hashlib.sha256(f"of the tests {name}".encode()).digest()


def frozen(mark) -> bytes:
    """The file, `mark(field)` being the marker of a field. The North has signed it."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from goodoffices.agreement import (
        Card,
        Reservation,
        Signature,
        freeze,
        new_bundle,
        parse_draft,
        put_signature,
        write_bundle,
    )

    draft = {
        "agreement": "harbour",
        "languages": ["en"],
        "adopted": "2031-05-04",
        "title": {"en": mark("agreementtitle")},
        "place": {"en": mark("agreementplace")},
        "articles": {"one": {"heading": {"en": mark("agreementarticle")}, "text": {"en": mark("agreementwords")}}},
        "annexes": {"map": {"title": {"en": mark("agreementannex")}, "file": "map.txt"}},
        "signatories": {
            name: {"name": {"en": mark(f"agreement{name}")}, "role": "party"} for name in ("north", "south")
        },
    }
    cards = {
        name: Card(Ed25519PrivateKey.from_private_bytes(private(name)).public_key().public_bytes_raw().hex(), name)
        for name in ("north", "south")
    }
    annexes = {"map": mark("agreementmap").encode()}
    bundle = new_bundle(freeze(parse_draft(json.dumps(draft)), cards, annexes), annexes)
    reservation = Reservation("one", mark("agreementreservation"))
    asked = Signature("", "north", mark("agreementby"), "definitive", "", (reservation,), "2031-05-04", "", ())
    return write_bundle(put_signature(bundle, private("north"), asked))


def put(world) -> None:
    """One agreement in each room."""
    from tests.talks.world import marker

    with looking_as(world.viewer("mediator")):
        world.records["agreementcopy"] = {
            name: put_agreement(
                room=room, author=world.seats["mediator"], file=frozen(lambda field, name=name: marker(name, field))
            )
            for name, room in world.rooms.items()
        }
