"""The shape of the key `stability`, every leaf a text: the source of its JSON Schema, for editors.

The reader does not use these models, for its messages know lines and columns; a test keeps their keys the same.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

__all__ = ["MakerShape", "OptionShape", "StabilityShape", "StatementShape", "stability_schema"]


def _word(description: str) -> Any:
    """A scalar. An editor's YAML sees numbers and booleans where the file has words: all are allowed."""
    return WithJsonSchema({"type": ["string", "number", "boolean", "null"], "description": description})


Words = Annotated[str, _word("Text.")]
Condition = Annotated[str, _word("As `not a`, `a and b`, `a or b`, `a if b`, `a iff b`, or a pattern as `YN-`.")]
State = Annotated[str, _word("`none`, or a pattern as `YNN`.")]
Anything = Annotated[Any, WithJsonSchema({"description": "Read by another part of the room."})]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    source: Words | None = Field(None, description="Ids of sources.")
    by: Words | None = Field(None, description="Whose judgement it is.")
    note: Words | None = None


class _Bare(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class OptionShape(_Bare):
    """Something that a maker can do or not do."""

    what: Words | None = Field(None, description="What it is, in words.")
    moves: Literal["both", "forward", "back", "none"] | None = Field(None, description="Which way it can be changed.")


class StatementShape(_Bare):
    """A statement of one kind."""

    greatly: Condition | None = Field(None, description="It matters a great deal; such statements stand first.")
    perhaps: Condition | None = Field(None, description="Nobody knows whether the maker wants it.")


class MakerShape(_Shape):
    """Somebody who can act."""

    name: Words | None = None
    role: Words | None = Field(None, description="principal, guarantor, spoiler or any other word.")
    options: dict[str, Words | OptionShape] | None = Field(None, description="What it can do, each under an id.")
    prefers: list[Condition | StatementShape] | None = Field(None, description="The most important first.")
    order: Words | None = Field(None, description="All states, the best first, as `3 > 1 = 2 >> rest`.")


class StabilityShape(_Shape):
    """Who can do what, what cannot be, who wants what."""

    title: Words | None = None
    caution: Words | None = Field(None, description="Printed on everything that is made from it.")
    makers: dict[str, MakerShape]
    rules: list[Words] | None = Field(None, description="As `a requires b`, `a excludes b`, `never a and b`.")
    states: list[Words] | None = Field(None, description="All feasible states as patterns, instead of rules.")
    merged: list[Condition] | None = Field(None, description="Each makes one state of all it holds in.")
    barred: list[Words] | None = Field(None, description="Moves nobody can make, as `war -> not war`.")
    status_quo: State | list[Words] | None = Field(None, description="The options taken today.")
    agreement: State | list[Words] | None = Field(None, description="The options taken when the agreement is kept.")
    worths: Anything = None
    guarantees: Anything = None
    payments: Anything = None
    sanctions: Anything = None
    levers: Anything = None
    shocks: Anything = None
    chance: Anything = None
    commitment: Anything = None


def stability_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the key `stability`."""
    return StabilityShape.model_json_schema()
