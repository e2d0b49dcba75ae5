"""Changes what a ledger's text says of one claim, one document or itself, and leaves every other letter as it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import cast

import yaml

from goodoffices.errors import EvidenceError, Where
from goodoffices.evidence.claims.marks import LOADER, normal
from goodoffices.evidence.claims.model import Ledger
from goodoffices.evidence.claims.read_yaml import parse_ledger
from goodoffices.evidence.claims.records import HEAD, Texts, claim_texts, document_texts, head_texts
from goodoffices.evidence.claims.write_yaml import written

__all__ = ["edit_claim", "edit_document", "edit_head", "remove_entry"]

_REMEDY = "Change it in the ledger's text."
_STEP = 2
Said = Mapping[str, str | tuple[str, ...]]


def edit_claim(text: str, name: str, said: Said, file: str = "") -> str:
    """The text of a ledger in which the claim `name` says `said`, under the keys of a claim, and nothing else.

    Only lines of keys that say something else than before are written anew; comments stay. Raises EvidenceError when
    there is no such claim, and with all problems when the result would be no ledger.
    """
    before = parse_ledger(text, file)
    claim = next((one for one in before.claims if one.id == name), None)
    return _edited(text, file, before, f"claims.{name}", claim_texts(claim) if claim else None, said)


def edit_document(text: str, name: str, said: Said, file: str = "") -> str:
    """The text of a ledger in which the document `name` says `said`; as `edit_claim`."""
    before = parse_ledger(text, file)
    found = next((one for one in before.documents if one.id == name), None)
    return _edited(text, file, before, f"documents.{name}", document_texts(found) if found else None, said)


def edit_head(text: str, said: Mapping[str, str], file: str = "") -> str:
    """The text of a ledger whose head (title, by, as_of, caution, period_tolerance) says `said`; as `edit_claim`."""
    before = parse_ledger(text, file)
    body = _Body(text)
    root = cast("yaml.MappingNode", yaml.compose(body.text, Loader=LOADER))
    body.change(root, head_texts(before), said, HEAD)
    after = parse_ledger(body.whole(), file)
    kept = replace(after, title=before.title, by=before.by, as_of=before.as_of, caution=before.caution)
    if replace(kept, id=before.id, period_tolerance=before.period_tolerance) != before:
        raise _impossible(file, "ledger")
    return body.whole()


def remove_entry(text: str, part: str, name: str, file: str = "") -> str:
    """The text of a ledger without a claim (`part` is `claims`) or a document (`documents`); comments stay.

    Raises EvidenceError when it is not there, or when others lead to it.
    """
    before = parse_ledger(text, file)
    body = _Body(text)
    key, value = _found(body, file, part, name)
    body.drop(key, value)
    after = parse_ledger(body.whole(), file)
    if after != _without(before, part, name):
        raise _impossible(file, f"{part}.{name}")
    return body.whole()


def _edited(text: str, file: str, old: Ledger, key: str, before: Texts | None, said: Said) -> str:
    part, _, name = key.partition(".")
    body = _Body(text)
    _, node = _found(body, file, part, name)
    if before is None or not isinstance(node, yaml.MappingNode):
        raise _impossible(file, key)
    body.change(node, before, {word: value for word, value in said.items() if value})
    new = parse_ledger(body.whole(), file)
    if _without(old, part, name) != _without(new, part, name) or len(old.claims) != len(new.claims):
        raise _impossible(file, key)
    return body.whole()


def _without(ledger: Ledger, part: str, name: str) -> Ledger:
    if part == "claims":
        return replace(ledger, claims=tuple(one for one in ledger.claims if one.id != name))
    return replace(ledger, documents=tuple(one for one in ledger.documents if one.id != name))


def _found(body: _Body, file: str, part: str, name: str) -> tuple[yaml.Node, yaml.Node]:
    """The key and the value of an entry. Raises EvidenceError when there is none, or none that stands on its lines."""
    root = cast("yaml.MappingNode", yaml.compose(body.text, Loader=LOADER))
    whole = next((value for key, value in root.value if key.value == part), None)
    entries = whole.value if isinstance(whole, yaml.MappingNode) else []
    found = next(((key, value) for key, value in entries if normal(key.value) == name), None)
    if found is None:
        raise EvidenceError.of(f"there is no `{name}` among the {part}", Where(file, key=part))
    if whole is not None and whole.flow_style:
        line = cast("yaml.Mark", whole.start_mark).line + 1
        raise EvidenceError.of(f"`{part}` is not written in indented lines", Where(file, line, 1, part), _REMEDY)
    return cast("tuple[yaml.Node, yaml.Node]", found)


class _Body:
    """A text that is changed piece by piece, always from its end backwards, so that earlier places stay."""

    def __init__(self, text: str) -> None:
        self._mark = "\ufeff" if text.startswith("\ufeff") else ""
        self._newline = "\r\n" if "\r\n" in text else "\n"
        self.text = text.removeprefix("\ufeff").replace("\r\n", "\n")

    def whole(self) -> str:
        """The text as a file has it."""
        return self._mark + self.text.replace("\n", self._newline)

    def change(self, node: yaml.MappingNode, before: Said, said: Said, among: Collection[str] = ()) -> None:
        """Give the keys of a mapping other values, take out those no longer said, put in new ones at its end (after
        the last of the keys `among`, where there are such)."""
        new = {key: said.get(key, "") for key in (*before, *said) if before.get(key, "") != said.get(key, "")}
        if not new:
            return
        if node.flow_style:
            texts = {normal(key.value): _plain(value) for key, value in node.value}
            whole = {key: value for key, value in (texts | new).items() if value}
            self._put(_start(node), _end(node), written(whole, flow=True).strip())
            return
        here = {normal(key.value): (key, value) for key, value in node.value}
        places = [pair for name, pair in here.items() if not among or name in among]
        last, indent = self._behind(*places[-1]), cast("yaml.Mark", places[-1][0].start_mark).column
        edits = [(last, name) for name in new if name not in here]
        edits = [*((_start(here[name][0]), name) for name in new if name in here), *reversed(edits)]
        for _, name in sorted(edits, key=lambda edit: -edit[0]):
            if name not in here:
                self._add(last, indent, written({name: new[name]}))
            elif new[name]:
                key, value = here[name]
                line = written({name: new[name]}).rstrip("\n").replace("\n", "\n" + " " * (indent + _STEP))
                self._put(_start(key), self._behind(key, value), line)
            else:
                self.drop(*here[name])

    def drop(self, key: yaml.Node, value: yaml.Node) -> None:
        """Take out the lines of a key and its value."""
        start = self.text.rfind("\n", 0, _start(key)) + 1
        end = self.text.find("\n", self._behind(key, value))
        self._put(start, len(self.text) if end < 0 else end + 1, "")

    def _add(self, after: int, indent: int, line: str) -> None:
        """A new line below the one in which `after` lies."""
        end = self.text.find("\n", after)
        end = len(self.text) if end < 0 else end
        self._put(end, end, "\n" + " " * indent + line.rstrip("\n"))

    def _put(self, start: int, end: int, piece: str) -> None:
        self.text = self.text[:start] + piece + self.text[end:]

    def _behind(self, key: yaml.Node, value: yaml.Node) -> int:
        """Where the words of a pair end: a block text's own end lies behind empty lines."""
        return len(self.text[: _end_of(key, value)].rstrip())


def _plain(node: yaml.Node) -> str | tuple[str, ...]:
    if isinstance(node, yaml.SequenceNode):
        return tuple(str(item.value) for item in node.value)
    return str(node.value)


def _start(node: yaml.Node) -> int:
    return cast("yaml.Mark", node.start_mark).index


def _end_of(key: yaml.Node, value: yaml.Node) -> int:
    """Where a pair ends: behind its value, or behind the colon when there is none."""
    return max(_end(value), cast("yaml.Mark", key.end_mark).index)


def _end(node: yaml.Node) -> int:
    """Where a value ends. A block's own end lies before whatever comes next, which may be a comment."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end_of(*last) if isinstance(last, tuple) else _end(last)
    return cast("yaml.Mark", node.end_mark).index


def _impossible(file: str, key: str) -> EvidenceError:
    return EvidenceError.of(f"`{key}` cannot be changed in this ledger as it is written", Where(file, key=key), _REMEDY)
