"""New commitments to write into: valid as they stand; what a text suggests stands in them as comments."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from goodoffices.commitments.deadlines import write_due
from goodoffices.commitments.model import Body
from goodoffices.commitments.read import parse_commitments
from goodoffices.commitments.suggesting import Suggested
from goodoffices.dossier import write_tree

__all__ = ["new_commitments"]

_BEGIN = """\
# What an agreement obliges whom to do. All values are text; quotes are needed where a text holds `: ` or ` #`.
# Check the file at any time: goodoffices commitments check FILE

# A short name: letters, digits, - _ .
agreement: {id}
{title}

# The day from which periods run, as 2031-04-01, or `unknown`.
in_force: unknown

# A file beside this one with the agreement's own text: the words of every clause must then stand in it.
# text: agreement.txt

# Who drew these commitments out of the text.
# by: Legal adviser of the mediator

# What lines rest on: [{{id: letter-3, what: Letter to the commission, reference: no 3, date: 2031-04-20}}]
# sources:

# Who may be named: parties, guarantors, and bodies that verify; names of offices, never of persons.
{bodies}
commitments:
  # A short name for each.
  first:
    # Who is bound: one, or a list. Never who verifies.
    who: {a}
    what: does what it has promised
    # A day; `within 30 days of in force`; `within 10 days of ID`; `standing` (at all times); or `unknown`.
    due: unknown
    verified_by: {v}
    # where: at the ferry
    # depends_on: [another]
    # The words it is drawn from: {{article: '3.2', text: The first party shall …}}
    # What else it is about: touches: [{{ceasefire: north, clause: acts}}, {{corridor: river}}]
    # What was said of it, a line each: `reported done` by who is bound; `confirmed`, `partly confirmed`,
    # `cannot confirm` or `denied` by who verifies; `disputed` by others; `suspended`, `resumed`, `withdrawn`.
    # status:
    #   - {{said: reported done, by: {a}, on: 2031-04-20, done: 2031-04-18, source: letter-3, grade: B2}}
"""
_WIDE = 108
_STAND_INS = (
    Body("a", "First party", "party"),
    Body("b", "Second party", "party"),
    Body("commission", "Joint commission", "body"),
)
_KEYS = (("parties", "party"), ("guarantors", "guarantor"), ("bodies", "body"))


def new_commitments(name: str, title: str, suggested: Sequence[Suggested] = (), bodies: Sequence[Body] = ()) -> str:
    """The text of a file with one commitment to fill in. What was suggested stands below it as comments: whoever takes
    the marks `# ` away has decided it. Raises DossierError where the id or the title is none."""
    line = write_tree({"title": " ".join(title.split())}).strip()
    named = tuple(bodies) or _STAND_INS
    if not any(body.role == "party" for body in named):
        named = (*_STAND_INS[:2], *named)
    bound = next(body.id for body in named if body.role == "party")
    verifies = next((body.id for body in named if body.role == "body"), "none")
    text = _BEGIN.format(id=name, title=line, bodies=_bodies(named), a=bound, v=verifies)
    if suggested:
        text += _offered(suggested)
    parse_commitments(text)
    return text


def _bodies(named: Sequence[Body]) -> str:
    """Who may be named, as the file writes it."""
    groups = {key: {body.id: body.name for body in named if body.role == role} for key, role in _KEYS}
    return "".join(write_tree({key: dict(held)}).lstrip() for key, held in groups.items() if held)


def _offered(suggested: Sequence[Suggested]) -> str:
    lines = [
        "",
        f"  # {len(suggested)} suggested by rules from the text, none of them decided. Take the marks away from those",
        "  # that are commitments, correct them against the clause, and delete the others.",
    ]
    for number, one in enumerate(suggested, 1):
        who = f"[{', '.join(one.who)}]" if one.who else "unknown"
        told = {"what": one.what, "due": write_due(one.due)}
        lines += ["", f"  # c{number}:", _comment(f"who: {who}", one.who_words if not one.who else "")]
        lines += [_comment(write_tree({key: value}).strip()) for key, value in told.items()]
        if one.due_words and not one.due.is_known:
            lines[-1] += f"  # the text says: {' '.join(one.due_words.split())}"
        if one.verified_words:
            by = f"[{', '.join(one.verified_by)}]" if one.verified_by else "unknown"
            lines.append(_comment(f"verified_by: {by}", one.verified_words if not one.verified_by else ""))
        lines += [_comment("clause:"), _comment(write_tree({"article": one.article or "–"}).strip(), deep=6)]
        lines.append(_comment("text: >-", deep=6))
        lines += textwrap.wrap(
            " ".join(one.text.split()),
            _WIDE,
            initial_indent="  #       ",
            subsequent_indent="  #       ",
            break_long_words=False,
            break_on_hyphens=False,
        )
    return "\n".join(lines) + "\n"


def _comment(line: str, aside: str = "", *, deep: int = 4) -> str:
    told = f"  # the text says: {' '.join(aside.split())}" if aside else ""
    return f"  #{' ' * (deep - 1)}{line}{told}"
