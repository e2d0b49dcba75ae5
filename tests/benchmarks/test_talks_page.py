"""The section on the web application under load says what was measured, and takes the place of the one before."""

import re
from pathlib import Path

import pytest
from benchmarks.talks_load import Load, Page, pages_of
from benchmarks.talks_page import section, with_section
from benchmarks.talks_streams import Heard

FRONT = Page("front", {20: 90, 40: 5, 900: 5}, 0)
NOTES = Page("notes", {30: 100}, 2)
STREAM = Page("event stream", {10: 60}, 0)


def load(*pages: Page) -> Load:
    heard = [Heard(50, (0.2, 0.4, 0.9)), Heard(200, (0.5,))]
    return Load(pages, STREAM, 60.0, 180_000_000, 0.42, 0.1, heard)


@pytest.fixture
def locust_is_not_needed(monkeypatch):
    monkeypatch.setattr("benchmarks.talks_page.version", lambda _name: "1.0")


def test_the_share_of_answers_that_came_within_a_time_is_counted_over_all_of_them():
    assert [FRONT.within(share) for share in (0.5, 0.9, 0.95, 0.99)] == [20, 20, 40, 900]
    whole = load(FRONT, NOTES).everything
    assert (whole.count, whole.failures, whole.within(0.5)) == (200, 2, 30)


def test_what_locust_says_is_kept_by_kind_of_request():
    told = [
        {"name": "notes", "response_times": {"30": 2}, "num_failures": 1},
        {"name": "front", "response_times": {"20": 3}, "num_failures": 0},
        {"name": "never asked", "response_times": {}, "num_failures": 0},
    ]
    assert pages_of(told) == [Page("front", {20: 3}, 0), Page("notes", {30: 2}, 1)]


def test_the_section_tells_times_failures_and_how_long_all_had_to_wait_for_news(locust_is_not_needed):
    text = section(load(FRONT, NOTES))
    assert "| all pages | 200 | 30 ms | 30 ms | 0.90 s | 2 |" in text
    assert "**2 failed.**" in text
    assert "| 50 | 0.40 s | 0.90 s |" in text
    assert "None failed." in section(load(FRONT))


def test_at_a_table_under_load_sits_everybody_who_acts_in_the_demonstration():
    from benchmarks import talks_world
    from goodoffices.talks import demo

    acting = set()
    for file in Path(demo.__file__).parent.glob("*.py"):
        acting |= set(re.findall(r'acting\("([a-z]+)"\)', file.read_text(encoding="utf-8")))
    assert acting >= {"mediator", "colleague", "gov"}
    assert acting <= set(talks_world.names(["gov", "opp"]))


def test_how_often_is_looked_and_how_many_streams_there_may_be_are_as_the_application_has_them():
    from benchmarks import talks_page
    from goodoffices.talks import live

    assert (talks_page.POLL, talks_page.MOST) == (live.POLL, live.MOST_STREAMS)


def test_a_new_section_takes_the_place_of_the_one_before_and_nothing_else_changes():
    page = "# Page\n\nFirst.\n\n## Load\n\nOld.\n\n### More\n\nOld.\n\n## Last\n\nLast.\n"
    assert with_section(page, "## Load\n\nNew.\n\n") == "# Page\n\nFirst.\n\n## Load\n\nNew.\n\n## Last\n\nLast.\n"
    assert with_section("# Page\n\n## Load\n\nOld.\n", "## Load\n\nNew.\n") == "# Page\n\n## Load\n\nNew.\n"
    with pytest.raises(ValueError, match="no section"):
        with_section("# Page\n", "## Load\n\nNew.\n")
