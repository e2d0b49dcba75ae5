"""From a file to its bytes, and from XML to a tree that knows its lines. Hostile XML is refused before it is read."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from goodoffices.errors import DossierError, Where
from goodoffices.values import read_bytes, utf8

__all__ = ["Element", "load_bytes", "parse_xml", "text_of"]

LARGEST = 10_000_000
"""Bytes that a file may have."""
MOST_ELEMENTS = 200_000
DEEPEST = 50
_DECLARED = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass
class Element:
    """An element with its place; `inside` are its children in order."""

    tag: str
    attributes: dict[str, str]
    where: Where
    inside: list[Element] = field(default_factory=list)

    def get(self, name: str) -> str | None:
        """An attribute, None when it is absent."""
        return self.attributes.get(name)

    def named(self, tag: str) -> list[Element]:
        """The children of that name."""
        return [element for element in self.inside if element.tag == tag]

    def every(self, tag: str) -> Iterator[Element]:
        """The elements of that name at any depth, in the order of the file, itself included."""
        rest = [self]
        while rest:
            element = rest.pop()
            if element.tag == tag:
                yield element
            rest.extend(reversed(element.inside))


def load_bytes(path: str | os.PathLike[str]) -> bytes:
    """The content of a file of a scenario. Raises FileError."""
    return read_bytes(path, LARGEST, folder="Name the files in it: the domain first, then each profile.")


def text_of(data: bytes, file: str) -> str:
    """The text of bytes in UTF-8. Raises DossierError with the place of the first letter that is not."""
    return utf8(data, file, DossierError)


def parse_xml(data: bytes, file: str) -> Element:
    """The tree of an XML file.

    Raises DossierError for what is no XML, for a wrong encoding, for entities and external references (with which a
    small file grows without end, or reads other files), and for trees too large or too deep.
    """
    # Loaded only where XML is read: most commands never do.
    from defusedxml import DefusedXmlException  # noqa: PLC0415 - see above
    from defusedxml.sax import parseString  # noqa: PLC0415 - see above

    declared = _DECLARED.match(data)
    if not data.startswith(_UTF_16) and (declared is None or declared[1].lower() in {b"utf-8", b"utf8"}):
        text_of(data, file)
    grower = _Grower(file)
    try:
        parseString(data, grower)
    except DefusedXmlException as error:
        remedy = "Write every text out; a scenario needs no DOCTYPE."
        what = "the file defines entities or points to other files, which is not read (it could be an attack)"
        raise DossierError.of(what, grower.here(), remedy) from error
    except SAXParseException as error:
        where = Where(file, error.getLineNumber() or 0, (error.getColumnNumber() or 0) + 1)
        raise DossierError.of(f"this is not XML: {error.getMessage()}", where) from error
    except (ValueError, LookupError) as error:
        raise DossierError.of(f"the text cannot be read: {error}", Where(file), "Save it as UTF-8.") from error
    if grower.root is None:
        raise DossierError.of("the file is empty", Where(file))
    return grower.root


class _Grower(ContentHandler):
    """Builds the tree while the file is read, and stops at its limits."""

    def __init__(self, file: str) -> None:
        super().__init__()
        self.file = file
        self.root: Element | None = None
        self.open: list[Element] = []
        self.count = 0

    def here(self) -> Where:
        """Where the reader stands."""
        locator = getattr(self, "_locator", None)
        if locator is None or locator.getLineNumber() is None:
            return Where(self.file)
        return Where(self.file, locator.getLineNumber(), (locator.getColumnNumber() or 0) + 1)

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - the name is xml.sax's
        """An element begins."""
        self.count += 1
        if self.count > MOST_ELEMENTS:
            raise DossierError.of(f"the file holds more than {MOST_ELEMENTS:,} elements", self.here())
        if len(self.open) >= DEEPEST:
            raise DossierError.of(f"elements are nested more than {DEEPEST} deep", self.here())
        element = Element(name, dict(attrs.items()), self.here())
        if self.open:
            self.open[-1].inside.append(element)
        else:
            self.root = element
        self.open.append(element)

    def endElement(self, name: str) -> None:  # noqa: ARG002, N802 - the signature is xml.sax's
        """The innermost element ends."""
        self.open.pop()
