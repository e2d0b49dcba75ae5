"""Asking for a run: one small form for each sort, with defaults that suit most."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goodoffices.dossier import Clause, Dossier, Issue
from goodoffices.talks.models import Job

__all__ = ["FORMS", "AskForm", "forms_for"]

MOST_DRAWS = 100_000
DRAWS = 1000
DEEPEST_SEED = 2**31 - 1


class AskForm(forms.Form):
    """A run with nothing to choose."""

    kind: str = Job.Kind.SETTLEMENT
    lead: Any = _("Every package is looked at: how many all could accept, and which would be fair.")

    def __init__(self, dossier: Dossier | None, data: Any = None) -> None:
        super().__init__(data, auto_id=f"{self.kind}_%s")
        self.dossier = dossier
        self.prepare()

    def prepare(self) -> None:
        """Fit the fields to the case."""

    @property
    def title(self) -> str:
        """What is asked."""
        return str(Job.Kind(self.kind).label)

    def options(self) -> dict[str, Any]:
        """What was chosen, by the names of the command line."""
        return {}


class StudyForm(AskForm):
    """How often, and from which seed."""

    kind = Job.Kind.STUDY
    lead = _("Preferences are known in part. The case is tried many times over, each time with what is open filled in.")

    draws = forms.IntegerField(label=_("How many times it is tried"), min_value=1, max_value=MOST_DRAWS, initial=DRAWS)
    seed = forms.IntegerField(
        label=_("Seed"),
        required=False,
        min_value=0,
        max_value=DEEPEST_SEED,
        help_text=_("The same seed gives the same numbers again. Leave it empty for the usual one."),
    )

    def options(self) -> dict[str, Any]:
        """Draws and seed."""
        return {"draws": self.cleaned_data["draws"], "seed": self.cleaned_data["seed"]}


class BlockersForm(AskForm):
    """Nothing to choose."""

    kind = Job.Kind.BLOCKERS
    lead = _("When nothing is acceptable to all: the fewest red lines and conditions that would have to give.")


class TradesForm(AskForm):
    """From which text, and how much is listed."""

    kind = Job.Kind.TRADES
    lead = _("Changes from a text by which nobody who decides loses, and pairs of changes that only together do so.")

    words = forms.ChoiceField(label=_("Starting from"), required=False)
    limit = forms.IntegerField(label=_("How many of each sort are listed"), min_value=1, max_value=100, initial=10)
    draws = forms.IntegerField(label=_("How many times it is tried"), min_value=0, max_value=MOST_DRAWS, initial=DRAWS)

    def prepare(self) -> None:
        """Offer the texts on record."""
        texts = self.dossier.texts if self.dossier else ()
        self.fields["words"].choices = [
            ("", _("the latest text on record, or else the package by Nash's rule")),
            *((text.id, text.title) for text in texts),
            ("nash", _("the package by Nash's rule")),
            ("kalai_smorodinsky", _("the package by Kalai and Smorodinsky's rule")),
            ("egalitarian", _("the package that lifts the worst off most")),
            ("utilitarian", _("the package with the largest sum")),
        ]

    def options(self) -> dict[str, Any]:
        """As `what_to_trade` takes them."""
        said = self.cleaned_data
        return {"words": said["words"] or None, "limit": said["limit"], "draws": said["draws"]}


class WhatIfForm(AskForm):
    """What would be otherwise: fallbacks, red lines and conditions by name, and any line of the dossier by its key."""

    kind = Job.Kind.WHAT_IF
    lead = _("How the answer changes when something were otherwise. Nothing is changed in the case itself.")

    drops = forms.MultipleChoiceField(label=_("What falls away"), required=False, widget=forms.CheckboxSelectMultiple)
    changes = forms.CharField(
        label=_("Other lines of the dossier"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "ltr", "spellcheck": "false", "class": "code"}),
        help_text=_("One change on each line: the key, a space, and the new value, as: issues.air.gov 5 open > shut"),
    )

    def prepare(self) -> None:
        """A field for each party's fallback; a box for each red line and each condition."""
        if self.dossier is None:
            return
        help_text = _("What no agreement is worth to it, 0 to 100, or a range as 20..40. Empty: as it is.")
        for number, party in enumerate(self.dossier.parties):
            label = _("If there is no agreement: %(party)s") % {"party": party.name}
            self.fields[f"fallback{number}"] = forms.RegexField(
                r"^\s*\d+(\.\d+)?(\s*\.\.\s*\d+(\.\d+)?)?\s*$", label=label, required=False, help_text=help_text
            )
        self.fields["drops"].choices = [*_red_lines(self.dossier), *_linkages(self.dossier)]
        self.order_fields([name for name in self.fields if name.startswith("fallback")])

    def clean_changes(self) -> list[tuple[str, str]]:
        """Each line as key and value."""
        pairs = []
        for line in self.cleaned_data["changes"].splitlines():
            key, _space, value = line.strip().partition(" ")
            if key and not value.strip():
                raise forms.ValidationError(_("The key %(key)s has no value behind it.") % {"key": key})
            if key:
                pairs.append((key, value.strip()))
        return pairs

    def clean(self) -> dict[str, Any]:
        """Something has to be otherwise."""
        said: dict[str, Any] = super().clean() or {}
        if not self.errors and not said.get("drops") and not self._changes(said):
            raise forms.ValidationError(_("Say what would be otherwise."))
        return said

    def options(self) -> dict[str, Any]:
        """As `suppose` takes them."""
        return {"changes": self._changes(self.cleaned_data), "drops": self.cleaned_data["drops"]}

    def _changes(self, said: dict[str, Any]) -> list[tuple[str, str]]:
        parties = self.dossier.parties if self.dossier else ()
        fallbacks = [
            (f"parties.{party.id}.fallback", "".join(said[f"fallback{number}"].split()))
            for number, party in enumerate(parties)
            if said.get(f"fallback{number}")
        ]
        return [*fallbacks, *said.get("changes", ())]


