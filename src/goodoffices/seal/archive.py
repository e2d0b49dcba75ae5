"""A file under a passphrase, of any length: argon2id, then AES-256-GCM chunk by chunk.

The chunks are closed as in the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015): the nonce of each holds
its number and whether it is the last, so that a file which was cut, lengthened or put in another order does not open.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from goodoffices.errors import SealError
from goodoffices.seal.passphrase import Cost, cost_of, stretch, written_cost
from goodoffices.seal.symmetric import derive

__all__ = ["CHUNK", "open_archive", "write_archive"]

CHUNK = 64 * 1024
_MAGIC = b"GOARCH01"
_SALT = 16
_COST = 9
_HEAD = len(_MAGIC) + _COST + _SALT
_TAG = 16
_INFO = "goodoffices/archive/1"
_MOST_CHUNKS = 2**32


def write_archive(parts: Iterable[bytes], out: BinaryIO, passphrase: str, cost: Cost = Cost()) -> None:
    """Write bytes, one after the other, as an archive under a passphrase. The archive is whole only at the end."""
    head = _MAGIC + written_cost(cost) + secrets.token_bytes(_SALT)
    cipher = _cipher(head, passphrase, cost)
    out.write(head)
    waiting, number = bytearray(), 0
    for part in parts:
        waiting += part
        # The last chunk is written at the end, when it is known to be the last; it may be full, never too long.
        while len(waiting) > CHUNK:
            out.write(cipher.encrypt(_nonce(number, last=False), bytes(waiting[:CHUNK]), head))
            del waiting[:CHUNK]
            number += 1
    out.write(cipher.encrypt(_nonce(number, last=True), bytes(waiting), head))


def open_archive(stream: BinaryIO, passphrase: str) -> Iterator[bytes]:
    """The bytes of an archive, chunk by chunk, each as it was written.

    Raises SealError for another passphrase and for a file that is no archive, was changed, cut or lengthened; that a
    file was cut shows only at its end, so nothing may be acted upon before the end is reached.
    """
    head = stream.read(_HEAD)
    if len(head) != _HEAD or not head.startswith(_MAGIC):
        raise SealError.of("this file is no archive of Good Offices")
    cipher = _cipher(head, passphrase, cost_of(head[len(_MAGIC) : len(_MAGIC) + _COST]))
    chunk, number = stream.read(CHUNK + _TAG), 0
    while True:
        following = stream.read(CHUNK + _TAG)
        yield _opened(cipher, head, chunk, number, last=not following)
        if not following:
            return
        chunk, number = following, number + 1


def _cipher(head: bytes, passphrase: str, cost: Cost) -> AESGCM:
    return AESGCM(derive(stretch(passphrase, head[-_SALT:], cost), _INFO))


def _nonce(number: int, *, last: bool) -> bytes:
    """The number of a chunk and whether it is the last. Each archive has a key of its own, so none occurs twice."""
    if number >= _MOST_CHUNKS:
        raise SealError.of("this is too long for one archive")
    return bytes(7) + number.to_bytes(4, "big") + bytes([last])


def _opened(cipher: AESGCM, head: bytes, chunk: bytes, number: int, *, last: bool) -> bytes:
    try:
        return cipher.decrypt(_nonce(number, last=last), chunk, head)
    except (InvalidTag, ValueError) as error:
        if number == 0:
            raise SealError.of(
                "the archive does not open: the passphrase is another, or the file was changed"
            ) from error
        raise SealError.of("the archive was changed or cut") from error
