"""What is at the table and who is at it: parties, issues, linkages, interactions."""

from __future__ import annotations

from goodoffices.dossier import keys
from goodoffices.dossier.linkage import parse_linkage
from goodoffices.dossier.model import (
    ExcludedParty,
    Interaction,
    Issue,
    Judgement,
    Linkage,
    Option,
    Party,
    Preference,
    Role,
)
from goodoffices.dossier.names import why_not_an_id
from goodoffices.dossier.nodes import Scalar
from goodoffices.dossier.preference import parse_preference
from goodoffices.dossier.problems import Part, nearest, nearest_name, quoted
from goodoffices.dossier.reading import Parts, Reading, branch_parts

__all__ = ["read_interactions", "read_issues", "read_linkages", "read_parties"]

_PARTY = "`gov: {name: The government, role: principal, fallback: 40..60}`"
_ROLES = (
    "A role is `principal` (must accept), `guarantor` (must accept or abstain) or `observer` (is heard, never blocks)."
)
_NO_FALLBACK = "Write the worth of no agreement, 0..100; `fallback: 0` says that any agreement beats none."


def read_parties(reading: Reading, part: Part | None) -> tuple[list[Party], list[ExcludedParty]]:
    """Those at the table, and those kept from it."""
    at_table: list[Party] = []
    excluded: list[ExcludedParty] = []
    for name, entry in reading.branch(part, f"every party under its id, as {_PARTY}").items():
        reading.id(entry, name)
        if name in keys.ISSUE:
            remedy = f"`{name}` is a key of every issue; choose another id."
            reading.problems.add(entry, f"a party cannot be called {quoted(name)}", remedy, at_key=True)
        other = reading.renamed.get(name)
        if other and not why_not_an_id(name):
            remedy = f"Write `{other}` here, as on every issue; or give its lines there the id `{name}`."
            what = f"party {quoted(name)} has no line on any issue, and every issue has one of {quoted(other)}"
            reading.problems.add(entry, what, remedy, at_key=True)
        parts = branch_parts(entry)
        if not parts:
            reading.problems.add(entry, f"party {quoted(name)} says nothing of itself", f"Write {_PARTY}.", at_key=True)
        elif "excluded" in parts:
            excluded.append(_excluded(reading, entry, parts))
        elif party := _party(reading, entry, parts):
            at_table.append(party)
    return at_table, excluded


def _party(reading: Reading, entry: Part, parts: Parts) -> Party | None:
    reading.known(parts, (*keys.PARTY, "excluded"))
    name = reading.text(parts, "name", entry, "Write its full name, as `name: The government`.")
    word = reading.text(parts, "role", entry, _ROLES)
    role = Role(word) if word in set(Role) else None
    if role is None and word:
        remedy = f"{nearest(word, [r.value for r in Role])} {_ROLES}".strip()
        reading.problems.add(parts["role"], f"{quoted(word)} is not a role", remedy)
    fallback, judgement = None, Judgement()
    if "fallback" in parts and not parts["fallback"].is_empty:
        value, judgement = reading.judged(parts["fallback"], "worth")
        fallback = reading.estimate(value, 0, 100) if value else None
    elif role and role.decides:
        reading.problems.add(entry, f"party {quoted(entry.id)} has no `fallback`", _NO_FALLBACK, at_key=True)
    return Party(entry.id, name, role, fallback, judgement) if role else None


def _excluded(reading: Reading, entry: Part, parts: Parts) -> ExcludedParty:
    for key in parts.keys() & set(keys.PARTY) - set(keys.EXCLUDED):
        remedy = "One who is kept from the table has neither role nor fallback; leave it out, or leave out `excluded`."
        reading.problems.add(parts[key], f"`{key}` does not go with `excluded`", remedy, at_key=True)
    reading.known(parts, {*keys.EXCLUDED, *keys.PARTY})
    name = reading.text(parts, "name", entry, "Write its full name.")
    value, judgement = reading.judged(parts["excluded"], "reason")
    reason = reading.plain(value) if value else ""
    if value and isinstance(value.node, Scalar) and not reason:
        remedy = "Write why it is not at the table, as `excluded: listed by the Security Council`."
        reading.problems.add(value, f"{quoted(entry.id)} is excluded without a reason", remedy, at_key=True)
    return ExcludedParty(entry.id, name, reason, judgement)


def read_issues(reading: Reading, part: Part | None) -> list[Issue]:
    """The issues with a preference of every party, in the order of the parties."""
    found = []
    for name, entry in reading.branch(part, "every issue under its id, with `ask`, `options` and its lines").items():
        reading.id(entry, name)
        if isinstance(entry.node, Scalar):
            _no_issue(reading, entry, name)
            continue
        parts = reading.branch(entry, "`ask`, `options` and a line for each party")
        ask = reading.text(parts, "ask", entry, "Write the question that it settles.")
        options = _options(reading, entry, parts.get("options"))
        meant = _strangers(reading, name, parts)
        lines = []
        for party in reading.parties:
            if party in parts:
                lines.append(_preference(reading, parts[party], party, name, options))
            elif party not in meant:
                remedy = f"Write its line; `{party}: 0` if it has no view."
                reading.problems.add(entry, f"{quoted(party)} has no line on {name}", remedy, at_key=True)
        found.append(Issue(name, ask, options, tuple(line for line in lines if line)))
    return found


