"""The hash that names a dossier's content, whatever its layout: sha256 over canonical JSON (RFC 8785, 2020)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

import rfc8785

from goodoffices.dossier.model import Clause, Dossier, Issue, Judgement, Preference, Rating, Tree
from goodoffices.dossier.numbers import write_estimate
from goodoffices.values import Estimate, Period

__all__ = ["content_hash"]


def content_hash(dossier: Dossier) -> str:
    """`sha256:…` of the content.

    The order of parties, issues, options and lists counts, for results may depend on it; layout, comments, the order
    of other keys, and the way in which a preference or a linkage is spelt do not.
    """
    return "sha256:" + hashlib.sha256(rfc8785.dumps(_content(dossier))).hexdigest()


def _content(dossier: Dossier) -> dict[str, Any]:
    return {
        "dossier": dossier.id,
        "title": dossier.title,
        "as_of": _date(dossier.as_of),
        "by": dossier.by,
        "caution": dossier.caution,
        "seed": None if dossier.seed is None else str(dossier.seed),
        "mediator": [dossier.mediator.id, dossier.mediator.name] if dossier.mediator else None,
        "parties": [
            [p.id, p.name, p.role.value, _estimate(p.fallback), _judgement(p.judgement)] for p in dossier.parties
        ],
        "excluded": [[p.id, p.name, p.reason, _judgement(p.judgement)] for p in dossier.excluded],
        "issues": [_issue(issue) for issue in dossier.issues],
        "linkages": [[_clauses(x.when), _clauses(x.then), _judgement(x.judgement)] for x in dossier.linkages],
        "interactions": [
            [x.party, dict(x.when), _estimate(x.worth), _judgement(x.judgement)] for x in dossier.interactions
        ],
        "texts": {
            x.id: [x.title, dict(x.package), _date(x.date), list(x.signed), x.unverified, _judgement(x.judgement)]
            for x in dossier.texts
        },
        "rounds": [
            [
                x.title,
                _date(x.date),
                x.place,
                x.host,
                list(x.came),
                list(x.agreed),
                x.unverified,
                _judgement(x.judgement),
            ]
            for x in dossier.rounds
        ],
        "sources": [[x.id, x.what, x.reference, x.url, _date(x.date), x.unverified] for x in dossier.sources],
        "reserved": _tree(dossier.reserved),
    }


def _issue(issue: Issue) -> list[Any]:
    options = [[option.id, option.label] for option in issue.options]
    return [issue.id, issue.ask, options, {p.party: _preference(p) for p in issue.preferences}]


def _preference(preference: Preference) -> list[Any]:
    ratings = {rating.option: _rating(rating) for rating in preference.ratings}
    return [_estimate(preference.weight), ratings, _judgement(preference.judgement)]


def _rating(rating: Rating) -> list[Any]:
    level = None if rating.level is None else str(rating.level)
    return [level, _estimate(rating.value), rating.red_line]


def _clauses(clauses: Iterable[Clause]) -> list[list[Any]]:
    return [[clause.issue, sorted(clause.options), clause.negated] for clause in clauses]


def _judgement(judgement: Judgement) -> list[str]:
    return [judgement.source, judgement.by, judgement.note]


def _estimate(estimate: Estimate | None) -> str | None:
    return None if estimate is None else write_estimate(estimate)


def _date(period: Period | None) -> str | None:
    return None if period is None else period.text


def _tree(tree: Tree | Mapping[str, Tree]) -> Any:
    if isinstance(tree, str):
        return tree
    if isinstance(tree, tuple):
        return [_tree(item) for item in tree]
    return {key: _tree(value) for key, value in tree.items()}
