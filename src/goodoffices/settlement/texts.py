"""Texts on record against the central model: what each is worth, what it crosses, what would be better for all."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

import numpy as np

from goodoffices.dossier import Dossier, Linkage, Text
from goodoffices.settlement.engine.frontier import Rows
from goodoffices.settlement.engine.model import Model
from goodoffices.settlement.engine.walk import components
from goodoffices.settlement.outcomes import outcome
from goodoffices.settlement.result import Breach, RatedText

__all__ = ["breaks", "rate_text"]


def rate_text(dossier: Dossier, model: Model, text: Text, front: Rows | None) -> RatedText:
    """One text on record. `front` holds the frontier in units of the deciding parties, None when it is incomplete."""
    package = dict(text.package)
    missing = tuple(issue for issue in model.issues if issue not in package)
    whole = outcome(model, [model.choice(package)[i] for i in range(len(model.issues))]) if not missing else None
    return RatedText(
        id=text.id,
        title=text.title or text.id,
        package=package,
        outcome=whole,
        open_issues=missing,
        utility_range=_range(model, package) if missing else {},
        red_lines=tuple(
            Breach(q.party, issue.id, package[issue.id])
            for issue in dossier.issues
            for q in issue.preferences
            if package.get(issue.id) in q.red_lines
        ),
        linkages=tuple(linkage.text for linkage in dossier.linkages if breaks(linkage, package)),
        better_for_all=_better(model, package, front) if front is not None and len(front) and not missing else None,
    )


def breaks(linkage: Linkage, package: Mapping[str, str]) -> bool:
    """Whether the settled part of a package breaks the linkage: its conditions are all settled and hold, and something
    that must hold is settled and does not."""
    decided = [c for c in linkage.when if c.issue in package]
    return (
        len(decided) == len(linkage.when)
        and all(c.holds(package[c.issue]) for c in decided)
        and any(c.issue in package and not c.holds(package[c.issue]) for c in linkage.then)
    )


def _better(model: Model, package: Mapping[str, str], front: Rows) -> int:
    """Packages of the frontier that give every deciding party at least as much, and one of them more."""
    worth = model.worth(model.choice(package))[list(model.deciding)]
    as_good = np.all(front.units >= worth, axis=1)
    return int(front.many[as_good & np.any(front.units > worth, axis=1)].sum())


def _range(model: Model, package: Mapping[str, str]) -> dict[str, tuple[float, float]]:
    """For each party the least and the most that an allowed completion is worth, in points; empty if there is none."""
    settled = model.choice(package)
    narrowed = dataclasses.replace(
        model,
        deciding=tuple(range(len(model.parties))),
        open_options=tuple(
            tuple(is_open and settled.get(i, o) == o for o, is_open in enumerate(options))
            for i, options in enumerate(model.open_options)
        ),
    )
    parts = components(narrowed)
    if not all(part.allowed for part in parts):
        return {}
    least = np.sum([part.worst[0][()] for part in parts], axis=0)
    most = np.sum([part.best[0][()] for part in parts], axis=0)
    return {
        party: (float(least[p] / model.scale[p]), float(most[p] / model.scale[p]))
        for p, party in enumerate(model.parties)
    }
