"""Choosing who may read something."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from goodoffices.talks.access.viewer import current_viewer
from goodoffices.talks.forms.fields import SeenField
from goodoffices.talks.models import Room

__all__ = ["RoomField", "RoomForm"]


class _MyRooms(ModelChoiceIterator):
    """The viewer's own rooms, which were read as they came in."""

    def __iter__(self) -> Iterator[tuple[Any, str]]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        for room in current_viewer().known.values():
            yield self.choice(room)


class RoomField(forms.ModelChoiceField):
    """One of the viewer's own rooms; nothing is chosen beforehand, so that nobody publishes by oversight."""

    iterator = _MyRooms

    def __init__(self, **kwargs: Any) -> None:
        nothing = Room._base_manager.none()  # noqa: SLF001 (the database is never asked)
        super().__init__(queryset=nothing, **{"empty_label": _("Choose a room")} | kwargs)

    def to_python(self, value: Any) -> Room | None:
        """The room with this id, among those of the viewer."""
        if value in self.empty_values:
            return None
        found = current_viewer().known.get(str(getattr(value, "pk", value)))
        if found is None:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value})
        return found


class RoomForm(forms.Form):
    """A form with a `room`, which is asked for only once: `fixed_room` when the record has its room already. Then
    `seen` keeps how it was when the form was opened.
    """

    seen = SeenField()

    def __init__(self, *args: Any, fixed_room: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["room" if fixed_room else "seen"]
