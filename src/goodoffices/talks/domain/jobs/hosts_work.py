"""The work of a run that sets possible hosts side by side. Data that were sent are read from memory, not a disk."""

from __future__ import annotations

import base64
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from goodoffices.dossier import Dossier
    from goodoffices.hosting import Hosts
    from goodoffices.values import Provenance, Section

__all__ = ["FILE", "hosts"]

FILE = "hosts.yaml"
Say = Callable[[str], None]


def hosts(
    text: str, options: Mapping[str, Any], say: Say
) -> tuple[dict[str, Any], tuple[Section, ...], Provenance, Dossier]:
    """The candidates against the parties of a dossier, for the mediator's desk: with the parties' ratings.

    `options`: `text` the file of hosts, `store` data in base64 under the name `store_name`, `weights` a text of
    weights, `ratings` as `HostRating` keeps them. Raises UserError with all that is wrong.
    """
    from goodoffices import hosting  # noqa: PLC0415 (a second of loading, in the process that needs it)
    from goodoffices.dossier import parse_dossier  # noqa: PLC0415 (the same)

    dossier = parse_dossier(text, "dossier.yaml")
    parties = tuple(party.id for party in dossier.parties)
    read = hosting.parse_hosts(options["text"], FILE, parties)
    read = _with_ratings(read, [one for one in options.get("ratings", ()) if one["party"] in parties])
    weights = hosting.parse_weights(options["weights"], "weights.yaml") if options.get("weights") else None
    seed = dossier.seed if dossier.seed is not None else 1
    asked = hosting.Asked(seed=seed, weights=weights, desk=True)
    with ExitStack() as stack:
        store = None
        if options.get("store"):
            say("Reading the data")
            path = stack.enter_context(_in_memory(options["store_name"], base64.b64decode(options["store"])))
            is_table = not path.endswith(".duckdb")
            store = stack.enter_context(hosting.open_store(":memory:" if is_table else path, write=is_table))
            if is_table:
                hosting.import_file(store, path, say)
        say("Comparing")
        found = hosting.compare(dossier, read, asked, store)
        sections = hosting.comparison_sections(found)
        return hosting.comparison_json(found), sections, found.provenance, dossier


def _with_ratings(read: Hosts, told: Any) -> Hosts:
    """The hosts with what parties told at this desk; it stands before what the file says of the same. Parties that
    the case no longer has were left out."""
    from goodoffices.dossier import Judgement  # noqa: PLC0415 (as above)
    from goodoffices.hosting import Rating  # noqa: PLC0415 (as above)
    from goodoffices.values import Estimate, Period, Secret  # noqa: PLC0415 (as above)

    here = {(one["party"], one["candidate"]) for one in told}
    kept = [one for one in read.ratings.reveal() if (one.party, one.candidate) not in here]
    for one in told:
        if one["rating"]:
            day = Period.parse(one["day"]) if one["day"] else None
            rating = Estimate.between(*one["rating"])
            kept.append(Rating(one["party"], one["candidate"], rating, day, Judgement(note=one["note"])))
    return replace(read, ratings=Secret(tuple(kept)))


@contextmanager
def _in_memory(name: str, content: bytes) -> Iterator[str]:
    """A path at which the content is read under its name. The content lies in memory where the system can do that
    (Linux); elsewhere in a folder that only this account reads and that goes at once."""
    with tempfile.TemporaryDirectory(prefix="goodoffices-") as folder:
        path = Path(folder) / name
        if not hasattr(os, "memfd_create"):
            path.write_bytes(content)
            yield str(path)
            return
        memory = os.memfd_create("hosts")
        try:
            with open(memory, "wb", closefd=False) as file:
                file.write(content)
            path.symlink_to(f"/proc/self/fd/{memory}")
            yield str(path)
        finally:
            os.close(memory)
