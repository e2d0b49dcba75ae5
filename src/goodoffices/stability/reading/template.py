"""A model begun from a dossier: who could keep or break a package on record, with comments that teach the grammar."""

from __future__ import annotations

from typing import Any

from goodoffices.dossier import Dossier, Role, Text, nearest, quoted, write_tree
from goodoffices.errors import StabilityError
from goodoffices.stability.model.states import MOST_OPTIONS
from goodoffices.stability.reading.loading import parse_model

__all__ = ["new_model"]

_MOST_UNKNOWN = 5
"""Statements marked `perhaps`: each makes three times as many models to solve."""

_HEAD = """\
# What would hold of a package: who could keep or break it. Begun from the dossier {dossier}, package {package}.
# Every line below is a proposal of the program, nobody's judgement yet: change it, then say whose it is under `by`.
# Check the file at any time: goodoffices stability check FILE. The block can also stand in the dossier itself.
#
# options   what one maker can do or not do, each under an id of its own; {{what: …, moves: forward}} once done stays
# prefers   what a maker wants, the most important first; a state is better where the first statement that tells two
#           apart holds. In words: not a · a and b · a or b · a if b · a iff b · ( … )
#           {{greatly: …}} matters a great deal (these first) · {{perhaps: …}} nobody knows whether it wants this
# order     instead of prefers: all states, the best first, as  3 > 1 = 2 >> rest  (? where the order is not known)
#
# The package:
{told}

stability:
  {title}
  caution: A first proposal made from a dossier; no party has stated or confirmed it.
  # by: name or office, date
  makers:
"""

_TAIL = """\
  # What cannot be:  - a requires b · - a excludes b · - never a and not b · - exactly one of a, b
  rules: []
  # Moves nobody can make, as - a -> not a · States listed as patterns instead of rules: states: [YNN, NYN]
  # What is so today, and the package kept by all: the options taken, or `none`.
  status_quo: [{broken}]
  agreement: none
"""


def new_model(dossier: Dossier, package: str) -> str:
    """The text of a model that asks whether a package of the dossier would hold.

    Every principal can break it, every guarantor can act against who does, every excluded party can attack it. Raises
    StabilityError where the dossier has no such package.
    """
    text = next((each for each in dossier.texts if each.id == package), None)
    if text is None:
        remedy = nearest(package, [each.id for each in dossier.texts], "The packages")
        raise StabilityError.of(f"it has no package {quoted(package)}", remedy=remedy or "Write it under `texts`.")
    makers = _makers(dossier)
    lines = []
    for name, maker in makers:
        lines += [*_hints(dossier, name, text), *write_tree({name: maker}).splitlines()]
    told = "\n".join(f"#   {_line(dossier, issue, option)}" for issue, option in text.package)
    title = write_tree({"title": " ".join((text.title or text.id).split())}).strip()
    head = _HEAD.format(dossier=dossier.id, package=text.id, told=told, title=title)
    broken = ", ".join(name for _, maker in makers if maker["role"] == "principal" for name in maker["options"])
    made = head + "\n".join(f"    {line}".rstrip() for line in lines) + "\n" + _TAIL.format(broken=broken)
    parse_model(made, "stability.yaml")
    return made


def _makers(dossier: Dossier) -> list[tuple[str, dict[str, Any]]]:
    """Who can do what and wants what, as the file states it."""
    principals = [party for party in dossier.parties if party.role is Role.PRINCIPAL]
    guarantors = [party for party in dossier.parties if party.role is Role.GUARANTOR]
    broken = [f"{party.id}_breaks" for party in principals]
    found: list[tuple[str, dict[str, Any]]] = []

    def add(name: str, called: str, role: str, option: tuple[str, str], wants: list[Any]) -> None:
        if len(found) < MOST_OPTIONS:
            found.append((name, {"name": called, "role": role, "options": dict([option]), "prefers": wants}))

    def perhaps(statement: str) -> Any:
        asked = sum("perhaps" in each for _, maker in found for each in maker["prefers"] if isinstance(each, dict))
        return {"perhaps": statement} if asked < _MOST_UNKNOWN else statement

    for party in principals:
        own = f"{party.id}_breaks"
        wants: list[Any] = [f"not {name}" for name in broken if name != own]
        wants += [f"not {own} if {' or '.join(f'{each.id}_answers' for each in guarantors)}"] if guarantors else []
        option = own, f"{party.name} breaks the package"
        add(party.id, party.name, "principal", option, [*wants, perhaps(own)])
    for party in guarantors:
        own = f"{party.id}_answers"
        wants = [f"not {name}" for name in broken]
        option = own, f"{party.name} acts against who breaks the package"
        add(
            party.id,
            party.name,
            "guarantor",
            option,
            [*wants, perhaps(f"{own} iff {' or '.join(broken)}"), f"not {own}"],
        )
    for outsider in dossier.excluded:
        own = f"{outsider.id}_attacks"
        add(outsider.id, outsider.name, "spoiler", (own, f"{outsider.name} attacks the package"), [own])
    return found


def _line(dossier: Dossier, issue: str, option: str) -> str:
    """An issue with the option that the package has."""
    found = next(each for each in dossier.issues if each.id == issue)
    label = next((each.label for each in found.options if each.id == option), option)
    return " ".join(f"{found.ask} {label} ({issue}={option})".split())


def _hints(dossier: Dossier, party: str, text: Text) -> list[str]:
    """Comments: what the dossier says that this party likes least in the package."""
    hints = []
    for issue, option in text.package:
        preferences = next(each for each in dossier.issues if each.id == issue).preferences
        found = next((each for each in preferences if each.party == party), None)
        rating = next((each for each in found.ratings if each.option == option), None) if found else None
        if rating and rating.red_line:
            hints.append(f"# a red line by the dossier: {_line(dossier, issue, option)}")
    return hints
