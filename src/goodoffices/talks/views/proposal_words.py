"""What is asked and what came of it, in words, as far as the reader may know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from goodoffices.errors import TalksError
from goodoffices.talks.access.viewer import current_viewer
from goodoffices.talks.domain.adoption import Given, against
from goodoffices.talks.domain.questions import at_the_table, open_questions
from goodoffices.talks.models import Answer, Outcome, Party, Proposal
from goodoffices.talks.views.worth import reckoned
from goodoffices.talks.wording.lists import listed

__all__ = ["SaidAnswer", "asked", "known_answers", "own_worth", "reason"]


@dataclass(frozen=True)
class SaidAnswer:
    """A party's answer, ready to be shown."""

    party: Party
    verdict: str
    words: str

    @property
    def in_words(self) -> str:
        """The answer, for people."""
        return str(Answer.Verdict(self.verdict).label)


def asked(proposal: Proposal, parties: Sequence[Party]) -> list[tuple[Party, str]]:
    """The parties addressed, each with what its consent is needed for in this proposal."""
    return [(party, str(Party.Standing(proposal.standings[party.pk]).label)) for party in parties]


def own_worth(proposal: Proposal) -> dict[str, Any]:
    """What the package proposed is worth to the reader's own party, for the page: nothing for those without a party,
    nor when no question of it is at the table. `worth_unsaid`: the party has not said enough to reckon with.
    """
    viewer = current_viewer()
    if not viewer.may("worth.own") or not proposal.is_open() or not proposal.package:
        return {}
    questions = open_questions(proposal.process)
    package = at_the_table(questions, dict(proposal.package))
    if not package:
        return {}
    try:
        return reckoned(proposal.process, questions, package)
    except TalksError:
        return {"worth_unsaid": True}


def known_answers(outcome: Outcome, parties: Sequence[Party], visible: Sequence[Answer]) -> list[SaidAnswer]:
    """The answers the reader may know: all when the outcome shows them, otherwise those visible to the reader."""
    by_party = {party.pk: party for party in parties}
    known = [(one["party"], one["verdict"], one["words"]) for one in outcome.answers]
    if not known:
        known = [(one.party_id, one.verdict, one.words) for one in visible if one.is_open()]
    return [SaidAnswer(by_party[party], verdict, words) for party, verdict, words in known]


def reason(proposal: Proposal, outcome: Outcome, parties: Sequence[Party], visible: Sequence[Answer]) -> str:
    """Why the proposal is or is not adopted; with names for those who may know all answers."""
    if outcome.adopted:
        return _("Adopted by answers of %(parties)s.") % {"parties": listed(party.name for party in parties)}
    known = known_answers(outcome, parties, visible)
    if len(known) < len(parties):
        return _("Not adopted: not all whose acceptance is needed accepted it as it stands.")
    names = {one.party.pk: one.party.name for one in known}
    given = [Given(one.party.pk, proposal.standings[one.party.pk], one.verdict) for one in known]
    return _("Not adopted: %(why)s.") % {
        "why": "; ".join(_why(names[one.party], one.verdict) for one in against(given))
    }


def _why(party: str, verdict: str) -> str:
    said = {
        Answer.Verdict.REFUSE: _("%(party)s refused"),
        Answer.Verdict.AMEND: _("%(party)s accepted only with an amendment"),
        Answer.Verdict.ABSTAIN: _("%(party)s abstained"),
    }
    return said[Answer.Verdict(verdict)] % {"party": party}
