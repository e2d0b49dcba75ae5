"""A dossier as it would be if the file said otherwise, in memory only."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from difflib import get_close_matches

from goodoffices.dossier import (
    Dossier,
    Issue,
    Preference,
    content_hash,
    edit_dossier,
    is_value,
    parse_dossier,
    write_preference,
)
from goodoffices.errors import SettlementError
from goodoffices.settlement.trades.difference import Edit

__all__ = ["suppose"]

_FORMS = "Write a red line as PARTY:ISSUE=OPTION, a linkage as linkage:N with its number in the file."


def suppose(
    text: str, changes: Sequence[tuple[str, str]] = (), drops: Sequence[str] = (), file: str = ""
) -> tuple[Dossier, Dossier, tuple[Edit, ...]]:
    """The dossier of a file's text as it stands, as it would be, and the changes in words.

    `changes` are keys with new values, as in `edit_dossier`. `drops` name what falls away: `PARTY:ISSUE=OPTION` a red
    line, `linkage:N` the N-th linkage of the file, from 1. Raises DossierError when a key leads nowhere or the result
    is no valid dossier, SettlementError when a drop names nothing that is there. Nothing is written.
    """
    before = parse_dossier(text, file)
    after, edits = before, []
    if twice := [key for key, _ in changes if [one for one, _ in changes].count(key) > 1]:
        raise SettlementError.of(f"`{twice[0]}` is given two values", remedy="Name each key once.")
    if changes:
        after = parse_dossier(edit_dossier(text, dict(changes), file), file)
        edits = [Edit(key, value if is_value(text, key, value, file) else "", value) for key, value in changes]
    gone: list[int] = []
    for drop in dict.fromkeys(drops):
        head, colon, tail = (part.strip() for part in drop.partition(":"))
        if not colon or not tail:
            raise SettlementError.of(f"`{drop}` does not say what to drop", remedy=_FORMS)
        if head == "linkage" and "=" not in tail:
            place = _linkage(after, tail)
            gone.append(place)
            edits.append(Edit(drop, after.linkages[place].text, "dropped"))
        else:
            after, edit = _without_red_line(after, head, tail, drop)
            edits.append(edit)
    kept = tuple(linkage for place, linkage in enumerate(after.linkages) if place not in gone)
    after = dataclasses.replace(after, linkages=kept)
    return before, dataclasses.replace(after, hash=content_hash(after)), tuple(edits)


def _linkage(dossier: Dossier, number: str) -> int:
    many = len(dossier.linkages)
    if number.isascii() and number.isdigit() and 1 <= int(number[:9]) <= many:
        return int(number) - 1
    there = f"The dossier has linkages 1 to {many}." if many else "The dossier has no linkages."
    raise SettlementError.of(f"there is no linkage {number}", remedy=there)


def _without_red_line(dossier: Dossier, party: str, clause: str, drop: str) -> tuple[Dossier, Edit]:
    name, equals, option = (part.strip() for part in clause.partition("="))
    if not equals or not name or not option:
        raise SettlementError.of(f"`{drop}` does not say what to drop", remedy=_FORMS)
    parties, issues = [p.id for p in dossier.parties], {issue.id: issue for issue in dossier.issues}
    if party not in parties:
        raise _unknown(f"`{party}` is not a party of the dossier", party, parties)
    if name not in issues:
        raise _unknown(f"`{name}` is not an issue of the dossier", name, list(issues))
    line = next(q for q in issues[name].preferences if q.party == party)
    if option not in line.red_lines:
        red = ", ".join(rating.option for rating in line.ratings if rating.red_line)
        there = f"Its red lines on {name}: {red}." if red else f"{party} has no red line on {name}."
        raise SettlementError.of(f"`{option}` is not a red line of {party} on {name}", remedy=there)
    ratings = tuple(dataclasses.replace(r, red_line=r.red_line and r.option != option) for r in line.ratings)
    new = dataclasses.replace(line, ratings=ratings)
    changed = tuple(_with_line(issue, new) if issue.id == name else issue for issue in dossier.issues)
    edit = Edit(f"issues.{name}.{party}", write_preference(line), write_preference(new))
    return dataclasses.replace(dossier, issues=changed), edit


def _with_line(issue: Issue, line: Preference) -> Issue:
    lines = tuple(line if q.party == line.party else q for q in issue.preferences)
    return dataclasses.replace(issue, preferences=lines)


def _unknown(what: str, word: str, known: Sequence[str]) -> SettlementError:
    near = get_close_matches(word, known, 1)
    return SettlementError.of(what, remedy=f"Did you mean `{near[0]}`?" if near else f"There are: {', '.join(known)}.")
