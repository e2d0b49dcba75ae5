"""The rule by which answers adopt a proposal: from answers alone, without any record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from goodoffices.talks.models import Answer, Party

__all__ = ["ALLOWED", "Given", "against", "is_adopted"]

_VERDICT, _STANDING = Answer.Verdict, Party.Standing
ALLOWED: Mapping[str, tuple[Answer.Verdict, ...]] = {
    _STANDING.PRINCIPAL: (_VERDICT.ACCEPT, _VERDICT.AMEND, _VERDICT.REFUSE),
    _STANDING.GUARANTOR: (_VERDICT.ACCEPT, _VERDICT.AMEND, _VERDICT.ABSTAIN, _VERDICT.REFUSE),
}
_CARRIES: Mapping[str, frozenset[Answer.Verdict]] = {
    _STANDING.PRINCIPAL: frozenset({_VERDICT.ACCEPT}),
    _STANDING.GUARANTOR: frozenset({_VERDICT.ACCEPT, _VERDICT.ABSTAIN}),
}


@dataclass(frozen=True)
class Given:
    """A party's answer as the rule sees it."""

    party: str
    standing: str
    verdict: str


def against(answers: Sequence[Given]) -> list[Given]:
    """The answers that keep a proposal from being adopted.

    Principals must accept; guarantors must accept or abstain. To accept with an amendment is not to accept this
    proposal: it is an offer for the next one. Observers are not asked.
    """
    return [given for given in answers if given.verdict not in _CARRIES[given.standing]]


def is_adopted(answers: Sequence[Given]) -> bool:
    """Whether these answers, all that were asked for, adopt the proposal."""
    return bool(answers) and not against(answers)