def _no_issue(reading: Reading, entry: Part, name: str) -> None:
    remedy = "Write `ask`, `options` and a line for each party, each two spaces further in than the issue."
    if name in (*reading.parties, *keys.ISSUE):
        remedy = "It reads as a line of the issue above: indent it like the lines there."
    what = f"{quoted(name)} stands in the place of an issue, and is none"
    reading.problems.add(entry, what, remedy, at_key=True)


def _options(reading: Reading, issue: Part, part: Part | None) -> tuple[Option, ...]:
    example = "`options: {none: no limit, full: full ban}`"
    parts = reading.branch(part, example)
    for option, entry in parts.items():
        cut = "If it belongs to the text before it, put that text in quotes: a comma ends a text."
        reading.id(entry, option, *([cut] if entry.is_empty and " " in option else []))
    if len(parts) < 2 and (part is None or part.is_empty or parts):  # noqa: PLR2004 - a choice is between two
        what = f"issue {quoted(issue.id)} has fewer than two options"
        reading.problems.add(part or issue, what, f"Write {example}.", at_key=True)
    return tuple(Option(option, reading.plain(entry) or option) for option, entry in parts.items())


def _strangers(reading: Reading, issue: str, parts: Parts) -> set[str]:
    """Report the lines of those who are no party; which parties without a line they are like."""
    missing = [party for party in reading.parties if party not in parts and party not in reading.renamed]
    meant, renamed = set(reading.renamed), set(reading.renamed.values())
    for party, line in parts.items():
        if party in keys.ISSUE or party in reading.parties or party in renamed:
            continue
        if party in reading.excluded:
            what, remedy = f"{quoted(party)} is excluded and has no line", "Leave the line out."
        elif not reading.parties and not reading.excluded:
            # That there are no parties is told once.
            continue
        else:
            guess = nearest_name(party, [*missing, *(key for key in keys.ISSUE if key not in parts)])
            meant.add(guess)
            remedy = f"Did you mean `{guess}`?" if guess else ""
            remedy = f"{remedy} The parties are {', '.join(reading.parties[:12])}.".strip()
            what = f"{quoted(party)} on {issue} is not a party"
        reading.problems.add(line, what, remedy, at_key=True)
    return meant


def _preference(reading: Reading, line: Part, party: str, issue: str, options: tuple[Option, ...]) -> Preference | None:
    value, judgement = reading.judged(line, "prefer")
    if value is None or not isinstance(value.node, Scalar):
        if value is not None:
            reading.plain(value)
        return None
    if not options:
        return None
    preference, faults = parse_preference(value.node.text, party, issue, [o.id for o in options], judgement)
    for fault in faults:
        reading.problems.add_fault(value, fault)
    return preference


def read_linkages(reading: Reading, part: Part | None) -> list[Linkage]:
    """The rules between options."""
    found = []
    for row in reading.rows(part, "every rule after a dash, as `- a=x requires b=y`"):
        value, judgement = reading.judged(row, "rule")
        text = reading.plain(value) if value else ""
        if not value or not isinstance(value.node, Scalar):
            continue
        linkage, faults = parse_linkage(text, reading.issues, judgement)
        for fault in faults:
            reading.problems.add_fault(value, fault)
        if linkage:
            found.append(linkage)
    return found


def read_interactions(reading: Reading, part: Part | None) -> list[Interaction]:
    """Points that a party adds when options stand together."""
    example = "`- {party: gov, when: {air: none, posts: local}, worth: -8..-4}`"
    found = []
    for row in reading.rows(part, example):
        parts = reading.branch(row, example)
        reading.known(parts, keys.INTERACTION)
        party = reading.text(parts, "party", row, f"As {example}.")
        known = {*reading.parties, *reading.renamed.values()}
        if party and party not in known and (reading.parties or reading.excluded):
            what = f"{quoted(party)} is {'excluded' if party in reading.excluded else 'not a party'}"
            reading.problems.add(parts["party"], what, nearest(party, reading.parties, "The parties"))
        when = parts.get("when", row)
        package = reading.package(when, reading.branch(parts.get("when"), "`when: {issue: option}`"))
        judgement = reading.judgement(parts)
        worth = reading.estimate(parts["worth"], -100, 100) if "worth" in parts else None
        if "worth" not in parts:
            reading.problems.add(row, f"{quoted(row.path)} has no `worth`", "Write points, -100..100.")
        elif worth is not None:
            found.append(Interaction(party, package, worth, judgement))
    return found
