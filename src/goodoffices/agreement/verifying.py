"""Does everything in a file hold: text, table of hashes, annexes, signatures; what changed, who signed, who has not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from goodoffices.agreement.bundle import Bundle
from goodoffices.agreement.canonical import leaves_of, parts_of
from goodoffices.agreement.faults import annex_faults, signature_faults, text_faults, unbound
from goodoffices.agreement.model import Agreement, Annex, Article, Signatory
from goodoffices.agreement.signature import Signature

__all__ = ["Change", "Checked", "Verdict", "differences", "spoken_path", "verify"]

_WORDS: Mapping[str, str] = {
    "adopted": "the day of adoption",
    "closing": "the closing",
    "id": "the short name",
    "languages": "the list of languages",
    "place": "the place",
    "preamble": "the preamble",
    "prevails": "the language that prevails",
    "title": "the title",
}
_PLACE = re.compile("[1-9][0-9]{0,5}")


@dataclass(frozen=True)
class Change:
    """A part of the text that is not what was frozen."""

    path: str
    what: Literal["changed", "added", "missing"]
    where: str

    def __str__(self) -> str:
        told = {"changed": "was changed", "added": "was put in", "missing": "was taken out"}[self.what]
        return f"{self.where} {told} since the text was frozen"


@dataclass(frozen=True)
class Checked:
    """A signature with why it does not hold; nothing when it does."""

    signature: Signature
    faults: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether it holds for the text of this file."""
        return not self.faults


@dataclass(frozen=True)
class Verdict:
    """What was found. `changes` are parts of the text; `faults` whatever else is wrong with text or annexes; `taken`
    signatures that others had seen and that are no longer here; `open` who has not signed, or is not bound yet."""

    hash: str
    changes: tuple[Change, ...]
    faults: tuple[str, ...]
    signatures: tuple[Checked, ...]
    taken: tuple[str, ...]
    open: tuple[tuple[Signatory, str], ...]
    rewritten_at: int

    @property
    def holds(self) -> bool:
        """Whether nothing was changed and every signature in the file holds."""
        return not (self.changes or self.faults or self.taken) and all(each.holds for each in self.signatures)

    @property
    def complete(self) -> bool:
        """Whether all have signed, and nobody is still to confirm."""
        return self.holds and not self.open


def verify(bundle: Bundle) -> Verdict:
    """Look at everything in a file."""
    agreement = bundle.agreement
    now, then = parts_of(agreement), bundle.parts
    changes = tuple(
        Change(path, _kind(path, now, then), spoken_path(agreement, path))
        for path in sorted({*now, *then}, key=_natural)
        if now.get(path) != then.get(path)
    )
    often = Counter((each.signatory, each.capacity) for each in bundle.signatures)
    checked = tuple(
        Checked(each, (*signature_faults(bundle, each), *_twice(often, each))) for each in bundle.signatures
    )
    holding = [each.signature for each in checked if each.holds]
    here = {each.id for each in bundle.signatures}
    taken = tuple(
        f"the signature {seen[:16]}… was here when {_name(agreement, each.signatory)} signed, and is missing now"
        for each in holding
        for seen in each.seen
        if seen not in here
    )
    still = tuple((each, told) for each in agreement.signatories if (told := unbound(each, holding)))
    faults = (*text_faults(agreement), *annex_faults(bundle))
    return Verdict(bundle.hash, changes, faults, checked, taken, still, bundle.rewritten_at)


def differences(ours: Agreement, theirs: Agreement) -> tuple[tuple[str, str, str, str], ...]:
    """Where two texts differ, part by part: path, in words, what stands in each ("" where it has no such part)."""
    one, other = _texts(ours), _texts(theirs)
    return tuple(
        (path, spoken_path(ours if path in one else theirs, path), one.get(path, ""), other.get(path, ""))
        for path in sorted({*one, *other}, key=_natural)
        if one.get(path) != other.get(path)
    )


def spoken_path(agreement: Agreement, path: str) -> str:
    """A path in words: `articles/2/text/ar/1` is `article 2 (“Article 2. Pasture”), paragraph 1, in ar`.

    Paths come from files of anybody: one that names nothing is told as it stands.
    """
    head, *rest = path.split("/")
    listed: Mapping[str, Sequence[Article | Annex | Signatory]] = {
        "articles": agreement.articles,
        "annexes": agreement.annexes,
        "signatories": agreement.signatories,
    }
    if head in listed and len(rest) > 1 and _PLACE.fullmatch(rest[0]):
        place = int(rest[0])
        one = {"articles": "article", "annexes": "annex", "signatories": "signatory"}[head]
        named = f" (“{_called(listed[head][place - 1])}”)" if place <= len(listed[head]) else ""
        return ", ".join([f"{one} {place}{named}", *_inside(rest[1:])])
    if head == "preamble" and len(rest) > 1:
        return f"the preamble, paragraph {rest[1]}, in {rest[0]}"
    if head not in _WORDS:
        return f"the part {path[:100]!r}"
    return f"{_WORDS[head]}, in {rest[0]}" if rest and head != "languages" else _WORDS[head]


def _called(part: Article | Annex | Signatory) -> str:
    words = part.heading if isinstance(part, Article) else part.title if isinstance(part, Annex) else part.name
    return next(iter(words.values()), part.id)


def _texts(agreement: Agreement) -> dict[str, str]:
    return {path: str(value) for path, value in leaves_of(agreement)}


def _inside(rest: list[str]) -> list[str]:
    match rest:
        case ["text", language, paragraph]:
            return [f"paragraph {paragraph}", f"in {language}"]
        case [key, language]:
            return [key, f"in {language}"]
        case _:
            return rest


def _kind(path: str, now: Mapping[str, str], then: Mapping[str, str]) -> Literal["changed", "added", "missing"]:
    return "changed" if path in now and path in then else "added" if path in now else "missing"


def _natural(path: str) -> list[tuple[int, str]]:
    return [(int(each), "") if _PLACE.fullmatch(each) else (0, each) for each in path.split("/")]


def _name(agreement: Agreement, name: str) -> str:
    found = agreement.signatory(name)
    return next(iter(found.name.values()), name) if found else name


def _twice(often: Counter[tuple[str, str]], signature: Signature) -> list[str]:
    same = often[signature.signatory, signature.capacity]
    return ["the same signatory signs twice in the same capacity"] if same > 1 else []
