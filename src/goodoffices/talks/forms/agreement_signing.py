"""Signing in the browser: what a signatory says, the signature that its device made of it, and the confirmation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodoffices.talks.forms.confirming import ConfirmingForm

if TYPE_CHECKING:
    from goodoffices.agreement import Agreement

__all__ = ["AskedForm", "SignHereForm", "SigningKeyForm"]

_LONGEST = 4000
_LONGEST_SIGNATURE = 1024 * 1024
_LONGEST_PAPER = 3 * 1024 * 1024
_CAPACITIES = [
    ("", _("Choose")),
    ("definitive", _("definitive: bound by it, as far as a signature binds")),
    ("ad referendum", _("ad referendum: subject to confirmation by those who sent the signer")),
    ("subject to ratification", _("subject to ratification: not bound before it is ratified")),
    ("subject to acceptance", _("subject to acceptance: not bound before it is accepted")),
    ("subject to approval", _("subject to approval: not bound before it is approved")),
    ("initialled", _("initialled: this is the text that was negotiated; not a signature")),
    ("confirmed", _("confirmed: confirms, ratifies, accepts or approves what was signed before")),
    ("witness", _("witness: takes nothing on itself")),
]


class _NotSentBack(forms.HiddenInput):
    """What the browser makes anew each time."""

    def format_value(self, _value: Any) -> None:
        """Nothing."""


class SignHereForm(ConfirmingForm):
    """The browser signs what the fields say, and sends it whole in `signed`, and what it signed of the PDF in `paper`:
    these alone count. The fields come along so that nothing typed is lost when it is refused. `reservation_0` is on the
    whole, the others on the articles."""

    signed = forms.CharField(required=False, max_length=_LONGEST_SIGNATURE, widget=_NotSentBack)
    paper = forms.CharField(required=False, max_length=_LONGEST_PAPER, widget=_NotSentBack)
    by = forms.CharField(
        label=_("Who signs, with the function"),
        max_length=_LONGEST,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
        help_text=_("As “Amina, head of the council”. Everybody who has the file reads it."),
    )
    capacity = forms.ChoiceField(label=_("In what capacity"), choices=_CAPACITIES)
    body = forms.CharField(
        label=_("Who is still to decide"),
        required=False,
        max_length=_LONGEST,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
        help_text=_("As a parliament: where the capacity leaves it to somebody to confirm."),
    )
    date = forms.DateField(
        label=_("The day that you state"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    place = forms.CharField(
        label=_("Where you sign"),
        required=False,
        max_length=_LONGEST,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        headings = [("", gettext("On the whole"))]
        headings += [(each.id, next(iter(each.heading.values()), each.id)) for each in agreement.articles]
        for number, (article, heading) in enumerate(headings):
            widget = forms.Textarea(attrs={"rows": 3, "dir": "auto", "data-article": article})
            self.fields[f"reservation_{number}"] = forms.CharField(
                label=heading, required=False, max_length=_LONGEST, widget=widget
            )
        # First what is said, then how it is confirmed.
        self.order_fields(["signed", "paper", "by", "capacity", "body", "date", "place", *self._reservation_names()])

    def reservations(self) -> list[forms.BoundField]:
        """Their fields: on the whole, then on each article."""
        return [self[name] for name in self._reservation_names()]

    def has_reservations(self) -> bool:
        """Whether one of them has words."""
        return any(field.value() for field in self.reservations())

    def words(self) -> list[forms.BoundField]:
        """What is said of the one who signs."""
        return [self[name] for name in ("by", "capacity", "body", "date", "place")]

    def confirming(self) -> list[forms.BoundField]:
        """What it is confirmed with, as far as it is typed."""
        return [self[name] for name in ("code", "passphrase") if name in self.fields]

    def clean_signed(self) -> str:
        """What the device made."""
        signed: str = self.cleaned_data["signed"]
        if not signed:
            raise forms.ValidationError(gettext("The browser made no signature: its scripts did not run."))
        return signed

    def _reservation_names(self) -> list[str]:
        return [name for name in self.fields if name.startswith("reservation_")]


class AskedForm(forms.Form):
    """What a browser is about to sign."""

    said = forms.CharField(max_length=_LONGEST_SIGNATURE)


class SigningKeyForm(forms.Form):
    """What stands on the card of a device; it goes to no server, and is read by the page alone."""

    name = forms.CharField(
        label=_("For whom it signs"),
        max_length=120,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    acts = forms.CharField(
        label=_("Who acts, on which device"),
        max_length=120,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
        help_text=_("As “Amina, grey laptop”. It stands in the agreement."),
    )
