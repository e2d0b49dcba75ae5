"""A ledger as the text of a YAML file that reads back as the same ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import yaml

from goodoffices.evidence.claims.model import Ledger
from goodoffices.evidence.claims.records import claim_texts, document_texts, head_texts

__all__ = ["write_ledger", "written"]

_WIDEST = 2**31 - 1

Plain = str | Sequence[str] | Mapping[str, "Plain"]


class _Dumper(yaml.SafeDumper):
    """Writes every text plainly where it can: a ledger reads every value as text."""

    yaml_implicit_resolvers: dict[str, object] = {}  # noqa: RUF012


def write_ledger(ledger: Ledger) -> str:
    """The ledger in YAML, in its own order."""
    parts: dict[str, Plain] = dict(head_texts(ledger))
    parts |= {"harms": dict(ledger.harms), "populations": dict(ledger.populations)}
    parts["documents"] = {document.id: document_texts(document) for document in ledger.documents}
    parts["claims"] = {claim.id: claim_texts(claim) for claim in ledger.claims}
    text = ""
    for key, value in parts.items():
        if value:
            text += ("\n" if text and isinstance(value, Mapping) else "") + written({key: value})
    return text


def written(plain: Plain, *, flow: bool = False) -> str:
    """Texts, lists of texts and mappings in YAML, one text a line; a mapping in one line, `{…}`, where `flow`."""
    node = _node(plain)
    if flow and isinstance(node, yaml.MappingNode):
        node.flow_style = True
    return str(yaml.serialize(node, Dumper=_Dumper, allow_unicode=True, width=_WIDEST))


def _node(plain: Plain) -> yaml.Node:
    if isinstance(plain, str):
        return yaml.ScalarNode("tag:yaml.org,2002:str", plain)
    if isinstance(plain, Mapping):
        pairs = [(_node(key), _node(value)) for key, value in plain.items()]
        return yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=False)
    return yaml.SequenceNode("tag:yaml.org,2002:seq", [_node(item) for item in plain], flow_style=True)
