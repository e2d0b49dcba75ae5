"""The shape of the key `ceasefires`, every leaf a text: the source of its JSON Schema, for editors.

The reader does not use these models, for its messages know lines and columns; a test keeps their keys the same.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, WithJsonSchema

from goodoffices.ceasefire.terms.acts import VOCABULARY

__all__ = ["CeasefireShape", "terms_schema"]


def _word(description: str, pattern: str = "") -> Any:
    """A scalar. An editor's YAML sees numbers, booleans and dates where the file has words: all are allowed."""
    found: dict[str, Any] = {"type": ["string", "number", "boolean", "null"], "description": description}
    return WithJsonSchema(found | ({"pattern": pattern} if pattern else {}))


_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}([ T]+[0-9]{1,2}:[0-9]{2}(:00)?\s*\S+.*)?"
Words = Annotated[str, _word("Text.")]
Start = Annotated[
    str, _word("As `2031-04-01 06:00 +02:00`, a day without its hour, or `unknown`.", rf"^({_DAY}|unknown)$")
]
End = Annotated[str, _word("As the start; `open`: agreed without an end; or `unknown`.", rf"^({_DAY}|open|unknown)$")]
YesNo = Annotated[str, _word("`yes`, `no` or `unknown`.")]
Number = Annotated[str, _word("A number.")]
List = list[Words] | Words
Unknown = Annotated[str, WithJsonSchema({"const": "unknown", "description": "Not known."})]
Nothing = Annotated[str, WithJsonSchema({"const": "none", "description": "There are none."})]
ActWord = Annotated[
    str, WithJsonSchema({"enum": list(VOCABULARY), "description": "A word of the vocabulary of prohibited acts."})
]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class AreaShape(_Shape):
    """Where the ceasefire holds, or what is left out of it."""

    country: Words | None = Field(None, description="The whole of a country: its code of three letters, as SYR.")
    admin1: List | None = Field(None, description="Provinces by the names that the source of events gives them.")
    admin2: List | None = Field(None, description="Districts, likewise.")
    admin3: List | None = Field(None, description="Sub-districts, likewise.")
    file: Words | None = Field(None, description="A GeoJSON of areas, named from the folder of this file.")
    codes: List | None = Field(None, description="Which of its areas are meant, by p-code or name; all if not said.")
    level: Number | None = Field(None, description="1: they are provinces, 2: districts, 3: finer, or drawn.")
    words: Words | None = Field(None, description="As the agreement says it.")


class PartyShape(_Shape):
    """A party that the ceasefire binds."""

    name: Words | None = None
    actors: List | None = Field(None, description="Its names in the sources of events.")


class ActShape(_Shape):
    """A prohibited act in the file's own word."""

    act: Words
    means: Words
    kinds: List | None = Field(None, description="Kinds of events that show it, as explosion.")
    subkinds: List | None = Field(None, description="Finer words of the source of events that show it.")


class GroupShape(_Shape):
    """A group that the ceasefire does not cover."""

    name: Words
    actors: List | None = Field(None, description="Its names in the sources of events; its name if not said.")
    reason: Words | None = None


class ExceptionsShape(_Shape):
    """What the ceasefire leaves out."""

    groups: list[GroupShape | Words] | None = None
    area: AreaShape | Unknown | None = None
    self_defence: YesNo | None = Field(None, description="Whether self-defence is allowed. No event data show it.")


class StepShape(_Shape):
    """A step of the ladder of responses."""

    step: Words
    by: Words | None = None
    within: Words | None = None


class VerdictsShape(_Shape):
    """Incidents a day as a share of those before the start: up to which the verdict is which."""

    before: Number | None = Field(None, description="Days before the start that are compared with: 28 if not said.")
    holding: Number | None = Field(None, description="0.5 if not said.")
    strained: Number | None = Field(None, description="0.75 if not said.")
    eroding: Number | None = Field(None, description="1 if not said; above it the ceasefire has collapsed.")
    agreed: Words | None = Field(None, description="By whom and when the parties agreed these; `no` if they did not.")


class ReleaseShape(_Shape):
    """Who sees a report when."""

    first: List | None = Field(None, description="Who sees it first, in order.")
    together: YesNo | None = Field(None, description="Whether those see it at the same time.")
    embargo_hours: Number | None = Field(None, description="Hours before anybody else sees it.")


class SaysShape(_Shape):
    """The agreement's own words, by clause."""

    time: Words | None = None
    area: Words | None = None
    parties: Words | None = None
    acts: Words | None = None
    exceptions: Words | None = None
    monitoring: Words | None = None
    verification: Words | None = None
    ladder: Words | None = None
    release: Words | None = None


class CeasefireShape(_Shape):
    """The terms of a ceasefire."""

    title: Words
    start: Start
    end: End
    ended: Start | None = Field(None, description="The end on record, whatever was agreed.")
    area: AreaShape | Unknown | None = None
    parties: dict[str, PartyShape] | Unknown | None = Field(None, description="Who is bound, by id.")
    dyads: List | None = Field(None, description="Names or ids of dyads whose events are between those bound.")
    prohibited: list[ActWord | ActShape] | Unknown | None = None
    exceptions: ExceptionsShape | Nothing | Unknown | None = None
    monitors: List | None = None
    verified_by: List | None = Field(None, description="Bodies that find what happened.")
    attributed_by: List | None = Field(None, description="Bodies that find who was responsible.")
    guarantors: List | None = None
    ladder: list[StepShape | Words] | Unknown | None = None
    verdicts: VerdictsShape | Unknown | None = None
    release: ReleaseShape | Unknown | None = None
    says: SaysShape | None = None
    unverified: Words | None = Field(None, description="What could not be confirmed.")
    source: Words | None = Field(None, description="The id of a source, or several separated by commas.")
    by: Words | None = Field(None, description="Who wrote these terms down, and when.")
    note: Words | None = None


def terms_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the key `ceasefires`, its definitions under `$defs`."""
    adapter: TypeAdapter[dict[str, CeasefireShape]] = TypeAdapter(dict[str, CeasefireShape])
    mode: Literal["validation"] = "validation"
    return adapter.json_schema(mode=mode) | {"description": "Ceasefires by id.", "title": "Ceasefires"}
