"""Small dossiers that leave something open, and what follows from listing every package in every draw."""

from __future__ import annotations

from itertools import product

import numpy as np

from goodoffices.dossier import parse_dossier
from goodoffices.settlement import solve
from goodoffices.settlement.engine.model import central_model
from goodoffices.settlement.uncertain.advice import advise
from goodoffices.settlement.uncertain.draw import draw
from goodoffices.settlement.uncertain.pool import allowed, lay_out, rate


def two_sides(issues, fallbacks=("0", "0"), rest=""):
    """North and South; `issues` are lines of issue id, options and the preference of each."""
    lines = []
    for name, options, north, south in issues:
        lines.append(f"  {name}:\n    ask: What of {name}?\n    options: {{{options}}}")
        lines.append(f"    north: {north}\n    south: {south}")
    return parse_dossier(
        "dossier: two-sides\ntitle: Two sides\ncaution: Invented.\nparties:\n"
        f"  north: {{name: The North, role: principal, fallback: {fallbacks[0]}}}\n"
        f"  south: {{name: The South, role: principal, fallback: {fallbacks[1]}}}\n"
        "issues:\n" + "\n".join(lines) + "\n" + rest
    )


def flipping():
    """North knows what it has of `a` and not what it would have of `b`; South does not mind."""
    return two_sides([("river", "a: the dam, b: the canal", "5 b:20..100 a:60", "5 a:50 b:50")])


def certain():
    """Nothing is open."""
    return two_sides(
        [("river", "a: the dam, b: the canal", "5 a > b", "5 b > a"), ("road", "a: A, b: B", "3 a>b", "4 b>a")]
    )


def valley(order=("a", "b", "c"), ids=lambda one: one):
    """Three issues, linkages, an interaction, intervals everywhere; options listed in `order` under names of `ids`."""
    words = {"a": "the first way", "b": "the middle way", "c": "the last way"}
    options = ", ".join(f"{ids(one)}: {words[one]}" for one in order)

    def line(weight, first, sign, second, other_sign, third):
        return f"{weight} {ids(first)} {sign} {ids(second)} {other_sign} {ids(third)}"

    return two_sides(
        [
            ("river", options, line("6..9", "a", ">", "b", ">>", "c"), line("3..8", "c", ">", "b", ">", "a")),
            ("road", options, line("2..6", "b", ">", "a", ">", "c"), line("4..7", "c", ">>", "a", ">", "b")),
            ("toll", options, line("1..9", "c", ">>", "b", ">", "a"), line("2..5", "a", ">", "b", ">>", "c")),
        ],
        fallbacks=("20..55", "25..50"),
        rest=(
            f"linkages: ['river={ids('a')} excludes road={ids('c')}']\n"
            f"interactions: [{{party: north, when: {{river: {ids('b')}, toll: {ids('b')}}}, worth: -6..9}}]\n"
        ),
    )


def every_package(model):
    """Option positions of all packages, and of the allowed ones."""
    rows = np.array(list(product(*[range(len(options)) for options in model.options])), dtype=np.int64)
    return rows, rows[allowed(model, rows)]


def nash_by_listing(model, draws):
    """The Nash package of every draw, -1 where nothing is acceptable."""
    _, rows = every_package(model)
    nash = np.full((len(draws), len(model.issues)), -1, dtype=np.int64)
    trial = lay_out(model, draws)
    if len(rows):
        rated = rate(trial, rows)
        best = rated.joint.argmax(axis=0)
        some = rated.joint.max(axis=0) > 0
        nash[some] = rows[best[some]]
    return nash


def advice_of(dossier, draws=400, seed=1):
    """The advice, with the draws' Nash packages found by listing."""
    model = central_model(dossier)
    some = draw(dossier, model, draws, seed)
    return advise(dossier, model, solve(dossier), some, nash_by_listing(model, some))
