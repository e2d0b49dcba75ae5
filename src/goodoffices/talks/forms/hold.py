"""Beginning a stability model, bringing one in as text, changing it in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodoffices.errors import UserError
from goodoffices.talks.domain.hold import LONGEST, Candidate
from goodoffices.talks.domain.hold_words import Does, MakerInWords, ModelInWords
from goodoffices.talks.forms.corridors import text_of
from goodoffices.talks.forms.fields import WordsField
from goodoffices.talks.forms.refusals import refused_beside

__all__ = ["HoldTextForm", "HoldWordsForm", "StartHoldForm"]

MOVES = (
    ("both", _("can be done and undone")),
    ("forward", _("once done it stays")),
    ("back", _("once ended it stays so")),
    ("none", _("cannot be changed by it")),
)
_KINDS = {
    "dossier": _("of the dossier"),
    "shown": _("a package that was shown"),
    "proposal": _("a proposal"),
    "text": _("what a version of a text settles"),
}
_OPTION = re.compile(r"^([^\W\d]\w*)\s*:\s*(.+)$")


def _lines(label: Any, rows: int, **more: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows, "dir": "ltr", "spellcheck": "false", "class": "code"})
    return forms.CharField(label=label, required=False, max_length=20_000, widget=area, **more)


class HoldTextForm(forms.Form):
    """A model as a file, or as text."""

    file = forms.FileField(
        label=_("Model as a file"), required=False, widget=forms.FileInput(attrs={"accept": ".yaml,.yml,text/*"})
    )
    text = forms.CharField(
        label=_("or the model as text"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 18, "dir": "ltr", "spellcheck": "false", "class": "code"}),
    )

    def clean_file(self) -> str:
        """The text of the file."""
        return text_of(self.cleaned_data["file"])

    def clean(self) -> dict[str, Any]:
        """One text, from the file or from the page."""
        said: dict[str, Any] = super().clean() or {}
        text = said.pop("file", "") or said.get("text", "")
        if not text.strip() and not self.errors and not said.get("package"):
            self.add_error("file", self.nothing())
        return said | {"text": text}

    def nothing(self) -> str:
        """What is said where nothing was given."""
        return gettext("Choose a file, or paste the model below.")


class StartHoldForm(HoldTextForm):
    """A package to begin a model from, or a model that is there already."""

    package = forms.ChoiceField(
        label=_("A package"),
        required=False,
        help_text=_(
            "A first model is written from the case: who decides can break the package, guarantors can answer, who is "
            "excluded can attack it. What anybody wants in it is a proposal, to be changed."
        ),
    )

    field_order = ("package", "file", "text")

    def __init__(self, *args: Any, among: Sequence[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.among = {one.key: one for one in among}
        named = [(one.key, f"{one.title} ({_KINDS[one.kind]})") for one in among]
        self.fields["package"].choices = [("", _("none: the model below")), *named]

    def nothing(self) -> str:
        """As above, with a package beside."""
        return gettext("Choose a package, or a file, or paste a model below.")


class HoldWordsForm(forms.Form):
    """Who can do what, whether it can be undone, what each wants; one group of fields for each maker."""

    title = WordsField(label=_("Title"), required=False)
    by = WordsField(label=_("Whose judgement"), required=False, help_text=_("A name or an office, and the day."))

    def __init__(self, told: ModelInWords, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.told = told
        self.fields["title"].initial, self.fields["by"].initial = told.title, told.by
        for m, maker in enumerate(told.makers):
            self._add_maker(f"m{m}", maker)
        self.fields["agreement"] = WordsField(
            label=_("The package kept: what is done in it"),
            initial=told.agreement,
            required=False,
            help_text=_("Short names with commas between, or the word none."),
        )
        self.fields["status_quo"] = WordsField(
            label=_("As things are today: what is done"), initial=told.status_quo, required=False
        )
        rules = _("What cannot be")
        self.fields["rules"] = _lines(
            rules, 3, initial=told.rules, help_text=_("One on each line, as “a requires b”, “a excludes b”.")
        )

    def _add_maker(self, name: str, maker: MakerInWords) -> None:
        for o, one in enumerate(maker.does):
            label = _("What it can do (%(id)s)") % {"id": one.id}
            self.fields[f"{name}o{o}"] = WordsField(
                label=label,
                initial=one.what,
                required=False,
                max_length=500,
                help_text=_("Leave it empty to take it out."),
            )
            self.fields[f"{name}o{o}moves"] = forms.ChoiceField(
                label=_("Can it be undone? (%(id)s)") % {"id": one.id}, choices=MOVES, initial=one.moves, required=False
            )
        self.fields[f"{name}new"] = _lines(
            _("What else it can do"), 2, help_text=_("One on each line, with a short name, as “leaves: It leaves”.")
        )
        if maker.prefers is not None:
            count = max(3, maker.prefers.count("\n") + 2)
            self.fields[f"{name}prefers"] = _lines(
                _("What it wants, the most important first"),
                count,
                initial=maker.prefers,
                help_text=_(
                    "One on each line, by the short names, as “not leaves”, “a if b”, “a and b”. Before it: “greatly:” "
                    "for what matters a great deal, “perhaps:” for what nobody knows."
                ),
            )

    def groups(self) -> list[dict[str, Any]]:
        """The fields of each maker."""
        return [
            {
                "maker": maker,
                "fields": [
                    self[name] for name in self.fields if re.fullmatch(rf"m{m}(o\d+|o\d+moves|new|prefers)", name)
                ],
                "by_order": maker.prefers is None,
            }
            for m, maker in enumerate(self.told.makers)
        ]

    def about(self) -> list[forms.BoundField]:
        """The fields of the whole, before the makers."""
        return [self["title"], self["by"]]

    def after(self) -> list[forms.BoundField]:
        """The fields of the whole, behind the makers."""
        return [self["agreement"], self["status_quo"], self["rules"]]

    def clean(self) -> dict[str, Any]:
        """What is new has a short name and words."""
        said: dict[str, Any] = super().clean() or {}
        for m in range(len(self.told.makers)):
            for line in said.get(f"m{m}new", "").splitlines():
                if line.strip() and not _OPTION.match(line.strip()):
                    words = gettext("Write a short name, a colon and the words: %(line)s") % {"line": line.strip()}
                    self.add_error(f"m{m}new", words)
        return said

    def words(self) -> ModelInWords:
        """The model as it was worded."""
        said = self.cleaned_data
        keys = ("title", "by", "agreement", "status_quo", "rules")
        makers = tuple(self._maker(f"m{m}", maker) for m, maker in enumerate(self.told.makers))
        return replace(self.told, makers=makers, **{key: said[key] for key in keys})

    def _maker(self, name: str, maker: MakerInWords) -> MakerInWords:
        said = self.cleaned_data
        does = [
            Does(one.id, said[f"{name}o{o}"], said[f"{name}o{o}moves"] or one.moves) for o, one in enumerate(maker.does)
        ]
        new = (_OPTION.match(line.strip()) for line in said[f"{name}new"].splitlines())
        does += [Does(found[1], found[2], "both") for found in new if found]
        prefers = None if maker.prefers is None else said[f"{name}prefers"]
        return replace(maker, does=tuple(does), prefers=prefers)

    def refuse(self, error: UserError) -> None:
        """Say why the model is not valid; lines and columns are those of a text that nobody has seen."""
        refused_beside(self, error, {key: key for key in ("agreement", "status_quo", "rules")})
