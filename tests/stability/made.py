"""Small random models: ties, infeasible states, options that cannot be undone, barred moves, two to four makers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from goodoffices.errors import StabilityError
from goodoffices.stability.model import (
    Barred,
    Both,
    Maker,
    Model,
    Option,
    Preference,
    Rank,
    Same,
    Taken,
    Without,
    conflict,
    states_of,
)

WAYS = ("both", "both", "both", "forward", "back", "none")


def condition(chance, names, depth):
    if depth == 0 or chance.random() < 0.3:
        return Taken(str(chance.choice(names)))
    word = str(chance.choice(["and", "or", "if", "not", "iff"]))
    first, second = condition(chance, names, depth - 1), condition(chance, names, depth - 1)
    if word == "not":
        return Without(first)
    return Same(first, second) if word == "iff" else Both(word, first, second)


def order(chance, patterns, signs):
    left, ranks = list(chance.permutation(patterns)), []
    while left:
        many = int(chance.choice([1, 1, 1, 2, 3]))
        ranks.append(Rank(tuple(map(str, left[:many])), str(chance.choice(signs))))
        left = left[many:]
    return tuple(ranks)


def random_model(seed, most_options=6, *, barred=True, signs=(">", ">>")):
    """A model of up to 2 to the power `most_options` states; the same seed, the same model."""
    chance = np.random.default_rng(seed)
    makers = [f"m{k}" for k in range(int(chance.integers(2, min(4, most_options) + 1)))]
    many = int(chance.integers(len(makers), most_options + 1))
    owners = [*makers, *(str(chance.choice(makers)) for _ in range(many - len(makers)))]
    chance.shuffle(owners)
    names = [f"o{k}" for k in range(many)]
    model = Model(
        id="made",
        makers=tuple(map(Maker, makers)),
        options=tuple(Option(n, o, moves=str(chance.choice(WAYS))) for n, o in zip(names, owners, strict=True)),
        infeasible=tuple(
            Both("and", condition(chance, names, 1), condition(chance, names, 2)) for _ in range(chance.integers(0, 3))
        ),
    )
    if barred and chance.random() < 0.4:
        model = replace(model, barred=(Barred(condition(chance, names, 1), condition(chance, names, 1)),))
    try:
        space = states_of(model)
    except StabilityError:
        return random_model(seed + 1_000_003, most_options, barred=barred, signs=signs)
    patterns = [space.pattern(state) for state in range(len(space))]
    return replace(model, preferences=tuple(Preference(m, order=order(chance, patterns, signs)) for m in makers))


def random_graph(seed, most_options=6, *, barred=True):
    return conflict(random_model(seed, most_options, barred=barred)).graph
