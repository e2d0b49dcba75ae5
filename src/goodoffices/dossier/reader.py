"""From a file to a Dossier: everything that is wrong with it at once, each with its line, column and remedy."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Mapping, Sequence

from goodoffices.dossier import keys
from goodoffices.dossier.hashing import content_hash
from goodoffices.dossier.loading import load_text
from goodoffices.dossier.model import Dossier, Issue, Party, Tree
from goodoffices.dossier.nodes import Node, Row, Scalar, normal
from goodoffices.dossier.problems import Part, Problems, quoted
from goodoffices.dossier.read_record import read_mediator, read_rounds, read_sources, read_texts
from goodoffices.dossier.read_table import read_interactions, read_issues, read_linkages, read_parties
from goodoffices.dossier.reading import Parts, Reading, RoomReader, branch_parts, open_tree
from goodoffices.dossier.renamed import renamed_parties

__all__ = ["load_text", "parse_dossier", "read"]

_MOST_SEED_DIGITS = 18


def read(path: str | os.PathLike[str], rooms: Mapping[str, RoomReader] | None = None) -> Dossier:
    """The dossier in a file; `rooms` as in `parse_dossier`.

    Raises FileError when the file cannot be read and DossierError, with all problems in the order of the file, when
    it is no valid dossier.
    """
    return parse_dossier(load_text(path), os.fspath(path), rooms)


def parse_dossier(text: str, file: str = "", rooms: Mapping[str, RoomReader] | None = None) -> Dossier:
    """The dossier that a text states; `file` is named in its problems. Raises DossierError with all problems.

    `rooms` read the keys that belong to other rooms, as `ceasefires`; a key without a reader is kept as it is.
    """
    top, problems = open_tree(text, file)
    parts = branch_parts(top)
    reading = _known_names(parts, problems)
    reading.known(parts, keys.DOSSIER)
    dossier = _dossier(reading, top, parts)
    _check_whole(reading, dossier, top, parts)
    for key, read_room in (rooms or {}).items():
        if key in parts:
            read_room(reading, parts[key])
    reading.problems.raise_any()
    return dataclasses.replace(dossier, hash=content_hash(dossier))


def _known_names(parts: Parts, problems: Problems) -> Reading:
    """The names that the file defines, whatever else is wrong with them: a fault is not to cause others."""
    party_parts = branch_parts(parts["parties"]) if "parties" in parts else {}
    issue_parts = branch_parts(parts["issues"]) if "issues" in parts else {}
    mediator = branch_parts(parts["mediator"]).get("id") if "mediator" in parts else None
    sources = parts["sources"].node if "sources" in parts else None
    excluded = {name for name, part in party_parts.items() if "excluded" in branch_parts(part)}
    parties = tuple(name for name in party_parts if name not in excluded)
    lines = [keys_of for part in issue_parts.values() if (keys_of := branch_parts(part))]
    return Reading(
        problems=problems,
        parties=parties,
        excluded=frozenset(excluded),
        mediator=normal(mediator.text) if mediator else "",
        issues={
            name: tuple(branch_parts(options)) if (options := branch_parts(part).get("options")) else ()
            for name, part in issue_parts.items()
        },
        sources=frozenset(
            normal(found.text)
            for item in (sources.items if isinstance(sources, Row) else ())
            if (found := branch_parts(Part(item)).get("id"))
        ),
        renamed=renamed_parties(parties, excluded, lines),
    )


def _dossier(reading: Reading, top: Part, parts: Parts) -> Dossier:
    name = reading.text(parts, "dossier", top, "Start with the dossier's own id, as `dossier: my-case`.")
    parties, excluded = read_parties(reading, parts.get("parties"))
    return Dossier(
        id=reading.id(Part(parts["dossier"].node, "dossier"), name) if name else "",
        title=reading.text(parts, "title", top, "Write `title:` and what the talks are about."),
        as_of=reading.date(parts, "as_of"),
        mediator=read_mediator(reading, parts.get("mediator")),
        parties=tuple(parties),
        excluded=tuple(excluded),
        issues=tuple(read_issues(reading, parts.get("issues"))),
        linkages=tuple(read_linkages(reading, parts.get("linkages"))),
        interactions=tuple(read_interactions(reading, parts.get("interactions"))),
        texts=tuple(read_texts(reading, parts.get("texts"))),
        rounds=tuple(read_rounds(reading, parts.get("rounds"))),
        sources=tuple(read_sources(reading, parts.get("sources"))),
        by=reading.text(parts, "by"),
        caution=reading.text(parts, "caution"),
        seed=_seed(reading, parts),
        reserved={key: _tree(parts[key].node) for key in keys.RESERVED if key in parts},
    )


def _seed(reading: Reading, parts: Parts) -> int | None:
    text = reading.text(parts, "seed")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= _MOST_SEED_DIGITS):
        remedy = f"A seed is a whole number of up to {_MOST_SEED_DIGITS} digits."
        reading.problems.add(parts["seed"], f"{quoted(text)} is not a seed", remedy)
        return None
    return int(text)


def _tree(node: Node) -> Tree:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Row):
        return tuple(_tree(item) for item in node.items)
    return {normal(key.text): _tree(value) for key, value in node.entries}


def _check_whole(reading: Reading, dossier: Dossier, top: Part, parts: Parts) -> None:
    """What only the whole shows: somebody at the table who decides, something on it, a view of every party."""
    for key, known, remedy in (
        ("parties", reading.parties, "Write at least one party under `parties`."),
        ("issues", reading.issues, "Write at least one issue under `issues`."),
    ):
        if not known and not (key in parts and branch_parts(parts[key])):
            reading.problems.add(parts.get(key, top), f"the dossier has no {key}", remedy, at_key=True)
    if "parties" not in parts:
        return
    everybody_read = len(dossier.parties) == len(reading.parties) > 0
    if everybody_read and not any(party.role.decides for party in dossier.parties):
        remedy = "Give at least one party the role `principal` or `guarantor`."
        reading.problems.add(parts["parties"], "no party decides: all are observers", remedy, at_key=True)
    lines = branch_parts(parts["parties"])
    for party in dossier.parties:
        if _is_silent(party, dossier.issues):
            what = f"party {quoted(party.id)} is silent on every issue, so nothing can be said of its interests"
            remedy = "Give it a weight above 0 on one issue, or take it out."
            reading.problems.add(lines[party.id], what, remedy, at_key=True)


def _is_silent(party: Party, issues: Sequence[Issue]) -> bool:
    found = [p for issue in issues for p in issue.preferences if p.party == party.id]
    return bool(found) and len(found) == len(issues) and all(p.is_silent for p in found)
