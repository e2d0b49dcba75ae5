"""Where and when a figure may be of, and words to grade by: suggested where the text settles it, else only shown."""

from __future__ import annotations

import datetime as dt

import pytest

from goodoffices.evidence.reading import parse_review, read_text, reading_json, write_review

DAY = dt.date(2019, 8, 20)


def figures(text):
    return read_text(text, DAY).figures


def settled(text, field):
    return [one.value if (one := getattr(figure, field).supported) else None for figure in figures(text)]


def shown(text, field, at=0):
    return [option.value for option in getattr(figures(text)[at], field).known]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("In Ferrin, 40 people were killed.", ["Ferrin"]),
        ("Near the besieged town of Ferrin 40 people were killed.", ["Ferrin"]),
        ("Some 300 people were killed in Sarmat’s Delta Province.", ["Sarmat’s Delta Province"]),
        ("The siege of Tel al-Adar killed 40 people.", ["Tel al-Adar"]),
        ("40 people died in Ferrin, Karvia, on Monday.", ["Ferrin, Karvia"]),
        ("40 people died in Ferrin, and 12 more in Halm.", ["Ferrin", "Halm"]),
        ("In Syria, 300 were killed; in Iraq 20.", ["Syria", "Iraq"]),
        ("In Ferrin, 40 people were killed and 12 wounded.", ["Ferrin", "Ferrin"]),
        ("40 people died in Ferrin and Halm.", [None]),
        ("Speaking in Belmar, the mayor said 40 people had been killed.", [None]),
        ("40 people were killed. In Ferrin it rained.", [None]),
        ("In Resolution 2254 the Council asked for 20 trucks.", [None]),
        ("In March, 40 people were killed.", [None]),
        ("In the Syrian conflict 40 people were killed.", [None]),
        ("Talks to Resume in Ferrin\n\n40 people were killed.", [None]),
    ],
)
def test_a_place_is_suggested_where_the_clause_or_sentence_names_one_alone(text, places):
    assert settled(text, "place") == places


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("On 2 June 2019, 40 people were killed.", "2019-06-02"),
        ("Since 2 June 2019, 40 people have been killed.", "2019-06-02..2019-08-20"),
        ("40 people were killed since the fighting resumed in June 2019.", "2019-06..2019-08-20"),
        ("Between March 2018 and May 2019, 40 people were killed.", "2018-03..2019-05"),
        ("40 people were killed by June 2019.", None),
        ("40 people were displaced by June 2019.", "2019-06"),
        ("40 people fled after the attack of 2 June 2019.", None),
        ("The Valley Council said on 2 June 2019 that 40 people had been killed.", None),
        ("Last week 40 people were killed.", None),
        ("HALM, 3 June 2019 (Press) – 40 people were killed.", None),
    ],
)
def test_a_period_is_suggested_where_one_date_alone_is_that_of_what_is_counted(text, period):
    assert settled(text, "period") == [period]


def test_each_of_two_figures_has_the_date_and_the_place_of_its_own_clause():
    text = "On 1 June 2019, 40 people died in Ferrin, while on 2 June 2019 12 died in Halm."
    assert settled(text, "place") == ["Ferrin", "Halm"]
    assert settled(text, "period") == ["2019-06-01", "2019-06-02"]


def test_what_is_not_settled_is_shown_with_what_it_rests_on_and_why():
    text = "HALM, Karvia (Press) – In Ferrin it is quiet. Some 300 families remain displaced."
    (figure,) = figures(text)
    assert [(option.value, option.of) for option in figure.place.known] == [("Ferrin", "p2"), ("HALM, Karvia", "p1")]
    assert "dateline" in figure.place.known[1].why
    assert [(option.value, option.of) for option in figure.period.known] == [("2019-08-20", "")]
    assert "the document's day" in figure.period.known[0].why
    assert figure.place.supported is figure.period.supported is None


def test_the_place_where_it_was_said_and_all_that_a_date_can_mean_are_shown():
    assert shown("Speaking in Belmar, the mayor said 40 people had been killed.", "place") == ["Belmar"]
    weeks = shown("Last week 40 people were killed.", "period")
    assert weeks[0] == "2019-08-12..2019-08-18"
    assert len(weeks) == 4


def test_where_people_left_and_where_they_went_are_both_shown_and_neither_is_suggested():
    (figure,) = figures("Some 4,000 people fled from Karvia to Ostria.")
    assert [option.value for option in figure.place.known] == ["Karvia", "Ostria"]
    assert ["where they left" in option.why for option in figure.place.known] == [True, False]
    assert figure.place.supported is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("At least 40 people died, residents said.", ["residents"]),
        ("At least 40 residents died, the Valley Council said.", []),
        ("At least 40 people reportedly died.", ["reportedly"]),
        ("At least 40 people died. The toll could not be independently verified.", ["be independently verified"]),
        ("At least 40 people died, officials said. They spoke on condition of anonymity.", 2),
        ("At least 40 people died.\n\nThe toll could not be independently verified.", []),
    ],
)
def test_words_on_the_source_are_shown_and_no_grade_is_made_of_them(text, words):
    reading = read_text(text, DAY)
    found = [one.quotation for one in reading.figures[0].source]
    assert (len(found) if isinstance(words, int) else found) == words
    assert all(one.span.of(text) == one.quotation for one in reading.figures[0].source)
    assert all("grade" not in suggestion for suggestion in reading_json(reading)["suggestions"])
    (figure,) = [one for one in parse_review(write_review(reading)).entries if one.part == "figures"]
    assert "grade" not in figure.suggested
    assert figure.filled["grade"] == ""
