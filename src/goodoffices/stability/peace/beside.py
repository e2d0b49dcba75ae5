"""What stands in a model's file beside the model: worths, levers, shocks, doubts. All that is wrong is told at once."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, cast

from goodoffices.dossier import Judgement, Part, Parts, Reading, branch_parts, load_text, nearest, quoted
from goodoffices.stability.inverse import Lever, Levers
from goodoffices.stability.model import Formula, Model
from goodoffices.stability.peace.read_shocks import ShockReader
from goodoffices.stability.price import Worth, WorthRule
from goodoffices.stability.reading import START, FaultError, parse_condition, parse_model, read_stability
from goodoffices.stability.shocks import Shock
from goodoffices.values import Estimate

__all__ = ["Beside", "parse_peace", "read_peace", "read_stability_key"]

_MOST = 1_000_000
_ATTRIBUTION = ("source", "by", "note")
_LEVER = ("kind", "by", "what", "cost", "when", "worth", "done_by", "source", "note")
_KINDS = ("guarantee", "payment", "sanction")
_EXAMPLE = "`fund: {kind: payment, by: eu, cost: 12, when: agreement_kept, worth: {opp: 3}}`"


@dataclass(frozen=True)
class Beside:
    """Everything beside a model. `doubts`: by maker, the chance that two neighbours of its order stand the other
    way."""

    worths: tuple[Worth, ...] = ()
    levers: Levers = field(default_factory=lambda: Levers(()))
    shocks: tuple[Shock, ...] = ()
    doubts: Mapping[str, float] = field(default_factory=dict)


def read_peace(path: str | os.PathLike[str]) -> tuple[Model, Beside]:
    """The model of a file and what stands beside it. Raises FileError, and DossierError or StabilityError with all
    problems in the order of the file."""
    return parse_peace(load_text(path, START), os.fspath(path))


def parse_peace(text: str, file: str = "") -> tuple[Model, Beside]:
    """The same from a text."""
    found = [Beside()]

    def more(reading: Reading, part: Part, model: Model) -> None:
        found.append(_Reader(reading, model).beside(branch_parts(part)))

    return parse_model(text, file, more), found[-1]


def read_stability_key(reading: Reading, part: Part) -> Model:
    """The key `stability` of a dossier with all that stands in it: for `parse_dossier`."""
    model = read_stability(reading, part)
    if not reading.problems.found:
        _Reader(reading, model).beside(branch_parts(part))
    return model


class _Reader:
    """Reads the keys one after the other."""

    def __init__(self, reading: Reading, model: Model) -> None:
        self.reading = reading
        self.model = model
        self.options = tuple(option.id for option in model.options)
        self.makers = tuple(maker.id for maker in model.makers)

    def beside(self, parts: Parts) -> Beside:
        """All of them."""
        return Beside(
            worths=self.worths(parts.get("worths")),
            levers=self.levers(parts.get("levers")),
            shocks=ShockReader(self.reading, self.model, self.rules).shocks(parts.get("shocks")),
            doubts=self.doubts(parts.get("chance")),
        )

    def condition(self, part: Part, text: str = "") -> Formula | None:
        """A condition that stands as a value, or (`text`) as a key."""
        try:
            return parse_condition(text or self.reading.plain(part), self.options)
        except FaultError as error:
            if text:
                self.reading.problems.add(part, error.fault.what, error.fault.remedy, at_key=True)
            else:
                self.reading.problems.add_fault(part, error.fault)
            return None

    def maker(self, name: str, part: Part) -> bool:
        """Whether a key names a maker; what does not is a problem."""
        if name in self.makers:
            return True
        remedy = nearest(name, self.makers, "The makers") or "Name one of the makers."
        self.reading.problems.add(part, f"{quoted(name)} is no maker of this model", remedy, at_key=True)
        return False

    def rules(self, part: Part | None) -> tuple[WorthRule, ...]:
        """`condition: worth`, one to a line."""
        found = []
        for text, each in self.reading.branch(part, "`not fire: 5`, or `not fire: 4..6`").items():
            formula = self.condition(each, text)
            worth = self.worth(each)
            if formula and worth:
                found.append(WorthRule(formula, worth))
        return tuple(found)

    def worth(self, part: Part) -> Estimate | None:
        """A number or interval."""
        before = len(self.reading.problems.found)
        found = self.reading.estimate(part, -_MOST, _MOST)
        if len(self.reading.problems.found) > before:
            last = self.reading.problems.found.pop()
            remedy = "Write a number up to a million, or an interval, as 4..6."
            remedy = remedy if last.remedy.startswith("Write a number") else last.remedy
            self.reading.problems.add(part, last.what, remedy)
        return found

    def worths(self, part: Part | None) -> tuple[Worth, ...]:
        """The worths of each maker: rules, or a mapping that says more beside them (`values`)."""
        found = []
        for name, entry in self.reading.branch(part, "`gov: {not fire: 5}`").items():
            if not self.maker(name, entry):
                continue
            parts = branch_parts(entry)
            told, inner = ("", Judgement()), entry
            if "values" in parts:
                self.reading.known(parts, ("values", "unit", *_ATTRIBUTION))
                told, inner = (self.reading.text(parts, "unit"), self.reading.judgement(parts)), parts["values"]
            found.append(Worth(name, self.rules(inner), *told))
        return tuple(found)

    def number(self, parts: Parts, key: str, owner: Part, high: float = _MOST) -> float:
        """A plain number from 0 on."""
        part = parts.get(key)
        if part is None or part.is_empty:
            self.reading.problems.add(owner, f"{quoted(owner.path)} has no `{key}`", f"Write `{key}: 5`.", at_key=True)
            return 0.0
        return self.plain_number(part, 0, high)

    def plain_number(self, part: Part, low: float, high: float) -> float:
        """A plain number within bounds."""
        text = self.reading.plain(part)
        try:
            value = float(text.replace("\N{MINUS SIGN}", "-"))
        except ValueError:
            value = math.nan
        if not low <= value <= high:
            remedy = f"Write a number from {low:,} to {high:,}."
            self.reading.problems.add(part, f"{quoted(text)} is no number that is read here", remedy)
            return 0.0
        return value

    def levers(self, part: Part | None) -> Levers:
        """Guarantees, payments and sanctions."""
        parts = self.reading.branch(part, f"`offers:` and each under its id, as {_EXAMPLE}")
        self.reading.known(parts, ("costs_in", "budgets", "offers"))
        budgets = self.reading.branch(parts.get("budgets"), "`eu: 30`")
        found = []
        for name, entry in self.reading.branch(parts.get("offers"), _EXAMPLE).items():
            self.reading.id(entry, name)
            lever = self.lever(name, entry)
            if lever:
                found.append(lever)
        for name, each in budgets.items():
            givers = {lever.by for lever in found}
            if givers and name not in givers:
                self.reading.problems.add(
                    each, f"{quoted(name)} gives nothing here", nearest(name, givers), at_key=True
                )
        return Levers(
            tuple(found),
            self.reading.text(parts, "costs_in"),
            {name: self.plain_number(each, 0, _MOST) for name, each in budgets.items()},
        )

    def lever(self, name: str, entry: Part) -> Lever | None:
        """One of them."""
        reading = self.reading
        parts = reading.branch(entry, _EXAMPLE)
        reading.known(parts, _LEVER)
        kind = reading.text(parts, "kind", entry, "Write `kind: guarantee`, `payment` or `sanction`.")
        if kind and kind not in _KINDS:
            reading.problems.add(parts["kind"], f"{quoted(kind)} is no kind of lever", nearest(kind, _KINDS, "They"))
        by = reading.text(parts, "by", entry, "Write `by:` and who gives it.")
        worth = {}
        for maker, each in reading.branch(parts.get("worth"), "`worth: {opp: -4}`").items():
            if self.maker(maker, each):
                worth[maker] = self.plain_number(each, -_MOST, _MOST)
        if not worth:
            remedy = "Write `worth: {opp: -4}`: what it changes for whom, on the maker's own scale."
            reading.problems.add(
                parts.get("worth", entry), f"{quoted(name)} changes nobody's worth", remedy, at_key=True
            )
        if "when" not in parts:
            reading.problems.add(entry, f"{quoted(name)} has no `when`", "Write `when: fire`.", at_key=True)
        when = self.condition(parts["when"]) if "when" in parts else None
        done_by = reading.text(parts, "done_by")
        holder = next((option.maker for option in self.model.options if option.id == done_by), "")
        if done_by and (not holder or holder != by):
            owner = f"an option of {quoted(by)}"
            remedy = nearest(done_by, [o.id for o in self.model.options if o.maker == by], "Its options")
            reading.problems.add(parts["done_by"], f"{quoted(done_by)} is not {owner}", remedy)
        cost = self.number(parts, "cost", entry)
        if when is None or kind not in _KINDS:
            return None
        told = Judgement(reading.text(parts, "source"), "", reading.text(parts, "note"))
        kinds = cast("Literal['guarantee', 'payment', 'sanction']", kind)
        return Lever(name, kinds, by, cost, when, worth, reading.text(parts, "what"), done_by, told)

    def doubts(self, part: Part | None) -> Mapping[str, float]:
        """How unsure the judge of each maker's order is."""
        parts = self.reading.branch(part, "`{gov: 0.2}`")
        return {name: self.plain_number(each, 0, 1) for name, each in parts.items() if self.maker(name, each)}
