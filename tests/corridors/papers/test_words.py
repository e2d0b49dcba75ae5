"""The table of words: complete in each language, its plurals right, its distances as a driver can use them."""

from __future__ import annotations

import re

import pytest

from goodoffices.corridors.papers import LANGUAGES, Step, distance, spoken_minutes, spoken_step
from goodoffices.corridors.papers.words import table


def flat(words):
    return {key: value for key, value in words.items() if isinstance(value, str)}


def test_every_language_has_every_word_with_the_same_blanks():
    english = flat(table("en"))
    for language in LANGUAGES:
        words = flat(table(language))
        assert words.keys() == english.keys()
        assert all(words.values())
        for key, told in words.items():
            assert sorted(re.findall(r"{\w+}", told)) == sorted(re.findall(r"{\w+}", english[key])), (language, key)
        assert len(table(language)["headings"]) == 8


@pytest.mark.parametrize(
    ("language", "n", "said"),
    [
        ("en", 1, "1 minute"),
        ("en", 2, "2 minutes"),
        ("ru", 1, "1 минута"),
        ("ru", 2, "2 минуты"),
        ("ru", 5, "5 минут"),
        ("ru", 11, "11 минут"),
        ("ru", 12, "12 минут"),
        ("ru", 21, "21 минута"),
        ("ru", 24, "24 минуты"),
        ("ru", 111, "111 минут"),
        ("ar", 1, "دقيقة واحدة"),
        ("ar", 2, "دقيقتان"),
        ("ar", 3, "3 دقائق"),
        ("ar", 10, "10 دقائق"),
        ("ar", 11, "11 دقيقة"),
        ("ar", 99, "99 دقيقة"),
        ("ar", 100, "100 دقيقة"),
        ("ar", 103, "103 دقائق"),
    ],
)
def test_minutes_have_the_plural_of_their_language(language, n, said):
    assert spoken_minutes(language, n) == said


@pytest.mark.parametrize(
    ("metres", "said"),
    [
        (0, "0 m"),
        (4, "10 m"),
        (84, "80 m"),
        (96, "100 m"),
        (430, "450 m"),
        (974, "950 m"),
        (976, "1.0 km"),
        (1249, "1.2 km"),
        (9949, "9.9 km"),
        (9951, "10 km"),
        (12_600, "13 km"),
    ],
)
def test_a_distance_is_no_finer_than_a_driver_can_use(metres, said):
    assert distance("en", metres).replace("\u00a0", " ") == said


def test_a_distance_has_the_unit_and_the_comma_of_its_language():
    assert distance("ru", 1249).replace("\u00a0", " ") == "1,2 км"
    assert distance("ar", 1249).replace("\u00a0", " ") == "1.2 كم"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_is_said_with_and_without_a_name(language):
    keys = [key.removesuffix("_on") for key in flat(table(language)) if key.endswith("_on")]
    assert len(keys) == 15
    for kind in keys:
        told = spoken_step(language, Step(kind, 0, 0, 0, "{road} & <x>"))
        assert "\u2068{road} & <x>\u2069" in told
        assert "{" not in spoken_step(language, Step(kind, 0, 0, 0))


def test_a_heading_is_said_by_the_nearest_of_eight():
    assert "north-east" in spoken_step("en", Step("depart", 0, 0, 0, heading=50))
    assert spoken_step("en", Step("depart", 0, 0, 0, heading=350)) == "Set out north"
    assert spoken_step("ru", Step("depart", 0, 0, 0, heading=270)) == "Начните движение на запад"
