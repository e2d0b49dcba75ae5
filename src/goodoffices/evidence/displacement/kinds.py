"""What the columns of the files mean: who counts whom, where, and on a day or through a year."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from goodoffices.evidence.claims import Measure

__all__ = ["FORMS", "IDMC_WITHIN", "KINDS", "LEFT_OUT", "UNHCR_WITHIN", "Form", "Kind", "Side"]

KEYS = ("year", "coo_name", "coo", "coo_iso", "coa_name", "coa", "coa_iso")


class Side(StrEnum):
    """Where the people are, seen from a country: fled from it, displaced within it, or come to it from elsewhere."""

    FROM = "from"
    WITHIN = "within"
    INTO = "into"


@dataclass(frozen=True)
class Form:
    """A kind of file: its `id`, whose figures it holds, what it is, and the columns of counts that tell it apart."""

    id: str
    claimant: str
    what: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Kind:
    """What one column counts, seen from one side. `words` hold the country as `{country}`."""

    id: str
    form: str
    column: str
    side: Side
    measure: Measure
    words: str
    short: str
    harm: str
    population: str = "all"


FORMS = (
    Form(
        "unhcr-population",
        "UNHCR",
        "population figures of the UNHCR Refugee Data Finder: stocks at the end of the year, returns during it",
        ("refugees", "asylum_seekers", "returned_refugees", "idps", "returned_idps", "oip"),
    ),
    Form(
        "unhcr-flows",
        "UNHCR",
        "forced displacement flows of the UNHCR Refugee Data Finder: people who fled during the year",
        ("refugees", "asylum_seekers", "refugee_like", "oip"),
    ),
    Form(
        "idmc",
        "IDMC",
        "figures of the Internal Displacement Monitoring Centre, as the UNHCR Refugee Data Finder passes them on: "
        "people displaced within their country by conflict and violence at the end of the year",
        ("total",),
    ),
)
"""Told apart by their columns: only the population file has `idps`, only the IDMC file `total`."""

LEFT_OUT = ("stateless", "ooc", "hst")
"""Columns of the population file that count people who need not be displaced: not read."""

_POPULATION, _FLOWS, _IDMC = (form.id for form in FORMS)
_STOCK, _FLOW = Measure.STOCK, Measure.FLOW
UNHCR_WITHIN = Kind(
    "within-unhcr",
    _POPULATION,
    "idps",
    Side.WITHIN,
    _STOCK,
    "people displaced within {country} whom UNHCR protects or assists",
    "displaced within (UNHCR)",
    "displaced",
)
IDMC_WITHIN = Kind(
    "within-idmc",
    _IDMC,
    "total",
    Side.WITHIN,
    _STOCK,
    "people displaced within {country} by conflict and violence",
    "displaced within (IDMC)",
    "displaced",
)
KINDS = (
    Kind(
        "refugees",
        _POPULATION,
        "refugees",
        Side.FROM,
        _STOCK,
        "refugees from {country} under UNHCR's mandate",
        "refugees",
        "refugees",
    ),
    Kind(
        "asylum-seekers",
        _POPULATION,
        "asylum_seekers",
        Side.FROM,
        _STOCK,
        "people from {country} whose claim for asylum is undecided",
        "asylum-seekers",
        "seeking asylum",
    ),
    Kind(
        "others-abroad",
        _POPULATION,
        "oip",
        Side.FROM,
        _STOCK,
        "other people from {country} in need of international protection",
        "others in need of protection",
        "in need of protection",
    ),
    UNHCR_WITHIN,
    IDMC_WITHIN,
    Kind(
        "new-refugees",
        _FLOWS,
        "refugees",
        Side.FROM,
        _FLOW,
        "people from {country} newly recognised as refugees as a group or given temporary protection",
        "new refugees",
        "refugees",
    ),
    Kind(
        "new-refugee-like",
        _FLOWS,
        "refugee_like",
        Side.FROM,
        _FLOW,
        "people from {country} newly in a situation like that of refugees",
        "new, refugee-like",
        "refugee-like",
    ),
    Kind(
        "new-asylum-claims",
        _FLOWS,
        "asylum_seekers",
        Side.FROM,
        _FLOW,
        "people from {country} in new claims for asylum",
        "new asylum claims",
        "seeking asylum",
    ),
    Kind(
        "new-others",
        _FLOWS,
        "oip",
        Side.FROM,
        _FLOW,
        "other people from {country} newly in need of international protection",
        "new others in need of protection",
        "in need of protection",
    ),
    Kind(
        "returned-refugees",
        _POPULATION,
        "returned_refugees",
        Side.FROM,
        _FLOW,
        "refugees who returned to {country}",
        "returned refugees",
        "returned",
        "refugees",
    ),
    Kind(
        "returned-within",
        _POPULATION,
        "returned_idps",
        Side.WITHIN,
        _FLOW,
        "people displaced within {country} who returned home",
        "returned within",
        "returned",
        "displaced within the country",
    ),
    Kind(
        "hosted-refugees",
        _POPULATION,
        "refugees",
        Side.INTO,
        _STOCK,
        "refugees from elsewhere in {country}",
        "refugees from elsewhere",
        "refugees hosted",
    ),
    Kind(
        "hosted-asylum-seekers",
        _POPULATION,
        "asylum_seekers",
        Side.INTO,
        _STOCK,
        "people from elsewhere in {country} whose claim for asylum is undecided",
        "asylum-seekers from elsewhere",
        "asylum-seekers hosted",
    ),
    Kind(
        "hosted-new-refugees",
        _FLOWS,
        "refugees",
        Side.INTO,
        _FLOW,
        "people from elsewhere newly recognised in {country} as refugees as a group or given temporary protection",
        "new refugees from elsewhere",
        "refugees hosted",
    ),
    Kind(
        "hosted-new-asylum-claims",
        _FLOWS,
        "asylum_seekers",
        Side.INTO,
        _FLOW,
        "people from elsewhere in new claims for asylum in {country}",
        "new asylum claims by people from elsewhere",
        "asylum-seekers hosted",
    ),
)
"""In the order in which they are shown. Nothing ever adds two of them: they overlap, and a stock is no flow."""
