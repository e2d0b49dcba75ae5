"""YAML as a tree of texts with their places, for the files that people write; nothing is ever constructed from a file.

Anchors, aliases, tags, several documents and deep nesting are refused on the stream of events, before a tree is built,
so that a hostile file costs no more than its first bad line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from goodoffices.errors import UserError, Where

if TYPE_CHECKING:
    import yaml

__all__ = ["YamlGuard", "yaml_tree"]


@dataclass(frozen=True)
class YamlGuard:
    """What a file is called in errors (`a plan`), the error that refuses it, and how deep and large it may be."""

    called: str
    refused: type[UserError]
    deepest: int
    most_nodes: int


def yaml_tree(text: str, file: str, guard: YamlGuard) -> yaml.nodes.Node | None:
    """The tree of a text, every scalar a text; None where it is empty. Raises `guard.refused`, with line and column."""
    import yaml  # noqa: PLC0415 (only who reads YAML loads it)

    loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        _refuse_extras(text, file, guard, loader)
        return yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = Where(file, mark.line + 1, mark.column + 1) if mark else Where(file)
        remedy = "Put a text that holds `: ` or begins with a sign in quotes; indent with spaces, two for each step."
        raise guard.refused.of(f"this is not YAML: {error.problem}", where, remedy) from error
    except yaml.YAMLError as error:
        raise guard.refused.of(f"this is not YAML: {error}", Where(file)) from error


def _refuse_extras(text: str, file: str, guard: YamlGuard, loader: Any) -> None:
    import yaml  # noqa: PLC0415 (as above)

    depth = count = documents = 0
    for event in yaml.parse(text, Loader=loader):
        mark = cast("yaml.Mark", event.start_mark)
        where = Where(file, mark.line + 1, mark.column + 1)
        documents += isinstance(event, yaml.DocumentStartEvent)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        count += isinstance(event, yaml.NodeEvent)
        if documents > 1:
            raise guard.refused.of(f"{guard.called} is one document, and here a second one starts (`---`)", where)
        if depth > guard.deepest:
            raise guard.refused.of(f"lists and mappings are nested more than {guard.deepest} deep", where)
        if count > guard.most_nodes:
            raise guard.refused.of(f"the file holds more than {guard.most_nodes:,} values", where)
        if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            what = "anchors and aliases (`&x`, `*x`) are not read"
            raise guard.refused.of(what, where, "Write the value out, in quotes.")
        if getattr(event, "tag", None) is not None:
            raise guard.refused.of(
                "tags (a `!` at the start of a value) are not read", where, "Put the value in quotes."
            )
