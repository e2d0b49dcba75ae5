"""A new claim, and the document it stands in where that is new as well."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from goodoffices.evidence.claims import Ledger
from goodoffices.talks.forms.claim_choices import NEW
from goodoffices.talks.forms.claims import ClaimForm
from goodoffices.talks.forms.fields import ShortNameField, WordsField

__all__ = ["AddClaimForm"]

NEW_DOCUMENT = "+"  # no document has this id


class AddClaimForm(ClaimForm):
    """A new claim; the document it stands in may be new as well."""

    FIELDS = ClaimForm.FIELDS | {"what": "new_what", "url": "new_url", "published": "new_published"}
    _NEW = ("new_what", "new_url", "new_published")
    GROUPS = (
        ClaimForm.GROUPS[0],
        (_("Who says so, and where"), ("claimant", "document", *_NEW, "quotation")),
        (ClaimForm.GROUPS[2][0], (*ClaimForm.GROUPS[2][1], "name")),
    )

    new_what = WordsField(label=_("The new document: what it is"), required=False, max_length=500)
    new_url = WordsField(label=_("Web address"), required=False, max_length=2000)
    new_published = WordsField(
        label=_("Published"), required=False, max_length=40, help_text=_("As 2016, 2016-04 or 2016-04-22.")
    )
    name = ShortNameField(
        label=_("Short name of the claim"), required=False, help_text=_("One is made when you leave it empty.")
    )

    def __init__(self, ledger: Ledger, *args: Any, **kwargs: Any) -> None:
        super().__init__(ledger, *args, **kwargs)
        known = self.fields["document"].choices
        self.fields["document"].choices = [(NEW, _("choose")), (NEW_DOCUMENT, _("a new document")), *known]

    def clean(self) -> dict[str, Any]:
        """A document on record, or a new one."""
        said = super().clean()
        if said.get("document") == NEW_DOCUMENT and not said.get("new_what"):
            self.add_error("new_what", _("Say what the new document is."))
        if said.get("name") in {one.id for one in self.ledger.claims}:
            self.add_error("name", _("There is a claim of this name already."))
        return said

    def new_document(self) -> tuple[str, dict[str, str]] | None:
        """The new document's id and what is said of it; None when it stands in one on record."""
        told = self.cleaned_data
        if told["document"] != NEW_DOCUMENT:
            return None
        said = {"what": told["new_what"], "url": told["new_url"], "published": told["new_published"]}
        name = _free(_plain(told["new_what"]), [one.id for one in self.ledger.documents])
        return name, {key: text for key, text in said.items() if text}

    def new_claim(self) -> tuple[str, dict[str, str | tuple[str, ...]]]:
        """The claim's id and what it says."""
        said = self.said()
        if new := self.new_document():
            said["document"] = new[0]
        base = str(said["claimant"] or said["document"])
        return self.cleaned_data["name"] or _free(_plain(base), [one.id for one in self.ledger.claims]), {
            key: text for key, text in said.items() if text
        }


def _plain(text: str) -> str:
    """Words as an id: `united-nations`."""
    words = re.sub(r"[^\w]+", "-", text.casefold()).strip("-_").split("-")
    return "-".join(words[:5])[:40].strip("-_") or "entry"


def _free(name: str, taken: Iterable[str]) -> str:
    taken = set(taken)
    return next(one for one in (name, *(f"{name}-{n}" for n in range(2, len(taken) + 3))) if one not in taken)
