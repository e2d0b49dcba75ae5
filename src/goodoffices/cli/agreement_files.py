"""Files of `goodoffices agreement`: the signed file, cards and keys of signatories, annexes beside a draft."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from goodoffices.cli.seal_files import read_card, read_device
from goodoffices.errors import AgreementError, FileError, Where
from goodoffices.values import read_bytes

if TYPE_CHECKING:
    from goodoffices.agreement import Bundle, Card, Draft
    from goodoffices.cli.seal_files import Device

__all__ = ["annexes_of", "card_of", "device_of", "load", "load_bytes"]

_MOST = 64 * 1024 * 1024


def load_bytes(path: str) -> bytes:
    """The content of a signed file or a paper."""
    return read_bytes(path, _MOST)


def load(path: str) -> Bundle:
    """The signed file."""
    from goodoffices.agreement import is_paper, read_bundle

    data = load_bytes(path)
    if is_paper(data):
        remedy = "`goodoffices agreement verify` reads a paper too; here the .agreement file is needed."
        raise AgreementError.of("this is a paper (PDF)", Where(path), remedy)
    return read_bundle(data, path)


def annexes_of(draft: Draft, beside: str) -> dict[str, bytes]:
    """The annexes that a draft names, from its folder. Raises AgreementError for a name that leads out of it."""
    folder = Path(beside).resolve().parent
    found: dict[str, bytes] = {}
    for name, (_, file) in draft.files.items():
        place = (folder / file).resolve()
        if not place.is_relative_to(folder):
            remedy = "Put the file beside the draft: a draft of others must not read your files."
            raise AgreementError.of(f"the annex {file!r} lies outside the folder of the draft", Where(beside), remedy)
        found[name] = read_bytes(place, _MOST, missing=f"Put {file} beside {Path(beside).name}.")
    if sum(map(len, found.values())) > _MOST // 2:
        raise FileError.of("the annexes are larger than 32 MB together", Where(beside), "Make them smaller.")
    return found


def card_of(told: str) -> tuple[str, Card]:
    """A card as it is named on the command line: `upper=upper.card`."""
    from goodoffices.agreement import Card

    name, sign, path = told.partition("=")
    if not (name and sign and path):
        remedy = "Write the id of the signatory, `=` and the file, as --card upper=upper.card"
        raise AgreementError.of(f"{told!r} names no card", remedy=remedy)
    holder = read_card(path)
    try:
        known = len(bytes.fromhex(holder.key)) == 32 and holder.key == holder.key.lower()  # noqa: PLR2004
    except ValueError:
        known = False
    if not known:
        raise AgreementError.of("the key of this card is not 64 hexadecimal digits in lower case", Where(path))
    return name, Card(holder.key, holder.acts)


def device_of(key: str, passphrase: str) -> Device:
    """The device whose key file this is."""
    return read_device(key, passphrase)
