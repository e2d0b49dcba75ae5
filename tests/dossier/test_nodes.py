"""Where the fast YAML reader is missing, the slow one finds the same words in the same places."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from goodoffices.dossier import new_dossier, nodes

TEXTS = [file.read_text(encoding="utf-8") for file in Path(__file__).parents[2].glob("examples/*/dossier.yaml")]


@pytest.mark.parametrize("text", [new_dossier(), new_dossier().replace("\n", "\r\n"), "a: 𝒳 # c\nb: 'é'\n", *TEXTS])
def test_both_readers_see_the_same(text, monkeypatch):
    fast = nodes.compose(text)
    monkeypatch.setattr(nodes, "_LOADER", yaml.SafeLoader)
    assert nodes.compose(text) == fast


@pytest.mark.parametrize("text", [new_dossier(), "a: 𝒳 # c\nb: 'é'\n", *TEXTS])
def test_every_place_holds_its_word(text):
    root, _ = nodes.compose(text)
    waiting, found = [root], 0
    while waiting:
        node = waiting.pop()
        if isinstance(node, nodes.Scalar):
            written = text[node.start : node.end]
            assert nodes.place_of(text, node.start) == (node.line, node.column)
            assert node.style or written.split() == node.text.split()
            found += 1
        elif isinstance(node, nodes.Row):
            waiting += node.items
        else:
            waiting += [part for entry in node.entries for part in entry]
    assert found >= 4
