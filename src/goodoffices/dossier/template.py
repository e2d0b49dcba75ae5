"""A new dossier to write into: valid as it stands, its comments teach the grammar."""

from __future__ import annotations

import re
from collections.abc import Sequence

from goodoffices.dossier import keys
from goodoffices.dossier.names import why_not_an_id
from goodoffices.dossier.reader import parse_dossier
from goodoffices.errors import UserError

__all__ = ["new_dossier"]

_HEAD = """\
# A dossier: what is at the table, who is at it, and what matters to whom. All values are text; no quotes are needed
# unless a text holds `: ` or ` #`. Check the file at any time: goodoffices dossier check FILE

# A short name: letters, digits, - _ .
dossier: {id}
title: {title}
# The day whose state it describes: 2000, 2000-01 or 2000-01-01.
as_of: {as_of}

# Whose judgements these are, unless one says otherwise. Take the mark # away to use it.
# by: name or office, {as_of}

# Printed on everything that is made from this file. Say whose judgement it is and how far it may be trusted.
caution: The preferences in this file are a first guess and have not been confirmed by any party.

# Who hosts or mediates. Take the mark # away to use it.
# mediator: {{id: host, name: Name of the host}}

# role: principal  must accept
#       guarantor  must accept or abstain
#       observer   is heard, and never blocks
# fallback: the worth of no agreement to the party, 0 to 100 (0: the worst package, 100: the best it can hope for);
#           a number or an interval, as 30..45
# One who is kept from the table:  name: {{name: Its name, excluded: the reason}}
parties:
"""

_ISSUES = """
# Every issue has a question, its options, and one line for each party: WEIGHT ORDER
#   weight  how much the step from the worst to the best option matters, 0 to 10, a number or an interval: 6..8
#   order   every option once, best first:  >  better   >>  much better   =  as good   !x  red line: no package with x
#           or numbers 0 to 100 instead:    6..8 none:100 partial:40..60 !full:0
#   0       alone: the party has no view on the issue
# A line can say whose judgement it is:  {first}: {{prefer: 6..8 none > partial, source: S1, by: analyst, note: why}}
issues:
"""

_TAIL = """
# Rules between options; a package that breaks one is not allowed.
#   - {issue}=none requires {other}=none
#   - {issue}=full excludes {other}=none
#   - if {issue}=partial,full and {other}!=full then {other}=partial
linkages:

# Packages on record, whole or partial, to be compared with what is possible.
#   draft-1: {{title: First draft, date: 2000-01, signed: [{first}], package: {{{issue}: partial}}}}
texts:

# Rounds of talks.
#   - {{title: First round, date: 2000-01, place: A city, host: A host, came: [{first}], agreed: [to meet again]}}
rounds:

# Documents that the dossier rests on. Name them where they are used, as `source: S1`.
#   - {{id: S1, what: Joint statement, reference: where it is found, url: "https://example.org", date: 2000-01-01}}
sources:
"""

_OPTIONS = ("none", "partial", "full")
_ORDERS = ("none > partial >> full", "full > partial >> none", "partial > none = full")
_WEIGHTS = ("6..8", "5..7", "4")
_FALLBACKS = ("30..45", "20..35", "25")


def new_dossier(
    name: str = "my-case",
    title: str = "What the talks are about",
    parties: Sequence[tuple[str, str]] = (("a", "First party"), ("b", "Second party")),
    issues: Sequence[str] = ("ceasefire", "access"),
    as_of: str = "2000-01-01",
) -> str:
    """The text of a dossier with these parties (id and name) and issues, each with example lines to write over.

    Raises UserError when an id or a text cannot stand in a dossier.
    """
    if not parties or not issues:
        raise UserError.of("a dossier needs a party and an issue")
    _check_names([name], "dossier")
    _check_names([party for party, _ in parties], "party")
    _check_names(issues, "issue")
    first, issue = parties[0][0], issues[0]
    other = issues[-1] if len(issues) > 1 else "another-issue"
    text = _HEAD.format(id=name, title=_quoted(title), as_of=as_of)
    for number, (party, full_name) in enumerate(parties):
        fallback = _FALLBACKS[number % 3]
        text += f"  {party}: {{name: {_quoted(full_name)}, role: principal, fallback: {fallback}}}\n"
    text += _ISSUES.format(first=first)
    for number, name_of_issue in enumerate(issues):
        text += _issue(name_of_issue, [party for party, _ in parties], number)
    text += _TAIL.format(first=first, issue=issue, other=other)
    parse_dossier(text)
    return text


def _check_names(names: Sequence[str], kind: str) -> None:
    for word in names:
        if reason := why_not_an_id(word):
            joined = re.sub(r"[^\w.-]+", "-", word).strip("-.")
            example = f", as `{joined}`" if joined != word and not why_not_an_id(joined) else ""
            remedy = f"Its short name is made of letters, digits, - _ and .{example}; the full name stands elsewhere."
            raise UserError.of(
                f"`{word}` cannot be the id of a{'n' * (kind == 'issue')} {kind}: it {reason}", remedy=remedy
            )
        if names.count(word) > 1:
            raise UserError.of(f"the {kind} `{word}` is given twice", remedy="Give each another id.")
        if kind == "party" and word in keys.ISSUE:
            remedy = f"`{word}` is a key of every issue; choose another id."
            raise UserError.of(f"a party cannot be called `{word}`", remedy=remedy)


def _issue(issue: str, parties: Sequence[str], shift: int) -> str:
    width = max(len(party) for party in parties) + 1
    lines = [
        f"    {party + ':':{width}} {_WEIGHTS[(number + shift) % 3]} {_ORDERS[number % 3]}"
        for number, party in enumerate(parties)
    ]
    options = ", ".join(f"{option}: what `{option}` means here" for option in _OPTIONS)
    head = [f"  {issue}:", f"    ask: What is to be settled on {issue}?", f"    options: {{{options}}}"]
    return "\n".join([*head, *lines]) + "\n"


def _quoted(text: str) -> str:
    plain = all(sign.isalnum() or sign in " -'()." for sign in text)
    if plain and text[:1].isalpha() and text == text.strip():
        return text
    return "'" + text.replace("'", "''") + "'"
