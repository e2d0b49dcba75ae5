"""What the page and the terminal say of what blocks."""

from __future__ import annotations

import dataclasses

import pytest
from tests.settlement.blockers.cases import FERRY, ferry, well
from tests.settlement.sample import HOSTILE, blocks, closed, stuck, table, words

from goodoffices.dossier import parse_dossier
from goodoffices.settlement import study, study_json
from goodoffices.settlement.blockers import what_blocks
from goodoffices.settlement.engine.model import central_model
from goodoffices.settlement.pages.blocker_sections import blocker_sections, blocker_summary
from goodoffices.settlement.pages.uncertain_words import share
from goodoffices.settlement.studies import _opened
from goodoffices.settlement.uncertain.acceptance import choices, gains
from goodoffices.settlement.uncertain.draw import draw
from goodoffices.values import Note, Table


def page(dossier, **limits):
    return blocker_sections(dossier, what_blocks(dossier, **limits))


def test_the_finding_names_what_would_have_to_give_and_why() -> None:
    note = next(b for b in blocks(page(ferry())) if isinstance(b, Note))
    assert note.kind == "finding"
    assert note.text == (
        "Nothing is acceptable to all as things stand at the middle of every interval. Any one of 2 sets of red lines, "
        "linkages and fallbacks would open the way. A smallest one (1 other set is as small): North Bank's fallback "
        "(60 points): would have to come down by 30. Why: together these leave nothing, whatever else is given: North "
        "Bank's fallback (60 points) and South Bank's fallback (50 points)."
    )


def test_each_set_stands_with_what_it_opens_for_each_party() -> None:
    rows = table(page(ferry())[0], "What it would open").rows
    assert [cell.text for cell in rows[0][1:]] == ["−30.0", "+20.0"]
    assert [cell.tone for cell in rows[0][1:]] == ["bad", ""]
    assert rows[1][0].text == "2. South Bank's fallback (50 points): would have to come down by 20"
    far = table(page(ferry())[0], "How far a fallback is").rows
    assert [[cell.text for cell in row] for row in far] == [
        ["North Bank", "60", "30", "−30.0"],
        ["South Bank", "50", "30", "−20.0"],
    ]
    assert "each fallback would have to come down by 20 points" in words(page(ferry()))


def test_with_draws_each_set_says_how_often_the_others_would_accept_what_it_opens() -> None:
    """North 5..7 on who owns, so both are worth more or less than 30 to it; its own fallback gives in one set only."""
    dossier = parse_dossier(FERRY.replace("north: 6  north", "north: 5..7  north"))
    found = study(dossier, draws=400, seed=3)
    assert len(found.opened) == len(found.blockers.openings)
    model = central_model(dossier)
    for opening, told in zip(found.blockers.openings, found.opened, strict=True):
        some = draw(dossier, model, 400, 3)
        gain = gains(model, some, choices(model, [opening.outcome.package]))[:, 0]
        stay = [seat for seat, party in enumerate(("north", "south")) if party not in opening.short]
        assert told.hits == int((gain[:, stay] >= -1e-9).all(axis=1).sum())
    for sections in (blocker_sections, blocker_summary):
        shown = sections(dossier, found.blockers, found.opened)[0]
        rows = next(b for b in shown.blocks if isinstance(b, Table)).rows
        assert [row[-1].text for row in rows] == [share(told) for told in found.opened]
    assert study_json(dossier, found)["blockers"]["minimal_sets"][0]["others_accept"]["hits"] == found.opened[0].hits


def test_where_everybody_gives_way_no_share_of_others_is_told() -> None:
    dossier = parse_dossier(FERRY.replace("north: 6  north", "north: 5..7  north"))
    found = study(dossier, draws=100, seed=3)
    opening = dataclasses.replace(found.blockers.openings[0], short={"north": 1.0, "south": 1.0})
    blockers = dataclasses.replace(found.blockers, openings=(opening,))
    assert _opened(dossier, blockers, 100, 3) == (None,)
    rows = next(b for b in blocker_summary(dossier, blockers, (None,))[0].blocks if isinstance(b, Table)).rows
    assert rows[0][-1].text == "–"


def test_red_lines_and_linkages_are_named_in_the_words_of_the_table() -> None:
    said = words(page(well()))
    assert "Vale's red line on “the hill” (Who draws first?)" in said
    assert "the linkage: if “Who draws first?” is “in turns”, then “Who guards it?” must be “the bank”" in said
    assert "No fallback would open the way by itself, however far it came down." in said
    assert "There are no others." in said
    assert "confirmed by whole numbers" in said


def test_a_list_that_is_cut_is_said_to_be_cut() -> None:
    said = words(page(well(), limit=1))
    assert "The set of red lines, linkages and fallbacks listed here would open the way; there are others" in said
    assert "the search ended at the limit of 1 set)" in said
    assert "the list is not complete" in said


@pytest.mark.parametrize("case", [ferry, well, stuck, closed])
def test_the_terminal_shows_every_set_by_its_short_names(case) -> None:
    dossier = case()
    found = what_blocks(dossier)
    section = blocker_summary(dossier, found)[0]
    assert len(table(section, "Gains over fallback").rows) == len(found.openings)
    assert "None" not in words([section])


def test_a_linkage_that_gives_is_spelled_out_below_the_table() -> None:
    said = words(blocker_summary(well(), what_blocks(well())))
    assert "bank !water=turns; linkage 1" in said
    assert "linkage 1: water=turns requires guard=bank" in said


def test_names_are_kept_as_they_are() -> None:
    assert f"{HOSTILE}' red line on “the hill” (Who runs the port?)" in words(page(closed()))


def test_where_something_is_acceptable_there_is_no_section() -> None:
    dossier = parse_dossier(FERRY.replace("fallback: 60", "fallback: 10"))
    assert page(dossier) == ()
    assert blocker_summary(dossier, what_blocks(dossier)) == ()


def test_a_search_that_found_nothing_in_time_says_so(monkeypatch) -> None:
    monkeypatch.setattr("goodoffices.settlement.blockers.relaxing.CALLS", 0)
    said = words(page(ferry()))
    assert "the search for what blocks did not finish (the limit of 0 programmes)" in said
