"""The hard gates of a corridor: each met, not met or unknown, with the reason. Nothing is met by default.

What is asked follows public guidance: consent of all who control the way, a limited time and place, voluntary movement,
protection of those who stay and of those who leave, the return (`GUIDANCE` in `guidance` names the sources).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from goodoffices.corridors.consent.model import ASSURANCES, Assurance, Record
from goodoffices.corridors.consent.notice import notice_problems
from goodoffices.corridors.consent.standing import MET, NOT_MET, UNKNOWN, standings
from goodoffices.values import plural, series

__all__ = ["GATES", "Gate", "gates"]

GATES = {
    "window": "A window that is not over",
    "consent": "Written consent of all who control a stretch, valid through every window",
    "voluntary": "Voluntary movement and the right to stay",
    "medical": "Medical care and family unity",
    "abort": "A rule for when to stop, and what happens then",
    "notice": "All who control or monitor told at least 48 hours ahead",
    "audience": "It is settled who may see the route",
    "protection": "Protection outside the corridor and the return",
}
"""Every gate by its name, in the order in which they are told."""


@dataclass(frozen=True)
class Gate:
    """One hard gate: `state` is `met`, `not met` or `unknown`; `reasons` say why, each a whole sentence."""

    name: str
    """One of `GATES`."""
    state: str
    reasons: tuple[str, ...]

    @property
    def title(self) -> str:
        """What it asks."""
        return GATES[self.name]

    @property
    def met(self) -> bool:
        """Whether it is met; what is unknown is not."""
        return self.state == MET


def gates(record: Record, as_of: dt.date) -> tuple[Gate, ...]:
    """Every gate on a day, in the order of `GATES`. What the record dates after that day does not count yet."""
    return (
        _window(record, as_of),
        _consent(record, as_of),
        _promised("voluntary", record, as_of, ("voluntary", "stay")),
        _promised("medical", record, as_of, ("medical", "family")),
        _abort(record),
        _notice(record, as_of),
        _audience(record),
        _promised("protection", record, as_of, ("protection", "return")),
    )


def _gate(name: str, bad: Sequence[str], open_: Sequence[str], good: str) -> Gate:
    """Not met where something is against it, else unknown where something is missing, else met."""
    if bad or open_:
        return Gate(name, NOT_MET if bad else UNKNOWN, (*bad, *open_))
    return Gate(name, MET, (good,))


def _window(record: Record, as_of: dt.date) -> Gate:
    if not record.windows:
        return Gate("window", UNKNOWN, ("No window is on record.",))
    last = max(closes for _, closes in record.windows)
    if last.date() < as_of:
        return Gate("window", NOT_MET, (f"The last window closed on {last:%Y-%m-%d %H:%M}.",))
    coming = [f"{opens:%Y-%m-%d %H:%M}" for opens, closes in record.windows if closes.date() >= as_of]
    return Gate("window", MET, (f"It opens on {series(coming)}.",))


def _consent(record: Record, as_of: dt.date) -> Gate:
    bad: list[str] = []
    open_ = [f"From {start} to {end} no stretch is on record." for start, end in record.uncovered()]
    if not record.stretches:
        open_ = ["No stretch is on record, and so no consent."]
    for one in standings(record, as_of):
        if one.state != MET:
            (bad if one.state == NOT_MET else open_).append(f"Stretch {one.stretch}: {one.reason}.")
    bodies, stretches = (len(record.bodies), "body", "bodies"), (len(record.stretches), "stretch", "stretches")
    return _gate("consent", bad, open_, f"{plural(*bodies)} consented in writing on {plural(*stretches)}.")


def _promised(name: str, record: Record, as_of: dt.date, wanted: tuple[str, ...]) -> Gate:
    known = {each.name: each for each in record.assurances}
    bad: list[str] = []
    open_: list[str] = []
    for each in wanted:
        said = known.get(each)
        if said is None:
            open_.append(f"The record does not say whether {ASSURANCES[each]}.")
        elif not said.held:
            bad.append(f"The record denies that {ASSURANCES[each]}{f': {said.text}' if said.text else ''}.")
        elif missing := _missing(said, as_of):
            open_.append(f"That {ASSURANCES[each]} is said, {missing}.")
    return _gate(name, bad, open_, "; ".join(_cited(known[each]) for each in wanted if each in known) + ".")


def _missing(said: Assurance, as_of: dt.date) -> str:
    absent = [word for word, value in (("by whom", said.by), ("in which document", said.document)) if not value]
    if said.date is None:
        absent.append("on which day")
    if absent:
        return f"but not {series(absent, 'or')}"
    return f"but only on {said.date}, after this day" if said.date and said.date > as_of else ""


def _cited(said: Assurance) -> str:
    return f"{ASSURANCES[said.name].capitalize()} ({said.by}, {said.document}, {said.date})"


def _abort(record: Record) -> Gate:
    told = {
        "when the movement stops": record.abort.rule,
        "which office decides that": record.abort.decides,
        "what happens then to those under way": record.abort.fallback,
    }
    missing = [f"The record does not say {what}." for what, value in told.items() if not value]
    return _gate("abort", (), missing, f"{record.abort.decides} decides.")


def _notice(record: Record, as_of: dt.date) -> Gate:
    bad, open_ = notice_problems(record, as_of)
    return _gate("notice", bad, open_, "Everybody was told at least 48 hours ahead of every window.")


def _audience(record: Record) -> Gate:
    if not record.seen_by:
        return Gate("audience", UNKNOWN, ("The record does not say who may see the route.",))
    return Gate("audience", MET, (f"It may be seen by: {series(record.seen_by)}.",))
