"""The allowed packages as the paths of a network, in arrays: what the kernels search.

Every arc settles one issue by one option; every path from the first node to the last is an allowed package, and the
other way round. A node is a context of the walk (`walk.py`), so linkages and interactions are in the network's shape
and need no further looking at. The shape depends on options, red lines and linkages only: a model with other worth and
the same rules (a draw of uncertain preferences) has the same network and other `units`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.settlement.engine.model import Model
from goodoffices.settlement.engine.trail import Trail
from goodoffices.settlement.engine.walk import Component, Context

__all__ = ["Network", "network"]

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Network:
    """Nodes are numbered along the walk: node 0 is the start, the last node the end, and every node lies on a path
    between them. Without allowed packages there is no node.

    `layer` (issues + 1 or more,) holds the first node of each place, and behind the last place the number of nodes: the
    nodes of place t are `layer[t]:layer[t + 1]`, all of whose arcs settle the same issue. The arcs that leave node v
    are `first[v]:first[v + 1]`. Each of `head`, `issue`, `option` has shape (arcs,): where an arc leads and what it
    settles. `row` (arcs,) is the option's place among the options of all issues, one after the other. Arc
    `bonus_arc[k]` completes interaction `bonus[k]`, a position among the model's bonuses.
    """

    layer: Ints
    first: Ints
    head: Ints
    issue: Ints
    option: Ints
    row: Ints
    bonus_arc: Ints
    bonus: Ints
    deciding: tuple[int, ...]
    issues: int

    @property
    def is_empty(self) -> bool:
        """Whether no package is allowed."""
        return len(self.layer) == 0

    def units(self, model: Model) -> Ints:
        """What each arc adds for each deciding party, shape (arcs, deciding parties), in the parties' units."""
        stacked = np.concatenate([units[:, self.deciding] for units in model.units])
        gain: Ints = stacked[self.row]
        seat = {party: place for place, party in enumerate(self.deciding)}
        for arc, which in zip(self.bonus_arc, self.bonus, strict=True):
            bonus = model.bonuses[which]
            gain[arc, seat[bonus.party]] += bonus.units
        return gain

    def choice(self, path: Ints) -> Ints:
        """The option position for every issue in order, from the arcs of a path."""
        chosen = np.zeros(self.issues, dtype=np.int64)
        chosen[self.issue[path]] = self.option[path]
        return chosen


def network(model: Model, parts: tuple[Component, ...]) -> Network:
    """The network of a model's allowed packages. `parts` are its components."""
    if not all(part.allowed for part in parts):
        none = np.zeros(0, dtype=np.int64)
        return Network(none, none, none, none, none, none, none, none, model.deciding, len(model.issues))
    trail = Trail(parts)
    starts = np.concatenate([[0], np.cumsum([len(options) for options in model.options])])
    bonus_place = {id(one): place for place, one in enumerate(model.bonuses)}
    layer, first = [0], [0]
    arcs: list[tuple[int, int, int]] = []
    extras: list[tuple[int, int]] = []
    contexts: dict[Context, int] = {(): 0}
    for settled, step in enumerate(trail.steps, start=1):
        layer.append(layer[-1] + len(contexts))
        following: dict[Context, int] = {}
        for context in contexts:
            for option, after, bonuses in step.turns(context):
                if trail.leads_on(settled, after):
                    extras += [(len(arcs), bonus_place[id(one)]) for one in bonuses]
                    to = layer[-1] + following.setdefault(after, len(following))
                    arcs.append((to, step.issue, option))
            first.append(len(arcs))
        contexts = following
    heads, issues, options = np.array(arcs, dtype=np.int64).reshape(-1, 3).T
    bonus_arc, bonus = np.array(extras, dtype=np.int64).reshape(-1, 2).T
    return Network(
        layer=np.array([*layer, layer[-1] + 1], dtype=np.int64),
        first=np.array([*first, first[-1]], dtype=np.int64),
        head=np.ascontiguousarray(heads),
        issue=np.ascontiguousarray(issues),
        option=np.ascontiguousarray(options),
        row=starts[issues] + options,
        bonus_arc=np.ascontiguousarray(bonus_arc),
        bonus=np.ascontiguousarray(bonus),
        deciding=model.deciding,
        issues=len(model.issues),
    )
