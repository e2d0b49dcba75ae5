"""Putting a signature into a file, and bringing together the files that several have signed apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from goodoffices.agreement.bundle import Bundle
from goodoffices.agreement.faults import said_wrong, unbound
from goodoffices.agreement.model import Signatory
from goodoffices.agreement.signature import PENDING, Signature, sign
from goodoffices.agreement.verifying import verify
from goodoffices.dossier import forbidden
from goodoffices.errors import AgreementError, Problem

__all__ = ["join", "may_stand", "owner_of", "put_signature", "take_signature"]

_LONGEST = 4000
_NOTHING_TAKEN = "Nothing was put into the file. Open the file again, and sign it anew."


def owner_of(bundle: Bundle, key: str) -> Signatory:
    """The signatory whose key this is. Raises AgreementError where it is nobody's."""
    found = next((each for each in bundle.agreement.signatories if each.key == key), None)
    if found is None:
        names = ", ".join(each.id for each in bundle.agreement.signatories)
        what = "the key is of none who may sign this text"
        raise AgreementError.of(what, remedy=f"The text was frozen with the keys of {names}, each with its card.")
    return found


def put_signature(bundle: Bundle, private: bytes, asked: Signature) -> Bundle:
    """The file with one more signature. `asked` says who signs in what capacity; hash and what was seen are put in.

    Raises AgreementError where the file does not hold, or where such a signature cannot stand in it.
    """
    seen = tuple(sorted(each.id for each in bundle.signatures))
    whole = replace(asked, agreement=bundle.hash, seen=seen, signature="")
    signatory = _allowed(bundle, whole, "the signature cannot be made")
    made = sign(private, whole)
    if not made.is_by(signatory):
        raise AgreementError.of(f"the key is not the one of `{signatory.id}` in this text")
    return replace(bundle, signatures=(*bundle.signatures, made), rewritten_at=0)


def may_stand(bundle: Bundle, asked: Signature) -> Signatory:
    """Whose signature it is that is about to be made elsewhere.

    It may have been asked for when fewer had signed. Raises AgreementError where it is of another text, or cannot stand
    in this file.
    """
    if asked.agreement != bundle.hash:
        raise AgreementError.of(f"it signs another text, whose hash is {asked.agreement[:16]}…", remedy=_NOTHING_TAKEN)
    signatory = _allowed(bundle, asked, "the signature cannot stand here")
    if not set(asked.seen) <= {each.id for each in bundle.signatures}:
        raise AgreementError.of("its signer saw a signature that is not in this file", remedy=_NOTHING_TAKEN)
    return signatory


def take_signature(bundle: Bundle, made: Signature) -> Bundle:
    """The file with a signature that a device made without handing out its key.

    Raises AgreementError where it cannot stand in this file (see `may_stand`), or was not made by the key of its
    signatory over exactly what it says.
    """
    signatory = may_stand(bundle, made)
    if not made.is_by(signatory):
        what = f"it was not made by the key of `{signatory.id}`, or what it says was changed since"
        raise AgreementError.of(what, remedy=_NOTHING_TAKEN)
    return replace(bundle, signatures=(*bundle.signatures, made), rewritten_at=0)


def join(bundles: Sequence[Bundle]) -> Bundle:
    """One file with all signatures of several. Raises AgreementError where they are not of the same text."""
    first = bundles[0]
    if any(each.hash != first.hash for each in bundles):
        told = ", ".join(dict.fromkeys(each.hash[:16] + "…" for each in bundles))
        remedy = "`goodoffices agreement verify ONE --against OTHER` shows where they differ."
        raise AgreementError.of(f"these files are not of the same text: {told}", remedy=remedy)
    if not all(verify(each).holds for each in bundles):
        remedy = "`goodoffices agreement verify` tells which, and what is wrong."
        raise AgreementError.of("one of the files does not hold", remedy=remedy)
    together = {signature.id: signature for each in bundles for signature in each.signatures}
    return replace(first, signatures=tuple(together.values()), rewritten_at=0)


def _allowed(bundle: Bundle, asked: Signature, refused: str) -> Signatory:
    """Whose signature it is. Raises AgreementError where what it says cannot stand in the file."""
    if not verify(bundle).holds:
        remedy = "`goodoffices agreement verify` tells what is wrong. Sign an unchanged copy."
        raise AgreementError.of("the file does not hold as it is, and was not signed", remedy=remedy)
    signatory = bundle.agreement.signatory(asked.signatory)
    if signatory is None:
        raise AgreementError.of(f"`{asked.signatory}` is no signatory of this text")
    faults = [
        *said_wrong(bundle.agreement, signatory, asked),
        *_unreadable(asked),
        *_out_of_turn(bundle, signatory, asked),
    ]
    if faults:
        raise AgreementError(*(Problem(f"{refused}: {fault}") for fault in faults))
    return signatory


def _unreadable(signature: Signature) -> list[str]:
    told = [signature.by, signature.body, signature.place, *(each.text for each in signature.reservations)]
    found = ["a text of it is too long"] if any(len(each) > _LONGEST for each in told) else []
    return found + (["a text of it holds signs that cannot be seen"] if any(forbidden(each) for each in told) else [])


def _out_of_turn(bundle: Bundle, signatory: Signatory, asked: Signature) -> list[str]:
    before = [each.capacity for each in bundle.signatures if each.signatory == signatory.id]
    if asked.capacity in before:
        return [f"`{signatory.id}` has signed so already"]
    if asked.capacity == "confirmed" and not set(before) & set(PENDING[:-1]):
        return ["there is no signature to confirm: it follows one ad referendum or subject to something"]
    if before and not unbound(signatory, bundle.signatures):
        return [f"`{signatory.id}` has signed already, and nothing is left to come"]
    return []
