"""Fields that many forms share: words in any script, days and hours, records that the viewer may know of."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.forms.utils import flatatt
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

__all__ = [
    "DayField",
    "HourField",
    "LongSelect",
    "RecordField",
    "RecordsField",
    "SeenField",
    "ShortNameField",
    "TextField",
    "WordsField",
    "in_readers_zone",
]


def in_readers_zone(words: Any = "") -> Any:
    """What stands at a moment to be typed: `words`, and the time zone in which it is read, which is the reader's."""
    zone = lazy(timezone.get_current_timezone_name, str)()
    return format_lazy("{} {}: {}" if words else "{}{}: {}", words, _("Time zone"), zone)


class WordsField(forms.CharField):
    """One line in any script."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=kwargs.pop("max_length", 200), **kwargs)
        self.widget.attrs["dir"] = "auto"


class ShortNameField(forms.RegexField):
    """What an entry of a file is called: letters, digits, dots and dashes."""

    default_error_messages = {"invalid": _("Use letters, digits, dots and dashes, and begin with a letter or digit.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(r"^[^\W_][\w.-]*$", max_length=kwargs.pop("max_length", 80), **kwargs)


class TextField(forms.CharField):
    """Some paragraphs in any script."""

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        super().__init__(max_length=50_000, widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}), **kwargs)


class SeenField(forms.CharField):
    """The mark of a record as it was when the form was opened (domain/meanwhile.py)."""

    def __init__(self) -> None:
        super().__init__(
            label=_("The mark `seen` of what you read"), required=False, max_length=64, widget=forms.HiddenInput
        )


class LongSelect(forms.Select):
    """A choice among hundreds, in no groups, written in one piece: Django's own reads a template for each of them."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:  # noqa: ARG002
        """The list with what is chosen in it."""
        chosen, selected = self.format_value(value), mark_safe(" selected")
        rows = ((key, selected if str(key) in chosen else "", words) for key, words in self.choices)
        options = format_html_join("", '\n  <option value="{}"{}>{}</option>', rows)
        return format_html(
            '<select name="{}"{}>{}\n</select>', name, flatatt(self.build_attrs(self.attrs, attrs)), options
        )


class DayField(forms.DateField):
    """A day, by the browser's own calendar."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **kwargs)


class HourField(forms.TimeField):
    """An hour and minute."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}), **kwargs)


def named(record: models.Model) -> str:
    """How a record is called in a list of choices."""
    is_open = getattr(record, "is_open", None)
    if is_open is None:
        return str(record)
    return str(record.title) if is_open() else str(_("closed to you"))


class RecordField(forms.ModelChoiceField):
    """One of the records of a kind that the viewer may know of; the list is made when a form is."""

    def __init__(self, model: type[models.Model], **kwargs: Any) -> None:
        self.model = model
        kwargs.setdefault("empty_label", _("none"))
        super().__init__(queryset=None, **kwargs)

    def label_from_instance(self, obj: models.Model) -> str:
        """The record's title."""
        return named(obj)

    def __deepcopy__(self, memo: dict[int, Any]) -> RecordField:
        found: RecordField = super(forms.ChoiceField, self).__deepcopy__(memo)
        found.queryset = self.model.objects.all()
        return found


class RecordsField(forms.ModelMultipleChoiceField):
    """Any number of the records of a kind that the viewer may know of, as boxes to tick."""

    def __init__(self, model: type[models.Model], **kwargs: Any) -> None:
        self.model = model
        super().__init__(queryset=None, widget=forms.CheckboxSelectMultiple, **kwargs)

    def label_from_instance(self, obj: models.Model) -> str:
        """The record's title."""
        return named(obj)

    def __deepcopy__(self, memo: dict[int, Any]) -> RecordsField:
        found: RecordsField = super(forms.ChoiceField, self).__deepcopy__(memo)
        found.queryset = self.model.objects.all()
        return found
