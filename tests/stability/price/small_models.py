"""Small random conflicts: infeasible states, ties, options that cannot be undone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from goodoffices.stability.model import Conflict, Maker, Model, Option, conflict


def small_conflict(seed: int, *, steps: int = 5) -> Conflict:
    """Two to four makers with one or two options each; some states are missing, and levels are drawn with ties."""
    rng = np.random.default_rng(seed)
    makers = int(rng.integers(2, 5))
    options = tuple(
        Option(f"o{maker}{k}", f"m{maker}", moves=rng.choice(["both", "both", "both", "forward", "back"]))
        for maker in range(makers)
        for k in range(int(rng.integers(1, 3)))
    )[:5]
    held = {option.maker for option in options}
    every = [format(n, f"0{len(options)}b")[::-1].replace("0", "N").replace("1", "Y") for n in range(1 << len(options))]
    listed = tuple(p for p in every if rng.random() < 0.85) or tuple(every)
    model = Model(
        id="small",
        makers=tuple(Maker(f"m{n}") for n in range(makers) if f"m{n}" in held),
        options=options,
        listed=listed,
    )
    case = conflict(model)
    levels = rng.integers(0, steps, size=case.graph.levels.shape)
    return replace(case, graph=replace(case.graph, levels=levels, bands=np.zeros_like(levels)))
