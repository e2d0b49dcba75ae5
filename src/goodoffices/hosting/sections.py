"""Candidates side by side, fit for a page and for a terminal."""

from __future__ import annotations

import math
from collections.abc import Sequence

from goodoffices.hosting import wording
from goodoffices.hosting.comparing import Comparison
from goodoffices.hosting.distances import Distances
from goodoffices.hosting.pictures import component_picture, time_picture
from goodoffices.hosting.record_sections import practical_section, ratings_section, record_section, ties_section
from goodoffices.hosting.roll_call_section import roll_call_section
from goodoffices.hosting.scales import spoken_time
from goodoffices.hosting.states import name_of
from goodoffices.hosting.weights import CRITERIA
from goodoffices.hosting.wording import NOTHING, short_spread, spread
from goodoffices.values import (
    Block,
    Cell,
    Column,
    Definitions,
    Listing,
    Note,
    Paragraph,
    Section,
    Table,
    plural,
    series,
    spoken_estimate,
)

__all__ = ["CAUTION", "comparison_sections", "component_table", "finding"]

_ACROSS = 6
"""States side by side in one table."""
MINUS = "\N{MINUS SIGN}"
CAUTION = (
    "This is public record, and no verdict: a distance in votes on all subjects of the General Assembly is not trust, "
    "and not neutrality in this conflict. No candidate is ranked unless weights are given. Who may host is for the "
    "parties to say."
)
ASSUMED = (
    "The intervals are those published for each state, carried through by drawing each state's point by itself: the "
    "joint distribution is not published. Points of two estimates are never subtracted from each other."
)


def comparison_sections(found: Comparison) -> tuple[Section, ...]:
    """Everything, each component with its source; nothing confidential unless it was asked for at the desk."""
    sections = (
        _answer(found),
        _distances(found),
        _over(found),
        roll_call_section(found),
        record_section(found),
        ties_section(found),
        practical_section(found),
        ratings_section(found),
        _ranks(found),
        _not_here(found),
        _sources(found),
    )
    return tuple(section for section in sections if section and section.blocks)


def _answer(found: Comparison) -> Section:
    blocks: list[Block] = [Note(CAUTION), Note(finding(found), "finding")]
    blocks += [picture] if (picture := component_picture(found)) else []
    blocks.append(component_table(found))
    if found.distances.missing:
        names = series(name_of(state) for state in found.distances.missing)
        blocks.append(Note(f"No ideal point for {names}: every distance here is without them."))
    blocks.append(Note(ASSUMED, "method"))
    return Section("hosts", "Who could host: candidates side by side", tuple(blocks))


def finding(found: Comparison) -> str:
    """What the distances say, and how little they tell candidates apart."""
    each = found.distances.each
    when = spoken_time(found.scale.unit, found.time)
    if not each:
        return f"No candidate has an ideal point in {when}."
    near = min(each, key=lambda one: one.largest.point)
    far = max(each, key=lambda one: one.largest.point)
    told = f"{plural(len(found.candidates), 'candidate')} against {plural(len(found.states), 'state')} that stand for "
    told += f"{plural(len(found.parties), 'party', 'parties')}, by ideal points of {when}. "
    if near is far:
        told += f"The largest distance is {spread(near.largest)}, to {name_of(near.farthest)}."
    else:
        told += f"The largest distance runs from {near.largest.point:.2f} ({name_of(near.candidate)}) to "
        told += f"{far.largest.point:.2f} ({name_of(far.candidate)})."
    sure, pairs = wording.pairs_apart(found.distances)
    if pairs:
        told += " " + _apart(sure, pairs)
    return told


def _apart(sure: int, pairs: int) -> str:
    """In words, how many pairs of candidates the largest distance tells apart."""
    if sure == 0:
        which = "the pair" if pairs == 1 else f"any of the {pairs} pairs"
        return f"It does not tell {which} of candidates apart in 95 % of the draws."
    if sure == pairs:
        return (
            f"In 95 % of the draws it tells {'the pair' if pairs == 1 else f'all {pairs} pairs'} of candidates apart."
        )
    return f"In 95 % of the draws it tells {sure} of {pairs} pairs of candidates apart, not the others."


def component_table(found: Comparison) -> Table:
    """One row a candidate, in the order given."""
    by_name = {one.candidate: one for one in found.distances.each}
    rows = []
    for candidate in found.candidates:
        one = by_name.get(candidate)
        hosted = found.records.count(candidate, found.day)
        party = " (is itself one of these states)" if candidate in found.states else ""
        cells = (
            (spread(one.largest), name_of(one.farthest), name_of(one.nearest), spread(one.balance))
            if one
            else (NOTHING,) * 4
        )
        votes = wording.tally(found.calls.counts.get(candidate, {})) if found.calls.calls else NOTHING
        texts = (f"{name_of(candidate)}{party}", *cells, votes, str(hosted) if found.records.hosted else NOTHING)
        rows.append(tuple(Cell(text) for text in texts))
    columns = (
        Column("Candidate"),
        Column("Largest distance", numeric=True),
        Column("to"),
        Column("Nearest to"),
        Column("Balance", numeric=True),
        Column("Votes on the conflict"),
        Column("Hosted or mediated", numeric=True),
    )
    caption = "Components in the order given; in brackets 5 % to 95 % of the draws; hosted by the day of the dossier"
    return Table(caption, columns, tuple(rows))


