"""What a browser seals is opened by the room's key alone, and only for what it was sealed for.

The browser's half is tested in tests/talks/browser; here a second implementation of RFC 9180 seals in its place.
"""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

from goodoffices.errors import SealError
from goodoffices.seal import PageKey, PrivateKey, new_page_key, open_from_browser, pad

SUITE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
ROOM, OTHER = PrivateKey.generate(), PrivateKey.generate()
INFO = "draft of one room"


def sealed(key: PageKey, plain: bytes, info: str = INFO) -> bytes:
    return SUITE.encrypt(pad(plain), X25519PublicKey.from_public_bytes(key.public), info.encode())


def test_what_was_sealed_to_a_page_is_opened_with_the_key_of_its_room():
    key = new_page_key(ROOM.public(), INFO)
    for words in (b"", b"six shells", "حادث".encode(), b"x" * 5000):
        assert open_from_browser(sealed(key, words), key.carried, ROOM, INFO) == words


def test_a_page_key_is_made_anew_each_time_and_the_device_carries_it_closed():
    one, other = new_page_key(ROOM.public(), INFO), new_page_key(ROOM.public(), INFO)
    assert one.public != other.public
    with pytest.raises(SealError):
        open_from_browser(sealed(one, b"words"), other.carried, ROOM, INFO)


@pytest.mark.parametrize("what", ["another room", "another purpose", "a changed box", "a changed key", "no box"])
def test_anything_that_differs_opens_nothing(what):
    key = new_page_key(ROOM.public(), INFO)
    box, carried, room, info = sealed(key, b"words"), key.carried, ROOM, INFO
    if what == "another room":
        room = OTHER
    elif what == "another purpose":
        info = "draft of another room"
    elif what == "a changed box":
        box = box[:-1] + bytes([box[-1] ^ 1])
    elif what == "a changed key":
        carried = carried[:-1] + bytes([carried[-1] ^ 1])
    else:
        box = b""
    with pytest.raises(SealError):
        open_from_browser(box, carried, room, info)
