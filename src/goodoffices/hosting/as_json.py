"""Candidates side by side, for programs: every component under its own name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goodoffices.hosting.comparing import Comparison
from goodoffices.hosting.distances import Distances, Spread
from goodoffices.hosting.model import Hosted, Rating
from goodoffices.hosting.scales import Scale
from goodoffices.hosting.states import name_of
from goodoffices.hosting.weights import Ranked, Weights

__all__ = ["comparison_json"]


def comparison_json(found: Comparison) -> dict[str, Any]:
    """`candidates` with their components; `ratings` only where they were asked for at the desk, `weighed` only with
    weights."""
    made = found.provenance
    told: dict[str, Any] = {
        "candidates": [{"state": code, "name": name_of(code)} for code in found.candidates],
        "parties": [
            {
                "party": each.party,
                "name": found.names[each.party],
                "states": list(each.states),
                "by_declared_backers": each.is_backed,
            }
            for each in found.parties
        ],
        "ideal_points": _scale(found.scale, found.time) | _distances(found.distances),
        "other_estimates": [_scale(each.scale, each.time) | _distances(each.distances) for each in found.others],
        "over_time": {
            candidate: [{found.scale.unit: time, **_spread(value)} for time, value in sorted(by_time.items())]
            for candidate, by_time in found.over.items()
        },
        "roll_calls": _calls(found),
        "said": [vars(each) | {"date": each.date.text} for each in found.hosts.said],
        "record": [_hosted(each) for each in found.records.hosted],
        "named_in_data_sets": [vars(each) for each in found.records.named],
        "ties": [vars(each) for each in found.ties],
        "practical": [vars(each) | {"date": each.date.text} for each in found.practical],
        "inputs": dict(made.inputs),
        "parameters": dict(made.parameters),
        "seed": made.seed,
        "method": made.method,
        "version": made.version,
        "by": made.by or None,
        "caution": made.caution or None,
    }
    if found.ratings is not None:
        told["ratings"] = [_rating(each) for each in found.ratings.reveal()]
    if found.ranks is not None and found.weights is not None:
        told["weighed"] = _weighed(found.weights, found.ranks)
    return told


def _hosted(each: Hosted) -> dict[str, Any]:
    told = vars(each) | {"date": each.date.text, "with": each.parties}
    return {name: value for name, value in told.items() if name != "parties"}


def _rating(each: Rating) -> dict[str, Any]:
    return {
        "party": each.party,
        "candidate": each.candidate,
        "low": float(each.rating.low),
        "best": float(each.rating.best),
        "high": float(each.rating.high),
        "date": each.date.text if each.date else None,
    }


def _weighed(weights: Weights, ranks: Sequence[Ranked]) -> dict[str, Any]:
    return {
        "weights": {
            name: "any" if weight is None else [float(weight.low), float(weight.high)]
            for name, weight in weights.of.items()
        },
        "candidates": [
            {
                "state": each.candidate,
                "first": each.first,
                "top_three": each.top_three,
                "rank_low": each.rank[0],
                "rank_median": each.rank[1],
                "rank_high": each.rank[2],
            }
            for each in ranks
        ],
    }


def _scale(scale: Scale, time: int) -> dict[str, Any]:
    return {
        "unit": scale.unit,
        scale.unit: time,
        "of": scale.of,
        "points": {
            state: {"point": each.point, "low": each.low, "high": each.high} for state, each in scale.at(time).items()
        },
    }


def _distances(made: Distances) -> dict[str, Any]:
    return {
        "distances": [
            {
                "candidate": each.candidate,
                "to": {state: _spread(value) for state, value in each.to.items()},
                "largest": _spread(each.largest),
                "farthest": each.farthest,
                "nearest": each.nearest,
                "balance": _spread(each.balance),
            }
            for each in made.each
        ],
        "share_of_draws_with_smaller_largest_distance": {one: dict(row) for one, row in made.nearer.items()},
        "without_a_point": list(made.missing),
    }


def _spread(value: Spread) -> dict[str, float | None]:
    return {"point": value.point, "low": value.low, "high": value.high}


def _calls(found: Comparison) -> dict[str, Any]:
    conflict = found.hosts.conflict
    return {
        "words": list(conflict.words),
        "without": list(conflict.without),
        "since": conflict.since.text if conflict.since else None,
        "until": conflict.until.text if conflict.until else None,
        "asked_for": list(conflict.resolutions),
        "not_in_the_data": list(found.calls.missing),
        "of": found.calls.of,
        "calls": [
            {"date": each.day, "resolution": each.resolution, "title": each.title, "votes": dict(each.votes)}
            for each in found.calls.calls
        ],
        "counts": {state: counts for state, counts in found.calls.counts.items() if counts},
        "to_check": [vars(each) for each in found.calls.odd],
    }
