"""What is on record: the mediator, texts, rounds, sources."""

from __future__ import annotations

from goodoffices.dossier import keys
from goodoffices.dossier.model import Mediator, Round, Source, Text
from goodoffices.dossier.nodes import Branch, Scalar, normal
from goodoffices.dossier.problems import Part, nearest, quoted
from goodoffices.dossier.reading import Parts, Reading

__all__ = ["read_mediator", "read_rounds", "read_sources", "read_texts"]

_MEDIATOR = "`mediator: {id: un, name: United Nations}`"
_ROUND = "`- {title: First round, date: 2015-05, place: Astana}`"
_SOURCE = "`- {id: S1, what: Joint statement, reference: Astana, date: 2017-05-04}`"


def read_mediator(reading: Reading, part: Part | None) -> Mediator | None:
    """Who hosts or mediates, None when the file does not say."""
    parts = reading.branch(part, _MEDIATOR)
    if part is None or not parts:
        return None
    reading.known(parts, keys.MEDIATOR)
    word = reading.text(parts, "id", part, f"As {_MEDIATOR}.")
    name = reading.text(parts, "name", part, f"As {_MEDIATOR}.")
    return Mediator(reading.id(parts["id"], word) if word else "", name)


def read_texts(reading: Reading, part: Part | None) -> list[Text]:
    """The packages on record. A flat mapping of issues to options is a text that says no more of itself."""
    found = []
    for name, entry in reading.branch(part, "every text under its id, as `draft-1: {air: none}`").items():
        reading.id(entry, name)
        parts = reading.branch(entry, "`{issue: option}`, or `{title: …, package: {issue: option}}`")
        if parts or entry.is_empty or (isinstance(entry.node, Branch) and not entry.node.entries):
            found.append(_text(reading, entry, parts))
    return found


def _text(reading: Reading, entry: Part, parts: Parts) -> Text:
    speaks_of_itself = isinstance(parts["package"].node, Branch) if "package" in parts else False
    if not speaks_of_itself and not any(key in keys.TEXT and key not in reading.issues for key in parts):
        return Text(entry.id, entry.id, reading.package(entry, parts))
    reading.known(parts, keys.TEXT)
    package = reading.package(parts.get("package", entry), reading.branch(parts.get("package"), "`{issue: option}`"))
    signed = tuple(_signatory(reading, row) for row in reading.rows(parts.get("signed"), "`signed: [gov, opp]`"))
    return Text(
        id=entry.id,
        title=reading.text(parts, "title") or entry.id,
        package=package,
        date=reading.date(parts),
        signed=signed,
        unverified=reading.text(parts, "unverified"),
        judgement=reading.judgement(parts),
    )


def _signatory(reading: Reading, row: Part) -> str:
    party = normal(reading.plain(row))
    known = [
        *reading.parties,
        *reading.renamed.values(),
        *sorted(reading.excluded),
        *([reading.mediator] if reading.mediator else []),
    ]
    if (reading.parties or reading.excluded) and party not in known and isinstance(row.node, Scalar):
        what = f"{quoted(party)} is neither a party nor the mediator"
        reading.problems.add(row, what, nearest(party, known, "Those who can sign"))
    return party


def read_rounds(reading: Reading, part: Part | None) -> list[Round]:
    """The rounds of talks, in the order of the file."""
    found = []
    for row in reading.rows(part, f"every round after a dash, as {_ROUND}"):
        parts = reading.branch(row, _ROUND)
        reading.known(parts, keys.ROUND)
        title = reading.text(parts, "title", row, f"As {_ROUND}.")
        reading.text(parts, "date", row, "Write a year, a month or a day, as `date: 2015-05`.")
        date = reading.date(parts)
        lists = [
            tuple(
                text
                for item in reading.rows(parts.get(key), f"`{key}: [one, another]`")
                if (text := _item(reading, item))
            )
            for key in ("came", "agreed")
        ]
        place, host, unverified = (reading.text(parts, key) for key in ("place", "host", "unverified"))
        judgement = reading.judgement(parts)
        if date:
            found.append(Round(title, date, place, host, lists[0], lists[1], unverified, judgement))
    return found


def _item(reading: Reading, row: Part) -> str:
    text = reading.plain(row)
    if isinstance(row.node, Scalar) and not text:
        reading.problems.add(row, f"{quoted(row.path)} is empty", "Write a text, or leave the dash out.")
    return text


def read_sources(reading: Reading, part: Part | None) -> list[Source]:
    """The documents that the dossier rests on. The older spellings of their keys are read too."""
    found: dict[str, Source] = {}
    for row in reading.rows(part, f"every source after a dash, as {_SOURCE}"):
        parts = dict(reading.branch(row, _SOURCE))
        for old, new in keys.SOURCE_SPELLINGS.items():
            if old in parts and new in parts:
                what = f"`{old}` and `{new}` say the same"
                reading.problems.add(parts[old], what, f"Keep `{new}`.", at_key=True)
            if old in parts:
                parts.setdefault(new, parts[old])
                del parts[old]
        reading.known(parts, keys.SOURCE)
        word = reading.text(parts, "id", row, f"As {_SOURCE}.")
        source = Source(
            id=normal(word),
            what=reading.text(parts, "what", row, f"As {_SOURCE}."),
            reference=reading.text(parts, "reference"),
            url=reading.url(parts),
            date=reading.date(parts),
            unverified=reading.text(parts, "unverified"),
        )
        if not word:
            continue
        # The id is a value here, not a key, so the problem belongs to the value.
        reading.id(Part(parts["id"].node, parts["id"].path), word)
        if source.id in found:
            reading.problems.add(parts["id"], f"two sources are called {quoted(source.id)}", "Give one another id.")
        found[source.id] = source
    return list(found.values())
