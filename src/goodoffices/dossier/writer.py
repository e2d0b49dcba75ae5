"""From a Dossier to its file. What is written reads back as the same Dossier."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import yaml

from goodoffices.dossier import keys
from goodoffices.dossier.model import Dossier, Interaction, Issue, Judgement, Round, Source, Text, Tree
from goodoffices.dossier.numbers import write_estimate
from goodoffices.dossier.preference import write_preference
from goodoffices.values import Period

__all__ = ["PlainTree", "plain_dossier", "write_dossier", "write_tree"]

_WIDEST = 2**31 - 1
_LONGEST_ROW = 100


class _Dumper(yaml.SafeDumper):
    """Writes every text plainly where it can, for a dossier reads `yes`, `1e3` and dates as words."""

    yaml_implicit_resolvers: dict[str, object] = {}  # noqa: RUF012

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - a dossier has no aliases
        return True


PlainTree = str | list["PlainTree"] | dict[str, "PlainTree"]
"""What a file holds once it is read as YAML: texts, lists and mappings."""


def plain_dossier(dossier: Dossier) -> dict[str, PlainTree]:
    """The dossier in the words and keys of its file, every value a text. Raises ValueError as `write_dossier`."""
    parts = {key: value for key, value in _parts(dossier).items() if value not in ("", [], {})}
    return parts | {key: _plain(dossier.reserved[key]) for key in keys.RESERVED if key in dossier.reserved}


def write_dossier(dossier: Dossier) -> str:
    """The text of a file that reads back as this dossier.

    Raises ValueError when the dossier holds what no file states: a fraction without an exact decimal, or an interval
    whose best value is not its middle.
    """
    return write_tree(plain_dossier(dossier))


def write_tree(parts: Mapping[str, PlainTree]) -> str:
    """The text of a file that holds these keys, every value a text."""
    text = ""
    for key, value in parts.items():
        block = yaml.serialize(_node({key: value}), Dumper=_Dumper, allow_unicode=True, width=_WIDEST)
        # A blank line before everything that takes several lines.
        text += ("\n" if text and block.count("\n") > 1 else "") + block
    return text


def _parts(dossier: Dossier) -> dict[str, PlainTree]:
    mediator = dossier.mediator
    parties: dict[str, PlainTree] = {}
    for party in dossier.parties:
        entry: dict[str, PlainTree] = {"name": party.name, "role": party.role.value}
        if party.fallback is not None:
            entry["fallback"] = _judged("worth", write_estimate(party.fallback), party.judgement)
        parties[party.id] = entry
    for kept_out in dossier.excluded:
        reason = _judged("reason", kept_out.reason, kept_out.judgement)
        parties[kept_out.id] = {"name": kept_out.name, "excluded": reason}
    return {
        "dossier": dossier.id,
        "title": dossier.title,
        "as_of": _date(dossier.as_of),
        "by": dossier.by,
        "caution": dossier.caution,
        "seed": "" if dossier.seed is None else str(dossier.seed),
        "mediator": {"id": mediator.id, "name": mediator.name} if mediator else {},
        "parties": parties,
        "issues": {issue.id: _issue(issue) for issue in dossier.issues},
        "linkages": [_judged("rule", linkage.text, linkage.judgement) for linkage in dossier.linkages],
        "interactions": [_interaction(interaction) for interaction in dossier.interactions],
        "texts": {text.id: _text(text) for text in dossier.texts},
        "rounds": [_round(round_) for round_ in dossier.rounds],
        "sources": [_source(source) for source in dossier.sources],
    }


def _judged(key: str, value: str, judgement: Judgement) -> PlainTree:
    if judgement == Judgement():
        return value
    return {key: value} | _attribution(judgement)


def _attribution(judgement: Judgement) -> dict[str, PlainTree]:
    return _filled({"source": judgement.source, "by": judgement.by, "note": judgement.note})


def _filled(entries: Mapping[str, PlainTree]) -> dict[str, PlainTree]:
    return {key: value for key, value in entries.items() if value not in ("", [], {})}


def _issue(issue: Issue) -> PlainTree:
    entry: dict[str, PlainTree] = {"ask": issue.ask, "options": {option.id: option.label for option in issue.options}}
    for preference in issue.preferences:
        entry[preference.party] = _judged("prefer", write_preference(preference), preference.judgement)
    return entry


def _interaction(interaction: Interaction) -> PlainTree:
    worth = write_estimate(interaction.worth)
    named: dict[str, PlainTree] = {"party": interaction.party, "when": dict(interaction.when), "worth": worth}
    return named | _attribution(interaction.judgement)


def _text(text: Text) -> PlainTree:
    said = _filled({
        "title": "" if text.title == text.id else text.title,
        "date": _date(text.date),
        "signed": list(text.signed),
        "unverified": text.unverified,
    }) | _attribution(text.judgement)  # fmt: skip
    return said | {"package": dict(text.package)}


def _round(round_: Round) -> PlainTree:
    said = _filled({
        "title": round_.title,
        "date": round_.date.text,
        "place": round_.place,
        "host": round_.host,
        "came": list(round_.came),
        "agreed": list(round_.agreed),
        "unverified": round_.unverified,
    })  # fmt: skip
    return said | _attribution(round_.judgement)


def _source(source: Source) -> PlainTree:
    return _filled({
        "id": source.id,
        "what": source.what,
        "reference": source.reference,
        "url": source.url,
        "date": _date(source.date),
        "unverified": source.unverified,
    })  # fmt: skip


def _date(period: Period | None) -> str:
    return period.text if period else ""


def _plain(tree: Tree) -> PlainTree:
    if isinstance(tree, str):
        return tree
    if isinstance(tree, tuple):
        return [_plain(item) for item in tree]
    return {key: _plain(value) for key, value in tree.items()}


def _node(plain: PlainTree, depth: int = 0) -> yaml.Node:
    if isinstance(plain, str):
        return yaml.ScalarNode("tag:yaml.org,2002:str", plain)
    flow = depth > 1 and _fits_one_row(plain)
    if isinstance(plain, list):
        return yaml.SequenceNode("tag:yaml.org,2002:seq", [_node(item, depth + 1) for item in plain], flow_style=flow)
    pairs = [(_node(key), _node(value, depth + 1)) for key, value in plain.items()]
    return yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=flow)


def _fits_one_row(plain: list[PlainTree] | dict[str, PlainTree]) -> bool:
    words: Iterable[PlainTree] = plain if isinstance(plain, list) else [*plain.keys(), *plain.values()]
    found = [word for word in words if isinstance(word, str) and "\n" not in word]
    return len(found) == len(list(words)) and sum(len(word) + 2 for word in found) <= _LONGEST_ROW
