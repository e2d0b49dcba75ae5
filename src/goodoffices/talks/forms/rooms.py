"""Choosing who may read something."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goodoffices.talks.forms.fields import SeenField
from goodoffices.talks.models import Room

__all__ = ["RoomField", "RoomForm"]


class RoomField(forms.ModelChoiceField):
    """One of the viewer's own rooms; nothing is chosen beforehand, so that nobody publishes by oversight."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=None, **{"empty_label": _("Choose a room")} | kwargs)

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        """Ask for the viewer's rooms only when the form is in use."""
        self.queryset = Room.objects.prefetch_related("parties")
        return super().get_bound_field(form, field_name)

    def to_python(self, value: Any) -> Room | None:
        """The room with this id, among those of the viewer."""
        self.queryset = Room.objects.prefetch_related("parties")
        return super().to_python(value)


class RoomForm(forms.Form):
    """A form with a `room`, which is asked for only once: `fixed_room` when the record has its room already. Then
    `seen` keeps how it was when the form was opened.
    """

    seen = SeenField()

    def __init__(self, *args: Any, fixed_room: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["room" if fixed_room else "seen"]
