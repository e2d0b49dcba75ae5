"""The hosts of a file: a dossier with the key `hosts`, or a file that holds nothing else."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import replace

from goodoffices.dossier import Reading, Source, branch_parts, load_text, open_tree, parse_dossier, read_sources
from goodoffices.errors import DossierError, Where
from goodoffices.hosting import keys
from goodoffices.hosting.model import Hosts
from goodoffices.hosting.read import read_hosts
from goodoffices.values import Secret

__all__ = ["parse_hosts", "read_hosts_file"]

_START = "A file of hosts starts as `hosts:`, with `parties:` below it, as `gov: SYR`."


def read_hosts_file(path: str | os.PathLike[str], parties: tuple[str, ...] = ()) -> Hosts:
    """The hosts of a file. `parties` are those of the dossier that it goes with.

    Raises FileError, and DossierError with all problems in the order of the file.
    """
    return parse_hosts(load_text(path, _START), os.fspath(path), parties)


def parse_hosts(text: str, file: str = "", parties: tuple[str, ...] = ()) -> Hosts:
    """The hosts that a text states."""
    top, problems = open_tree(text, file, _START)
    parts = branch_parts(top)
    found: list[Hosts] = []
    if "dossier" in parts or "issues" in parts:
        readers = {"hosts": lambda reading, part: found.append(read_hosts(reading, part))}
        sources = parse_dossier(text, file, readers).sources
    else:
        reading = Reading(problems, parties=parties)
        reading.known(parts, keys.FILE)
        sources = tuple(read_sources(reading, parts.get("sources")))
        reading.sources = frozenset(source.id for source in sources)
        if "hosts" in parts:
            found.append(read_hosts(reading, parts["hosts"]))
        problems.raise_any()
    if not found:
        remedy = "Write `hosts:` and below it `parties:`, as `gov: SYR`; or name a file of hosts with --hosts."
        raise DossierError.of("the file says nothing of hosts", Where(file, 1, 1), remedy)
    hosts = replace(found[0], sources=_named(found[0], sources))
    shown = repr(replace(hosts, ratings=Secret(())))
    digest = hashlib.sha256(shown.encode()).hexdigest()
    return replace(hosts, hash=f"sha256:{digest}", file=os.path.basename(file))  # noqa: PTH119


def _named(hosts: Hosts, sources: Sequence[Source]) -> tuple[Source, ...]:
    """The sources that something other than a rating names: who was spoken to in confidence is not told."""
    rows = [hosts.conflict.judgement.source, *(each.judgement.source for each in hosts.parties)]
    rows += [row.source for row in hosts.record]
    rows += [row.source for row in hosts.said]
    rows += [row.source for row in hosts.practical]
    rows += [row.source for row in hosts.roll_calls]
    rows += [hosts.points.judgement.source if hosts.points else ""]
    named = {name.strip() for text in rows for name in text.split(",")}
    return tuple(source for source in sources if source.id in named)
