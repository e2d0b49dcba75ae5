"""The shape of a dossier's file, every leaf a text: the source of the JSON Schema with which editors complete.

The reader does not use these models, for its messages know lines, columns and the names in the file; a test keeps
their keys the same as the reader's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

__all__ = ["DossierFile", "schema"]

_NUMBER = r"-?[0-9]{1,9}(\.[0-9]{1,9})?"
_INTERVAL = rf"^\s*{_NUMBER}(\s*\.\.\s*{_NUMBER})?\s*$"
_DATE = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"


def _word(description: str, pattern: str = "", **more: object) -> Any:
    """A scalar. An editor's YAML sees numbers, booleans and nulls where a dossier sees words: all are allowed."""
    found: dict[str, Any] = {"type": ["string", "number", "boolean", "null"], "description": description, **more}
    if pattern:
        found["pattern"] = pattern
    return WithJsonSchema(found)


Words = Annotated[str, _word("Text.")]
Id = Annotated[str, _word("An id: letters, digits, `_`, `-` and `.`, not only digits.", r"^[^\s>=!:,;]+$")]
Option = Annotated[str, _word("The id of an option of this issue.", r"^[^\s>=!:,;]+$")]
Date = Annotated[
    str,
    _word("A day, month or year, or two of them joined by `..`: 2017-05-04, 2017-05, 2017, 2017-01-23..2017-01-24.",
          rf"^\s*{_DATE}\s*(\.\.\s*{_DATE})?\s*$"),
]  # fmt: skip
Fallback = Annotated[str, _word("The worth of no agreement, 0..100: a number or an interval, as 45..60.", _INTERVAL)]
Worth = Annotated[str, _word("Points added, -100..100: a number or an interval, as -8..-4.", _INTERVAL)]
Order = Annotated[
    str,
    _word(
        "WEIGHT (0..10, a number or an interval) and then every option, best first: `6..8 a > b >> c = d > !e`; "
        "or numbers: `6..8 a:100 b:40..60 !c:0 d:unknown`; or `0` alone for no view.",
        r"^\s*[0-9.]+(\s+\S.*)?$",
    ),
]
Rule = Annotated[
    str,
    _word("`a=x,y requires b=z`, `a=x excludes b=y,z`, or `if a=x and b=z then c=u and d!=v`.",
          r"^\s*(if\s.+\sthen\s.+|.+\s(requires|excludes)\s.+)$"),
]  # fmt: skip
RoleWord = Annotated[
    str,
    _word("principal: must accept. guarantor: must accept or abstain. observer: is heard and never blocks.",
          enum=["principal", "guarantor", "observer"]),
]  # fmt: skip
Reserved = Annotated[Any, WithJsonSchema({"description": "Kept as it is for a part of Good Offices to come."})]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Attributed(_Shape):
    source: Words | None = Field(None, description="The id of a source, or several separated by commas.")
    by: Words | None = Field(None, description="Whose judgement it is, and when: `analyst, 2017-05-03`.")
    note: Words | None = Field(None, description="Why; anything a reader should know.")


class JudgedFallback(_Attributed):
    """A fallback that says whose judgement it is."""

    worth: Fallback


class JudgedExclusion(_Attributed):
    """A reason of exclusion that says whose judgement it is."""

    reason: Words


class JudgedPreference(_Attributed):
    """A preference that says whose judgement it is."""

    prefer: Order


class JudgedLinkage(_Attributed):
    """A linkage that says whose judgement it is."""

    rule: Rule


class MediatorFile(_Shape):
    """Who hosts or mediates."""

    id: Id
    name: Words


class PartyFile(_Shape):
    """A party at the table."""

    name: Words
    role: RoleWord
    fallback: Fallback | JudgedFallback | None = Field(None, description="Not needed for an observer.")


class ExcludedPartyFile(_Shape):
    """One who is kept from the table, with the reason."""

    name: Words
    excluded: Words | JudgedExclusion


class IssueFile(_Shape):
    """A question on the table, its options, and a line for each party under the party's id."""

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, Order | JudgedPreference]

    ask: Words = Field(description="The question.")
    options: dict[Option, Words] = Field(description="Every option under its id, at least two.", min_length=2)


class InteractionFile(_Attributed):
    """Points that a party adds when options stand together in a package."""

    party: Id
    when: dict[Id, Option] = Field(description="{issue: option}")
    worth: Worth


class TextFile(_Attributed):
    """A package on record, whole or partial."""

    package: dict[Id, Option] = Field(description="{issue: option}")
    title: Words | None = None
    date: Date | None = None
    signed: list[Id] | None = Field(None, description="Parties, or the mediator.")
    unverified: Words | None = Field(None, description="What could not be confirmed.")


class RoundFile(_Attributed):
    """A round of talks."""

    title: Words
    date: Date
    place: Words | None = None
    host: Words | None = None
    came: list[Words] | None = Field(None, description="Parties by their id, others in free words.")
    agreed: list[Words] | None = Field(None, description="What was agreed, one text each.")
    unverified: Words | None = Field(None, description="What could not be confirmed.")


class SourceFile(_Shape):
    """A document that the dossier rests on."""

    id: Id
    what: Words
    reference: Words | None = None
    url: Annotated[str, _word("A web address.", r"^\s*[hH][tT][tT][pP][sS]?://[^\s/]")] | None = None
    date: Date | None = None
    unverified: Words | None = Field(None, description="What could not be confirmed.")


class DossierFile(_Shape):
    """A dossier of Good Offices: what is at the table, who is at it, and what matters to whom."""

    dossier: Id = Field(description="The dossier's own id.")
    title: Words = Field(description="What the talks are about.")
    as_of: Date | None = Field(None, description="The day whose state it describes.")
    by: Words | None = Field(None, description="Whose judgements all are that do not say otherwise.")
    caution: Words | None = Field(None, description="Printed on everything made from the dossier.")
    seed: Annotated[str, _word("A whole number: the seed where chance is used.", "^[0-9]{1,18}$")] | None = None
    mediator: MediatorFile | None = None
    parties: dict[Id, PartyFile | ExcludedPartyFile] = Field(description="Every party under its id.")
    issues: dict[Id, IssueFile] = Field(description="Every issue under its id.")
    linkages: list[Rule | JudgedLinkage] | None = Field(None, description="Rules between options.")
    interactions: list[InteractionFile] | None = None
    texts: dict[Id, TextFile | dict[Id, Option]] | None = Field(None, description="Packages on record.")
    rounds: list[RoundFile] | None = Field(None, description="Rounds of talks.")
    sources: list[SourceFile] | None = Field(None, description="Documents that the dossier rests on.")
    stability: Reserved = None
    ceasefires: Reserved = None
    corridors: Reserved = None
    hosts: Reserved = None


def schema(rooms: Mapping[str, dict[str, Any]] | None = None) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a dossier's file; `rooms` has those of the keys that other rooms read."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    found: dict[str, Any] = head | DossierFile.model_json_schema() | {"title": "Dossier"}
    source = found["$defs"]["SourceFile"]
    # A source in an older spelling is read too, so an editor is not to mark it as wrong.
    for old, new in (("about", "what"), ("ref", "reference")):
        source["properties"][old] = {"description": f"An older spelling of `{new}`.", "deprecated": True}
    source["required"] = ["id"]
    source["anyOf"] = [{"required": ["what"]}, {"required": ["about"]}]
    for key, of_room in (rooms or {}).items():
        found["$defs"] |= of_room.get("$defs", {})
        found["properties"][key] = {name: value for name, value in of_room.items() if name != "$defs"}
    return found
