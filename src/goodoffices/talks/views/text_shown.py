"""A text as pages show it: clauses in rows, languages in columns, brackets and changes to be seen and to be heard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from itertools import pairwise
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_datetime

from goodoffices.errors import SealError, TalksError
from goodoffices.talks.forms.refusals import told
from goodoffices.talks.models import Party, TextAsking, TextComment, TextVersion
from goodoffices.talks.wording.brackets import Bracket, brackets, parse
from goodoffices.talks.wording.clauses import Clause, Freeze, Wording
from goodoffices.talks.wording.diff import Piece, pieces
from goodoffices.talks.wording.languages import direction, language_name, own_name

__all__ = ["Language", "Row", "clause_named", "history", "languages", "refusing", "rows", "signs"]


@dataclass(frozen=True)
class Language:
    """A language of a text."""

    code: str
    name: str
    own: str
    direction: str
    authentic: bool
    original: bool


@dataclass(frozen=True)
class Cell:
    """A clause in one language: runs of (kind, words), kinds `words`, `open`, `or`, `close`; none when missing."""

    language: Language
    runs: tuple[tuple[str, str], ...]
    behind: bool


@dataclass(frozen=True)
class Row:
    """A clause as it is shown."""

    clause: Clause
    number: str
    cells: tuple[Cell, ...]
    disputed: tuple[str, ...]
    frozen: dict[str, Any] | None
    comments: int = 0
    asked: tuple[TextAsking, ...] = ()


def languages(wording: Wording, chosen: Sequence[str] = ()) -> tuple[Language, ...]:
    """The languages of a text; only those chosen, when some are."""
    wanted = [code for code in wording.languages if code in chosen] or wording.languages
    return tuple(
        Language(
            code=code,
            name=language_name(code),
            own=own_name(code),
            direction=direction(code),
            authentic=code in wording.authentic,
            original=code == wording.original,
        )
        for code in wanted
    )


def rows(wording: Wording, text_id: str, chosen: Sequence[str] = ()) -> list[Row]:
    """All clauses, each with what the viewer may know of it."""
    numbers, shown = wording.numbers(), languages(wording, chosen)
    said = Counter(TextComment.objects.filter(text_id=text_id).values_list("clause", flat=True))
    asked = _askings(text_id)
    return [
        Row(
            clause=clause,
            number=numbers[clause.id],
            cells=tuple(
                Cell(one, signs(clause.words.get(one.code, "")), clause.behind(one.code, wording.original))
                for one in shown
            ),
            disputed=(disputed := _disputed(clause, wording)),
            frozen=frozen(clause.freeze),
            comments=said[clause.id],
            asked=tuple(one for one in asked.get(clause.id, []) if one.bracket in disputed),
        )
        for clause in wording.clauses
    ]


def signs(words: str) -> tuple[tuple[str, str], ...]:
    """Words and bracket signs, one after the other."""

    def walk(parts: tuple[str | Bracket, ...]) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        for part in parts:
            if isinstance(part, str):
                found.append(("words", part))
                continue
            found.append(("open", "["))
            for at, alternative in enumerate(part.alternatives):
                found += [("or", "/")] * bool(at) + walk(alternative)
            found.append(("close", "]"))
        return found

    return tuple(walk(parse(words)))


def frozen(freeze: Freeze | None) -> dict[str, Any] | None:
    """Who froze it, when, on whose word."""
    if freeze is None:
        return None
    return {"by": freeze.by, "at": parse_datetime(freeze.at), "parties": freeze.parties}


def _askings(text_id: str) -> dict[str, list[TextAsking]]:
    found: dict[str, list[TextAsking]] = {}
    parties = dict(Party.objects.values_list("key", "name"))
    for asking in TextAsking.objects.filter(text_id=text_id):
        if asking.is_open():
            asking.party_name = parties.get(asking.party, asking.party)
            found.setdefault(asking.clause, []).append(asking)
    return found


def _disputed(clause: Clause, wording: Wording) -> tuple[str, ...]:
    """The brackets in the language of drafting first, then those that only a translation has."""
    found = [one.words for one in brackets(clause.words.get(wording.original, ""))]
    return tuple(found) or tuple(dict.fromkeys(one.words for words in clause.words.values() for one in brackets(words)))


def history(versions: Sequence[TextVersion], clause: str) -> list[tuple[TextVersion, tuple[Piece, ...]]]:
    """The versions, oldest first, in which a clause's words are not those of the version before."""
    spoken: list[tuple[TextVersion, str]] = []
    for version in versions:
        wording = version.wording
        said = [one.words.get(wording.original, "") for one in wording.clauses if one.id == clause]
        spoken.append((version, said[0] if said else ""))
    first = [(version, pieces(said, said)) for version, said in spoken[:1] if said]
    later = [(version, pieces(was, now)) for (_, was), (version, now) in pairwise(spoken) if was != now]
    return [*first, *later]


def clause_named(request: HttpRequest, wording: Wording) -> Clause:
    """The clause that the address names; the first when it names none and is only read."""
    key = request.GET.get("clause", "")
    if not key and request.method != "POST" and wording.clauses:
        return wording.clauses[0]
    return wording.clause(key)


def refusing(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page that says in words what cannot be done, and why."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (SealError, TalksError) as wrong:
            return render(request, "talks/text/refused.html", {"why": told(wrong)}, status=422)

    return answered
