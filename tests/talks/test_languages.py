"""The pages speak seven languages: what is said in English is said in every other, nothing left out."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import templatize

from goodoffices import talks
from goodoffices.talks.views import errors

ARABIC, CYRILLIC = re.compile("[؀-ۿ]"), re.compile("[Ѐ-ӿ]")
SCRIPTS = {"ar": ARABIC, "fa": ARABIC, "kk": CYRILLIC, "ru": CYRILLIC, "fr": None, "tr": None}
"""Languages besides English, with the letters of those that are not written in Latin ones."""
MARKERS = {"gettext", "gettext_noop", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy", "_"}
APPLICATION = Path(errors.__file__).resolve().parent.parent
CATALOGUES = {code: APPLICATION / "locale" / code / "LC_MESSAGES" / "django.po" for code in SCRIPTS}
PLACE = re.compile(r"%\(\w+\)[sd]|(?<!\{)\{\w*\}(?!\})|</?bdi>")
SAID = re.compile(r"""\b(?:n?p?gettext)\(\s*(?:u?'((?:[^'\\]|\\.)*)'|u?"((?:[^"\\]|\\.)*)")""", re.DOTALL)
LANGUAGES = pytest.mark.parametrize("language", CATALOGUES)


def catalogue(language):
    return polib.pofile(str(CATALOGUES[language]))


def forms(entry):
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def said_by_templates():
    """What the templates say, each once; asked of Django itself, so that it holds without gettext."""
    words = set()
    for file in sorted((APPLICATION / "templates").rglob("*.*")):
        code = templatize(file.read_text(encoding="utf-8"), origin=file.name)
        words |= {(a or b).encode().decode("unicode_escape").encode("latin-1").decode() for a, b in SAID.findall(code)}
    return words


def said_by_code():
    """What the Python code says, each once: the first words of every call that marks words."""
    words = set()
    for file in APPLICATION.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in MARKERS:
                context = "pgettext" in getattr(node.func, "id", "")
                said = node.args[1 if context else 0]
                if isinstance(said, ast.Constant):
                    words.add(said.value)
                else:
                    assert "gettext_noop(" in text, f"{file.name}:{node.lineno} marks no words as they stand"
    return words


def test_every_language_offered_besides_english_has_a_catalogue():
    assert {code for code, _ in settings.LANGUAGES} == {"en", *CATALOGUES}
    assert Path(talks.__file__).parent / "locale" in [Path(path) for path in settings.LOCALE_PATHS]


@LANGUAGES
def test_what_is_compiled_is_what_was_translated(language):
    source = catalogue(language)
    compiled = polib.mofile(str(CATALOGUES[language].with_suffix(".mo")))
    said = {(entry.msgctxt, entry.msgid): forms(entry) for entry in source}
    assert {(entry.msgctxt, entry.msgid): forms(entry) for entry in compiled} == said
    assert compiled.metadata["Plural-Forms"] == source.metadata["Plural-Forms"]


@LANGUAGES
def test_nothing_is_left_in_english_and_nothing_is_guessed(language):
    source = catalogue(language)
    assert len(source) > 1000
    assert [entry.msgid for entry in source if entry.fuzzy or entry.obsolete or not entry.translated()] == []
    plurals = int(re.search(r"nplurals=(\d)", source.metadata["Plural-Forms"])[1])
    assert plurals == {"ar": 6, "ru": 4}.get(language, 2)
    assert [entry.msgid for entry in source if entry.msgid_plural and len(forms(entry)) != plurals] == []


@LANGUAGES
def test_whatever_is_filled_in_is_filled_in_in_every_language(language):
    differing = [
        (entry.msgid, text)
        for entry in catalogue(language)
        for text in forms(entry)
        if Counter(PLACE.findall(text)) != Counter(PLACE.findall(entry.msgid_plural or entry.msgid))
    ]
    assert differing == []


@LANGUAGES
def test_translations_are_written_in_the_script_of_their_language(language):
    script = SCRIPTS[language]
    silent = {", ", "is"}
    bare = [
        (entry.msgid, text)
        for entry in catalogue(language)
        for text in forms(entry)
        if re.search(r"[A-Za-z]", PLACE.sub("", entry.msgid)) and entry.msgid not in silent
        if script and not script.search(text)
    ]
    assert bare == []


@LANGUAGES
def test_sentences_are_not_left_in_english(language):
    words = re.compile(r"[A-Za-z]{2,}")
    same = [entry.msgid for entry in catalogue(language) if entry.msgid in forms(entry)]
    assert [said for said in same if len(words.findall(PLACE.sub("", said))) > 2] == []
    assert len(same) < 80, "words that are the same in both languages, names and codes"


@LANGUAGES
def test_all_that_the_templates_say_is_in_the_catalogue(language):
    said = said_by_templates()
    assert len(said) > 500
    assert said - {entry.msgid for entry in catalogue(language)} == set()


@pytest.mark.long
@LANGUAGES
def test_all_that_the_code_says_is_in_the_catalogue(language):
    said = said_by_code()
    assert len(said) > 500
    assert said - {entry.msgid for entry in catalogue(language)} == set()


@LANGUAGES
def test_a_catalogue_says_nothing_of_when_it_was_made(language):
    assert not {"POT-Creation-Date", "PO-Revision-Date", "Last-Translator"} & set(catalogue(language).metadata)


@pytest.mark.parametrize(
    ("asked", "language", "side", "word"),
    [
        ("en", "en", "ltr", "Passphrase"),
        ("ru", "ru", "ltr", "Парольная фраза"),
        ("ar", "ar", "rtl", "عبارة المرور"),
        ("kk-KZ", "kk", "ltr", "Құпия сөз"),
        ("tr-TR", "tr", "ltr", "Parola"),
        ("fa", "fa", "rtl", "عبارت عبور"),
        ("fr-CH", "fr", "ltr", "Phrase de passe"),
        ("tlh", "en", "ltr", "Passphrase"),
    ],
)
def test_whoever_signs_in_is_met_in_the_language_of_their_browser_or_in_english(db, asked, language, side, word):
    page = Client(headers={"accept-language": asked}).get("/sign-in/").content.decode()
    assert f'<html lang="{language}" dir="{side}">' in page
    assert word in page


@pytest.mark.parametrize(
    ("language", "side", "words"),
    [
        ("en", "ltr", ["Where we stand", "Your rooms"]),
        ("ru", "ltr", ["Ваши круги", "Повестка дня", "Группа посредника"]),
        ("ar", "rtl", ["غرفكم", "جدول الأعمال", "فريق الوسيط"]),
        *((code, side, []) for code, side in (("fr", "ltr"), ("kk", "ltr"), ("tr", "ltr"), ("fa", "rtl"))),
        ("tlh", "ltr", ["Where we stand", "Your rooms"]),
    ],
)
def test_the_page_of_a_process_speaks_the_language_its_reader_chose(world, language, side, words):
    member = world.members["mediator"]
    type(member).objects.filter(pk=member.pk).update(language=language)
    client = world.client("mediator")
    addresses = [reverse(name, args=[world.process.pk]) for name in ("process", "agenda")]
    page = "".join(client.get(address).content.decode() for address in addresses)
    assert f'dir="{side}">' in page
    if not words:
        words = [catalogue(language).find(said).msgstr for said in ("Your rooms", "Where we stand")]
    assert [word for word in words if escape(word) not in page] == []
