"""A delegation's own word: an order, red lines, a weight; and the worth of no agreement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goodoffices.dossier import Preference, central_values
from goodoffices.talks.domain.questions import Question
from goodoffices.values import Estimate

__all__ = ["FallbackForm", "OptionRow", "PreferenceForm"]

STEPS = (
    (">", _("better than the next")),
    (">>", _("much better than the next")),
    ("=", _("as good as the next")),
)
SIGNS = {0: "=", 1: ">", 2: ">>"}
NOTE_LENGTH = 2_000


@dataclass(frozen=True)
class OptionRow:
    """One option on the page: its number in the form, its words, and its fields."""

    number: int
    words: str
    place: forms.BoundField
    step: forms.BoundField
    red: forms.BoundField


class _Said(forms.Form):
    """What every statement has: the number of the one that was on the page, a range, a note."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    low = forms.DecimalField(min_value=0, max_digits=6, decimal_places=3)
    high = forms.DecimalField(min_value=0, max_digits=6, decimal_places=3)
    note = forms.CharField(
        label=_("Note"),
        help_text=_("For your own side and the mediator: why, or what would change your mind."),
        required=False,
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    most = 10

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["low"].label, self.fields["high"].label = _("From"), _("to")
        for name in ("low", "high"):
            field = self.fields[name]
            field.max_value = self.most
            field.validators.append(forms.fields.validators.MaxValueValidator(self.most))
            field.widget.attrs |= {"max": self.most, "step": "any", "inputmode": "decimal"}

    def clean(self) -> dict[str, Any]:
        """The range runs forwards."""
        said: dict[str, Any] = super().clean() or {}
        low, high = said.get("low"), said.get("high")
        if low is not None and high is not None:
            if low > high:
                self.add_error("high", _("This is below where the range begins."))
            else:
                said["range"] = Estimate.between(Fraction(low), Fraction(high))
        return said


class FallbackForm(_Said):
    """What no agreement is worth, 0 to 100."""

    most = 100


class PreferenceForm(_Said):
    """The order of the options of one question, best first, with the steps between them, red lines and a weight.

    Every option has a place (options in the same place are equally good) and a step to the next.
    """

    issue = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, question: Question, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question = question
        self.options = list(question.options)
        places = [(str(place), str(place)) for place in range(1, len(self.options) + 1)]
        for number in range(len(self.options)):
            self.fields[f"place_{number}"] = forms.ChoiceField(choices=places, label=_("Place in the order"))
            self.fields[f"step_{number}"] = forms.ChoiceField(choices=STEPS, label=_("Step to the next"))
            self.fields[f"red_{number}"] = forms.BooleanField(required=False, label=_("Red line"))

    @staticmethod
    def of(question: Question, preference: Preference | None) -> dict[str, Any]:
        """What the form begins with: a preference already stated, or the options as the question lists them."""
        options = list(question.options)
        ranked, steps, red = options, [1] * len(options), frozenset()
        weight = Estimate.between(0, 10)
        if preference is not None:
            ranked, steps = _ranked(preference)
            red, weight = preference.red_lines, preference.weight
        begun: dict[str, Any] = {"issue": question.id, "low": _plain(weight.low), "high": _plain(weight.high)}
        for place, (option, step) in enumerate(zip(ranked, steps, strict=True), 1):
            number = options.index(option)
            begun |= {f"place_{number}": str(place), f"step_{number}": SIGNS[step], f"red_{number}": option in red}
        return begun

    def rows(self) -> list[OptionRow]:
        """The options in their order on the page."""
        return [
            OptionRow(
                number,
                self.question.options[self.options[number]],
                self[f"place_{number}"],
                self[f"step_{number}"],
                self[f"red_{number}"],
            )
            for number in self.order()
        ]

    def order(self) -> list[int]:
        """The options' numbers, best first, as far as the page says so."""
        return sorted(range(len(self.options)), key=lambda number: (_number(self[f"place_{number}"].value()), number))

    def moved(self, move: str) -> dict[str, Any]:
        """What the form holds once an option went one up or down (`up:2`)."""
        way, _colon, word = move.partition(":")
        order = self.order()
        if word.isdigit() and int(word) in order:
            at = order.index(int(word))
            to = at - 1 if way == "up" else at + 1
            if 0 <= to < len(order):
                order[at], order[to] = order[to], order[at]
        held = {name: self[name].value() for name in self.fields}
        return held | {f"place_{number}": str(place) for place, number in enumerate(order, 1)}

    def clean(self) -> dict[str, Any]:
        """The statement as a line of a dossier."""
        said = super().clean()
        if not self.errors:
            said["line"] = self._line(said)
        return said

    def _line(self, said: dict[str, Any]) -> str:
        weight = f"{_decimal(said['low'])}..{_decimal(said['high'])}"
        order = sorted(range(len(self.options)), key=lambda number: (int(said[f"place_{number}"]), number))
        line, last = weight, None
        for number in order:
            if last is not None:
                line += f" {self._sign(said, order, last, number)}"
            line += f" {'!' if said[f'red_{number}'] else ''}{self.options[number]}"
            last = number
        return line

    def _sign(self, said: dict[str, Any], order: Iterable[int], last: int, number: int) -> str:
        """The sign between two neighbours. After several in one place the largest of their steps counts."""
        place = said[f"place_{last}"]
        if said[f"place_{number}"] == place:
            return "="
        together = [said[f"step_{one}"] for one in order if said[f"place_{one}"] == place]
        return max(together, key=("=", ">", ">>").index)


def _ranked(preference: Preference) -> tuple[list[str], list[int]]:
    """Options best first, and the step from each to the next; numbers become the order that they imply."""
    if len(preference.steps) == len(preference.ratings) - 1:
        return [rating.option for rating in preference.ratings], [*preference.steps, 1]
    values = central_values(preference)
    ranked = sorted(values, key=lambda option: -values[option])
    return ranked, [int(values[a] != values[b]) for a, b in pairwise(ranked)] + [1]


def _number(value: Any) -> int:
    return int(value) if str(value).isascii() and str(value).isdigit() else 0


def _decimal(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") or "0" if "." in text else text


def _plain(value: Fraction) -> str:
    return _decimal(Decimal(value.numerator) / Decimal(value.denominator))
