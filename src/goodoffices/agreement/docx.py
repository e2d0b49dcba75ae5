"""An agreement as an Office Open XML text (DOCX) for lawyers to work on: every language, Arabic from the right.

It is a copy to read and to mark up, no signed file: its first lines say so and name the hash of the text.
"""

from __future__ import annotations

import datetime as dt
import io
import unicodedata
import zipfile
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from goodoffices.agreement.canonical import hash_of, parts_of
from goodoffices.agreement.model import Agreement, right_to_left
from goodoffices.agreement.signature import Signature

__all__ = ["made"]

_COPY = "A copy to read and to mark up. What is signed is the file of which this text has the hash: SHA-256 {}."
_OLDEST = (1980, 1, 1, 0, 0, 0)


def made(agreement: Agreement, signatures: Sequence[Signature]) -> bytes:
    """The document; the same agreement and signatures give the same bytes."""
    document: Any = Document()
    _properties(document, agreement)
    document.styles.add_style("Small", WD_STYLE_TYPE.PARAGRAPH).font.size = Pt(8)
    _line(document, _COPY.format(hash_of(parts_of(agreement))), "en", "Small")
    for number, language in enumerate(agreement.languages):
        if number:
            document.add_page_break()
        _version(document, agreement, language)
    document.add_page_break()
    _signatures(document, agreement, signatures)
    out = io.BytesIO()
    document.save(out)
    return _undated(out.getvalue())


def _version(document: Any, agreement: Agreement, language: str) -> None:
    _line(document, agreement.title.get(language, ""), language, "Title")
    _line(document, agreement.place.get(language, ""), language)
    _line(document, agreement.adopted, language)
    for paragraph in agreement.preamble.get(language, ()):
        _line(document, paragraph, language)
    for article in agreement.articles:
        _line(document, article.heading.get(language, ""), language, "Heading 1")
        for paragraph in article.text.get(language, ()):
            _line(document, paragraph, language)
    if agreement.closing:
        _line(document, agreement.closing.get(language, ""), language)
    for annex in agreement.annexes:
        _line(document, annex.title.get(language, ""), language, "Heading 2")
        _line(document, f"{annex.file}, {annex.size:,} bytes, SHA-256 {annex.sha256}", "en", "Small")


def _signatures(document: Any, agreement: Agreement, signatures: Sequence[Signature]) -> None:
    _line(document, "Signatures", "en", "Heading 1")
    table = document.add_table(rows=1, cols=4, style="Table Grid")
    for cell, heading in zip(table.rows[0].cells, ("Signatory", "Signed by", "Capacity", "Date"), strict=True):
        _said(cell.paragraphs[0], heading, "en")
    for each in agreement.signatories:
        own = [signature for signature in signatures if signature.signatory == each.id]
        for row in [_row(signature) for signature in own] or [("", "", "")]:
            cells = table.add_row().cells
            for place, (language, name) in enumerate(each.name.items()):
                _said(cells[0].add_paragraph() if place else cells[0].paragraphs[0], name, language)
            for cell, text in zip(cells[1:], row, strict=True):
                _said(cell.paragraphs[0], text, _tongue(text))
    for signature in signatures:
        for reservation in signature.reservations:
            number = agreement.number(reservation.article)
            on = agreement.articles[number - 1].heading[agreement.languages[0]] if number else "the whole"
            _line(document, f"Reservation of {signature.signatory} on {on}:", "en", "Heading 2")
            _line(document, reservation.text, _tongue(reservation.text))


def _row(signature: Signature) -> tuple[str, str, str]:
    capacity = f"{signature.capacity} ({signature.body})" if signature.body else signature.capacity
    return signature.by, capacity, signature.date


def _line(document: Any, text: str, language: str, style: str | None = None) -> None:
    _said(document.add_paragraph(style=style), text, language)


def _said(paragraph: Any, text: str, language: str) -> None:
    """Text in its language; from the right where it is written so: paragraph and letters both have to be told."""
    run = paragraph.add_run(text)
    properties = run._r.get_or_add_rPr()  # noqa: SLF001 - python-docx has no word for it
    tag = OxmlElement("w:lang")
    if right_to_left(language):
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))  # noqa: SLF001
        properties.append(OxmlElement("w:rtl"))
        tag.set(qn("w:bidi"), language)
    else:
        tag.set(qn("w:val"), language)
    properties.append(tag)


def _tongue(text: str) -> str:
    """A language of the direction of a text whose language is not told: by its first letter that has one."""
    ways = (unicodedata.bidirectional(sign) for sign in text)
    return "ar" if next((way for way in ways if way in {"L", "R", "AL"}), "L") != "L" else "en"


def _properties(document: Any, agreement: Agreement) -> None:
    day = dt.datetime.fromisoformat(agreement.adopted)
    core = document.core_properties
    core.title, core.author, core.comments = agreement.title[agreement.languages[0]], "", ""
    core.created = core.modified = day


def _undated(data: bytes) -> bytes:
    """The same archive without the time at which it was packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _OLDEST), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
