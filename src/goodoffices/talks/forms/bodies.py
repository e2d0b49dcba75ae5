"""Which seats stand for each body that the terms of a ceasefire name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodoffices.talks.access.entitled import ATTRIBUTION, VERIFICATION
from goodoffices.talks.access.roles import Role
from goodoffices.talks.domain.bodies import Body
from goodoffices.talks.models import Party

__all__ = ["BodiesForm", "ShownBody", "shown_body"]

_STAGES = {VERIFICATION: _("verifies"), ATTRIBUTION: _("attributes")}


@dataclass(frozen=True)
class ShownBody:
    """A body, what it does and who stands for it, in the reader's language; `seats` are their codes."""

    name: str
    does: tuple[str, ...]
    seats: tuple[str, ...]
    stands: tuple[str, ...]


def shown_body(body: Body) -> ShownBody:
    """A body in words."""
    does = tuple(str(_STAGES[stage]) for stage in body.stages)
    return ShownBody(
        body.name, does, body.seats, tuple(words for seat, words in _seats().items() if seat in body.seats)
    )


def _seats() -> dict[str, str]:
    office = {Role.MONITOR.value: gettext("the monitors"), Role.MEDIATOR.value: gettext("the mediator's team")}
    return office | {party.pk: party.name for party in Party.objects.all()}


class BodiesForm(forms.Form):
    """A choice of seats for each body; `cleaned_data` has them as `seats`, by the name of the body."""

    def __init__(self, *args: Any, bodies: Sequence[ShownBody], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = bodies
        choices = list(_seats().items())
        for number, body in enumerate(bodies):
            self.fields[f"body_{number}"] = forms.MultipleChoiceField(
                label=body.name,
                choices=choices,
                initial=body.seats,
                required=False,
                help_text=_words(body),
                widget=forms.CheckboxSelectMultiple,
            )

    def clean(self) -> dict[str, Any]:
        """The seats by body."""
        found = super().clean() or {}
        return {"seats": {body.name: found.get(f"body_{number}", []) for number, body in enumerate(self.bodies)}}


def _words(body: ShownBody) -> str:
    return gettext("The terms say that it %(does)s.") % {"does": gettext(" and ").join(body.does)}
