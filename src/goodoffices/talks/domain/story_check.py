"""What a story says that the public does not know yet: names of people and things of closed rooms, and exact places.

A reminder for two people who read, not a guard: it finds words that stand in the process, and nothing said in other
words. A name that stands in what is public already is not told of.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from goodoffices.talks.access.viewer import looking_as_the_system
from goodoffices.talks.domain.published import open_due
from goodoffices.talks.models import (
    Absent,
    ConsentAsked,
    CorridorShown,
    DeskCorridor,
    Incident,
    Member,
    Note,
    Party,
    Process,
    Proposal,
    ReportRelease,
    Room,
    Seat,
    Session,
    SharedPackage,
    Story,
    TextVersion,
)

__all__ = ["Found", "found_in"]

_SHORTEST = 3
_WORD = re.compile(r"[^\W_]+")
_COORDINATES = re.compile(
    r"""\d{1,3}\.\d{3,}\s*°?\s*[NSEW]?\s*[,;/ ]\s*\d{1,3}\.\d{3,}"""
    r"""|\d{1,3}\s*°\s*\d{1,2}\s*[′'’]"""
    r"""|\b\d{1,2}[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2}\s?\d{2,5}\s?\d{2,5}\b""",
    re.IGNORECASE,
)
"""Degrees with three decimals or more, in pairs; degrees and minutes; a square of MGRS."""


@dataclass(frozen=True)
class Found:
    """Words of a story that stand in a closed room, and what they are there."""

    words: str
    what: str


def found_in(story: Story) -> list[Found]:
    """What the story says that is not public, each once, in the order of its words."""
    said = "\n".join([*(part for one in story.words.values() for part in one.values()), *story.correction.values()])
    told, known = _folded(said), _folded("\n".join(_public(story)))
    places = [Found(match.group(), _("coordinates of a place")) for match in _COORDINATES.finditer(said)]
    named = {_folded(name).strip(): Found(name, what) for name, what in _names(story) if len(name.strip()) >= _SHORTEST}
    here = [
        (told.find(f" {key} "), one) for key, one in named.items() if f" {key} " in told and f" {key} " not in known
    ]
    return [*(one for _at, one in sorted(here, key=lambda pair: (pair[0], pair[1].words))), *places]


def _folded(text: str) -> str:
    """Words alone, in one case and form, with a space on either side of each."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return f" {' '.join(_WORD.findall(plain))} "


def _public(story: Story) -> Iterator[str]:
    """What the public can read now."""
    yield Process.objects.get(pk=story.process_id).title
    for note in Note.objects.filter(room__kind=Room.Kind.PUBLIC):
        yield from (note.title, note.text)
    for version in TextVersion.objects.filter(room__kind=Room.Kind.PUBLIC):
        yield version.wording.title
        yield from (words for clause in version.wording.clauses for words in clause.words.values())
    for report in ReportRelease.objects.filter(room__kind=Room.Kind.PUBLIC):
        if report.is_out:
            yield re.sub(r"<[^>]*>", " ", report.page)
    for release in open_due(story.process_id):
        if release.withdrawn is None:
            yield from (part for said in release.words.values() for part in said.values())


def _names(story: Story) -> Iterator[tuple[str, str]]:
    """Names that stand in the process, each with what it names. What is closed to the viewer is not asked."""
    yield from ((party.name, _("a party to the talks")) for party in Party.objects.filter(process_id=story.process_id))
    with looking_as_the_system():
        seated = list(Member.objects.filter(seats__in=Seat.objects.filter(process_id=story.process_id)).distinct())
    yield from ((member.name, _("somebody at the table")) for member in seated)
    closed = (
        (Session, "place", _("the place of a session")),
        (Session, "title", _("a session")),
        (Absent, "who", _("who is missing from the table")),
        (SharedPackage, "title", _("a package")),
        (Proposal, "title", _("a proposal")),
        (Note, "title", _("a note in a closed room")),
        (DeskCorridor, "title", _("a corridor")),
        (CorridorShown, "title", _("a corridor")),
        (ConsentAsked, "title", _("a stretch of a corridor")),
    )
    for model, field, what in closed:
        for record in model.objects.exclude(room__kind=Room.Kind.PUBLIC):
            if record.is_open():
                yield str(getattr(record, field)), what
    for incident in Incident.objects.all():
        if incident.is_open():
            yield from _of_incident(incident)
    yield from ((name, _("a place of a corridor")) for name in _corridor_places())


def _of_incident(incident: Incident) -> Iterable[tuple[str, str]]:
    yield str(incident.where.get("place", "")), _("the place of an incident")
    yield str(incident.claimant), _("who told of an incident")
    yield str(incident.source), _("the source of an incident")


def _corridor_places() -> Iterator[str]:
    from goodoffices.talks.domain.corridors import plan_of  # noqa: PLC0415 (a second of loading, when it is needed)

    for plan in DeskCorridor.objects.all():
        if plan.is_open():
            yield from (point.name for point in plan_of(plan).points)
