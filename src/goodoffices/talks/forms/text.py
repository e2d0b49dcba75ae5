"""The negotiating text: its languages, clauses, brackets, versions, comments."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goodoffices.talks.domain.text_issues import questions
from goodoffices.talks.forms.fields import RecordsField, SeenField
from goodoffices.talks.forms.rooms import RoomField
from goodoffices.talks.models import Party, TextVersion
from goodoffices.talks.wording.brackets import Bracket
from goodoffices.talks.wording.clauses import Clause, Wording
from goodoffices.talks.wording.languages import LANGUAGES, language_name, own_name

__all__ = [
    "AboutForm",
    "AskForm",
    "ClauseForm",
    "CommentForm",
    "CompareForm",
    "FreezeForm",
    "MoveForm",
    "PasteForm",
    "PublishForm",
    "ResolveForm",
    "ShowForm",
    "SplitForm",
    "WordsForm",
]

_CHOICES = [(code, f"{name} ({own})" if name != own else name) for code, (name, own) in LANGUAGES.items()]
_LONGEST = 50_000


def words_field(label: str, *, language: str = "", rows: int = 4, required: bool = False) -> forms.CharField:
    """Words in one language, written in that language's direction."""
    attributes = {"rows": rows, "dir": "auto"} | ({"lang": language} if language else {})
    return forms.CharField(
        label=label, required=required, max_length=_LONGEST, widget=forms.Textarea(attrs=attributes), strip=True
    )


