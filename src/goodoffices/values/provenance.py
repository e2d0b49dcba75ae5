"""Where a result comes from: so that every page and file made from it can say so."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Provenance"]


@dataclass(frozen=True)
class Provenance:
    """The inputs and the method of a result.

    `inputs` names each input with its hash (`sha256:…`), `method` says what was computed in one line,
    `parameters` the settings it was computed with, `seed` the seed where chance was used, `by` whose
    judgements it rests on unless one says otherwise, `caution` what its reader must know about them.
    """

    method: str
    inputs: tuple[tuple[str, str], ...]
    version: str
    parameters: tuple[tuple[str, str], ...] = ()
    seed: int | None = None
    as_of: str = ""
    caution: str = ""
    by: str = ""
