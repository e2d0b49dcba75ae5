"""Votes on the conflict, by date, one by one: the reader judges."""

from __future__ import annotations

import datetime as dt

from goodoffices.hosting.comparing import Comparison
from goodoffices.hosting.model import Conflict, RollCall
from goodoffices.hosting.states import name_of
from goodoffices.hosting.wording import NOTHING, VOTES, day, spoken_run
from goodoffices.values import Block, Cell, Column, Listing, Note, Paragraph, Section, Table, series, spoken_date

__all__ = ["chosen_by", "roll_call_section"]

_ACROSS = 16
"""Roll calls side by side in one table."""


def roll_call_section(found: Comparison) -> Section | None:
    """Which roll calls there are, how each state voted on each, and what to check; None where there are none."""
    calls = found.calls.calls
    if not calls:
        return None
    numbered = list(enumerate(calls, 1))
    listed = tuple(
        (Cell(str(place)), Cell(day(call.day)), Cell(call.resolution), Cell(call.title or NOTHING))
        for place, call in numbered
    )
    columns = (Column("No."), Column("Date"), Column("Resolution"), Column("Title"))
    blocks: list[Block] = [
        Paragraph(f"{chosen_by(found.hosts.conflict)} From {found.calls.of}."),
        Table("The roll calls, by date", columns, listed),
    ]
    starts = range(0, len(numbered), _ACROSS)
    blocks += [_votes(found, numbered[start : start + _ACROSS]) for start in starts]
    blocks += [
        Paragraph("The candidates' votes in order of time:"),
        Listing(tuple(spoken_run(found, candidate) for candidate in found.candidates)),
        *_said(found),
        *_notes(found),
    ]
    return Section("roll-calls", "How each voted on the conflict, one by one", tuple(blocks))


def chosen_by(conflict: Conflict) -> str:
    """By which words and dates the roll calls were found, in a sentence."""
    if not conflict.words and not conflict.resolutions:
        return "The roll calls that the file of hosts lists."
    told = "Found by " + series((f"“{word}”" for word in conflict.words), "or") + " in title or agenda"
    told = told if conflict.words else "None is looked for by words"
    told += ", without " + series((f"“{word}”" for word in conflict.without), "or") if conflict.without else ""
    told += f", from {spoken_date(conflict.since)}" if conflict.since else ""
    told += f", until {spoken_date(conflict.until)}" if conflict.until else ""
    named = f" Also asked for by number: {series(conflict.resolutions)}." if conflict.resolutions else ""
    return f"{told}.{named}"


def _votes(found: Comparison, calls: list[tuple[int, RollCall]]) -> Table:
    states = (*found.candidates, *(state for state in found.states if state not in found.candidates))
    columns = (Column("State"), *(Column(str(place)) for place, _ in calls))
    rows = tuple((Cell(_named(found, state)), *(_vote(call, state) for _, call in calls)) for state in states)
    return Table("Y yes, A abstained, N no, – no vote on record; by the numbers above", columns, rows)


def _named(found: Comparison, state: str) -> str:
    return f"{name_of(state)} (candidate)" if state in found.candidates else name_of(state)


def _vote(call: RollCall, state: str) -> Cell:
    vote = call.votes.get(state, "")
    return Cell(vote or NOTHING, "" if vote else "quiet", f"{call.resolution}: {VOTES[vote]}")


def _said(found: Comparison) -> list[Block]:
    """Words on a candidate's stand: set beside the votes, and left to the reader."""
    return [
        Note(
            f"Said of {name_of(each.candidate)} ({day(each.date.text)}): “{each.words}” ({each.source}). "
            f"{spoken_run(found, each.candidate)} Whether the words fit the votes is for the reader to judge."
        )
        for each in found.hosts.said
        if each.candidate in found.candidates
    ]


def _is_later(call: RollCall, day: dt.date) -> bool:
    return call.day > day.isoformat()


def _notes(found: Comparison) -> list[Block]:
    notes: list[Block] = [
        Note(
            f"Check at the source: {name_of(odd.state)}'s {VOTES[odd.vote]} on {odd.resolution} is the opposite of all "
            f"its other votes here ({VOTES[odd.others]}). It may be a turn, or an error in the data."
        )
        for odd in found.calls.odd
    ]
    if found.day and (
        later := [place for place, call in enumerate(found.calls.calls, 1) if _is_later(call, found.day)]
    ):
        told = f"No. {later[0]}" if len(later) == 1 else f"Nos. {later[0]} to {later[-1]}"
        notes.append(Note(f"Later than the dossier, which is of {day(found.day.isoformat())}: {told}."))
    if found.calls.missing:
        notes.append(Note(f"Asked for and not in the data: {series(found.calls.missing)}. They are in no count here."))
    notes.append(
        Note(
            "No vote on record may mean absent, not taking part or not a member. What was adopted without a vote, "
            "and votes of the Security Council, are not in it. A vote on a text has many reasons: no vote here is a "
            "verdict on neutrality.",
            "method",
        )
    )
    return notes
