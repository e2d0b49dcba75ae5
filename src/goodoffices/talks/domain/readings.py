"""Texts read by rules on the mediator's desk: a person decides on each suggestion, and only then is there a claim."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator, Mapping

from django.utils import timezone
from django.utils.translation import gettext as _

from goodoffices.errors import TalksError
from goodoffices.evidence import reading as by_rules
from goodoffices.evidence.reading import Decided, Review
from goodoffices.talks.access.viewer import looking_as_the_system
from goodoffices.talks.domain.ledger import newest_ledger, store_ledger
from goodoffices.talks.domain.log import all_or_nothing, record_act
from goodoffices.talks.domain.meanwhile import refuse_changed
from goodoffices.talks.models import DeskReading, Process, Room, Seat

__all__ = ["begin_reading", "decide", "delete_reading"]

_LONGEST_ID = 60


@all_or_nothing
def begin_reading(
    *, process: Process, author: Seat, text: str, dated: dt.date, document: Mapping[str, str]
) -> DeskReading:
    """Read a text of a given day. Everything found is a suggestion, kept with the text; the ledger is not touched.

    `document` says `what` the text is, its `url`, and the `id` that it has in the ledger (made from `what` when empty).
    Raises TalksError when another reading has that id, EvidenceError for a day that cannot be.
    """
    with looking_as_the_system():
        Process.objects.select_for_update().get(pk=process.pk)
        desk = Room.objects.get(process=process, kind=Room.Kind.DESK)
    taken = {one.document.get("id", "") for one in DeskReading.objects.filter(process=process) if one.is_open()}
    name = document.get("id") or next(one for one in _ids(document["what"]) if one not in taken)
    if name in taken:
        raise TalksError.of(
            _("another text was read under this short name"), remedy=_("give this one a short name of its own")
        )
    found = by_rules.read_text(text, dated, name=document["what"])
    reading = DeskReading(room=desk, author=author, text=text)
    reading.found, reading.review = by_rules.reading_json(found), by_rules.write_review(found)
    reading.document = {**document, "id": name, "published": dated.isoformat()}
    reading.save(force_insert=True)
    record_act("reading.begin", on=reading)
    return reading


@all_or_nothing
def decide(
    *,
    reading: DeskReading,
    suggestion: str,
    seat: Seat,
    reject: bool = False,
    said: Mapping[str, str] | None = None,
    seen: str = "",
) -> str:
    """Take a person's decision on one suggestion. Returns the id of the claim that a confirmed figure became, else "".

    `said` is what the person says of it: it is accepted where this is what was suggested, and corrected where it says
    something else. Raises EvidenceError when that makes no claim, TalksError when it is one already or when somebody
    decided meanwhile.
    """
    with looking_as_the_system():
        process = Process.objects.select_for_update().get(pk=reading.process_id)
    refuse_changed(reading, seen)
    review = by_rules.parse_review(reading.review)
    entry = next(one for one in review.entries if one.id == suggestion)
    decided = _decided(entry, reject=reject, said=said or {})
    claim = _confirm(process, reading, review, decided, str(seat.member)) if _makes_claim(decided) else ""
    taken = {"decision": decided.decision, "corrected": dict(decided.corrected), "filled": dict(decided.filled)}
    reading.decisions = {**reading.decisions, suggestion: {**taken, "by": str(seat.member)}}
    if claim:
        reading.claims = {**reading.claims, suggestion: claim}
    reading.save()
    record_act("reading.decide", on=reading)
    return claim


@all_or_nothing
def delete_reading(reading: DeskReading) -> None:
    """Delete a text and what was suggested of it. Claims that were confirmed stay in the ledger."""
    record_act("reading.delete", on=reading)
    reading.delete()


def _decided(entry: Decided, *, reject: bool, said: Mapping[str, str]) -> Decided:
    if reject:
        return dataclasses.replace(entry, decision="reject", corrected={}, filled={})
    corrected = {key: text for key, text in said.items() if entry.suggested.get(key, text) != text}
    filled = {key: text for key, text in said.items() if key not in entry.suggested}
    decision = "correct" if corrected else "accept"
    return dataclasses.replace(entry, decision=decision, corrected=corrected, filled=filled)


def _makes_claim(decided: Decided) -> bool:
    return decided.part == "figures" and decided.decision != "reject"


def _confirm(process: Process, reading: DeskReading, review: Review, decided: Decided, by: str) -> str:
    """Put one figure into the ledger. What was decided of who says so is laid beside it."""
    found = newest_ledger(process)
    sayings = (_as_decided(one, reading.decisions) for one in review.entries if one.part == "said")
    alone = dataclasses.replace(review, document=dict(reading.document), entries=(decided, *sayings))
    today = timezone.localdate()
    done = by_rules.confirm(alone, by, today, into=found.text if found else None, text=reading.text)
    store_ledger(process, done.ledger, "claim.confirm")
    return done.claims[0]


def _as_decided(entry: Decided, decisions: Mapping[str, Mapping[str, object]]) -> Decided:
    taken = decisions.get(entry.id)
    return dataclasses.replace(entry, decision="reject") if taken and taken["decision"] == "reject" else entry


def _ids(what: str) -> Iterator[str]:
    """Ids for a document, from what it is called."""
    plain = re.sub(r"[^\w]+", "-", what.casefold()).strip("-_")[:_LONGEST_ID].strip("-_") or "text"
    yield plain
    yield from (f"{plain}-{number}" for number in range(2, 10_000))
