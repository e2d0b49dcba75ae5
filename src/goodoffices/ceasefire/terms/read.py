"""From the key `ceasefires` of a file to Terms: all that is wrong at once, each with line, column and remedy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from goodoffices.ceasefire.terms import keys
from goodoffices.ceasefire.terms.model import Bound, Exceptions, Group, Moment, Release, Step, Terms
from goodoffices.ceasefire.terms.moments import parse_moment
from goodoffices.ceasefire.terms.read_parts import (
    is_unknown,
    read_acts,
    read_area,
    read_thresholds,
    texts,
    whole_number,
    yes_or_no,
)
from goodoffices.dossier import Part, Parts, Reading, nearest, quoted

__all__ = ["read_ceasefires"]

_EXAMPLE = "every ceasefire under its id, as `north: {title: Ceasefire in the north, start: 2031-04-01 06:00 +02:00}`"
_EARLIEST, _LATEST = dt.time(0), dt.time(23, 59)
T = TypeVar("T")


def read_ceasefires(reading: Reading, part: Part, folder: str = "") -> tuple[Terms, ...]:
    """The ceasefires of a file. `folder` is where files of areas are named from."""
    found = []
    for name, entry in reading.branch(part, _EXAMPLE).items():
        reading.id(entry, name)
        parts = reading.branch(entry, "`title:` and the terms, one key each")
        reading.known(parts, keys.TERMS)
        found.append(_Reader(reading, entry, parts, folder).terms())
    if not found and not reading.problems.found:
        reading.problems.add(part, "there is no ceasefire here", f"Write {_EXAMPLE}.", at_key=True)
    return tuple(found)


@dataclass(frozen=True)
class _Reader:
    """Reads one ceasefire."""

    reading: Reading
    entry: Part
    parts: Parts
    folder: str

    def terms(self) -> Terms:
        """Everything that is read goes into one value."""
        reading, parts = self.reading, self.parts
        title = reading.text(parts, "title", self.entry, "Write `title:` and what it is called.")
        start, end = self.moment("start", needed=True), self.moment("end", needed=True)
        if start and end and (end.day, end.hour or _LATEST) < (start.day, start.hour or _EARLIEST):
            reading.problems.add(parts["end"], "the ceasefire ends before it starts", "Check the two dates.")
        return Terms(
            id=self.entry.id,
            title=title,
            start=start,
            end=end,
            open_ended=self.word("end") == "open",
            ended=self.moment("ended"),
            area=self.told("area", lambda part: read_area(reading, part)),
            parties=self.told("parties", self.bound) or (),
            dyads=self.list_of("dyads"),
            acts=self.told("prohibited", lambda part: read_acts(reading, part)),
            exceptions=self.told("exceptions", self.exceptions),
            monitors=self.list_of("monitors"),
            verified_by=self.list_of("verified_by"),
            attributed_by=self.list_of("attributed_by"),
            guarantors=self.list_of("guarantors"),
            ladder=self.told("ladder", self.ladder) or (),
            verdicts=read_thresholds(reading, parts.get("verdicts")),
            release=self.told("release", self.release),
            says=self.says(),
            unverified=reading.text(parts, "unverified"),
            judgement=reading.judgement(parts),
            folder=self.folder,
        )

    def word(self, key: str) -> str:
        """The word of a key, in small letters."""
        return self.parts[key].text.casefold() if key in self.parts else ""

    def told(self, key: str, read: Callable[[Part], T]) -> T | None:
        """What `read` makes of a key, None where it is absent, empty or `unknown`."""
        part = self.parts.get(key)
        return None if part is None or part.is_empty or is_unknown(part) else read(part)

    def list_of(self, key: str) -> tuple[str, ...]:
        """Several texts, or one."""
        return self.told(key, lambda part: texts(self.reading, part)) or ()

    def moment(self, key: str, *, needed: bool = False) -> Moment | None:
        """A day with its hour; `unknown` and, for the end, `open` are said so."""
        part = self.parts.get(key)
        other = "; or `open` or `unknown`" if key == "end" else "; or `unknown`"
        if part is None or not self.reading.plain(part):
            if needed and (part is None or part.is_empty):
                remedy = f"Write `{key}: 2031-04-01 06:00 +02:00`{other}."
                self.reading.problems.add(part or self.entry, f"the ceasefire has no `{key}`", remedy, at_key=True)
            return None
        if is_unknown(part) or (key == "end" and part.text.casefold() == "open"):
            return None
        try:
            return parse_moment(part.text)
        except ValueError as error:
            what, _, right = str(error).partition("; ")
            self.reading.problems.add(part, what, f"{right[:1].upper()}{right[1:]}{other}.")
            return None

    def bound(self, part: Part) -> tuple[Bound, ...]:
        """Parties by id. In a dossier an id is one of its parties, unless a name says who it is."""
        found = []
        at_table = (*self.reading.parties, *self.reading.excluded)
        for name, entry in self.reading.branch(part, "`gov: {actors: [Government of Elland]}`").items():
            self.reading.id(entry, name)
            parts = self.reading.branch(entry, "`{name: Its name, actors: [its name in a source of events]}`")
            self.reading.known(parts, keys.PARTY)
            full = self.reading.text(parts, "name")
            if at_table and name not in at_table and not full:
                remedy = nearest(name, at_table, "Its parties") or "Give it a `name`, or use the id of a party."
                self.reading.problems.add(entry, f"{quoted(name)} is no party of the dossier", remedy, at_key=True)
            actors = parts.get("actors")
            named = () if actors is None or is_unknown(actors) else texts(self.reading, actors)
            found.append(Bound(entry.id, full, named))
        return tuple(found)

    def exceptions(self, part: Part) -> Exceptions | None:
        """Groups, an area and self-defence; `none` says that there are none."""
        if part.text.casefold() == "none":
            return Exceptions()
        reading = self.reading
        parts = reading.branch(part, "`{groups: [Islamic Front], self_defence: yes}`, or `none`")
        if not parts:
            return None
        reading.known(parts, keys.EXCEPTIONS)
        area = parts.get("area")
        return Exceptions(
            groups=tuple(self.group(row) for row in reading.rows(parts.get("groups"), "`groups: [one, another]`")),
            area=read_area(reading, area) if area and not area.is_empty and not is_unknown(area) else None,
            self_defence=yes_or_no(reading, parts.get("self_defence")),
        )

    def group(self, row: Part) -> Group:
        """A name that is also its name in the sources of events, or a mapping that says more."""
        if row.text:
            return Group(row.text, (row.text,))
        parts = self.reading.branch(row, "a name, or `{name: …, actors: […], reason: …}`")
        self.reading.known(parts, keys.GROUP)
        name = self.reading.text(parts, "name", row, "Write `name:` and the group.")
        actors = texts(self.reading, parts["actors"]) if "actors" in parts else (name,)
        return Group(name, actors, self.reading.text(parts, "reason"))

    def ladder(self, part: Part) -> tuple[Step, ...]:
        """What follows an incident, first to last."""
        found = []
        for row in self.reading.rows(part, "`ladder: [hot line, joint visit]`"):
            if row.text:
                found.append(Step(row.text))
                continue
            parts = self.reading.branch(row, "a text, or `{step: …, by: …, within: 24 hours}`")
            self.reading.known(parts, keys.STEP)
            step = self.reading.text(parts, "step", row, "Write `step:` and what is done.")
            found.append(Step(step, self.reading.text(parts, "by"), self.reading.text(parts, "within")))
        return tuple(found)

    def release(self, part: Part) -> Release | None:
        """Who sees what first."""
        parts = self.reading.branch(part, "`{first: [gov, opp], together: yes, embargo_hours: 24}`")
        if not parts:
            return None
        self.reading.known(parts, keys.RELEASE)
        first = parts.get("first")
        together = yes_or_no(self.reading, parts.get("together"))
        return Release(
            first=texts(self.reading, first) if first and not is_unknown(first) else (),
            together={"yes": True, "no": False}.get(together),
            embargo_hours=whole_number(self.reading, parts.get("embargo_hours"), 0, 24 * 366),
        )

    def says(self) -> tuple[tuple[str, str], ...]:
        """The agreement's own words, by clause."""
        part = self.parts.get("says")
        parts = self.reading.branch(part, "the words of each clause, as `time: From six in the morning …`")
        self.reading.known(parts, keys.SAYS)
        return tuple((key, self.reading.plain(value)) for key, value in parts.items() if key in keys.SAYS)