def title_field() -> forms.CharField:
    """The name of a text."""
    return forms.CharField(label=_("Title"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"}))


class AboutForm(forms.Form):
    """Title and languages of a text."""

    seen = SeenField()
    title = title_field()
    original = forms.ChoiceField(
        label=_("Language of drafting"),
        choices=_CHOICES,
        help_text=_("Translations are compared with it, and marked when they fall behind."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Also in"), choices=_CHOICES, required=False, widget=forms.CheckboxSelectMultiple
    )
    authentic = forms.MultipleChoiceField(
        label=_("Authentic languages"),
        choices=_CHOICES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Those whose words will bind, once anything binds."),
    )

    def clean(self) -> dict[str, Any]:
        """All languages, that of drafting first; an authentic language is one of them."""
        cleaned = super().clean() or {}
        chosen = [cleaned.get("original", ""), *cleaned.get("languages", []), *cleaned.get("authentic", [])]
        cleaned["all_languages"] = list(dict.fromkeys(filter(None, chosen)))
        return cleaned


class PasteForm(forms.Form):
    """A text pasted as plain words; looked at before it is saved."""

    title = title_field()
    language = forms.ChoiceField(label=_("Language"), choices=_CHOICES)
    pasted = words_field(_("The text"), rows=16, required=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pasted"].max_length = 1_000_000
        self.fields["pasted"].help_text = _(
            "Lines such as “Article 1”, “1.” or “1.2” begin an article or a clause; an empty line does, too."
        )


class WordsForm(forms.Form):
    """Words in each language of a text: fields `words_en`, `words_ru` …."""

    def __init__(
        self, *args: Any, wording: Wording, prefix_of_words: str = "words", rows: int = 4, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.wording = wording
        for language in wording.languages:
            label = own_name(language) + (f" ({language_name(language)})" if language != "en" else "")
            self.fields[f"{prefix_of_words}_{language}"] = words_field(label, language=language, rows=rows)

    def words(self, prefix: str = "words") -> dict[str, str]:
        """The words by language."""
        return {language: self.cleaned_data.get(f"{prefix}_{language}", "") for language in self.wording.languages}


class ClauseForm(WordsForm):
    """A clause: its words in each language, and what it settles."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    heading = forms.BooleanField(label=_("This is the heading of an article"), required=False)
    settles = forms.CharField(label=_("Settles"), required=False)
    still_fit = forms.BooleanField(
        label=_("The translations still fit"),
        required=False,
        help_text=_("Otherwise those that you do not change now are marked as behind when the original changes."),
    )

    field_order = ("seen", "heading")

    def __init__(self, *args: Any, clause: Clause | None = None, **kwargs: Any) -> None:
        initial = kwargs.setdefault("initial", {})
        if clause is not None:
            initial |= {f"words_{language}": said for language, said in clause.words.items()}
            initial |= {"seen": clause.mark(), "settles": f"{clause.issue}={clause.option}".strip("=")}
        super().__init__(*args, **kwargs)
        if clause is not None or "heading" not in self.fields:
            self.fields.pop("heading")
        if len(self.wording.languages) == 1:
            self.fields.pop("still_fit")
        self._offer_the_case()
        ends = [name for name in ("settles", "still_fit") if name in self.fields]
        self.order_fields([*(name for name in self.fields if name not in ends), *ends])

    def _offer_the_case(self) -> None:
        """Issues and options to choose from, when a case is on the table; else their names are written."""
        found = questions()
        if not found:
            self.fields["settles"].help_text = _("Issue and option of the case, as in: air=national. May stay empty.")
            return
        choices: list[tuple[str, Any]] = [("", _("no issue of the case"))]
        for question in found:
            options = [(question.id, _("not settled by these words"))]
            options += [(f"{question.id}={option}", words) for option, words in question.options.items()]
            choices.append((question.ask, options))
        self.fields["settles"] = forms.ChoiceField(
            label=_("Option of the case that these words hold"), choices=choices, required=False
        )

    def tie(self) -> tuple[str, str]:
        """Issue and option."""
        issue, _equals, option = self.cleaned_data.get("settles", "").partition("=")
        return issue.strip(), option.strip()


class SplitForm(WordsForm):
    """The words that stay and those that go."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, clause: Clause, wording: Wording, **kwargs: Any) -> None:
        initial = kwargs.setdefault("initial", {})
        initial |= {f"stays_{language}": said for language, said in clause.words.items()} | {"seen": clause.mark()}
        super().__init__(*args, wording=wording, prefix_of_words="stays", **kwargs)
        for language in wording.languages:
            self.fields[f"stays_{language}"].label = _("%(language)s: what stays") % {"language": own_name(language)}
            label = _("%(language)s: what goes into the new clause") % {"language": own_name(language)}
            self.fields[f"goes_{language}"] = words_field(label, language=language)


class MoveForm(forms.Form):
    """Where a clause goes."""

    after = forms.ChoiceField(label=_("Put it after"), required=False)

    def __init__(self, *args: Any, wording: Wording, clause: Clause, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numbers = wording.numbers()
        places = [
            (other.id, f"{numbers[other.id]} {other.words.get(wording.original, '')[:60]}".strip())
            for other in wording.clauses
            if other.id != clause.id
        ]
        self.fields["after"].choices = [("", _("nothing: it comes first")), *places]
        before = [other.id for other in wording.clauses]
        place = before.index(clause.id)
        self.initial.setdefault("after", before[place - 1] if place else "")


class ResolveForm(forms.Form):
    """How a bracket is settled: by one of its alternatives, without its words, or by new words."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    choice = forms.ChoiceField(label=_("Settle it by"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, wording: Wording, clause: Clause, bracket: Bracket, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {})["seen"] = clause.mark()
        super().__init__(*args, **kwargs)
        self.languages = [language for language in wording.languages if language in clause.words]
        readings = [(str(at), words) for at, words in enumerate(bracket.readings) if words]
        nothing = (str(len(bracket.readings)), _("leaving the words out"))
        self.fields["choice"].choices = [*readings, nothing, ("new", _("new words:"))]
        for language in self.languages:
            label = _("New words: %(language)s") % {"language": own_name(language)}
            self.fields[f"words_{language}"] = words_field(label, language=language, rows=2)

    def decision(self) -> tuple[int | None, dict[str, str]]:
        """The alternative chosen, or None with the new words by language."""
        choice = self.cleaned_data["choice"]
        words = {language: self.cleaned_data.get(f"words_{language}", "") for language in self.languages}
        return (None, words) if choice == "new" else (int(choice), {})

    def clean(self) -> dict[str, Any]:
        """New words have to be written when they are chosen."""
        cleaned = super().clean() or {}
        if cleaned.get("choice") == "new" and not cleaned.get(f"words_{self.languages[0]}"):
            self.add_error(f"words_{self.languages[0]}", _("Write the new words."))
        return cleaned


class FreezeForm(forms.Form):
    """The delegations on whose word a freeze rests."""

    parties = RecordsField(Party, label=_("Agreed ad referendum by"), required=False)


class PublishForm(forms.Form):
    """A remark for the desk."""

    note = words_field(_("What is new in it (for the desk only)"), rows=2)


class ShowForm(forms.Form):
    """Another room for a version."""

    room = RoomField(label=_("Who will see it"))
    note = words_field(_("A word to them"), rows=2)


class CommentForm(forms.Form):
    """A comment, to one of one's own rooms."""

    room = RoomField(label=_("Who may read it"))
    words = words_field(_("Comment"), required=True)

    def __init__(self, *args: Any, answering: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if answering:
            self.fields.pop("room")


class AskForm(forms.Form):
    """Who asked for a bracket, told to one room."""

    bracket = forms.ChoiceField(label=_("Bracket"))
    party = forms.ChoiceField(label=_("Asked for by"))
    reason = words_field(_("Why"), rows=2)
    room = RoomField(label=_("Who may know"))

    def __init__(self, *args: Any, brackets: list[str], party_id: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parties = Party.objects.filter(pk=party_id) if party_id else Party.objects.all()
        self.fields["bracket"].choices = [(words, words) for words in brackets]
        self.fields["party"].choices = [(party.key, party.name) for party in parties]


class CompareForm(forms.Form):
    """The version to compare with."""

    earlier = forms.ModelChoiceField(label=_("Compared with"), queryset=None, empty_label=None)

    def __init__(self, *args: Any, version: TextVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = TextVersion.objects.filter(text_id=version.text_id).exclude(pk=version.pk)
        self.fields["earlier"].queryset = others
