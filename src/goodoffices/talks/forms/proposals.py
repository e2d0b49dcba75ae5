"""A proposal, and an answer to one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from goodoffices.talks.domain.adoption import ALLOWED
from goodoffices.talks.domain.questions import Question, at_the_table
from goodoffices.talks.domain.splitting import LONGEST_WORDS
from goodoffices.talks.forms.case import OPEN, PackageForm
from goodoffices.talks.forms.fields import RecordField, RecordsField, in_readers_zone
from goodoffices.talks.forms.passphrases import checked_passphrase
from goodoffices.talks.models import Answer, Party, Proposal, Room, TextVersion

__all__ = ["AnswerForm", "PackageField", "ProposalForm", "VersionField", "beginning", "version_name"]

_SHOWN = [
    ("yes", _("Each answer and its words are shown to everybody addressed")),
    ("no", _("Only the result is shown; the mediator alone reads the answers")),
]


_FIRST_STRONG, _END = "\u2068", "\u2069"  # the signs that isolate a run of text


class PackageField(forms.CharField):
    """Lines of `issue: option`, as pairs."""

    widget = forms.Textarea(attrs={"rows": 4, "dir": "auto"})

    def clean(self, value: Any) -> list[tuple[str, str]]:
        """The pairs, in the order of the lines; an issue may be named once."""
        lines = [line.strip() for line in str(super().clean(value)).splitlines() if line.strip()]
        pairs: list[tuple[str, str]] = []
        for line in lines:
            issue, colon, option = (part.strip() for part in line.partition(":"))
            if not (colon and issue and option):
                raise forms.ValidationError(
                    _("Write “issue: option” on each line; this is not: %(line)s") % {"line": line}
                )
            if issue in dict(pairs):
                raise forms.ValidationError(_("This issue is named twice: %(issue)s") % {"issue": issue})
            pairs.append((issue, option))
        return pairs


class VersionField(RecordField):
    """A version of a text that was shown to somebody; called by its title, number, room and date."""

    def label_from_instance(self, obj: TextVersion) -> str:
        """As it is called."""
        return version_name(obj)

    def __deepcopy__(self, memo: dict[int, Any]) -> VersionField:
        found: VersionField = super().__deepcopy__(memo)
        shown = TextVersion.objects.exclude(room__kind=Room.Kind.DESK)
        found.queryset = shown
        return found


def version_name(version: TextVersion) -> str:
    """`Ceasefire: version 2 (Plenary), 3 May 2026`; without the title when the viewer holds no key to it.

    Each part is isolated, so that titles in a script of another direction stay whole in a list of choices.
    """
    day = date_format(timezone.localtime(version.made), "DATE_FORMAT")
    title = version.wording.title if version.is_open() else _("closed to you")
    parts = {"title": title, "version": version, "day": day}
    isolated = {name: f"{_FIRST_STRONG}{part}{_END}" for name, part in parts.items()}
    return str(_("%(title)s: %(version)s, %(day)s") % isolated)


class ProposalForm(PackageForm):
    """To whom, what, until when, and who will read the answers. `cleaned_data["package"]` holds what was chosen of the
    questions at the table, then the lines that were typed.
    """

    parties = RecordsField(Party, label=_("To whom"))
    title = forms.CharField(label=_("Title"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"}))
    words = forms.CharField(
        label=_("What you propose"),
        required=False,
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        help_text=_("May be left out when a package says it all."),
    )
    package = PackageField(
        label=_("Other points of the package"),
        required=False,
        max_length=20_000,
        help_text=_("For what is no question at the table: one line for each, “point: what is proposed”."),
    )
    text_version = VersionField(
        TextVersion,
        label=_("Version of the text"),
        required=False,
        empty_label=_("no version"),
        help_text=_("The version that this is about; it has to be shown to all whom you address."),
    )
    deadline = forms.DateTimeField(
        label=_("Answers until"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=in_readers_zone(),
    )
    shows_answers = forms.ChoiceField(
        label=_("When all have answered"),
        choices=_SHOWN,
        widget=forms.RadioSelect,
        help_text=_("Those addressed read this before they answer. It cannot be changed later."),
    )

    def clean_shows_answers(self) -> bool:
        """As the act takes it."""
        return bool(self.cleaned_data["shows_answers"] == "yes")

    def clean(self) -> dict[str, Any]:
        """One package of what was chosen and what was typed; an issue may be named once."""
        given: dict[str, Any] = super().clean() or {}
        picked = [(question.id, given.pop(f"q{q}", OPEN)) for q, question in enumerate(self.asked)]
        chosen = [(issue, option) for issue, option in picked if option != OPEN]
        typed = given.get("package", [])
        if not given.get("words") and not chosen and not typed and "words" not in self.errors:
            self.add_error("words", _("Write what you propose, or choose a package."))
        given["package"] = chosen + typed
        for issue in dict(chosen).keys() & dict(typed).keys():
            self.add_error("package", _("This issue is named twice: %(issue)s") % {"issue": issue})
        return given


class AnswerForm(forms.Form):
    """What a party says, and the passphrase of the one who says it: an open browser alone answers nothing."""

    verdict = forms.ChoiceField(label=_("Your answer"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In words"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        help_text=_("With an amendment: what would have to be different."),
    )
    passphrase = forms.CharField(
        label=_("Your passphrase"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text=_("Asked again, so that nobody answers from a browser you left open."),
    )

    def __init__(self, *args: Any, standing: str, member_id: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verdict"].choices = [(verdict.value, verdict.label) for verdict in ALLOWED[standing]]
        self._member_id = member_id

    def clean_passphrase(self) -> str:
        """Right when it unlocks the member's key; wrong tries are counted."""
        return checked_passphrase(self._member_id, self.cleaned_data["passphrase"])

    def clean(self) -> dict[str, Any]:
        """An amendment needs words."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("verdict") == Answer.Verdict.AMEND and not given.get("words", "").strip():
            self.add_error("words", _("Write what would have to be different."))
        return given


def beginning(proposal: Proposal, asked: tuple[Question, ...]) -> dict[str, Any]:
    """What the form of a following proposal begins with: the former one, as it was."""
    chosen = at_the_table(asked, dict(proposal.package))
    return {
        "parties": [party.pk for party in proposal.room.party_list],
        "title": proposal.title,
        "words": proposal.words,
        "package": "\n".join(f"{issue}: {option}" for issue, option in proposal.package if issue not in chosen),
        "text_version": proposal.text_version,
        "shows_answers": "yes" if proposal.shows_answers else "no",
        **PackageForm.of(asked, chosen),
    }
