"""Files of `goodoffices seal`: the device's key under a passphrase, cards, and the board (a folder or one file)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goodoffices.cli.files import write_file
from goodoffices.errors import FileError, SealError, Where
from goodoffices.values import read_bytes

if TYPE_CHECKING:
    from goodoffices.seal import Cost
    from goodoffices.seal.unanimity import Board, Holder, Invitation, Message, Refusal, Secrets, SigningKey

__all__ = [
    "Device",
    "Opened",
    "device_of",
    "new_board",
    "open_board",
    "post",
    "read_card",
    "read_device",
    "save_device",
]

COST: Cost | None = None
"""What a guess of the passphrase costs; None for the default of the room."""

_MOST = 16 * 1024 * 1024
_INVITATION = "invitation.json"


@dataclass(frozen=True)
class Device:
    """What the key file of one device holds: who it acts for, its signing key, and its secrets by invitation."""

    holder: Holder
    signing: SigningKey
    secrets: Mapping[str, Secrets]


@dataclass(frozen=True)
class Opened:
    """A board as it was read: where it lies, the messages, what was no message, and what all amount to."""

    place: Path
    messages: tuple[Message, ...]
    board: Board

    @property
    def invitation(self) -> Invitation:
        """What is asked."""
        return self.board.invitation


def read_device(path: str, passphrase: str) -> Device:
    """The device whose key file this is. Raises SealError for another passphrase or file."""
    from goodoffices.seal import unlock

    locked = read_bytes(path, _MOST)
    try:
        plain = unlock(locked, passphrase)
    except SealError as error:
        remedy = "The passphrase is another, the file was changed, or it is no key of `goodoffices seal key`."
        raise SealError.of("the key does not open", Where(path), remedy) from error
    return device_of(plain, path)


def device_of(plain: bytes, path: str) -> Device:
    """The device that an open key file holds, as a browser gives it too. Raises SealError for anything else."""
    from goodoffices.seal.unanimity import Holder, Secrets, SigningKey

    try:
        told = json.loads(plain)
        signing = SigningKey(bytes.fromhex(told["signing"]))
        secrets = {name: Secrets(kept["key"], kept["closed"]) for name, kept in told["sessions"].items()}
        return Device(Holder(told["name"], signing.public(), told["acts"]), signing, secrets)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise SealError.of("this is no key of `goodoffices seal key`, nor of a browser", Where(path)) from error


def save_device(path: str, device: Device, passphrase: str, *, force: bool = True) -> None:
    """Write the key file anew, whole or not at all, readable by its owner only."""
    from goodoffices.seal import Cost, lock

    sessions = {name: {"key": kept.key, "closed": kept.closed} for name, kept in device.secrets.items() if kept.key}
    told = {"name": device.holder.name, "acts": device.holder.acts, "signing": device.signing.raw.hex()}
    plain = json.dumps({**told, "sessions": sessions}).encode()
    write_file(path, lock(plain, passphrase, COST or Cost()), force=force).chmod(0o600)


def read_card(path: str) -> Holder:
    """The public card that `goodoffices seal key` wrote."""
    from goodoffices.seal.unanimity import Holder

    try:
        told = json.loads(read_bytes(path, _MOST))
        return Holder(*(str(told[key]) for key in ("name", "key", "acts")))
    except (ValueError, KeyError, TypeError) as error:
        raise SealError.of("this is no card", Where(path), "it is printed by `goodoffices seal key`") from error


def new_board(place: str, invitation: Invitation) -> None:
    """Begin a board: one file where the name ends in .jsonl, else a folder with a file for each message."""
    from goodoffices.seal.unanimity import write_transcript

    path = Path(place)
    write_file(path if _is_one_file(path) else path / _INVITATION, write_transcript(invitation, ()), force=False)


def open_board(place: str, used_keys: frozenset[str] = frozenset()) -> Opened:
    """Read a board and look at it."""
    from goodoffices.seal.unanimity import look, read_transcript

    path = Path(place)
    if not path.is_dir():
        invitation, messages, refused = read_transcript(_text(path), place)
    else:
        first = _text(path / _INVITATION)
        invitation, messages, refused = read_transcript(first, str(path / _INVITATION))
        for file in _in_order(path):
            _, found, wrong = read_transcript(f"{first.strip()}\n{' '.join(_text(file).split())}", str(file))
            messages += found
            refused += [replace(each, why=each.why.replace("line 2", file.name, 1)) for each in wrong]
    board = look(invitation, messages, used_keys)
    return Opened(path, tuple(messages), replace(board, refused=tuple(sorted({*board.refused, *refused}))))


def post(opened: Opened, message: Message) -> None:
    """Put a message on a board: a file of its own in the folder, or one more line. Nothing is written over.

    The name of the file holds the hash of the message, so that nobody can take its place beforehand.
    """
    from goodoffices.seal.unanimity import PHASES, write_transcript

    invitation = opened.invitation
    if not opened.place.is_dir():
        write_file(opened.place, write_transcript(invitation, (*opened.messages, message)))
        return
    number = [holder.name for holder in invitation.holders].index(message.sender) + 1
    name = f"{PHASES.index(message.phase) + 1}-{message.phase}-{number:02}-{message.id[:8]}.json"
    line = write_transcript(invitation, (message,)).splitlines()[1]
    write_file(opened.place / name, line + "\n", force=False)


def transcript(opened: Opened) -> str:
    """The whole board as one file."""
    from goodoffices.seal.unanimity import write_transcript

    return write_transcript(opened.invitation, opened.messages)


def refusals(refused: Iterable[Refusal]) -> list[dict[str, Any]]:
    """What does not count, for programs."""
    return [{"phase": each.phase, "sender": each.sender, "why": each.why, "proven": each.proven} for each in refused]


def _is_one_file(path: Path) -> bool:
    return path.suffix == ".jsonl"


def _in_order(folder: Path) -> list[Path]:
    return sorted(file for file in folder.glob("*.json") if file.name != _INVITATION)


def _text(path: Path) -> str:
    try:
        return read_bytes(str(path), _MOST).decode("utf-8")
    except UnicodeDecodeError as error:
        raise FileError.of("the file cannot be read: it is not UTF-8", Where(str(path))) from error
