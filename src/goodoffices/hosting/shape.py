"""The shape of the key `hosts`, every leaf a text: the source of its JSON Schema, for editors.

The reader does not use these models, for its messages know lines and columns; a test keeps their keys the same.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

__all__ = ["HostsShape", "hosts_schema"]


def _word(description: str, pattern: str = "") -> Any:
    """A scalar. An editor's YAML sees numbers, booleans and dates where the file has words: all are allowed."""
    found: dict[str, Any] = {"type": ["string", "number", "boolean", "null"], "description": description}
    return WithJsonSchema(found | ({"pattern": pattern} if pattern else {}))


Words = Annotated[str, _word("Text.")]
Date = Annotated[str, _word("As 2015, 2015-05, 2015-05-25 or 2015-05-25..2015-05-27.")]
State = Annotated[str, _word("A state: its code of three letters in ISO 3166, as KAZ.", r"^\s*[A-Za-z]{3}\s*$")]
Unit = Annotated[
    str, WithJsonSchema({"enum": ["session", "year"], "description": "What the numbers of the points count."})
]
What = Annotated[str, WithJsonSchema({"enum": ["round", "mediation"], "description": "What it was."})]
Topic = Annotated[
    str,
    WithJsonSchema({"enum": ["visa", "flights", "arrest warrant", "security", "other"], "description": "What about."}),
]
Value = Annotated[str, _word("A number 0..100, or an interval, as 40..70.")]
PointText = Annotated[str, _word("Point, 5 %..95 %, as `-0.418, -0.641..-0.195`.", r"^[^,]+,[^,]+\.\.[^,]+$")]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Attributed(_Shape):
    source: Words | None = Field(None, description="The id of a source; several with commas.")
    by: Words | None = Field(None, description="Whose judgement it is.")
    note: Words | None = None


class ConflictShape(_Attributed):
    """Which roll calls are on the conflict, and where it is."""

    words: list[Words] | Words | None = Field(None, description="One of them stands in title or agenda.")
    without: list[Words] | Words | None = Field(None, description="None of them does.")
    since: Date | None = None
    until: Date | None = None
    resolutions: list[Words] | Words | None = Field(None, description="Also these, as A/RES/71/248.")
    states: list[State] | State | None = Field(None, description="Where the conflict is.")


class PartyShape(_Attributed):
    """The state that a party is, or those that declared to back it."""

    state: State | None = None
    backers: list[State] | State | None = None


class PointsShape(_Attributed):
    """Ideal points copied from a data set."""

    unit: Unit
    of: Words = Field(description="Whose estimate, and which release.")
    states: dict[str, dict[str, PointText]]


class RollCallShape(_Shape):
    """A roll call, with the votes that matter."""

    date: Date
    resolution: Words
    title: Words | None = None
    votes: Words = Field(description="As `KAZ Y, CHE A`.")
    source: Words | None = None


class SaidShape(_Shape):
    """What somebody said of a candidate's stand, to be read beside its votes."""

    candidate: State
    words: Words
    date: Date
    source: Words


class RecordShape(_Shape):
    """A round that a state hosted, or a mediation by it."""

    candidate: State
    date: Date
    what: What
    title: Words
    with_: Words | None = Field(None, alias="with", description="With whom.")
    ended: Words | None = Field(None, description="How it ended.")
    source: Words


class PracticalShape(_Shape):
    """What a delegation must know before it travels."""

    candidate: State
    topic: Topic
    about: Words | None = Field(None, description="For whom.")
    says: Words
    date: Date
    source: Words


class RatingShape(_Attributed):
    """What a party told in confidence of a candidate; shown at the desk only."""

    party: Words
    candidate: State
    rating: Value
    date: Date | None = None


class HostsShape(_Shape):
    """Possible hosts, and what is known of them."""

    by: Words | None = Field(None, description="Whose table it is.")
    caution: Words | None = Field(None, description="Printed on everything made from it.")
    conflict: ConflictShape | None = None
    parties: dict[str, PartyShape | State] | None = Field(None, description="A state, or backers, for each party.")
    candidates: list[State] | State | None = None
    ideal_points: PointsShape | None = None
    roll_calls: list[RollCallShape] | None = None
    said: list[SaidShape] | None = None
    record: list[RecordShape] | None = None
    ratings: list[RatingShape] | None = None
    practical: list[PracticalShape] | None = None


def hosts_schema() -> dict[str, Any]:
    """The JSON Schema of the key `hosts`."""
    return HostsShape.model_json_schema()
