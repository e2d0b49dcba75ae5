"""What is wrong with a text, an annex or a signature, whoever made the file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from goodoffices.agreement.bundle import Bundle
from goodoffices.agreement.draft import is_day
from goodoffices.agreement.model import Agreement, Signatory
from goodoffices.agreement.signature import CAPACITIES, NEED_BODY, Signature
from goodoffices.seal.unanimity import has_small_order

__all__ = ["annex_faults", "signature_faults", "text_faults", "unbound"]


def text_faults(agreement: Agreement) -> list[str]:
    """What the text lacks or contradicts, in words."""
    ids = [each.id for each in agreement.signatories]
    articles = [each.id for each in agreement.articles]
    keys = [each.key for each in agreement.signatories]
    found = [f"{what} has no version in {language}" for what, language in _missing(agreement)]
    found += [f"the versions of {each} have not as many paragraphs" for each in _uneven(agreement)]
    if agreement.prevails and agreement.prevails not in agreement.languages:
        found.append("the language that is to prevail is none of this text")
    if not is_day(agreement.adopted):
        found.append("the day of adoption is no day")
    if not ids or len(set(ids)) < len(ids) or len(set(articles)) < len(articles):
        found.append("two signatories or two articles have the same id, or there is no signatory")
    if len(set(keys)) < len(keys):
        found.append("two signatories have the same key")
    found += [f"the key of {each.id} is of small order: no device made it" for each in _weak(agreement)]
    return found


def annex_faults(bundle: Bundle) -> list[str]:
    """Which annexes are not the files whose hash is in the text."""
    found = []
    for annex in bundle.agreement.annexes:
        content = bundle.annexes.get(annex.id)
        if content is None:
            found.append(f"the annex `{annex.id}` ({annex.file}) is not in the file")
        elif hashlib.sha256(content).hexdigest() != annex.sha256:
            found.append(f"the annex `{annex.id}` ({annex.file}) is another file than the one in the text")
    known = {annex.id for annex in bundle.agreement.annexes}
    return found + [
        f"the file holds an annex `{name}` that the text does not name" for name in bundle.annexes if name not in known
    ]


def signature_faults(bundle: Bundle, signature: Signature) -> list[str]:
    """Why a signature does not hold for this file, in words; empty when it does."""
    signatory = bundle.agreement.signatory(signature.signatory)
    if signatory is None:
        return ["it is by somebody who is no signatory of this text"]
    if not signature.is_by(signatory):
        return ["it was not made by the key of this signatory, or what it says was changed since"]
    found = []
    if signature.agreement != bundle.hash:
        found.append(f"it signs another text, whose hash is {signature.agreement[:16]}…")
    return found + said_wrong(bundle.agreement, signatory, signature)


def said_wrong(agreement: Agreement, signatory: Signatory, signature: Signature) -> list[str]:
    """What cannot stand in a signature of this text."""
    found = []
    if signature.capacity not in CAPACITIES:
        found.append(f"its capacity {signature.capacity[:40]!r} is none that is known")
    elif (signature.capacity == "witness") != (signatory.role == "witness"):
        found.append("only a witness signs as `witness`, and a witness in no other capacity")
    if signature.capacity in NEED_BODY and not signature.body.strip():
        found.append("it does not say which body is still to decide")
    if not signature.by.strip():
        found.append("it does not say who signs")
    if not is_day(signature.date) or signature.date < agreement.adopted:
        found.append(f"its date is no day on or after the day of adoption, {agreement.adopted}")
    articles = {article.id for article in agreement.articles}
    for each in signature.reservations:
        if each.article and each.article not in articles:
            found.append(f"it makes a reservation on `{each.article[:40]}`, which is no article")
        if not each.text.strip():
            found.append("it makes a reservation without words")
    return found


def unbound(signatory: Signatory, signatures: Sequence[Signature]) -> str:
    """What is still to come from a signatory after these signatures, which hold; "" when nothing is."""
    by = [each.capacity for each in signatures if each.signatory == signatory.id]
    if not by:
        return "has not signed"
    if "definitive" in by or "confirmed" in by or "witness" in by:
        return ""
    waiting = next((e for e in signatures if e.signatory == signatory.id and e.capacity in NEED_BODY), None)
    if waiting is None:
        return "initialled the text and has not signed it"
    return f"signed {waiting.capacity} ({waiting.body}); no confirmation is in this file"


def _missing(agreement: Agreement) -> Iterator[tuple[str, str]]:
    told = [("the title", agreement.title), ("the place", agreement.place)]
    told += [(f"the heading of `{each.id}`", each.heading) for each in agreement.articles]
    told += [(f"the annex `{each.id}`", each.title) for each in agreement.annexes]
    told += [(f"the name of `{each.id}`", each.name) for each in agreement.signatories]
    told += [("the closing", agreement.closing)] if agreement.closing else []
    languages = agreement.languages
    yield from ((what, language) for what, words in told for language in languages if not words.get(language))
    for article in agreement.articles:
        yield from ((f"`{article.id}`", language) for language in languages if not article.text.get(language))


def _uneven(agreement: Agreement) -> list[str]:
    told = {f"`{article.id}`": article.text for article in agreement.articles}
    told["the preamble"] = agreement.preamble
    return [name for name, text in told.items() if len({len(each) for each in text.values()}) > 1]


def _weak(agreement: Agreement) -> list[Signatory]:
    return [each for each in agreement.signatories if has_small_order(each.key)]
