"""A list in a sentence has the comma of the reader's language, on every page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.utils import translation

import goodoffices.talks
from goodoffices.talks.wording.lists import listed

TALKS = Path(goodoffices.talks.__file__).parent
LATIN = re.compile(r"forloop\.last %\}, |(?:bdi>|\}\}|endif %\}), (?:<bdi>|\{% include)")


@pytest.mark.parametrize(("language", "told"), [("en", "a, b, 3"), ("ru", "a, b, 3"), ("ar", "a، b، 3")])
def test_words_are_listed_with_the_comma_of_the_language(language, told):
    with translation.override(language):
        assert listed(["a", "b", 3]) == told


def test_one_word_and_none_are_no_list():
    assert listed(["a"]) == "a"
    assert listed([]) == ""


def test_no_page_and_no_message_joins_a_list_with_a_latin_comma():
    pages = {file.name for file in (TALKS / "templates").rglob("*.html") if LATIN.search(file.read_text("utf-8"))}
    assert LATIN.search("<bdi>{{ a }}</bdi>{% if not forloop.last %}, {% endif %}")
    joined = [
        file.name
        for room in ("views", "forms", "models")
        for file in (TALKS / room).rglob("*.py")
        if '", ".join(' in file.read_text("utf-8")
    ]
    assert (pages, joined) == (set(), [])
