"""The consent record as a plan in YAML states it: all that is wrong with it at once, each with line and remedy."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import yaml

from goodoffices.corridors import marks
from goodoffices.corridors.consent import words
from goodoffices.corridors.consent.model import (
    ASSURANCES,
    Abort,
    Assurance,
    Consent,
    Notification,
    Record,
    Stretch,
    Window,
)
from goodoffices.corridors.marks import Fields, Reader, nearest

if TYPE_CHECKING:
    from yaml.nodes import Node

__all__ = ["KEYS", "Corridor", "read_record"]

KEYS = ("stretches", "monitors", "notified", "assurances", "abort", "seen_by")
"""The keys of a plan that are the consent record."""

_STRETCH = ("from", "to", "control", "consent")
_CONSENT = ("body", "office", "how", "document", "date", "from", "until", "conditions", "withdrawn")
_NOTIFIED = ("body", "at", "by", "window", "stretch")
_ASSURANCE = ("said", "text", "by", "document", "date")
_ABORT = ("rule", "decides", "fallback")


@dataclass(frozen=True)
class Corridor:
    """What the rest of the plan says that the record needs."""

    id: str
    route: tuple[str, ...]
    windows: tuple[Window, ...]


def read_record(head: Fields, reader: Reader, corridor: Corridor) -> Record:
    """The record in the keys `KEYS` of a plan; what is wrong goes into the problems of `reader`, whose examples are
    those of `words.EXAMPLES`, with more if need be."""
    own = _Reader(reader, corridor)
    stretches = reader.each(head, "stretches", _STRETCH, own.stretch, needed=False)
    record = Record(
        corridor=corridor.id,
        route=corridor.route,
        windows=corridor.windows,
        stretches=stretches,
        monitors=reader.several(head, "monitors", "", marks.name),
        assurances=own.assurances(head),
        abort=own.abort(head),
        seen_by=reader.several(head, "seen_by", "", words.audience) if "seen_by" in head else None,
    )
    return own.notified(head, record)


class _Reader:
    def __init__(self, reader: Reader, corridor: Corridor) -> None:
        self.reader = reader
        self.problems = reader.problems
        self.corridor = corridor

    def stretch(self, name: str, fields: Fields, path: str) -> Stretch:
        route, take = self.corridor.route, self.reader.taken
        ends = [take(fields, key, path, marks.name, needed=True) or "" for key in ("from", "to")]
        known = [
            self._known(end, route, "Points of the route", fields, key, path)
            for key, end in zip(("from", "to"), ends, strict=True)
            if end
        ]
        if all(ends) and all(known) and route.index(ends[0]) >= route.index(ends[1]):
            told = f"`{ends[1]}` does not come after `{ends[0]}` on the route"
            self.problems.add(fields["to"][1], f"{path}.to", told, "A stretch follows the route.")
        control = self.reader.several(fields, "control", path, marks.name)
        return Stretch(name, ends[0], ends[1], tuple(dict.fromkeys(control)), self._consents(fields, path, control))

    def _consents(self, fields: Fields, path: str, control: tuple[str, ...]) -> tuple[Consent, ...]:
        found = []
        for below, item in self._items(fields, "consent", path, "body: …, how: written, date: 2031-03-01"):
            told = self.reader.fields(item, below, _CONSENT)
            take = self.reader.taken
            body = take(told, "body", below, marks.name, needed=True) or ""
            if body:
                self._known(body, control, "Who controls this stretch", told, "body", below)
            how = take(told, "how", below, words.how, needed=True) or "refused"
            date = take(told, "date", below, marks.day, needed=True) or dt.date.min
            consent = Consent(
                body=body,
                how=how,
                date=date,
                office=take(told, "office", below, marks.text) or "",
                document=take(told, "document", below, marks.text) or "",
                begins=take(told, "from", below, words.moment),
                until=take(told, "until", below, words.moment),
                conditions=self.reader.several(told, "conditions", below, marks.text),
                withdrawn=take(told, "withdrawn", below, words.moment),
            )
            self._check_order(consent, told, below)
            found.append(consent)
        return tuple(found)

    def _check_order(self, consent: Consent, told: Fields, path: str) -> None:
        if consent.begins and consent.until and consent.until.last < consent.begins.when:
            self.problems.add(told["until"][1], f"{path}.until", "it ends before it begins")
        if consent.withdrawn and consent.withdrawn.last.date() < consent.date:
            self.problems.add(told["withdrawn"][1], f"{path}.withdrawn", "it is withdrawn before it is given")
        for key in ("from", "until", "withdrawn"):
            if key in told and consent.how == "refused" and "how" in told:
                self.problems.add(told[key][1], f"{path}.{key}", f"what is refused has no `{key}`", "Delete it.")

    def notified(self, head: Fields, record: Record) -> Record:
        bodies = tuple(dict.fromkeys((*record.bodies, *record.monitors)))
        names = tuple(stretch.name for stretch in record.stretches)
        found = []
        for path, item in self._items(head, "notified", "", "body: …, at: 2031-03-12 09:00, by: …"):
            told = self.reader.fields(item, path, _NOTIFIED)
            take = self.reader.taken
            body = take(told, "body", path, marks.name, needed=True) or ""
            if body:
                self._known(body, bodies, "Who controls or monitors", told, "body", path)
            at = take(told, "at", path, words.moment, needed=True)
            by = take(told, "by", path, marks.text, needed=True) or ""
            opens = take(told, "window", path, words.moment, needed=True)
            stretch = take(told, "stretch", path, marks.name) or ""
            if stretch:
                self._known(stretch, names, "Stretches", told, "stretch", path)
            if at and opens:
                found.append(Notification(body, at, by, opens, stretch))
        return replace(record, notifications=tuple(found))

    def assurances(self, head: Fields) -> tuple[Assurance, ...]:
        if "assurances" not in head:
            return ()
        found = []
        named = self.reader.fields(head["assurances"][1], "assurances", tuple(ASSURANCES))
        for name, (_, value) in named.items():
            path, take = f"assurances.{name}", self.reader.taken
            told = self.reader.fields(value, path, _ASSURANCE)
            held = take(told, "said", path, words.yes_or_no, needed=True)
            text, by, document = (take(told, key, path, marks.text) or "" for key in ("text", "by", "document"))
            found.append(Assurance(name, bool(held), text, by, document, take(told, "date", path, marks.day)))
        return tuple(found)

    def abort(self, head: Fields) -> Abort:
        if "abort" not in head:
            return Abort()
        told = self.reader.fields(head["abort"][1], "abort", _ABORT)
        return Abort(*(self.reader.taken(told, key, "abort", marks.text) or "" for key in _ABORT))

    def _known(self, name: str, names: tuple[str, ...], of: str, told: Fields, key: str, path: str) -> bool:
        if name not in names:
            what = f"`{name}` is not known here"
            self.problems.add(told[key][1], f"{path}.{key}", what, nearest(name, names, of) or f"{of}: none is named.")
        return name in names

    def _items(self, fields: Fields, key: str, path: str, example: str) -> list[tuple[str, Node]]:
        """The mappings of a list, each with its path; one mapping alone is a list of one."""
        if key not in fields:
            return []
        node, below = fields[key][1], f"{path}.{key}" if path else key
        if isinstance(node, yaml.nodes.SequenceNode):
            items = node.value
        elif isinstance(node, yaml.nodes.MappingNode):
            items = [node]
        else:
            items = []
            if node.value:
                self.problems.add(node, below, "here stands a list", f"Write `- {{{example}}}` on a line of its own.")
        found = [(f"{below}.{number}", item) for number, item in enumerate(items, 1)]
        self.reader.where.update(found)
        return found
