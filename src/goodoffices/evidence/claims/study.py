"""What a ledger says once all its claims are set side by side."""

from __future__ import annotations

from dataclasses import dataclass

from goodoffices import __version__
from goodoffices.errors import EvidenceError, Problem, Where
from goodoffices.evidence.claims.compare import Apart, ClaimSet, Excess, apart, excesses, group
from goodoffices.evidence.claims.hashing import content_hash
from goodoffices.evidence.claims.lineage import (
    Drift,
    Echo,
    Origins,
    SharedOrigin,
    drifts,
    echoes,
    origins,
    relation_faults,
    shared,
)
from goodoffices.evidence.claims.model import Ledger
from goodoffices.values import Provenance

__all__ = ["ClaimStudy", "study"]

METHOD = (
    "Claims of one harm, population, place, period, unit and measure are set side by side; two exclude each other when "
    "no number is within what both allow, or when the ledger says that they contradict each other."
)


@dataclass(frozen=True)
class ClaimStudy:
    """The comparable sets of a ledger, what lies between them, and what its relations show.

    `origins` gives for each claim the documents that it leads back to.
    """

    ledger: Ledger
    sets: tuple[ClaimSet, ...]
    apart: tuple[Apart, ...]
    drifts: tuple[Drift, ...]
    shared: tuple[SharedOrigin, ...]
    echoes: tuple[Echo, ...]
    excesses: tuple[Excess, ...]
    origins: Origins
    provenance: Provenance


def study(ledger: Ledger) -> ClaimStudy:
    """Set the claims of a ledger side by side. The order in which they stand in it does not matter.

    Raises EvidenceError where its relations name what is not there, or lead back to where they begin.
    """
    if faults := relation_faults(ledger.claims, ledger.documents):
        raise EvidenceError(
            *(Problem(each.what, Where(key=f"{each.owner}.{each.key}"), each.remedy) for each in faults)
        )
    found = origins(ledger)
    sets = group(ledger, found)
    return ClaimStudy(
        ledger=ledger,
        sets=sets,
        apart=apart(ledger, sets),
        drifts=drifts(ledger),
        shared=shared(ledger, found, [one.ids for one in sets]),
        echoes=echoes(ledger, found),
        excesses=excesses(ledger),
        origins=found,
        provenance=Provenance(
            method=METHOD,
            inputs=((f"ledger {ledger.id}", content_hash(ledger)),),
            version=__version__,
            parameters=(("days that periods may lie apart", str(ledger.period_tolerance)),),
            as_of=ledger.as_of.text if ledger.as_of else "",
            caution=ledger.caution,
            by=ledger.by,
        ),
    )
