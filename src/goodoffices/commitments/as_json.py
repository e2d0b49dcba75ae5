"""Commitments and how they stand, as JSON: in the keys and words of the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from goodoffices.commitments.deadlines import write_due
from goodoffices.commitments.happenings import EVENT_NOT_BREACH, Happening
from goodoffices.commitments.model import Agreement, Line
from goodoffices.commitments.standing import Standing, counted
from goodoffices.commitments.wording import CAUTION, why

__all__ = ["standing_json", "standings_json"]


def standings_json(
    agreement: Agreement, found: Sequence[Standing], touched: Mapping[str, Sequence[Happening]] | None = None
) -> dict[str, Any]:
    """All of them, with the day for which it is told."""
    as_of = found[0].as_of.isoformat() if found else None
    return {
        "agreement": agreement.id,
        "title": agreement.title,
        "in_force": agreement.in_force.isoformat() if agreement.in_force else None,
        "as_of": as_of,
        "file": agreement.hash,
        "text": agreement.text_hash or None,
        "by": agreement.by or None,
        "caution": " ".join(part for part in (CAUTION, agreement.caution) if part),
        "counts": counted(found),
        "commitments": {
            one.commitment.id: standing_json(one, agreement, (touched or {}).get(one.commitment.id, ()))
            for one in found
        },
    }


def standing_json(one: Standing, agreement: Agreement, touched: Sequence[Happening] = ()) -> dict[str, Any]:
    """One commitment."""
    entry = one.commitment
    told: dict[str, Any] = {
        "who": list(entry.who),
        "what": entry.what,
        "where": entry.where or None,
        "due": write_due(entry.due),
        "deadline": one.deadline.isoformat() if one.deadline else None,
        "verified_by": list(entry.verified_by),
        "depends_on": list(entry.depends_on),
        "clause": {"article": entry.clause.article or None, "text": entry.clause.text, "hash": entry.clause.hash},
        "is": one.status,
        "why": why(one, agreement),
        "waiting_for": list(one.waiting_for),
        "done": one.done.isoformat() if one.done else None,
        "fulfilled": one.fulfilled.isoformat() if one.fulfilled else None,
        "days_late": one.late,
        "status": [_line(line) for line in one.lines],
        "note": entry.note or None,
    }
    if touched:
        told["touched"] = {"caution": EVENT_NOT_BREACH, "events": [_happening(each) for each in touched]}
    return told


def _line(line: Line) -> dict[str, Any]:
    return {
        "said": line.said,
        "by": line.by,
        "on": line.on.isoformat(),
        "done": line.done.isoformat() if line.done else None,
        "source": line.source or None,
        "grade": line.grade or None,
        "note": line.note or None,
    }


def _happening(each: Happening) -> dict[str, Any]:
    return {
        each.touch.kind: each.touch.id,
        "clause": each.touch.clause or None,
        "day": each.day.isoformat() if each.day else None,
        "text": each.text,
        "source": each.source or None,
    }
