"""What is sent to an operation: the fields of the page's form, checked by that same form."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

import pydantic
from django import forms
from django.utils import translation
from ninja import Schema
from pydantic_core import PydanticCustomError

__all__ = ["Heard", "NotFilledError", "body_of", "filled", "in_languages"]

_KINDS: tuple[tuple[type[forms.Field], Any, Any], ...] = (  # the first that fits
    (forms.ModelMultipleChoiceField, list[str], []),
    (forms.MultipleChoiceField, list[str], []),
    (forms.BooleanField, bool, False),
    (forms.DecimalField, Decimal | None, None),
    (forms.IntegerField, int | None, None),
)


class NotFilledError(Exception):
    """What was sent will not do; `detail` says why, by field, as the form of the page would."""

    def __init__(self, detail: Any) -> None:
        super().__init__("what was sent will not do")
        self.detail = detail


class Heard(Schema):
    """What a program says. As in a form, no text of it holds a NUL, which PostgreSQL would not even look for."""

    @pydantic.field_validator("*")
    @classmethod
    def without_nul(cls, value: Any) -> Any:
        """The value. Refuses one that holds a NUL in any of its texts."""
        if _holds_nul(value):
            raise PydanticCustomError("null_characters", "Null characters are not allowed.")
        return value


def _holds_nul(value: Any) -> bool:
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, Mapping):
        return any(_holds_nul(part) for pair in value.items() for part in pair)
    return isinstance(value, list | tuple) and any(_holds_nul(part) for part in value)


def body_of(name: str, form: type[forms.Form], *, without: Collection[str] = (), **more: Any) -> type[Schema]:
    """The JSON that carries what a form asks for, by the form's own names. What has to be there the form says (422).

    A record is named by its id, a choice by its value, a day as 2026-05-25, a moment as 2026-05-25T09:00Z.
    """
    with translation.override("en"):
        fields = {
            field_name: _field(field) for field_name, field in form.base_fields.items() if field_name not in without
        }
    return pydantic.create_model(name, __base__=Heard, __doc__=form.__doc__, **fields, **more)


def _field(field: forms.Field) -> tuple[Any, Any]:
    kind, default = next(((kind, default) for one, kind, default in _KINDS if isinstance(field, one)), (str, ""))
    told = str(field.label or "") + ("" if field.required else " (may be left out)")
    return kind, pydantic.Field(default=default, description=told.strip())


def filled(form: forms.Form) -> dict[str, Any]:
    """What a form holds. Raises NotFilledError when it will not do."""
    if not form.is_valid():
        raise NotFilledError(form.errors.get_json_data())
    return form.cleaned_data


def in_languages(words: Mapping[str, str], languages: Collection[str], prefix: str = "words") -> dict[str, str]:
    """Words by language, as a form names them. Raises NotFilledError for a language that the text is not in."""
    if unknown := sorted(set(words) - set(languages)):
        raise NotFilledError({prefix: [f"the text is not in {', '.join(unknown)}"]})
    return {f"{prefix}_{language}": said for language, said in words.items()}
