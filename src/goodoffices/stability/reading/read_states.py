"""What names states in a file: the list of states, the status quo and the agreement, the order of a maker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, cast

from goodoffices.dossier import Part, Reading, nearest, quoted
from goodoffices.stability.model import Model, Rank, StateSpace, written
from goodoffices.stability.reading.grammar import FaultError, is_pattern, split_order

__all__ = ["NAMED", "StateReader"]

_MOST_ORDERED = 5000
NAMED: Final = ("status_quo", "agreement")
"""Keys that name a state."""


@dataclass(frozen=True)
class StateReader:
    """Reads states as patterns; `options` in their order."""

    reading: Reading
    options: tuple[str, ...]

    def listed(self, part: Part | None, model: Model) -> tuple[str, ...]:
        """The patterns of `states`, each once."""
        found: list[str] = []
        if part and (model.infeasible or model.merged):
            remedy = "Keep `states`, which says all that is possible, or the rules."
            self.reading.problems.add(part, "`states` stands beside `rules` or `merged`", remedy, at_key=True)
        for row in self.reading.rows(part, "`states: [NNY, YNN]`"):
            text = self.reading.plain(row)
            if not is_pattern(text) or len(text) != len(self.options):
                remedy = f"Write Y, N or - for each of the {len(self.options)} options: {', '.join(self.options)}."
                self.reading.problems.add(row, f"{quoted(text)} is not the pattern of a state", remedy)
            elif text in found:
                self.reading.problems.add(row, f"the state {text} stands twice", "Keep one of the two.")
            else:
                found.append(text)
        return tuple(found)

    def named(self, part: Part, space: StateSpace, model: Model) -> str:
        """A state told by its pattern, by the list of the options taken in it, or by `none`."""
        pattern = part.text
        if not is_pattern(pattern) or len(pattern) != len(self.options):
            pattern = self.of_options(part)
        if pattern and space.find(pattern) is None:
            self.reading.problems.add(part, f"the state {pattern} is not feasible", _why_not(pattern, model))
        return pattern

    def of_options(self, part: Part) -> str:
        """The pattern in which these options are taken and no other."""
        rows = [] if part.text == "none" else [part] if part.text else self.reading.rows(part, "`[fire, monitors]`")
        taken = set()
        for row in rows:
            name = self.reading.plain(row)
            if name not in self.options:
                remedy = nearest(name, self.options, "The options") or "Name the options taken, as `[a, b]`, or `none`."
                self.reading.problems.add(row, f"{quoted(name)} is not an option", remedy)
            taken.add(name)
        return "".join("Y" if option in taken else "N" for option in self.options)

    def order(self, part: Part, space: StateSpace, named: dict[str, str]) -> tuple[Rank, ...]:
        """The order of all states that a text gives; `named` are states with a name."""
        if len(space) > _MOST_ORDERED:
            remedy = "Use statements (`prefers`)."
            self.reading.problems.add(part, f"an order of {len(space):,} states is not read", remedy)
            return ()
        try:
            return self._ranks(split_order(self.reading.plain(part)), space, named)
        except FaultError as error:
            self.reading.problems.add_fault(part, error.fault)
            return ()

    def _ranks(self, pieces: list[tuple[str, str, int]], space: StateSpace, named: dict[str, str]) -> tuple[Rank, ...]:
        patterns = [space.pattern(state) for state in range(len(space))]
        told: dict[int, str] = {}
        found: list[int | None] = [None if w == "rest" else _state(w, o, space, named) for w, _, o in pieces]
        for state, (word, _, offset) in zip(found, pieces, strict=True):
            if state is not None and state in told:
                raise FaultError(f"the state {quoted(word)} stands twice in this order", "Keep one.", offset)
            told.update({} if state is None else {state: word})
        rest = tuple(patterns[state] for state in range(len(space)) if state not in told)
        if rest and None not in found:
            named_so = ", ".join(f"{patterns.index(each) + 1} ({each})" for each in rest[:6])
            raise FaultError(f"the order leaves out {named_so}", "Name every state once, or end with `> rest`.")
        ranks: list[Rank] = []
        same: list[str] = []
        for state, (_, sign, _) in zip(found, pieces, strict=True):
            same.extend(rest if state is None else (patterns[state],))
            if sign != "=":
                then = cast("Literal['>', '>>', '?']", sign or ">")
                ranks += [Rank(tuple(same), then)] if same else []
                same = []
        return tuple(ranks)


def _state(word: str, offset: int, space: StateSpace, named: dict[str, str]) -> int:
    """The state that a number, a pattern or a name means."""
    if word.isascii() and word.isdigit() and len(word) < 9 and 1 <= int(word) <= len(space):  # noqa: PLR2004
        return int(word) - 1
    pattern = named.get(word, word)
    state = space.find(pattern) if is_pattern(pattern) and len(pattern) == len(space.options) else None
    if state is None:
        remedy = f"A state is a number 1 to {len(space)}, a pattern, `agreement` or `status_quo` where set, or `rest`."
        raise FaultError(f"{quoted(word)} is not a feasible state", remedy, offset)
    return state


def _why_not(pattern: str, model: Model) -> str:
    """The rule that forbids a state, in words."""
    if model.listed:
        return "It is not among `states`."
    names = tuple(option.id for option in model.options)
    taken = {name for name, sign in zip(names, pattern, strict=True) if sign == "Y"}
    one = StateSpace.of(names, [sum(1 << names.index(name) for name in taken)])
    for formula in model.infeasible:
        if bool(one.holds(formula)[0]):
            return f"A rule forbids `{written(formula)}`."
    return "`goodoffices stability show` lists the feasible states."
