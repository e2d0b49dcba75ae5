"""The key `shocks` of a model's file."""

from __future__ import annotations

from collections.abc import Callable

from goodoffices.dossier import Part, Reading, nearest, quoted
from goodoffices.stability.model import Formula, Model, Preference, Statement
from goodoffices.stability.price import WorthRule
from goodoffices.stability.reading import FaultError, parse_condition, parse_rule
from goodoffices.stability.shocks import Shock

__all__ = ["ShockReader"]

_KEYS = ("what", "fixed", "rules", "first", "prefers", "worth", "source", "by", "note")
_EXAMPLE = "`envoy-killed: {what: An envoy is killed, first: {tur: [not talks]}}`"


class ShockReader:
    """Reads shocks; `rules` reads what states are worth."""

    def __init__(self, reading: Reading, model: Model, rules: Callable[[Part | None], tuple[WorthRule, ...]]) -> None:
        self.reading, self.rules = reading, rules
        self.options = tuple(option.id for option in model.options)
        self.makers = tuple(maker.id for maker in model.makers)

    def shocks(self, part: Part | None) -> tuple[Shock, ...]:
        """All of them."""
        return tuple(self.shock(name, entry) for name, entry in self.reading.branch(part, _EXAMPLE).items())

    def shock(self, name: str, entry: Part) -> Shock:
        """One of them."""
        reading = self.reading
        reading.id(entry, name)
        parts = reading.branch(entry, _EXAMPLE)
        reading.known(parts, _KEYS)
        if parts and not set(parts) & {"fixed", "rules", "first", "prefers", "worth"}:
            remedy = "Say what changes: `fixed`, `rules`, `first`, `prefers` or `worth`."
            reading.problems.add(entry, f"{quoted(name)} changes nothing", remedy, at_key=True)
        return Shock(
            id=name,
            text=reading.text(parts, "what"),
            fixed=self.fixed(parts.get("fixed")),
            infeasible=tuple(f for row in reading.rows(parts.get("rules")) for f in self.rule(row)),
            first={maker: self.statements(each) for maker, each in self.by_maker(parts.get("first"))},
            prefers={
                maker: Preference(maker, self.statements(each)) for maker, each in self.by_maker(parts.get("prefers"))
            },
            worth={maker: self.rules(each) for maker, each in self.by_maker(parts.get("worth"))},
            judgement=reading.judgement(parts),
        )

    def by_maker(self, part: Part | None) -> list[tuple[str, Part]]:
        """The entries whose key is a maker."""
        found = []
        for name, each in self.reading.branch(part, "`tur: [not talks]`").items():
            if name in self.makers:
                found.append((name, each))
            else:
                remedy = nearest(name, self.makers, "The makers")
                self.reading.problems.add(each, f"{quoted(name)} is no maker of this model", remedy, at_key=True)
        return found

    def fixed(self, part: Part | None) -> dict[str, bool]:
        """Options that are taken or not from now on."""
        found = {}
        for name, each in self.reading.branch(part, "`talks: no`").items():
            word = each.text.casefold()
            if name not in self.options:
                remedy = nearest(name, self.options, "The options")
                self.reading.problems.add(each, f"{quoted(name)} is not an option", remedy, at_key=True)
            elif word not in {"yes", "no"}:
                told = "Write `yes` (taken from now on) or `no`."
                self.reading.problems.add(each, f"{quoted(each.text)} is neither yes nor no", told)
            else:
                found[name] = word == "yes"
        return found

    def rule(self, part: Part) -> tuple[Formula, ...]:
        """A rule as a model has them."""
        try:
            return parse_rule(self.reading.plain(part), self.options)
        except FaultError as error:
            self.reading.problems.add_fault(part, error.fault)
            return ()

    def statements(self, part: Part) -> tuple[Statement, ...]:
        """Conditions, the most important first."""
        found = []
        for row in self.reading.rows(part, "`[not talks, monitors]`"):
            try:
                found.append(Statement(parse_condition(self.reading.plain(row), self.options), text=row.text))
            except FaultError as error:
                self.reading.problems.add_fault(row, error.fault)
        return tuple(found)
