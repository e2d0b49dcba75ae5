"""From a YAML file of commitments to its terms: all that is wrong at once, each with line, column and remedy."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping

from goodoffices.dossier import Part, Parts, Reading, load_text, open_tree, quoted, read_sources
from goodoffices.errors import DossierError, Where
from goodoffices.stability.commitment.terms import (
    Bargaining,
    CeasefireTerms,
    CommitmentFile,
    Disarmament,
    Phase,
    Value,
)
from goodoffices.values import Estimate

__all__ = ["parse_commitment", "read_commitment"]

_HEAD = ("commitment", "title", "by", "as_of", "caution", "period", "sources")
_PARTS = ("bargaining", "ceasefire", "disarmament")
_LARGEST = 1_000_000
_NEEDED: Mapping[str, tuple[int, int]] = {
    "comply": (-_LARGEST, _LARGEST),
    "cheat": (-_LARGEST, _LARGEST),
    "war": (-_LARGEST, _LARGEST),
    "discount": (0, 1),
    "detection": (0, 1),
    "false_alarm": (0, 1),
    "sanction": (1, 10_000),
}
_OPTIONAL: Mapping[str, tuple[int, int]] = {"reward": (0, _LARGEST), "penalty": (0, _LARGEST)}
_NOTHING = Value(Estimate.exactly(0))
_PHASE = ("war", "risk", "loss", "cover")
_START = "Such a file starts as `commitment: my-case`; its keys are named in the reference, under Would it hold."


def read_commitment(path: str | os.PathLike[str]) -> CommitmentFile:
    """The commitments of a file. Raises FileError, and DossierError with all problems in the order of the file."""
    return parse_commitment(load_text(path, _START), os.fspath(path))


def parse_commitment(text: str, file: str = "") -> CommitmentFile:
    """The commitments that a text states. Raises DossierError with all that is wrong."""
    top, problems = open_tree(text, file, _START)
    reading = Reading(problems)
    parts = reading.branch(top)
    reading.known(parts, (*_HEAD, *_PARTS))
    reading.sources = frozenset(source.id for source in read_sources(reading, parts.get("sources")))
    reader = _Reader(reading)
    told = {key: reading.text(parts, key) for key in ("title", "by", "caution", "period")}
    day = reading.date(parts, "as_of")
    found = CommitmentFile(
        id=reading.text(parts, "commitment", top, "Write `commitment:` and a short name."),
        as_of=day.text if day else "",
        bargaining=reader.bargaining(parts["bargaining"]) if "bargaining" in parts else None,
        ceasefire=reader.ceasefire(parts.get("ceasefire")),
        disarmament=reader.disarmament(parts.get("disarmament")),
        hash=f"sha256:{hashlib.sha256(text.encode()).hexdigest()}",
        **told,
    )
    problems.raise_any()
    if not (found.bargaining or found.ceasefire or found.disarmament):
        remedy = "Write `bargaining:`, `ceasefire:` or `disarmament:` and what belongs to it."
        raise DossierError.of("the file states no commitment", Where(file, 1, 1), remedy)
    return found


class _Reader:
    """Reads the three parts."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def value(self, parts: Parts, key: str, bounds: tuple[int, int], owner: Part) -> Value:
        """The number of a key, with whose judgement it is."""
        part = parts.get(key)
        if part is None or part.is_empty:
            remedy = f"Write `{key}:` and a number {bounds[0]}..{bounds[1]}, or an interval."
            self.reading.problems.add(part or owner, f"{quoted(owner.path)} has no `{key}`", remedy, at_key=True)
            return _NOTHING
        inner, judgement = self.reading.judged(part, "value")
        if inner is None:
            return _NOTHING
        if key == "sanction" and inner.text.casefold() == "forever":
            return Value(Estimate.exactly(bounds[1]), judgement, endless=True)
        estimate = self.estimate(inner, bounds)
        if key == "discount" and estimate and estimate.high == 1:
            remedy = "Write a number below 1, as 0.95: at 1 a gain without end weighs as much as one today."
            self.reading.problems.add(inner, "a discount of 1 leaves nothing to compare", remedy)
        return Value(estimate, judgement) if estimate else _NOTHING

    def estimate(self, part: Part, bounds: tuple[int, int]) -> Estimate | None:
        """A number or interval; the remedy shows one within the bounds."""
        before = len(self.reading.problems.found)
        found = self.reading.estimate(part, *bounds)
        if len(self.reading.problems.found) > before:
            last = self.reading.problems.found.pop()
            example = "0.3..0.45" if bounds == (0, 1) else "4..6"
            remedy = f"Write a number from {bounds[0]:,} to {bounds[1]:,}, or an interval, as {example}."
            self.reading.problems.add(part, last.what, last.remedy if "Write a number" not in last.remedy else remedy)
        return found

    def bargaining(self, part: Part) -> Bargaining | None:
        """Chances of winning and costs of war."""
        reading = self.reading
        parts = reading.branch(part, "`{parties: [gov, opp], chance: 0.5..0.6, costs: {gov: 0.1, opp: 0.2}}`")
        reading.known(parts, ("parties", "chance", "costs", "offer"))
        names = [reading.id(row, reading.plain(row)) for row in reading.rows(parts.get("parties"), "`[gov, opp]`")]
        if len(set(names)) != 2:  # noqa: PLR2004 - two parties bargain
            remedy = "Write `parties: [gov, opp]`; all shares and chances are the first one's."
            reading.problems.add(parts.get("parties", part), "two parties bargain over a stake", remedy, at_key=True)
            return None
        chances = self.of_each(parts, "chance", names, part)
        costs = self.of_each(parts, "costs", names, part)
        offer = self.value(parts, "offer", (0, 1), part) if "offer" in parts else None
        return Bargaining((names[0], names[1]), chances, costs, offer)

    def of_each(self, parts: Parts, key: str, names: list[str], owner: Part) -> tuple[Value, Value]:
        """One number for both, or one for each by name."""
        part = parts.get(key)
        by_name = self.reading.branch(part) if part and not part.text else {}
        if not by_name or "value" in by_name:
            both = self.value(parts, key, (0, 1), owner)
            return both, both
        self.reading.known(by_name, names)
        found = [self.value(by_name, name, (0, 1), part or owner) for name in names]
        return found[0], found[1]

    def ceasefire(self, part: Part | None) -> tuple[CeasefireTerms, ...]:
        """What each period brings each party."""
        reading, found = self.reading, []
        for name, entry in reading.branch(part, "`gov: {comply: 5, cheat: 7, war: 2, …}`").items():
            parts = reading.branch(entry, f"`{{{', '.join(f'{key}: …' for key in _NEEDED)}}}`")
            reading.known(parts, (*_NEEDED, *_OPTIONAL))
            values = {key: self.value(parts, key, bounds, entry) for key, bounds in _NEEDED.items()}
            values |= {key: self.value(parts, key, bounds, entry) for key, bounds in _OPTIONAL.items() if key in parts}
            found.append(CeasefireTerms(reading.id(entry, name), dict.fromkeys(_OPTIONAL, _NOTHING) | values))
        return tuple(found)

    def disarmament(self, part: Part | None) -> tuple[Disarmament, ...]:
        """The phases of each party that gives up its arms."""
        reading, found, wide = self.reading, [], (-_LARGEST, _LARGEST)
        for name, entry in reading.branch(part, "`opp: {settlement: 0.6, phases: {…}}`").items():
            parts = reading.branch(entry, "`{settlement: 0.6, phases: {cantonment: {war: 0.4, risk: 0.2, loss: 0.5}}}`")
            reading.known(parts, ("settlement", "phases"))
            phases = []
            for title, each in reading.branch(parts.get("phases"), "`cantonment: {war: 0.4, risk: 0.2}`").items():
                below = reading.branch(each, "`{war: 0.4, risk: 0.2, loss: 0.5, cover: 0.3}`")
                reading.known(below, _PHASE)
                war, risk = self.value(below, "war", wide, each), self.value(below, "risk", (0, 1), each)
                loss = self.value(below, "loss", (0, _LARGEST), each)
                cover = self.value(below, "cover", (0, 1), each) if "cover" in below else _NOTHING
                phases.append(Phase(title, war, risk, loss, cover))
            if not phases:
                remedy = "Write `phases:` and each under its name, first to last."
                reading.problems.add(parts.get("phases", entry), f"{quoted(entry.path)} has no phase", remedy)
            settlement = self.value(parts, "settlement", wide, entry)
            found.append(Disarmament(reading.id(entry, name), settlement, tuple(phases)))
        return tuple(found)
