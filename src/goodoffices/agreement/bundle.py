"""The file of an agreement (`.agreement`): its text, the table of hashes, the annexes, the signatures; canonical JSON.

What is read comes from anybody: every field is checked for its kind before anything else is done with it.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from goodoffices.agreement.canonical import FORMAT, canonical, hash_of, parts_of, plain
from goodoffices.agreement.from_plain import Told, agreement_from, signature_from
from goodoffices.agreement.model import Agreement
from goodoffices.agreement.signature import Signature
from goodoffices.errors import AgreementError, Where

__all__ = [
    "MOST",
    "Bundle",
    "new_bundle",
    "read_bundle",
    "read_signature",
    "read_statement",
    "read_text",
    "write_bundle",
]

MOST = 64 * 1024 * 1024
"""Bytes that a file may have."""
_KEYS = ("agreement", "annexes", "format", "parts", "signatures")
_BEGINS_AS_ONE = re.compile(rb'\s*\{\s*"agreement"')
_SAYS_IT_IS_ONE = re.compile(rb'"format"\s*:\s*"goodoffices/agreement/')


@dataclass(frozen=True)
class Bundle:
    """What a file holds. `parts` is the table that was made when the text was frozen; `annexes` the content by id;
    `rewritten_at` the first byte, from 1, at which the file is not in the canonical form, 0 where it is."""

    agreement: Agreement
    parts: Mapping[str, str] = field(hash=False)
    annexes: Mapping[str, bytes] = field(hash=False)
    signatures: tuple[Signature, ...] = ()
    rewritten_at: int = 0

    @cached_property
    def hash(self) -> str:
        """The hash that is signed: that of the table, whatever the text says now."""
        return hash_of(self.parts)


def new_bundle(agreement: Agreement, annexes: Mapping[str, bytes]) -> Bundle:
    """The file of a text that nobody has signed yet."""
    return Bundle(agreement, parts_of(agreement), dict(annexes))


def write_bundle(bundle: Bundle) -> bytes:
    """The file: the same content gives the same bytes."""
    annexes = {name: base64.b64encode(content).decode() for name, content in bundle.annexes.items()}
    told = {
        "agreement": plain(bundle.agreement),
        "annexes": annexes,
        "format": FORMAT,
        "parts": dict(bundle.parts),
        "signatures": [each.as_dict() for each in sorted(bundle.signatures, key=lambda each: (each.date, each.id))],
    }
    return canonical(told) + b"\n"


def read_bundle(data: bytes, file: str = "") -> Bundle:
    """What a file holds, whether or not it is what was signed: `verify` tells that.

    Raises AgreementError for what is no such file.
    """
    if len(data) > MOST:
        raise AgreementError.of(f"the file is larger than {MOST // 1024 // 1024} MB", Where(file))
    _must_have_been_one(data, file)
    told = Told.top(_parsed(data, file), file, _KEYS)
    if told.text("format") != FORMAT:
        remedy = f"This version reads {FORMAT}."
        raise AgreementError.of(f"the format is {told.text('format')[:60]!r}", Where(file, key="format"), remedy)
    agreement = agreement_from(told.below("agreement"))
    carried, table = told.below("annexes"), told.below("parts")
    annexes = {key: _content(carried, key) for key in carried.keys}
    parts = {key: table.digits(key, 64) for key in table.keys}
    signatures = tuple(signature_from(each) for each in told.each("signatures"))
    bundle = Bundle(agreement, parts, annexes, signatures)
    return Bundle(agreement, parts, annexes, signatures, _first_difference(data, write_bundle(bundle)))


def read_text(data: bytes, file: str = "") -> Agreement:
    """The text alone, as a paper carries it within. Raises AgreementError for what is none."""
    told = Told.top(_parsed(data, file), file, ("agreement", "format"))
    if told.text("format") != FORMAT:
        raise AgreementError.of(f"the format is {told.text('format')[:60]!r}, and {FORMAT} is read", Where(file))
    return agreement_from(told.below("agreement"))


def read_signature(data: bytes, file: str = "") -> Signature:
    """One signature, as it stands in a file; whether it holds is not looked at here. Raises AgreementError for none."""
    return signature_from(Told.of(_parsed(data, file), "", file, None))


def _must_have_been_one(data: bytes, file: str) -> None:
    """Tells a file of another kind from one that was changed or cut: of an agreement, the beginning or the name of the
    format is left, also where another program saved it with two bytes a letter or a mark before the first."""
    bare = data.replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    if not _BEGINS_AS_ONE.match(bare) and not _SAYS_IT_IS_ONE.search(bare):
        named = file.lower().endswith(".agreement")
        what = "this is not an agreement file of Good Offices" + (", or it was changed or cut" if named else "")
        raise AgreementError.of(what, Where(file), _WHICH)


def read_statement(data: bytes) -> Signature:
    """What a signature says, of the very bytes that were signed (`Signature.signed_bytes`); its `signature` is empty.

    Raises AgreementError for none.
    """
    head = Signature.PURPOSE
    told = _parsed(data.removeprefix(head), "") if data.startswith(head) else None
    if not isinstance(told, dict):
        raise AgreementError.of("this is not what a signature says")
    found = replace(signature_from(Told.of({**told, "signature": "0" * 128}, "", "", None)), signature="")
    if found.signed_bytes() != data:
        raise AgreementError.of("what a signature says is not in its canonical form")
    return found


def _parsed(data: bytes, file: str) -> Any:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in pairs:
            if key in found:
                raise AgreementError.of(f"the key {key[:60]!r} stands twice", Where(file), _CHANGED)
            found[key] = value
        return found

    try:
        return json.loads(data.decode("utf-8"), object_pairs_hook=once, parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise AgreementError.of(
            f"the file is no UTF-8 from its byte {error.start + 1} on", Where(file), _CHANGED
        ) from error
    except json.JSONDecodeError as error:
        what = f"the file is no JSON: {error.msg}"
        raise AgreementError.of(what, Where(file, error.lineno, error.colno), _CHANGED) from error
    except (ValueError, RecursionError) as error:
        raise AgreementError.of("the file is no JSON", Where(file), _CHANGED) from error


_CHANGED = "It was changed or cut since it was written; ask for another copy and compare."

_WHICH = (
    "Its name ends in .agreement; `goodoffices agreement freeze` makes it from the adopted text. `verify` also reads "
    "the paper (PDF) of one."
)


def _no_number(name: str) -> Any:
    raise ValueError(name)


def _content(annexes: Told, key: str) -> bytes:
    try:
        return base64.b64decode(annexes.text(key), validate=True)
    except (binascii.Error, ValueError) as error:
        raise AgreementError.of("the annex is not in base 64", annexes.where(key), _CHANGED) from error


def _first_difference(one: bytes, other: bytes) -> int:
    if one.rstrip(b"\r\n") == other.rstrip(b"\n"):
        return 0
    return next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False), 1) if a != b), min(len(one), len(other))
    )
