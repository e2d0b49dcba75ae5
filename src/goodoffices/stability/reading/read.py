"""From the key `stability` of a file to a Model: all that is wrong at once, each with line, column and remedy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TypeVar, cast

from goodoffices.dossier import Part, Parts, Problems, Reading, nearest, quoted
from goodoffices.errors import StabilityError
from goodoffices.stability.model import (
    Barred,
    Direction,
    Formula,
    Maker,
    Model,
    Option,
    Preference,
    Statement,
    levels_of,
    reach_of,
    states_of,
)
from goodoffices.stability.reading import keys
from goodoffices.stability.reading.grammar import WORDS, FaultError, is_pattern, parse_condition, parse_rule
from goodoffices.stability.reading.read_states import NAMED, StateReader

__all__ = ["read_stability"]

_MAKERS = "`gov: {name: Government, options: {fire: Opens fire}, prefers: [not fire]}`"
T = TypeVar("T")


def read_stability(reading: Reading, part: Part) -> Model:
    """The model of a file. What is wrong goes to the problems of `reading`; the model then says what could be read."""
    parts = reading.branch(part, "`makers:` and the rest of the model, one key each")
    reading.known(parts, (*keys.MODEL, *keys.ASIDE))
    before = len(reading.problems.found)
    reader = _Reader(reading, part, parts)
    model = reader.frame()
    if len(reading.problems.found) == before:
        model = reader.with_states(model)
    if len(reading.problems.found) == before:
        reader.whole(model)
    return model


@dataclass
class _Reader:
    """Reads one model: first makers and options, then what names them, then what names states."""

    reading: Reading
    entry: Part
    parts: Parts
    options: dict[str, Option] = field(default_factory=dict)
    prefers: dict[str, Part] = field(default_factory=dict)
    orders: dict[str, Part] = field(default_factory=dict)

    @property
    def problems(self) -> Problems:
        """Where what is wrong goes."""
        return self.reading.problems

    def tell(self, part: Part, error: StabilityError) -> None:
        """What the model says of itself, at the part of the file that makes it say so."""
        for problem in error.problems:
            self.problems.add(part, problem.what, problem.remedy, at_key=True)

    def frame(self) -> Model:
        """Everything but what names states."""
        makers_part = self.parts.get("makers")
        makers = tuple(
            maker
            for name, part in self.reading.branch(makers_part, _MAKERS).items()
            if (maker := self.maker(name, part))
        )
        if not self.options and not self.problems.found:
            remedy = f"Write `makers:` and each under its id, as {_MAKERS}."
            self.problems.add(makers_part or self.entry, "nobody in the model can do anything", remedy, at_key=True)
        return Model(
            id="stability",
            makers=makers,
            options=tuple(self.options.values()),
            infeasible=tuple(f for row in self.rows("rules") for f in self.told(row, parse_rule) or ()),
            barred=tuple(each for row in self.rows("barred") if (each := self.barred(row))),
            merged=tuple(found for row in self.rows("merged") if (found := self.condition(row))),
            preferences=tuple(self.preference(maker) for maker in makers),
            title=self.reading.text(self.parts, "title"),
            caution=self.reading.text(self.parts, "caution"),
            judgement=self.reading.judgement(self.parts),
        )

    def with_states(self, model: Model) -> Model:
        """The model with all that names states: the list of states, the status quo, the agreement, orders."""
        states = StateReader(self.reading, tuple(self.options))
        model = replace(model, listed=states.listed(self.parts.get("states"), model))
        if self.problems.found:
            return model
        try:
            space = states_of(model)
        except StabilityError as error:
            self.tell(self.parts.get("rules", self.entry), error)
            return model
        named = {key: states.named(self.parts[key], space, model) if key in self.parts else "" for key in NAMED}
        model = replace(model, status_quo=named["status_quo"], agreement=named["agreement"])
        preferences = []
        for found in model.preferences:
            part = self.orders.get(found.maker)
            preferences.append(replace(found, order=states.order(part, space, named)) if part else found)
        return replace(model, preferences=tuple(preferences))

    def whole(self, model: Model) -> None:
        """What only the whole shows: preferences that say nothing of a state, a model that is too large."""
        try:
            space = states_of(model)
            for maker in model.makers:
                part = self.prefers.get(maker.id) or self.orders.get(maker.id) or self.entry
                try:
                    levels_of(model.preference(maker.id), space)
                except StabilityError as error:
                    self.tell(part, error)
            reach_of(model, space)
        except StabilityError as error:
            self.tell(self.entry, error)

    def rows(self, key: str) -> list[Part]:
        """The items of a list."""
        return self.reading.rows(self.parts.get(key), f"`{key}: [one, another]`")

    def told(self, part: Part, parse: Callable[[str, tuple[str, ...]], T]) -> T | None:
        """What a text says by the grammar, None where it is wrong."""
        text = self.reading.plain(part)
        if not text:
            self.problems.add(part, "this is empty", "Write it out, or take the line away.")
            return None
        try:
            return parse(text, tuple(self.options))
        except FaultError as error:
            self.problems.add_fault(part, error.fault)
            return None

    def condition(self, part: Part) -> Formula | None:
        """A condition over options."""
        return self.told(part, parse_condition)

    def barred(self, part: Part) -> Barred | None:
        """`before -> after`."""
        text = self.reading.plain(part)
        before, arrow, after = text.partition("->")
        if not arrow:
            self.problems.add(
                part, f"{quoted(text)} names no barred move", "Write `before -> after`, as `war -> not war`."
            )
            return None
        names = tuple(self.options)
        try:
            return Barred(parse_condition(before, names), parse_condition(after, names, len(before) + 2))
        except FaultError as error:
            self.problems.add_fault(part, error.fault)
            return None

    def maker(self, name: str, part: Part) -> Maker | None:
        """Somebody who can act, with what it can do."""
        self.reading.id(part, name)
        parts = self.reading.branch(part, _MAKERS)
        if not parts:
            return None
        self.reading.known(parts, keys.MAKER)
        for key, entry in self.reading.branch(parts.get("options"), "`fire: Opens fire`").items():
            self.option(part.id, key, entry)
        if "prefers" in parts and "order" in parts:
            remedy = "Keep the statements or the order."
            self.problems.add(parts["order"], f"{quoted(name)} has both `prefers` and `order`", remedy, at_key=True)
        self.prefers.update({part.id: parts["prefers"]} if "prefers" in parts else {})
        self.orders.update({part.id: parts["order"]} if "order" in parts else {})
        name, role = self.reading.text(parts, "name"), self.reading.text(parts, "role")
        return Maker(part.id, name, role, self.reading.judgement(parts))

    def option(self, maker: str, name: str, part: Part) -> None:
        """Something a maker can do: its text, or a mapping that says more."""
        option = self.reading.id(part, name)
        if option in WORDS or is_pattern(option):
            remedy = "Give it another id; the text may be what it likes."
            self.problems.add(part, f"an option cannot be called {quoted(option)}", remedy, at_key=True)
        if option in self.options:
            told = f"{quoted(option)} is an option of {self.options[option].maker} already"
            self.problems.add(part, told, "Give each option an id of its own, as `gov_fire`.", at_key=True)
            return
        text, moves = part.text, "both"
        if not part.text and not part.is_empty:
            parts = self.reading.branch(part, "a text, or `{what: Opens fire, moves: forward}`")
            self.reading.known(parts, keys.OPTION)
            text, moves = self.reading.text(parts, "what"), self.reading.text(parts, "moves") or "both"
            if moves not in keys.MOVES:
                remedy = nearest(moves, keys.MOVES, "They") or "`forward`: once taken it cannot be undone."
                self.problems.add(parts["moves"], f"{quoted(moves)} is not a way in which an option moves", remedy)
                moves = "both"
        self.options[option] = Option(option, maker, text, cast("Direction", moves))

    def preference(self, maker: Maker) -> Preference:
        """The statements of a maker."""
        part = self.prefers.get(maker.id)
        rows = self.reading.rows(part, "`prefers: [not fire, monitors]`, the most important first") if part else []
        found = (self.statement(row) for row in rows)
        return Preference(maker.id, tuple(each for each in found if each), judgement=maker.judgement)

    def statement(self, part: Part) -> Statement | None:
        """A condition, or `greatly:` or `perhaps:` with one."""
        kind, inside = "", part
        if not part.text and not part.is_empty:
            parts = self.reading.branch(part, "a condition, or `greatly: not war`, or `perhaps: sanctions`")
            self.reading.known(parts, keys.STATEMENT)
            if len(parts) != 1 or next(iter(parts)) not in keys.STATEMENT:
                self.problems.add(part, "a statement is one condition", "Write `greatly: not war`, one to a line.")
                return None
            kind, inside = next(iter(parts.items()))
        formula = self.condition(inside)
        return Statement(formula, kind == "greatly", kind == "perhaps", inside.text) if formula else None
