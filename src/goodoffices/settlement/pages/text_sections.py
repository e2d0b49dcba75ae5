"""What a mediator reads of the texts on record: what they are worth to whom, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from goodoffices.dossier import Dossier, Party, linkage_in_words
from goodoffices.settlement.result import Breach, RatedText, Settlement
from goodoffices.values import (
    Block,
    Cell,
    Column,
    Definitions,
    Paragraph,
    Section,
    Table,
    count,
    plural,
    series,
    signed,
)

__all__ = ["CROSSED", "NOISE", "all_could_accept", "crossed", "gain_range", "red_line_cell", "texts_section"]

CROSSED = "!: the text crosses a red line of this party, which would not sign, whatever it gains."
"""What the sign beside a gain means."""

NOISE = 1e-9
"""Points: a gain this far below 0 is a rounding of floats."""


def all_could_accept(settlement: Settlement, text: RatedText) -> bool:
    """Whether a whole text crosses no deciding party's red line, breaks no linkage and leaves nobody below its
    fallback; False for a partial text, of which that cannot be said."""
    if text.outcome is None or text.linkages or crossed(settlement, text):
        return False
    return all(text.outcome.gain[party] >= -NOISE for party in settlement.deciding)


def crossed(settlement: Settlement, text: RatedText) -> tuple[Breach, ...]:
    """The red lines of deciding parties that a text crosses."""
    return tuple(breach for breach in text.red_lines if breach.party in settlement.deciding)


def texts_section(dossier: Dossier, settlement: Settlement) -> Section:
    """Texts on record against the model; no blocks when there are none."""
    if not settlement.texts:
        return Section("texts", "Texts on record")
    parties = [party for party in dossier.parties if party.id in settlement.fallback]
    named = (Column(party.id, numeric=True) for party in parties)
    columns = (Column("Text"), *named, Column("All could accept"))
    rows = [_text_row(settlement, parties, place, text) for place, text in enumerate(settlement.texts, 1)]
    if settlement.frontier.size:
        columns = (*columns, Column("Better for all", numeric=True))
        rows = [(*row, _better(text)) for row, text in zip(rows, settlement.texts, strict=True)]
    blocks: list[Block] = [Table("Gains of the texts over fallback, in points of 100", columns, tuple(rows))]
    notes = _notes(settlement)
    blocks += [Paragraph(" ".join(notes))] if notes else []
    told = ((f"Text {n}", _faults(dossier, settlement, text)) for n, text in enumerate(settlement.texts, 1))
    faults = tuple((name, words) for name, words in told if words)
    if faults:
        blocks.append(Definitions(faults))
    else:
        blocks.append(Paragraph("No text on record crosses a red line or breaks a linkage."))
    return Section("texts", "Texts on record", tuple(blocks))


def _notes(settlement: Settlement) -> list[str]:
    words = []
    if settlement.frontier.size:
        words.append(
            "Better for all: of the packages that cannot be bettered, those that leave no party whose consent is "
            "needed worse off, and one better. 0 alone does not make a text acceptable."
        )
    if any(text.outcome is None for text in settlement.texts):
        words.append("A partial text shows what its allowed completions give, from least to most; –: there are none.")
    if any(crossed(settlement, text) for text in settlement.texts if text.outcome is not None):
        words.append(CROSSED)
    return words


def _better(text: RatedText) -> Cell:
    return Cell("–" if text.better_for_all is None else count(text.better_for_all))


def _text_row(settlement: Settlement, parties: Sequence[Party], place: int, text: RatedText) -> tuple[Cell, ...]:
    title = Cell(f"{place} · {text.title}", title=text.id)
    if text.outcome is None:
        ranges = [_range(settlement, party.id, text.utility_range) for party in parties]
        return title, *ranges, Cell(f"partial: {plural(len(text.open_issues), 'issue')} open")
    gains = [text.outcome.gain[party.id] for party in parties]
    barred = {breach.party for breach in crossed(settlement, text)}
    cells = [red_line_cell(gain) if p.id in barred else _cell(gain) for p, gain in zip(parties, gains, strict=True)]
    yes = all_could_accept(settlement, text)
    return title, *cells, Cell("yes" if yes else "no", tone="good" if yes else "bad")


def _cell(gain: float) -> Cell:
    return Cell(signed(gain), tone="bad" if gain < -NOISE else "")


def red_line_cell(gain: float) -> Cell:
    """A gain that its party would not take: the text crosses a red line of it."""
    return Cell(f"{signed(gain)} !", tone="bad", title="crosses a red line of this party")


def _range(settlement: Settlement, party: str, ranges: Mapping[str, tuple[float, float]]) -> Cell:
    if party not in ranges:
        return Cell("–", title="no allowed package completes the text")
    high = ranges[party][1] - settlement.fallback[party]
    return Cell(gain_range(settlement, party, ranges), tone="bad" if high < -NOISE else "")


def gain_range(settlement: Settlement, party: str, ranges: Mapping[str, tuple[float, float]]) -> str:
    """The least and the most that a party gains as a partial text is completed: `+1.0 to +7.5`."""
    return " to ".join(signed(end - settlement.fallback[party]) for end in ranges[party])


def _faults(dossier: Dossier, settlement: Settlement, text: RatedText) -> str:
    names = {party.id: party.name for party in dossier.parties}
    labels = {(issue.id, option.id): option.label for issue in dossier.issues for option in issue.options}
    asks = {issue.id: issue.ask for issue in dossier.issues}
    rules = {linkage.text: linkage_in_words(dossier, linkage) for linkage in dossier.linkages}
    parts = []
    for party in dict.fromkeys(breach.party for breach in text.red_lines):
        heard = "" if party in settlement.deciding else ", an observer, which blocks nothing"
        mine = [breach for breach in text.red_lines if breach.party == party]
        options = series(f"“{labels[breach.issue, breach.option]}” ({asks[breach.issue]})" for breach in mine)
        lines = "a red line" if len(mine) == 1 else f"{count(len(mine))} red lines"
        parts.append(f"crosses {lines} of {names[party]}{heard}: {options}")
    parts += [f"breaks a linkage: {rules.get(rule, rule).rstrip('.')}" for rule in text.linkages]
    if text.outcome is None and not text.utility_range and not parts:
        parts.append("no allowed package completes it")
    words = "; ".join(parts)
    return f"{words[0].upper()}{words[1:]}." if words else ""