def _distances(found: Comparison) -> Section:
    lead = [Listing(tuple(_stands(found, state) for state in found.states))]
    backed = [each for each in found.parties if each.is_backed]
    notes = [
        Note(
            f"Not a state: {found.names[each.party]}. {series(name_of(state) for state in each.states)} stand for it "
            f"as declared backers{f' ({each.judgement.source})' if each.judgement.source else ''}: their votes are "
            f"theirs, and not its view.{f' {each.judgement.note}' if each.judgement.note else ''}"
        )
        for each in backed
    ]
    tables = _distance_tables(
        found, found.distances, f"By {spoken_time(found.scale.unit, found.time)}; {found.scale.of}"
    )
    for other in found.others:
        caption = f"By another estimate, {spoken_time(other.scale.unit, other.time)}; {other.scale.of}"
        tables += _distance_tables(found, other.distances, caption)
    method = (
        [
            Note(
                "Two estimates may differ for a state by more than either's interval: neither is the other's error.",
                "method",
            )
        ]
        if found.others
        else []
    )
    return Section("distances", "Distance to each state", (*lead, *notes, *tables, *method))


def _stands(found: Comparison, state: str) -> str:
    """A state with its code, for whom it stands, and its point."""
    point = found.scale.at(found.time).get(state)
    told = "no ideal point"
    if point:
        told = f"ideal point {point.point:.2f} ({point.low:.2f} to {point.high:.2f})".replace("-", MINUS)
    return f"{name_of(state)} ({state}): {wording.for_whom(found, state)}; {told}."


def _distance_tables(found: Comparison, made: Distances, caption: str) -> list[Table]:
    """As many as it takes for the states to fit side by side, about as many in each."""
    states = [state for state in found.states if any(state in one.to for one in made.each)]
    across = math.ceil(len(states) / max(1, math.ceil(len(states) / _ACROSS)))
    groups = [states[start : start + across] for start in range(0, len(states), across)] if states else []
    return [_distance_table(made, group, f"{caption}. In brackets 5 % to 95 % of the draws") for group in groups]


def _distance_table(made: Distances, states: Sequence[str], caption: str) -> Table:
    rows = tuple(
        (
            Cell(name_of(one.candidate)),
            *(
                Cell("itself", "quiet") if state == one.candidate else Cell(short_spread(one.to[state]))
                for state in states
            ),
        )
        for one in made.each
    )
    return Table(caption, (Column("Candidate"), *(Column(state, numeric=True) for state in states)), rows)


def _over(found: Comparison) -> Section | None:
    picture = time_picture(found)
    return Section("over-time", "The largest distance over time", (picture,)) if picture else None


def _ranks(found: Comparison) -> Section | None:
    if found.ranks is None or found.weights is None:
        return None
    told = [
        f"{CRITERIA[name][0]}: {'any weight' if weight is None else f'weight {spoken_estimate(weight)}'}"
        for name, weight in found.weights.of.items()
    ]
    rows = tuple(
        (
            Cell(name_of(one.candidate)),
            Cell(_share(one.first)),
            Cell(_share(one.top_three)),
            Cell(f"{one.rank[1]} ({one.rank[0]} to {one.rank[2]})"),
        )
        for one in found.ranks
    )
    columns = (
        Column("Candidate"),
        Column("First in", numeric=True),
        Column("Among the first three in", numeric=True),
        Column("Rank", numeric=True),
    )
    lead = f"The weights are yours, from {found.weights.file or 'the call'}: {'; '.join(told)}."
    note = (
        "Each criterion runs from 0 for the worst of these candidates to 1 for the best, so that another candidate in "
        "the list can change the shares. They say how much a rank hangs on the weights and on the draws, not who "
        "should host; read them with the components above."
    )
    if "hosted" in found.weights.of:
        note += " The record has the rounds of the dossier: to weigh it favours the host that the dossier has."
    caption = (
        "Shares of the draws of weights, of ideal points and of ratings; in brackets the rank in 5 % to 95 % of them"
    )
    return Section("weighed", "Under the weights given", (Paragraph(lead), Table(caption, columns, rows), Note(note)))


def _share(share: float) -> str:
    percent = 100 * share
    return "under 1 %" if 0 < percent < 1 else "over 99 %" if 99 < percent < 100 else f"{percent:.0f} %"  # noqa: PLR2004


def _not_here(found: Comparison) -> Section:
    absent = ["Events between hosts and parties, weighted by kind: the store of events keeps no CAMEO codes."]
    if not found.calls.calls:
        absent.append("Roll calls on the conflict: import votes and roll calls, and say by which words they are found.")
    if not found.records.sets:
        absent.append("Ceasefires and agreements that name a candidate: import them into the store.")
    if not found.records.hosted:
        absent.append("Rounds hosted and mediations, with whom and how they ended: write them under `record`.")
    if not found.ties:
        absent.append("Disputes, pacts, borders and shared organisations: import them into the store.")
    if not found.practical:
        absent.append("Visas, flights, arrest warrants: write them under `practical`, with date and source.")
    absent.append("What is not public: back channels, money, promises.")
    return Section("absent", "What this does not have", (Listing(tuple(absent)),))


def _sources(found: Comparison) -> Section | None:
    items = tuple(
        (
            source.id,
            ". ".join(
                part
                for part in (
                    source.what,
                    source.reference,
                    source.url,
                    wording.day(source.date.text) if source.date else "",
                    f"Unverified: {source.unverified}" if source.unverified else "",
                )
                if part
            ),
        )
        for source in found.hosts.sources
    )
    return Section("hosts-sources", "Sources", (Definitions(items),), annex=True) if items else None
