"""From a file to an Agreement: all that is wrong at once, each with line, column and remedy."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection

from goodoffices.commitments import keys
from goodoffices.commitments.clauses import clause_hash, same_words
from goodoffices.commitments.deadlines import UNKNOWN, parse_due, within_reason
from goodoffices.commitments.model import IN_FORCE, ROLES, Agreement, Body, Clause, Commitment, Due, Touch
from goodoffices.commitments.order import first_cycle
from goodoffices.commitments.read_lines import read_lines
from goodoffices.dossier import Part, Parts, Reading, branch_parts, nearest, open_tree, quoted, read_sources

__all__ = ["START", "parse_commitments"]

START = "`goodoffices commitments new FILE` writes a file to start from."
"""What to do instead where there is no file, or nothing in it."""

_ROLES_OF = dict(zip(("parties", "guarantors", "bodies"), ROLES, strict=True))
_BODIES = "`upper: Upper village`, each under its id"
_EXAMPLE = "every commitment under its id, as `bridge: {who: upper, what: opens the bridge, due: 2031-05-01}`"
_DUE = "Write `due: 2031-05-01`, `due: within 30 days of in force`, `due: standing` or `due: unknown`."


def parse_commitments(text: str, file: str = "", agreed: str | None = None) -> Agreement:
    """The commitments that a text states. `agreed` is the text of the agreement itself, where it is at hand: the words
    of every clause must stand in it. Raises DossierError with all that is wrong."""
    top, problems = open_tree(text, file, START)
    parts = branch_parts(top)
    reading = Reading(problems)
    reading.known(parts, keys.FILE)
    sources = tuple(read_sources(reading, parts.get("sources")))
    reading.sources = frozenset(source.id for source in sources)
    name = reading.text(parts, "agreement", top, "Start with its id, as `agreement: mill-bridge`.")
    if name:
        reading.id(parts["agreement"], name)
    bodies = _bodies(reading, parts)
    if not bodies:
        problems.add(top, "nobody is named who could be bound", f"Write `parties:` and below it {_BODIES}.")
    reader = _Reader(reading, {body.id: body.role for body in bodies}, agreed)
    found = reader.commitments(parts.get("commitments"), top)
    agreement = Agreement(
        id=name,
        title=reading.text(parts, "title", top, "Write `title:` and what the agreement is called."),
        in_force=_in_force(reading, parts, top),
        bodies=bodies,
        commitments=found,
        sources=sources,
        by=reading.text(parts, "by"),
        caution=reading.text(parts, "caution"),
        hash=f"sha256:{hashlib.sha256(text.encode()).hexdigest()}",
        text_file=reading.text(parts, "text"),
        text_hash=clause_hash(agreed or ""),
    )
    problems.raise_any()
    return agreement


def _bodies(reading: Reading, parts: Parts) -> tuple[Body, ...]:
    found: dict[str, Body] = {}
    for key, role in _ROLES_OF.items():
        for name, entry in reading.branch(parts.get(key), _BODIES).items():
            identity = reading.id(entry, name)
            if identity in found:
                what = f"{quoted(identity)} is named twice, as {found[identity].role} and as {role}"
                reading.problems.add(entry, what, "Keep one of the two.", at_key=True)
            found[identity] = Body(identity, reading.plain(entry) or identity, role)
    return tuple(found.values())


def _in_force(reading: Reading, parts: Parts, top: Part) -> dt.date | None:
    word = reading.text(parts, "in_force", top, "Write `in_force: 2031-04-01`, or `unknown`.")
    if not word or word.casefold() == UNKNOWN:
        return None
    period = reading.date(parts, "in_force")
    if period and period.precision != "day":
        remedy = "Write `in_force: 2031-04-01`, or `unknown`."
        reading.problems.add(parts["in_force"], "periods run from a day, and this is none", remedy)
    try:
        return within_reason(period).first if period else None
    except ValueError as error:
        reading.problems.add(parts["in_force"], str(error).partition("; ")[0], "Write `in_force: 2031-04-01`.")
        return None


class _Reader:
    """Reads the commitments of one file. `roles` are those of all who may be named."""

    def __init__(self, reading: Reading, roles: dict[str, str], agreed: str | None) -> None:
        self.reading = reading
        self.roles = roles
        self.agreed = None if agreed is None else same_words(agreed)

    def commitments(self, part: Part | None, top: Part) -> tuple[Commitment, ...]:
        """All of them, and what only the whole shows."""
        before = len(self.reading.problems.found)
        entries = self.reading.branch(part, _EXAMPLE)
        if not entries and len(self.reading.problems.found) == before:
            self.reading.problems.add(part or top, "there is no commitment here", f"Write {_EXAMPLE}.", at_key=True)
        found = tuple(self.commitment(entry, name, entries) for name, entry in entries.items())
        needs = {one.id: tuple(name for name in one.needs if name in entries) for one in found}
        if cycle := first_cycle(needs):
            what = f"these commitments wait for one another, so that none of them ever falls due: {' → '.join(cycle)}"
            remedy = "Take one of the steps out of `depends_on`, or out of `due`."
            self.reading.problems.add(entries[cycle[0]], what, remedy, at_key=True)
        return found

    def commitment(self, entry: Part, name: str, others: Collection[str]) -> Commitment:
        """One of them."""
        reading = self.reading
        identity = reading.id(entry, name)
        parts = reading.branch(entry, "`{who: upper, what: opens the bridge, due: 2031-05-01}`")
        reading.known(parts, keys.COMMITMENT)
        who = self.named(parts, "who", ("party", "guarantor", "body"))
        if not who and "who" not in parts:
            reading.problems.add(entry, f"{quoted(name)} binds nobody", "Write `who:` and an id.", at_key=True)
        verified_by = self.named(parts, "verified_by", ("body", "guarantor", "party"))
        if own := [one for one in verified_by if one in who]:
            what = f"nobody verifies their own commitment, and {quoted(own[0])} would"
            reading.problems.add(parts["verified_by"], what, "Name another body, or leave `verified_by` out.")
        due = self.due(parts, entry, identity, others)
        return Commitment(
            id=identity,
            who=who,
            what=reading.text(parts, "what", entry, "Write `what:` and what is to be done."),
            where=reading.text(parts, "where"),
            due=due,
            verified_by=verified_by,
            depends_on=self.before(parts, identity, others),
            clause=self.clause(parts.get("clause")),
            touches=self.touches(parts.get("touches")),
            lines=read_lines(reading, parts.get("status"), who, verified_by, self.roles),
            note=reading.text(parts, "note"),
        )

    def named(self, parts: Parts, key: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
        """Ids of those who may be named: one, or a list. `none` is nobody, for who verifies."""
        found = []
        for row in self.several(parts.get(key)):
            word = row.text
            if key == "verified_by" and word.casefold() in {"none", UNKNOWN}:
                continue
            if self.roles.get(word) in allowed:
                found.append(word)
            elif self.roles:
                known = [name for name, role in self.roles.items() if role in allowed]
                remedy = nearest(word, known, "They") or "List it under `parties`, `guarantors` or `bodies`."
                self.reading.problems.add(row, f"{quoted(word)} is named nowhere in this file", remedy)
        return tuple(dict.fromkeys(found))

    def several(self, part: Part | None) -> list[Part]:
        """One text, or the texts of a list."""
        if part is None or part.is_empty:
            return []
        rows = [part] if part.text else self.reading.rows(part, "`[one, another]`")
        return [row for row in rows if self.reading.plain(row)]

    def due(self, parts: Parts, entry: Part, own: str, others: Collection[str]) -> Due:
        """By when."""
        word = self.reading.text(parts, "due", entry, _DUE)
        if not word:
            return Due()
        try:
            due = parse_due(word)
        except ValueError as error:
            what, _, right = str(error).partition("; ")
            self.reading.problems.add(parts["due"], what, f"{right[:1].upper()}{right[1:]}." if right else _DUE)
            return Due()
        if due.after and due.after != IN_FORCE:
            self.check_other(parts["due"], due.after, own, others)
        return due

    def before(self, parts: Parts, own: str, others: Collection[str]) -> tuple[str, ...]:
        """What has to be done first."""
        rows = self.several(parts.get("depends_on"))
        for row in rows:
            self.check_other(row, row.text, own, others)
        return tuple(dict.fromkeys(row.text for row in rows if row.text in others and row.text != own))

    def check_other(self, part: Part, word: str, own: str, others: Collection[str]) -> None:
        """Another commitment of this file."""
        if word == own:
            self.reading.problems.add(part, f"{quoted(own)} would wait for itself", "Name another commitment.")
        elif word not in others:
            remedy = nearest(word, others, "They") or "Write the id of another commitment."
            self.reading.problems.add(part, f"there is no commitment {quoted(word)} in this file", remedy)

    def clause(self, part: Part | None) -> Clause:
        """The words it is drawn from, checked against their hash and against the agreement's own text."""
        parts = self.reading.branch(part, "`{article: '3', text: …}`")
        self.reading.known(parts, keys.CLAUSE)
        text, told = self.reading.text(parts, "text"), self.reading.text(parts, "hash")
        found = clause_hash(text)
        if told and told != found:
            what = "the words of the clause are not those that the hash was made of"
            remedy = f"Look which is right. The hash of these words is {found}." if text else "Write `text:` too."
            self.reading.problems.add(parts["hash"], what, remedy)
        if text and self.agreed is not None and same_words(text) not in self.agreed:
            what = "these words do not stand in the text of the agreement"
            self.reading.problems.add(parts["text"], what, "Copy the clause letter for letter from that file.")
        return Clause(self.reading.text(parts, "article"), text, found)

    def touches(self, part: Part | None) -> tuple[Touch, ...]:
        """What else it is about."""
        found = []
        for row in self.reading.rows(part, "`touches: [{ceasefire: north, clause: acts}, {corridor: river}]`"):
            parts = self.reading.branch(row, "`{ceasefire: north, clause: acts}` or `{corridor: river}`")
            self.reading.known(parts, keys.TOUCH)
            ceasefire, corridor = (self.reading.text(parts, key) for key in ("ceasefire", "corridor"))
            clause = self.reading.text(parts, "clause")
            if bool(ceasefire) == bool(corridor) or (corridor and clause):
                what = "here stands one ceasefire, with or without a clause of it, or one corridor"
                self.reading.problems.add(row, what, "Write `{ceasefire: north, clause: acts}` or `{corridor: river}`.")
                continue
            found.append(Touch("ceasefire" if ceasefire else "corridor", ceasefire or corridor, clause))
        return tuple(found)
