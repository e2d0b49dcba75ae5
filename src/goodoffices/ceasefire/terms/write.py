"""From Terms to their file. What is written reads back as the same Terms; what is not known is written as `unknown`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from goodoffices.ceasefire.terms import keys
from goodoffices.ceasefire.terms.acts import VOCABULARY
from goodoffices.ceasefire.terms.model import Act, Area, Exceptions, Release, Step, Terms, Thresholds
from goodoffices.dossier import PlainTree, write_tree

__all__ = ["plain_terms", "write_terms"]

_UNKNOWN: PlainTree = keys.UNKNOWN


def write_terms(found: Sequence[Terms]) -> str:
    """The text of a file with these ceasefires and nothing else."""
    return write_tree({"ceasefires": {terms.id: plain_terms(terms) for terms in found}})


def plain_terms(terms: Terms) -> dict[str, PlainTree]:
    """The terms in the keys and words of their file, every value a text."""
    end = terms.end.text if terms.end else "open" if terms.open_ended else keys.UNKNOWN
    judgement = terms.judgement
    parts: dict[str, PlainTree] = {
        "title": terms.title,
        "start": terms.start.text if terms.start else keys.UNKNOWN,
        "end": end,
        "ended": terms.ended.text if terms.ended else keys.UNKNOWN,
        "area": _area(terms.area),
        "parties": _parties(terms),
        "dyads": list(terms.dyads),
        "prohibited": _UNKNOWN if terms.acts is None else [_act(act) for act in terms.acts],
        "exceptions": _exceptions(terms.exceptions),
        "monitors": list(terms.monitors) or _UNKNOWN,
        "verified_by": list(terms.verified_by) or _UNKNOWN,
        "attributed_by": list(terms.attributed_by) or _UNKNOWN,
        "guarantors": list(terms.guarantors) or _UNKNOWN,
        "ladder": [_step(step) for step in terms.ladder] or _UNKNOWN,
        "verdicts": _verdicts(terms.verdicts),
        "release": _release(terms.release),
        "says": dict(terms.says),
        "unverified": terms.unverified,
        "source": judgement.source,
        "by": judgement.by,
        "note": judgement.note,
    }
    return _filled(parts)


def _filled(parts: Mapping[str, PlainTree]) -> dict[str, PlainTree]:
    return {key: value for key, value in parts.items() if value not in ("", [], {})}


def _area(area: Area | None) -> PlainTree:
    if area is None:
        return _UNKNOWN
    lists = {key: list(getattr(area, key)) for key in ("admin1", "admin2", "admin3", "codes")}
    level = "" if area.level is None else str(area.level)
    return _filled({"country": area.country, **lists, "file": area.file, "level": level, "words": area.words})


def _parties(terms: Terms) -> PlainTree:
    found: dict[str, PlainTree] = {
        party.id: _filled({"name": party.name, "actors": list(party.actors) or _UNKNOWN}) for party in terms.parties
    }
    return found or _UNKNOWN


def _act(act: Act) -> PlainTree:
    if act.word in VOCABULARY and act == Act(act.word):
        return act.word
    return _filled({"act": act.word, "means": act.means, "kinds": list(act.kinds), "subkinds": list(act.subkinds)})


def _exceptions(exceptions: Exceptions | None) -> PlainTree:
    if exceptions is None:
        return _UNKNOWN
    groups: list[PlainTree] = [
        _filled({"name": group.name, "actors": list(group.actors), "reason": group.reason})
        for group in exceptions.groups
    ]
    area = {} if exceptions.area is None else _area(exceptions.area)
    return _filled({"groups": groups, "area": area, "self_defence": exceptions.self_defence}) or "none"


def _step(step: Step) -> PlainTree:
    return _filled({"step": step.what, "by": step.by, "within": step.within})


def _verdicts(thresholds: Thresholds) -> PlainTree:
    shares = {key: f"{getattr(thresholds, key):.9g}" for key in ("holding", "strained", "eroding")}
    return {"before": str(thresholds.before), **shares, "agreed": thresholds.agreed or "no"}


def _release(release: Release | None) -> PlainTree:
    if release is None:
        return _UNKNOWN
    together = {True: "yes", False: "no", None: keys.UNKNOWN}[release.together]
    embargo = keys.UNKNOWN if release.embargo_hours is None else str(release.embargo_hours)
    return {"first": list(release.first) or _UNKNOWN, "together": together, "embargo_hours": embargo}