class DivisionForm(AskForm):
    """Nothing to choose."""

    kind = Job.Kind.DIVISION
    lead = _("Who would get what if the questions could be divided between the two who decide (Adjusted Winner).")


FORMS: dict[str, type[AskForm]] = {
    form.kind: form for form in (AskForm, StudyForm, BlockersForm, TradesForm, WhatIfForm, DivisionForm)
}


def forms_for(dossier: Dossier | None) -> dict[str, AskForm]:
    """The forms that make sense for a case, empty."""
    deciding = sum(party.role.decides for party in dossier.parties) if dossier else 0
    offered = {kind: form(dossier) for kind, form in FORMS.items()}
    if deciding != 2:  # noqa: PLR2004 (the rule is one for two)
        del offered[Job.Kind.DIVISION]
    return offered


def _red_lines(dossier: Dossier) -> list[tuple[str, Any]]:
    names = {party.id: party.name for party in dossier.parties}
    found = []
    for issue in dossier.issues:
        labels = {option.id: option.label for option in issue.options}
        for line in issue.preferences:
            for rating in line.ratings:
                if rating.red_line:
                    words = {"party": names.get(line.party, line.party), "option": labels[rating.option]}
                    label = _("red line of %(party)s: never “%(option)s”") % words
                    found.append((f"{line.party}:{issue.id}={rating.option}", f"{label} ({issue.ask})"))
    return found


def _linkages(dossier: Dossier) -> list[tuple[str, Any]]:
    issues = {issue.id: issue for issue in dossier.issues}
    found = []
    for number, linkage in enumerate(dossier.linkages, start=1):
        excludes = all(clause.negated for clause in linkage.then)
        when = _in_words(linkage.when, issues, _(" and "))
        if excludes:
            then = [dataclasses.replace(clause, negated=False) for clause in linkage.then]
            words = {"when": when, "then": _in_words(then, issues, _(" or "))}
            label = _("condition: %(when)s does not go with %(then)s") % words
        else:
            words = {"when": when, "then": _in_words(linkage.then, issues, _(" and "))}
            label = _("condition: %(when)s goes only with %(then)s") % words
        found.append((f"linkage:{number}", label))
    return found


def _in_words(clauses: Iterable[Clause], issues: Mapping[str, Issue], between: str) -> str:
    return str(between).join(_clause_in_words(clause, issues[clause.issue]) for clause in clauses)


def _clause_in_words(clause: Clause, issue: Issue) -> str:
    labels = {option.id: option.label for option in issue.options}
    options = _(" or ").join(_("“{words}”").format(words=labels[option]) for option in clause.options)
    said = _("anything but %(options)s") % {"options": options} if clause.negated else options
    return f"{said} ({issue.ask})"
