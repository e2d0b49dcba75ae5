"""Who is asked what: the roster, the proposal and the hash of its text, the deadline, the run."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from goodoffices.errors import Problem, SealError
from goodoffices.seal.unanimity.group import DOMAIN, digest, is_text

__all__ = ["Holder", "Invitation", "again", "fingerprint", "has_small_order", "read_invitation"]

FEWEST, MOST = 2, 50
_HASH = re.compile(r"[0-9a-f]{64}\Z")
_LONGEST = 200
# Points of small order on edwards25519, without the sign: under such a key anybody's signature could hold.
_SMALL_ORDER = {
    "00" * 32,
    "01" + "00" * 31,
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "ec" + "ff" * 30 + "7f",
    "ed" + "ff" * 30 + "7f",
    "ee" + "ff" * 30 + "7f",
}


@dataclass(frozen=True)
class Holder:
    """A delegation or the mediator: its name, its public key (Ed25519, 64 digits) and who acts for it, on what."""

    name: str
    key: str
    acts: str

    def as_dict(self) -> dict[str, str]:
        """The keys of the file."""
        return {"acts": self.acts, "key": self.key, "name": self.name}


@dataclass(frozen=True)
class Invitation:
    """What all are asked. Its `id` covers every field, so that no message fits another invitation."""

    process: str
    proposal: str
    text: str
    deadline: str
    delegations: tuple[Holder, ...]
    mediator: Holder
    run: int = 1
    after: str = ""

    def __post_init__(self) -> None:
        if problems := list(_problems(self)):
            raise SealError(*(Problem(what) for what in problems))

    @cached_property
    def id(self) -> str:
        """The hash of the whole: 64 digits."""
        return digest("invitation", self.as_dict())

    @property
    def holders(self) -> tuple[Holder, ...]:
        """The delegations in their order, then the mediator."""
        return (*self.delegations, self.mediator)

    @property
    def ends(self) -> dt.datetime:
        """The deadline."""
        return dt.datetime.fromisoformat(self.deadline)

    def holder(self, name: str) -> Holder | None:
        """Who bears this name, if anybody."""
        return next((holder for holder in self.holders if holder.name == name), None)

    def as_dict(self) -> dict[str, Any]:
        """The keys of the file."""
        return {
            "after": self.after,
            "deadline": self.deadline,
            "delegations": [holder.as_dict() for holder in self.delegations],
            "mediator": self.mediator.as_dict(),
            "process": self.process,
            "proposal": self.proposal,
            "protocol": DOMAIN,
            "run": self.run,
            "text": self.text,
        }


def fingerprint(key: str) -> str:
    """What two people compare by voice or on paper: 32 digits of the SHA-256 of a public key, in groups of four."""
    whole = hashlib.sha256(f"{DOMAIN}/fingerprint\0".encode() + bytes.fromhex(key)).hexdigest()[:32].upper()
    return " ".join(whole[start : start + 4] for start in range(0, 32, 4))


def has_small_order(key: str) -> bool:
    """Whether a public key (64 digits) is a point of small order, under which anybody's signature could hold."""
    return _unsigned(key) in _SMALL_ORDER


def again(invitation: Invitation, board: str, deadline: str) -> Invitation:
    """The next run of an invitation whose session ended without an outcome; `board` is the hash of that session."""
    return Invitation(
        invitation.process,
        invitation.proposal,
        invitation.text,
        deadline,
        invitation.delegations,
        invitation.mediator,
        invitation.run + 1,
        board,
    )


def read_invitation(told: object) -> Invitation:
    """The invitation that a file holds. Raises SealError with all that is wrong."""
    if not (isinstance(told, Mapping) and told.get("protocol") == DOMAIN):
        raise SealError.of("this is no invitation", remedy=f"its protocol is {DOMAIN}")
    keys = ("after", "deadline", "delegations", "mediator", "process", "proposal", "protocol", "run", "text")
    if sorted(told) != list(keys):
        raise SealError.of("an invitation has other keys", remedy=f"they are {', '.join(keys)}")
    delegations = told["delegations"]
    if not isinstance(delegations, list) or isinstance(told["run"], bool) or not isinstance(told["run"], int):
        raise SealError.of("an invitation lists delegations and has a whole number as run")
    words = {name: _word(told[name], name) for name in ("process", "proposal", "text", "deadline", "after")}
    holders = tuple(_holder(each) for each in delegations)
    return Invitation(
        words["process"],
        words["proposal"],
        words["text"],
        words["deadline"],
        holders,
        _holder(told["mediator"]),
        told["run"],
        words["after"],
    )


def _holder(told: object) -> Holder:
    if not isinstance(told, Mapping) or sorted(told) != ["acts", "key", "name"]:
        raise SealError.of("a delegation is told by name, key and acts")
    return Holder(*(_word(told[key], key) for key in ("name", "key", "acts")))


def _word(told: object, name: str) -> str:
    if not is_text(told):
        raise SealError.of(f"{name} of an invitation is no text")
    return told


def _problems(invitation: Invitation) -> list[str]:
    found = []
    if not FEWEST <= len(invitation.delegations) <= MOST:
        found.append(f"between {FEWEST} and {MOST} delegations are asked; here are {len(invitation.delegations)}")
    names = [holder.name for holder in invitation.holders]
    keys = [holder.key for holder in invitation.holders]
    if len(set(names)) < len(names):
        found.append("two who take part have the same name")
    if len(set(keys)) < len(keys):
        found.append("two who take part have the same key: each makes its own, on its own device")
    told = [invitation.process, invitation.proposal, *names, *(holder.acts for holder in invitation.holders)]
    found += [f"{text[:40]!r} cannot stand in an invitation: it is empty, too long, has signs that cannot be seen, or "
              "is not in the composed form (NFC)" for text in told if not _plain(text)]  # fmt: skip
    found += [f"the key of {holder.name} is not 64 digits" for holder in invitation.holders if not _hash(holder.key)]
    found += [
        f"the key of {holder.name} is of small order: no device made it"
        for holder in invitation.holders
        if _hash(holder.key) and has_small_order(holder.key)
    ]
    if not _hash(invitation.text):
        found.append("the hash of the text is not 64 hexadecimal digits in lower case")
    if invitation.run < 1 or (invitation.run > 1) != _hash(invitation.after):
        found.append("a first run is 1; a later one names the hash of the session before")
    if not _utc(invitation.deadline):
        found.append("the deadline is a time in UTC, as 2026-12-01T12:00:00Z")
    return found


def _unsigned(key: str) -> str:
    return f"{key[:-2]}{int(key[-2:], 16) & 0x7F:02x}"


def _hash(text: str) -> bool:
    return bool(_HASH.match(text))


def _plain(text: str) -> bool:
    seen = all(unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"} for letter in text)
    return bool(text.strip()) and len(text) <= _LONGEST and seen and unicodedata.is_normalized("NFC", text)


def _utc(text: str) -> bool:
    try:
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", text)) and bool(dt.datetime.fromisoformat(text))
    except ValueError:
        return False
