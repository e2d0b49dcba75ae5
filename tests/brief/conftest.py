from __future__ import annotations

import runpy
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from goodoffices.brief import Brief, render_html
from goodoffices.values import Block, Provenance, Section

VOID = {"meta", "link", "br", "img", "hr", "input", "path", "rect", "line", "circle", "stop", "use"}


class Page(HTMLParser):
    """The elements of a page, each with its attributes and its text, in order."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self._open: list[int] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self.texts.append("")
        if tag not in VOID:
            self._open.append(len(self.elements) - 1)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self.texts.append("")

    def handle_endtag(self, tag):
        while self._open and self.elements[self._open.pop()][0] != tag:
            pass

    def handle_data(self, data):
        for index in self._open:
            self.texts[index] += data

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.elements if tag in tags]

    def text(self, *tags: str) -> list[str]:
        return [text for (tag, _), text in zip(self.elements, self.texts, strict=True) if tag in tags]


@pytest.fixture(scope="session")
def sample() -> Mapping[str, Any]:
    return runpy.run_path(str(Path(__file__).with_name("sample.py")))


@pytest.fixture(scope="session")
def brief(sample: Mapping[str, Any]) -> Brief:
    return sample["sample_brief"]()


@pytest.fixture(scope="session")
def html(brief: Brief) -> str:
    return render_html(brief)


@pytest.fixture(scope="session")
def page(html: str) -> Page:
    return Page(html)


@pytest.fixture(scope="session")
def read() -> type[Page]:
    return Page


@pytest.fixture(scope="session")
def brief_of() -> Callable[..., Brief]:
    def make(*blocks: Block, title: str = "A brief", caution: str = "", language: str = "en", as_of: str = "") -> Brief:
        provenance = Provenance(method="m", inputs=(), version="0", caution=caution, as_of=as_of)
        return Brief(title, "", (Section("one", "One", blocks),), provenance, language)

    return make
