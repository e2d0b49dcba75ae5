"""A story in the languages of the pages, and its release."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from goodoffices.dossier import forbidden
from goodoffices.talks.domain.stories import linkable
from goodoffices.talks.forms.fields import SeenField, TextField, WordsField
from goodoffices.talks.forms.moments import MomentForm
from goodoffices.talks.models import Process, ReportRelease, Story
from goodoffices.talks.wording.languages import direction, own_name

__all__ = ["ReleaseStoryForm", "StoryForm"]

_PARTS = ("title", "body", "correction")


@dataclass(frozen=True)
class Part:
    """The fields of one language."""

    code: str
    own: str
    direction: str
    fields: tuple[forms.BoundField, ...]


class StoryForm(forms.Form):
    """Title and text in each language of the pages, links, and what is corrected, once a version is out.

    `cleaned_data` has `words`, `links` and, where a version is out, `correction` as the acts take them; `seen` too.
    """

    links = forms.MultipleChoiceField(
        label=_("What is public already, to link to"), required=False, widget=forms.CheckboxSelectMultiple
    )
    seen = SeenField()

    def __init__(
        self, *args: Any, process: Process, story: Story | None = None, is_out: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.parts = _PARTS if is_out else _PARTS[:2]
        for code, _name in settings.LANGUAGES:
            for part, made in zip(self.parts, _fields(code), strict=False):
                made.widget.attrs |= {"lang": code, "dir": direction(code)}
                self.fields[f"{part}_{code}"] = made
                if story is not None:
                    said = story.correction.get(code, "") if part == "correction" else _said(story, code, part)
                    self.initial[f"{part}_{code}"] = said
        known = [(key, _named(record)) for key, record in linkable(process)]
        self.fields["links"].choices = known
        if story is not None:
            self.initial["links"] = [" ".join(pair) for pair in story.links]
        else:
            del self.fields["seen"]
        if not known:
            del self.fields["links"]
        self.order_fields([*(name for name in self.fields if name not in {"links", "seen"}), "links", "seen"])

    def begun(self) -> list[Part]:
        """The languages in which something is written or wrong; when there is none, that of the page."""
        found = [part for part in self._by_language() if any(field.value() or field.errors for field in part.fields)]
        return found or [part for part in self._by_language() if part.code == get_language()]

    def others(self) -> list[Part]:
        """The languages that nobody has begun."""
        begun = {part.code for part in self.begun()}
        return [part for part in self._by_language() if part.code not in begun]

    def _by_language(self) -> list[Part]:
        return [
            Part(code, own_name(code), direction(code), tuple(self[f"{part}_{code}"] for part in self.parts))
            for code, _name in settings.LANGUAGES
        ]

    def clean(self) -> dict[str, Any]:
        """By language, without signs that cannot be seen."""
        said: dict[str, Any] = super().clean() or {}
        found: dict[str, Any] = {"words": {}, "links": said.get("links", [])}
        correction: dict[str, str] = {}
        for code, _name in settings.LANGUAGES:
            texts = {part: said.get(f"{part}_{code}", "") for part in self.parts}
            for part, text in texts.items():
                if sign := forbidden(text):
                    point = {"sign": f"U+{ord(sign.group()):04X}"}
                    self.add_error(f"{part}_{code}", gettext("This holds a sign that is not seen (%(sign)s).") % point)
            correction[code] = texts.pop("correction", "")
            found["words"][code] = texts
        if not self.errors and not any(text for one in found["words"].values() for text in one.values()):
            self.add_error(None, gettext("Write a title and a text in one language or more."))
        if "correction" in self.parts:
            found["correction"] = {code: text for code, text in correction.items() if text}
        return found | ({"seen": said.get("seen", "")} if "seen" in self.fields else {})


class ReleaseStoryForm(MomentForm):
    """From which moment on the public reads a story, and that its words were looked through."""

    read = forms.BooleanField(
        label=_("I have read these words in every language, and nothing in them is said in confidence")
    )
    seen = SeenField()

    def clean(self) -> dict[str, Any]:
        """The tick is asked for, and not kept."""
        found = super().clean()
        found.pop("read", None)
        return found


def _fields(code: str) -> tuple[forms.CharField, forms.CharField, forms.CharField]:
    name = {"language": own_name(code)}
    return (
        WordsField(label=gettext("Title (%(language)s)") % name, required=False),
        TextField(label=gettext("Text (%(language)s)") % name, rows=8, required=False),
        TextField(label=gettext("What this corrects (%(language)s)") % name, rows=2, required=False),
    )


def _said(story: Story, code: str, part: str) -> str:
    return str(story.words.get(code, {}).get(part, ""))


def _named(record: Any) -> str:
    if isinstance(record, ReportRelease):
        return gettext("Report: %(title)s") % {"title": record.title}
    return gettext("Text: %(title)s") % {"title": f"{record.wording.title} ({record})"}
