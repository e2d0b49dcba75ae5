"""What a double-blind question asks, as the text whose hash is bound in; and how often one was asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from goodoffices.talks.access.viewer import current_viewer
from goodoffices.talks.domain.blind import asked_so_far, check_source, promised
from goodoffices.talks.forms.proposals import version_name
from goodoffices.talks.models import Party, Proposal, TextVersion
from goodoffices.talks.views.text_shown import languages
from goodoffices.talks.views.text_versions import header, in_plain_words

__all__ = ["Count", "asked_about", "counts", "step_number"]

STEPS = ("key", "seal", "answer", "blind", "share", "last")


@dataclass(frozen=True)
class Count:
    """How many questions a delegation was asked in this round, and how many at most it was promised."""

    party: Party
    asked: int
    most: int | None


def asked_about(told: dict[str, Any]) -> dict[str, Any]:
    """What the form says, with the text that is asked in place of the version or proposal it was made of.

    Raises TalksError when those who will read the question have not been shown that.
    """
    given = dict(told)
    version, proposal = given.pop("version"), given.pop("proposal")
    check_source(given["parties"], version, proposal, to_all=given["to_all"])
    about, text = _of_version(version) if version is not None else _of_proposal(proposal)
    return given | {"about": about, "text": text}


def counts() -> list[Count]:
    """Of one's own delegation, or of all for the mediator's team."""
    viewer = current_viewer()
    parties = Party.objects.filter(process_id=viewer.process_id)
    if not viewer.is_mediator():
        parties = parties.filter(pk=viewer.party_id or "")
    found = [Count(party, len(asked_so_far(party)), promised(party)) for party in parties]
    return [one for one in found if one.asked or not viewer.is_mediator()]


def step_number(phase: str) -> int:
    """Which of the six steps is open; 0 before the first and after the last."""
    return STEPS.index(phase) + 1 if phase in STEPS else 0


def _of_version(version: TextVersion) -> tuple[str, str]:
    said = [header(version), *(in_plain_words(version, language) for language in languages(version.wording))]
    return version_name(version), "\n\n".join(said) + "\n"


def _of_proposal(proposal: Proposal) -> tuple[str, str]:
    package = "\n".join(f"{ask}: {option}" for ask, option in proposal.package_words)
    version = TextVersion.objects.filter(pk=proposal.text_version).first()
    about_text = _("Version of the text: %(version)s") % {"version": version_name(version)} if version else ""
    said = [proposal.title, proposal.words.strip(), package, about_text]
    about = _("the proposal “%(title)s”") % {"title": proposal.title}
    return about, "\n\n".join(filter(None, said)) + "\n"
