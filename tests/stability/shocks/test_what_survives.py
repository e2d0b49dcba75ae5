"""What survives which shock: the changed model, solved anew."""

from __future__ import annotations

from pathlib import Path

from goodoffices.stability.model import conflict
from goodoffices.stability.peace import parse_peace, read_peace
from goodoffices.stability.price import valued
from goodoffices.stability.shocks import robustness, shaken
from goodoffices.stability.solve import plain_stability

KARLOV = Path(__file__).parents[3] / "examples" / "astana-2017" / "karlov-2016.yaml"


def robust(path_or_text):
    read = read_peace if isinstance(path_or_text, Path) else parse_peace
    model, beside = read(path_or_text)
    return robustness(valued(conflict(model), beside.worths), beside.shocks), model, beside


def test_the_killing_of_the_ambassador_breaks_it_or_not_by_how_the_two_take_it():
    found, model, _ = robust(KARLOV)
    at = found.states.index(model.agreement)
    fates = {row.shock.id if row.shock else "": row.fates[at] for row in found.rows}
    assert not fates[""].spoilers
    assert [name for name, _ in fates["envoy-killed-blame"].spoilers] == ["rus"]
    assert not fates["envoy-killed-together"].spoilers
    assert fates["groups-split"].now is None


def test_every_verdict_after_a_shock_is_the_definition_s():
    found, model, beside = robust(KARLOV)
    for row, shock in zip(found.rows[1:], beside.shocks, strict=True):
        changed, _ = shaken(model, (), shock)
        graph = conflict(changed).graph
        stable = plain_stability(graph)["seq"]
        for fate in row.fates:
            if fate.now is not None:
                broken = [name for n, name in enumerate(graph.makers) if fate.now not in stable[n]]
                assert [name for name, _ in fate.spoilers] == broken


def test_a_shock_that_cannot_be_is_told_and_the_others_are_answered():
    text = """\
stability:
  makers:
    a: {options: {x: A attacks}, order: NN > YN > NY > YY}
    b: {options: {y: B attacks}, prefers: [not x, not y]}
  agreement: none
  shocks:
    on-top: {first: {a: [x]}}
    less: {rules: [never x]}
    nothing-left: {rules: [never x, always x]}
"""
    found, _, _ = robust(text)
    assert [bool(row.refused) for row in found.rows] == [False, True, False, True]
    assert "on top of which no statement can stand" in found.rows[1].refused
    assert not found.rows[2].fates[0].spoilers
