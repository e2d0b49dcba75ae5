"""An agreement as Akoma Ntoso 3.0 (OASIS LegalDocML, standard of 29 August 2018): valid against its schema.

Conformance is level 1. References follow the naming convention (OASIS, 21 February 2019) as far as it can be followed:
an agreement between parties has no country, so `zz` stands in its place, and a language without a code of three letters
here keeps its tag.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final
from xml.etree import ElementTree as ET

from goodoffices.agreement.canonical import hash_of, parts_of
from goodoffices.agreement.model import Agreement
from goodoffices.agreement.signature import Signature
from goodoffices.dossier import forbidden
from goodoffices.errors import AgreementError

__all__ = ["NAMESPACE", "akoma_ntoso"]

NAMESPACE: Final = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_OURS: Final = "urn:goodoffices:agreement:1"
_BY: Final = "#goodoffices"
_THREE: Final[Mapping[str, str]] = {
    "ar": "ara", "de": "deu", "en": "eng", "es": "spa", "fa": "fas", "fr": "fra", "he": "heb", "kk": "kaz", "ku": "kur",
    "ps": "pus", "pt": "por", "ru": "rus", "tr": "tur", "uk": "ukr", "ur": "urd", "zh": "zho",
}  # fmt: skip
"""ISO 639-2 of some languages, by their tag."""


def akoma_ntoso(agreement: Agreement, signatures: Sequence[Signature] = (), language: str = "") -> bytes:
    """The XML: one language version as an `act`, or, without `language`, all of them in one `documentCollection`.

    Raises AgreementError for a language in which there is no version.
    """
    if language and language not in agreement.languages:
        remedy = f"The languages are {', '.join(agreement.languages)}."
        raise AgreementError.of(f"there is no version in {language!r}", remedy=remedy)
    root = ET.Element("akomaNtoso", {"xmlns": NAMESPACE, "xmlns:go": _OURS})
    if language:
        _Version(agreement, signatures, language, "").act(root)
    else:
        _collection(root, agreement, signatures)
    ET.indent(root)
    made: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return made + b"\n"


def _collection(root: ET.Element, agreement: Agreement, signatures: Sequence[Signature]) -> None:
    collection = _child(root, "documentCollection", name="agreement")
    _Version(agreement, signatures, agreement.languages[0], "").meta(collection, whole=True)
    body = _child(collection, "collectionBody")
    for language in agreement.languages:
        version = _child(body, "component", eId=f"cmp_{language}")
        _Version(agreement, signatures, language, f"{language}__").act(version)


class _Version:
    """One language version; `prefix` keeps its names apart from those of the others in the same file."""

    def __init__(self, agreement: Agreement, signatures: Sequence[Signature], language: str, prefix: str) -> None:
        self.agreement, self.signatures, self.language, self.prefix = agreement, signatures, language, prefix
        self.code = _THREE.get(language, language)

    def said(self, words: Mapping[str, str]) -> str:
        """A text in this language."""
        return words.get(self.language, "")

    def own(self, element: ET.Element) -> ET.Element:
        """The element, said to be in this language: a reader needs that to set it from the right."""
        element.set("xml:lang", self.language)
        return element

    def party(self, name: str) -> str:
        """The name of a signatory within this file."""
        return f"{self.prefix}signatory_{_uri(name)}"

    def act(self, parent: ET.Element) -> None:
        """The whole of it."""
        act = _child(parent, "act", name="agreement", contains="originalVersion")
        self.meta(act)
        preface = self.own(_child(act, "preface"))
        _child(_child(_child(preface, "longTitle"), "p"), "docTitle", self.said(self.agreement.title))
        dated = _child(preface, "p")
        _child(dated, "location", self.said(self.agreement.place), refersTo="#place")
        _child(_child(preface, "p"), "docDate", self.agreement.adopted, date=self.agreement.adopted)
        if self.agreement.preamble:
            self.paragraphs(self.own(_child(act, "preamble")), self.agreement.preamble.get(self.language, ()))
        self.articles(self.own(_child(act, "body")))
        self.conclusions(self.own(_child(act, "conclusions")))
        self.attachments(act)

    def meta(self, parent: ET.Element, *, whole: bool = False) -> None:
        """Names in the FRBR levels, who is referred to, and the hash that is signed."""
        agreement = self.agreement
        meta = _child(parent, "meta")
        identification = _child(meta, "identification", source=_BY)
        work = f"/akn/zz/act/agreement/{agreement.adopted}/{_uri(agreement.id)}"
        levels = (("FRBRWork", work), ("FRBRExpression", f"{work}/{'mul' if whole else self.code}@{agreement.adopted}"))
        for name, uri in (*levels, ("FRBRManifestation", f"{levels[1][1]}.xml")):
            level = _child(identification, name)
            _child(level, "FRBRthis", value=f"{uri}/!main" if name != "FRBRManifestation" else uri)
            _child(level, "FRBRuri", value=uri)
            _child(level, "FRBRdate", date=agreement.adopted, name="adoption")
            for each in agreement.signatories:
                _child(level, "FRBRauthor", href=f"#{self.party(each.id)}")
            if name == "FRBRWork":
                _child(level, "FRBRcountry", value="zz")
                _child(level, "FRBRsubtype", value="agreement")
                _child(level, "FRBRname", value=agreement.id)
                _child(level, "FRBRauthoritative", value="true")
            elif name == "FRBRExpression":
                authentic = not agreement.prevails or agreement.prevails == self.language or whole
                _child(level, "FRBRauthoritative", value="true" if authentic else "false")
                for language in agreement.languages if whole else (self.language,):
                    _child(level, "FRBRlanguage", language=_THREE.get(language, language))
            else:
                _child(level, "FRBRformat", value="application/akn+xml")
        self.references(meta)
        ours = _child(meta, "proprietary", source=_BY)
        _child(ours, "go:hash", hash_of(parts_of(agreement)), algorithm="SHA-256", form="goodoffices/agreement/1")

    def references(self, meta: ET.Element) -> None:
        """Whom the text names."""
        references = _child(meta, "references", source=_BY)
        if not self.prefix:
            _organization(references, "goodoffices", "Good Offices")
        for each in self.agreement.signatories:
            _organization(references, self.party(each.id), self.said(each.name))
        if not self.prefix:
            place = next(iter(self.agreement.place.values()), "")
            _child(references, "TLCLocation", eId="place", href="/akn/ontology/location/zz/place", showAs=place)

    def articles(self, body: ET.Element) -> None:
        """Articles with their paragraphs. A number is part of the heading, as it was adopted."""
        for number, article in enumerate(self.agreement.articles, 1):
            name = f"{self.prefix}art_{number}"
            element = _child(body, "article", eId=name)
            _child(element, "heading", self.said(article.heading))
            for place, paragraph in enumerate(article.text.get(self.language, ()), 1):
                below = _child(element, "paragraph", eId=f"{name}__para_{place}")
                _child(_child(below, "content"), "p", paragraph)

    def conclusions(self, element: ET.Element) -> None:
        """The closing and the signatures, each with capacity, date and reservations."""
        if self.agreement.closing:
            _child(element, "p", self.said(self.agreement.closing))
        for each in self.agreement.signatories:
            own = [signature for signature in self.signatures if signature.signatory == each.id]
            line = _child(element, "p")
            mark = _child(line, "signature", refersTo=f"#{self.party(each.id)}")
            told = "; ".join(f"{s.by}, {s.capacity}{f' ({s.body})' if s.body else ''}, {s.date}" for s in own)
            mark.text = (
                f"{self.said(each.name)} ({each.role}): {told}" if told else f"{self.said(each.name)} ({each.role})"
            )
            for reservation in (reservation for signature in own for reservation in signature.reservations):
                number = self.agreement.number(reservation.article)
                note = _child(element, "p")
                if number:
                    target = f"#{self.prefix}art_{number}"
                    _child(
                        note, "ref", self.said(self.agreement.articles[number - 1].heading), href=target
                    ).tail = f": {reservation.text}"
                else:
                    note.text = reservation.text

    def attachments(self, act: ET.Element) -> None:
        """Annexes, by the names of their files and their hashes."""
        if not self.agreement.annexes:
            return
        attachments = _child(act, "attachments")
        for number, annex in enumerate(self.agreement.annexes, 1):
            name = f"{self.prefix}att_{number}"
            element = _child(attachments, "attachment", eId=name)
            _child(element, "heading", self.said(annex.title))
            _child(element, "subheading", f"{annex.file}, SHA-256 {annex.sha256}")
            shown = {"href": _uri(annex.file), "showAs": self.said(annex.title)}
            _child(element, "documentRef", eId=f"{name}__ref", **shown)

    def paragraphs(self, element: ET.Element, texts: Sequence[str]) -> None:
        """Plain paragraphs."""
        for text in texts:
            _child(element, "p", text)


def _organization(references: ET.Element, name: str, shown: str) -> None:
    href = f"/akn/ontology/organization/zz/{name}"
    _child(references, "TLCOrganization", eId=name, href=href, showAs=shown)


def _uri(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9_.-]", lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), text)


def _child(parent: ET.Element, element: str, content: str = "", **told: str) -> ET.Element:
    for text in (content, *told.values()):
        if forbidden(text):  # never of what was read here: the readers refuse such signs
            raise AgreementError.of("a text holds a sign that XML does not know")
    made = ET.SubElement(parent, element, told)
    made.text = content or None
    return made
