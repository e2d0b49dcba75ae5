"""The packages as paths of a network: what is allowed, what it is worth, how many there are."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from tests.strategies import dossiers

from goodoffices.settlement.engine.model import central_model
from goodoffices.settlement.engine.network import Network, network
from goodoffices.settlement.engine.walk import components


def paths(net: Network) -> list[list[int]]:
    """Every path from the first node to the last, as arcs."""
    if net.is_empty:
        return []
    last, found, waiting = len(net.first) - 2, [], [(0, [])]
    while waiting:
        node, path = waiting.pop()
        if node == last:
            found.append(path)
        waiting += [(int(net.head[a]), [*path, a]) for a in range(int(net.first[node]), int(net.first[node + 1]))]
    return found


@settings(max_examples=40)
@given(dossiers())
def test_the_paths_are_the_allowed_packages_each_once_with_its_worth(dossier):
    model = central_model(dossier)
    net = network(model, components(model))
    units = net.units(model) if not net.is_empty else None
    walked = {}
    for path in paths(net):
        choice = tuple(int(option) for option in net.choice(np.array(path)))
        assert choice not in walked
        walked[choice] = units[path].sum(axis=0).tolist()
    deciding = list(model.deciding)
    listed = {}
    for choice in product(*(range(len(options)) for options in model.options)):
        package = model.package(choice)
        open_to_all = all(model.open_options[i][o] for i, o in enumerate(choice))
        if open_to_all and not any(linkage.broken_by(package) for linkage in dossier.linkages):
            listed[choice] = model.worth(dict(enumerate(choice)))[deciding].tolist()
    assert walked == listed


@pytest.mark.long
@settings(max_examples=40)
@given(dossiers())
def test_the_nodes_of_a_place_follow_each_other_and_settle_one_issue(dossier):
    model = central_model(dossier)
    net = network(model, components(model))
    if net.is_empty:
        return
    assert net.layer[0] == 0
    assert net.layer[-1] == len(net.first) - 1
    for start, end in zip(net.layer, net.layer[1:], strict=False):
        arcs = slice(int(net.first[start]), int(net.first[end]))
        assert len(set(net.issue[arcs].tolist())) <= 1
        assert np.all((net.head[arcs] >= end) & (net.head[arcs] < len(net.first) - 1))
