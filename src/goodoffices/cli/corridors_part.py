"""Half a page for a dossier's brief on each plan of a corridor: is it agreed, does it fit, what if a road is lost?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from goodoffices.errors import CorridorError, Where
from goodoffices.values import Section

if TYPE_CHECKING:
    from goodoffices.dossier import Dossier
    from goodoffices.values import Provenance

__all__ = ["corridor_files", "corridor_sections"]


def corridor_files(dossier: Dossier, file: str, given: Sequence[str]) -> tuple[str, ...]:
    """The plans that are given, and those that the key `corridors` of the dossier names, beside it; each once.

    Raises CorridorError where the key names no files.
    """
    told = dossier.reserved.get("corridors", ())
    named = tuple(told.values()) if hasattr(told, "values") else (told,) if isinstance(told, str) else tuple(told)
    files = list(given)
    for one in named:
        if not isinstance(one, str) or not one or "://" in one:
            what = "`corridors` names files of plans, each under a name of its own"
            raise CorridorError.of(what, Where(file, key="corridors"), "Write `corridors: {river: plan.yaml}`.")
        files.append(str(Path(file).parent / one))
    return tuple({str(Path(one).resolve()): one for one in files}.values())


def corridor_sections(
    files: Sequence[str], say: Callable[[str], None]
) -> tuple[tuple[Section, ...], tuple[Provenance, ...]]:
    """A section for each plan, without names and exact places, and where each comes from."""
    if not files:
        return (), ()
    from goodoffices.corridors import plan as room

    sections, sources = [], []
    for file in files:
        say(f"Is it agreed: {file}")
        read = room.read_corridor(file)
        found = room.study(room.coded(read), read.as_of, room.inputs_of(read, read.as_of, say), advance=say)
        sections.append(room.excerpt_section(found))
        sources.append(found.provenance)
    return tuple(sections), tuple(sources)
