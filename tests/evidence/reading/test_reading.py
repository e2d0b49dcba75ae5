"""What a reading suggests: figures, dates with all they can mean, actors, and who is said to say so."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from goodoffices.errors import EvidenceError
from goodoffices.evidence.claims import Claim, Ledger, write_figure
from goodoffices.evidence.reading import (
    Suggestion,
    load_rules,
    parse_review,
    parse_rules,
    read_text,
    reading_json,
    reading_sections,
    write_review,
)

DAY = dt.date(2016, 12, 26)
ARTICLE = Path(__file__).parents[3] / ".." / "shared" / "seeds" / "article.txt"
RULES = Path(__file__).parents[3] / "src/goodoffices/evidence/reading/rules/en.toml"

WORDS = [
    *("killed", "people", "In May last year", "last week", "“", "”", "400,000", "between", "and", "seven million", "."),
    *("the first round", "the second round", "The Valley Council", "said", "he", "that", "\n\n", "’s", "4/5/2016", ","),
    *("President Aru Selim", "Dec. 19", "ago", "two", "weeks", "\r\n", "of", "displaced", "-", "children", "2016"),
]
TEXTS = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))


def figures(text):
    return [(write_figure(one.figure), one.unit, one.harm, one.population) for one in read_text(text, DAY).figures]


def dates(text, day=DAY):
    return [
        ([meaning.period.text for meaning in one.meanings], one.supported and one.supported.period.text)
        for one in read_text(text, day).dates
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Almost seven million remain displaced.", ("between 6500000 and 7000000", "persons", "displaced", "all")),
        ("At least 93 civilians were killed.", ("at least 93", "persons", "killed", "civilians")),
        ("Around 16,000 children died.", ("about 16000", "persons", "died", "children")),
        ("Between 1,500 and 2,000 people are missing.", ("between 1500 and 2000", "persons", "missing", "all")),
        ("Two to three million people fled.", ("between 2000000 and 3000000", "persons", "displaced", "all")),
        ("Forty-five women were abducted.", ("exactly 45", "persons", "detained", "women")),
        ("One and a half million people are in need.", ("about 1500000", "persons", "in need", "all")),
        ("Two hundred and five families fled.", ("exactly 205", "families", "displaced", "all")),
        ("Tens of thousands of people fled.", ("at least 10000", "persons", "displaced", "all")),
        ("Up to 30 fighters were wounded.", ("at most 30", "persons", "injured", "combatants")),
        ("1.2m people returned.", ("about 1200000", "persons", "returned", "all")),
        ("1.2 m people returned.", ("about 1200000", "persons", "returned", "all")),
        ("Nearly 2.5 tonnes arrived.", ("between 2.45 and 2.5", "tonnes", "", "all")),
        ("Some 30 hospitals were hit.", ("about 30", "hospitals", "", "all")),
        ("400 people or more were detained.", ("exactly 400", "persons", "detained", "all")),
        ("400 or more people were detained.", ("at least 400", "persons", "detained", "all")),
        ("Article 14 gives them 30 days and 112 pages.", None),
        ("They paid $400,000 for the dead.", None),
    ],
)
def test_a_figure_is_suggested_with_what_its_words_tell(text, found):
    assert figures(text) == ([found] if found else [])


def test_a_part_of_a_figure_has_the_harm_of_the_whole():
    text = "The United Nations estimates that 400,000 people have been killed, including around 16,000 children."
    assert [one[2:] for one in figures(text)] == [("killed", "all"), ("killed", "children")]
    assert {one.claimant for one in read_text(text, DAY).figures} == {"United Nations"}


def test_what_may_last_year_means_is_shown_and_left_open_where_nothing_decides():
    assert dates("In May last year they met.") == [(["2015-05", "2016-05"], None)]


def test_the_order_of_rounds_decides_between_the_meanings():
    text = "In May last year they hosted the first round of talks. In October 2015, the second round took place."
    reading = read_text(text, DAY)
    first, second = reading.dates
    assert [meaning.period.text for meaning in first.meanings] == ["2015-05", "2016-05"]
    assert first.supported.period.text == "2015-05"
    assert first.why == "a first round comes before a second"
    assert second.supported is None


def test_rounds_that_do_not_fit_into_one_order_decide_nothing():
    text = "The second round was in March 2010. The first round was in May 2012. The third round was in May last year."
    assert dates(text)[2] == (["2015-05", "2016-05"], None)


@pytest.mark.parametrize(
    ("text", "meanings", "supported"),
    [
        ("He came last week.", ["2016-12-19..2016-12-25", "2016-12-18..2016-12-24", "2016-12-17..2016-12-23"], None),
        ("He was killed on Dec. 19.", ["2016-12-19", "2017-12-19"], "2016-12-19"),
        ("They will meet on January 15.", ["2017-01-15", "2016-01-15"], "2017-01-15"),
        ("Signed 04/07/2013.", ["2013-07-04", "2013-04-07"], None),
        ("Signed 24/07/2013.", ["2013-07-24"], None),
        ("Signed on 24 July 2013.", ["2013-07-24"], None),
        ("From March to June 2012 it held.", ["2012-03..2012-06"], None),
        ("Three weeks ago it ended.", ["2016-12-05", "2016-12-02..2016-12-08"], None),
        ("On 31 February 2016 it ended.", [], None),
        ("They may agree, and march on.", [], None),
    ],
)
def test_a_date_is_shown_with_all_it_can_mean(text, meanings, supported):
    assert dates(text) == ([(meanings, supported)] if meanings else [])


@pytest.mark.parametrize(
    ("text", "by", "words"),
    [
        ("As Minister Milan Bor noted last week, “the road is open.”", "Milan Bor", "the road is open"),
        ("“We go home,” said Sara Lund, a teacher.", "Sara Lund", "We go home"),
        ("Five people died, the Valley Council said.", "Valley Council", "Five people died"),
        ("According to Prison Watch, many are held.", "Prison Watch", "many are held"),
        ("The Valley Council estimates that 10 died.", "Valley Council", "10 died"),
        ("President Aru Selim met them. He said that it was over.", "Aru Selim", "it was over"),
    ],
)
def test_who_is_said_to_say_so_is_suggested_with_the_words_that_are_theirs(text, by, words):
    (one,) = read_text(text, DAY).said
    assert (one.by, one.quotation) == (by, words)


@given(TEXTS, st.dates(dt.date(1900, 1, 1), dt.date(2200, 12, 31)))
@example("In May last year “5 people” ", dt.date(2016, 2, 29))
@example("A ’s of the X. He said “", dt.date(1900, 1, 1))
@settings(max_examples=60, deadline=None)
def test_a_reading_of_any_text_points_at_its_words_and_never_fails(text, day):
    reading = read_text(text, day)
    for one in reading.suggestions:
        assert one.quotation
        assert text[one.span.start : one.span.end] == one.quotation
        lines = text.split("\n")
        assert lines[one.span.line - 1][one.span.column - 1] == one.quotation[0]
    review = parse_review(write_review(reading))
    assert {(one.id, one.quotation) for one in review.entries} == {
        (one.id, one.quotation) for one in reading.suggestions
    }
    assert reading_json(reading)["caution"].startswith("Suggestions")
    assert reading_sections(reading)


@given(st.lists(st.sampled_from(WORDS[:11]), min_size=1, max_size=8).map(" ".join), st.integers(0, 3))
@settings(max_examples=60, deadline=None)
def test_figures_of_a_paragraph_do_not_depend_on_the_paragraphs_around_it(paragraph, before):
    alone = figures(paragraph)
    others = ["They met."] * before
    assert figures("\n\n".join([*others, paragraph, "They met."])) == alone


@pytest.mark.long
@pytest.mark.parametrize("text", ["“", "between one and ", "May last year ", "5 killed he said “a” "])
def test_time_grows_with_the_length_of_the_text_and_not_faster(text):
    def seconds(length):
        began = time.process_time()
        read_text((text * length)[:length], DAY)
        return time.process_time() - began

    seconds(2_000)
    short, long = (min(seconds(length) for _ in range(2)) for length in (5_000, 40_000))
    assert long < 24 * short + 0.2


def test_a_suggestion_is_never_presented_as_a_claim():
    assert not issubclass(Suggestion, Claim | Ledger)
    reading = read_text("At least 93 civilians were killed.", DAY)
    told = reading_json(reading)
    assert {one["status"] for one in told["suggestions"]} == {"suggestion"}
    assert "claims" not in told
    note = reading_sections(reading)[0].blocks[0]
    assert note.kind == "caution"
    assert "None of them is a claim" in note.text


def test_the_article_of_december_2016_is_read():
    if not ARTICLE.is_file():
        pytest.skip("the article (shared/seeds/article.txt) is not here")
    reading = read_text(ARTICLE.read_text(encoding="utf-8"), DAY)
    told = {one.quotation: (write_figure(one.figure), one.harm, one.claimant) for one in reading.figures}
    assert told["almost seven million"] == ("between 6500000 and 7000000", "displaced", "")
    assert told["400,000"] == ("about 400000", "killed", "United Nations")
    assert told["around 16,000"] == ("about 16000", "killed", "United Nations")
    supported = {one.quotation: one.best.period.text for one in reading.dates}
    assert supported["May last year"] == "2015-05"
    assert supported["Dec. 19"] == "2016-12-19"


def test_a_language_without_rules_is_refused_with_those_that_have_some():
    with pytest.raises(EvidenceError, match=r"no rules for the language `xx`\n.*en"):
        read_text("x", DAY, language="xx")


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("[harms.killed]", "[harms.killled]", "`killled` is none of a ledger's harms"),
        ("[weekdays]", "[weekdayz]", "no part `weekdays`"),
        ('means = "last week"', 'means = "lastweek"', "no such meaning"),
        ("[months]", "[months", "not TOML"),
    ],
)
def test_a_mistake_in_rules_is_told(right, wrong, said):
    text = RULES.read_text(encoding="utf-8")
    assert right in text
    with pytest.raises(EvidenceError, match=said):
        parse_rules(text.replace(right, wrong, 1), "mine.toml")


def test_rules_are_data_and_another_word_is_another_rule():
    text = RULES.read_text(encoding="utf-8")
    assert "perished" in text
    assert parse_rules(text, "en.toml") == load_rules("en")
    assert parse_rules(text.replace('"perished"', '"was no more"'), "en.toml").hash != load_rules("en").hash


def test_a_soft_hyphen_in_copied_text_cuts_no_name_in_two():
    text = "The Inter\u00adnational Relief Agency said that 400 people were killed in Da\u00admascus on 5 May 2016."
    found = read_text(text, DAY)
    assert [one.name for one in found.places] == ["Damascus"]
    assert [one.quotation for one in found.places] == ["Da\u00admascus"]
    assert [one.name for one in found.actors] == ["International Relief Agency"]
