"""A key under a passphrase: argon2id (RFC 9106, Biryukov, Dinu, Khovratovich, Josefsson 2021), then AES-256-GCM."""

from __future__ import annotations

import secrets
import threading
import unicodedata
from dataclasses import dataclass

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from goodoffices.errors import SealError
from goodoffices.seal.symmetric import close, reopen

__all__ = ["Cost", "cost_of", "lock", "stretch", "unlock", "written_cost"]

_MAGIC = b"GO1"
_HEAD = len(_MAGIC) + 4 + 4 + 1
_SALT = 16
_INFO = "goodoffices/passphrase/1"
# Bounds for what is read from a file: a forged header must not exhaust the machine.
_MOST_MEMORY = 1024 * 1024
_MOST_ROUNDS = 32
# OpenSSL lends the threads for argon2's lanes from one pool of the process. A derivation that finds them lent to
# another fails for good or never ends: one at a time.
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True)
class Cost:
    """What one guess costs: memory in KiB, rounds, lanes. The default is the second choice of RFC 9106 (64 MiB)."""

    memory: int = 64 * 1024
    rounds: int = 3
    lanes: int = 4


def lock(plain: bytes, passphrase: str, cost: Cost = Cost()) -> bytes:
    """Lock bytes under a passphrase. The cost stands in the result, so that it can rise later."""
    salt = secrets.token_bytes(_SALT)
    return _MAGIC + written_cost(cost) + salt + close(plain, stretch(passphrase, salt, cost), _INFO)


def unlock(locked: bytes, passphrase: str) -> bytes:
    """Unlock what `lock` locked. Raises SealError for another passphrase and for bytes that were not locked here."""
    if locked[: len(_MAGIC)] != _MAGIC or len(locked) <= _HEAD + _SALT:
        raise SealError.of("this was not locked under a passphrase here")
    cost = cost_of(locked[len(_MAGIC) : _HEAD])
    salt = locked[_HEAD : _HEAD + _SALT]
    return reopen(locked[_HEAD + _SALT :], stretch(passphrase, salt, cost), _INFO)


def written_cost(cost: Cost) -> bytes:
    """A cost as nine bytes."""
    return cost.memory.to_bytes(4, "big") + cost.rounds.to_bytes(4, "big") + cost.lanes.to_bytes(1, "big")


def cost_of(written: bytes) -> Cost:
    """The cost that nine bytes stand for. Raises SealError for one that would exhaust this machine."""
    cost = Cost(int.from_bytes(written[:4], "big"), int.from_bytes(written[4:8], "big"), int.from_bytes(written[8:]))
    # Of what argon2 asks: eight KiB for each lane at least.
    if not (8 * cost.lanes <= cost.memory <= _MOST_MEMORY and 0 < cost.rounds <= _MOST_ROUNDS and cost.lanes):
        raise SealError.of("this was not locked under a passphrase here")
    return cost


def stretch(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """The secret that a passphrase stands for; the same however its letters are composed (NFKC). From several threads
    at once: one after the other."""
    text = unicodedata.normalize("NFKC", passphrase).encode()
    argon2 = Argon2id(salt=salt, length=32, iterations=cost.rounds, lanes=cost.lanes, memory_cost=cost.memory)
    with _ONE_AT_A_TIME:
        return argon2.derive(text)
