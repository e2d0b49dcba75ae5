"""What a package is worth to a delegation, from its own statements alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from goodoffices.dossier import Dossier, Issue, Option, central_value
from goodoffices.dossier import Party as PartyOnPaper
from goodoffices.dossier import Role as Standing
from goodoffices.errors import TalksError
from goodoffices.settlement import OwnWorth, own_worth
from goodoffices.talks.domain.preferences import FALLBACK, Statement, statements
from goodoffices.talks.domain.questions import Question
from goodoffices.talks.models import Party, Process
from goodoffices.values import Estimate

__all__ = ["Worth", "worth_of"]


@dataclass(frozen=True)
class Worth:
    """`at_least` and `at_most` are the same while the package settles every question that the party has stated; else
    the open ones (`open_questions`) are settled in the worst and in the best way for it that crosses no red line more.

    `left_out`: questions on which the party has said nothing yet (or whose options changed since), which are not
    counted. `has_fallback`: whether the party has said what no agreement is worth; else nothing is compared with it.
    """

    at_least: OwnWorth
    at_most: OwnWorth
    open_questions: tuple[Question, ...]
    left_out: tuple[Question, ...]
    has_fallback: bool

    @property
    def is_whole(self) -> bool:
        """Whether the package settles every question that the party has stated."""
        return not self.open_questions


def worth_of(*, process: Process, party: Party, asked: tuple[Question, ...], package: Mapping[str, str]) -> Worth:
    """The worth of a package (perhaps partial) to a party. Nothing but this party's own statements is opened.

    Raises TalksError when it has stated no question of any weight.
    """
    latest = statements(process, party)
    own = {question.id: latest.get((party.pk, question.id)) for question in asked}
    stated = [question for question in asked if (one := own[question.id]) is not None and one.preference is not None]
    if not any(own[question.id].preference.weight.high for question in stated):
        raise TalksError.of(
            _("there is nothing to reckon with yet"), remedy=_("say first what you want on one question or more")
        )
    fallback = latest.get((party.pk, FALLBACK))
    dossier = _own_side(party, stated, own, fallback.fallback if fallback else None)
    settled = {question.id: package[question.id] for question in stated if question.id in package}
    worst, best = dict(settled), dict(settled)
    for question in stated:
        if question.id not in settled:
            worst[question.id], best[question.id] = _ends(own[question.id])
    at_least = own_worth(dossier, party.key, worst)
    return Worth(
        at_least=at_least,
        at_most=own_worth(dossier, party.key, best) if worst != best else at_least,
        open_questions=tuple(question for question in stated if question.id not in settled),
        left_out=tuple(question for question in asked if question not in stated),
        has_fallback=bool(fallback and fallback.is_stated),
    )


def _own_side(
    party: Party, stated: list[Question], own: Mapping[str, Statement | None], fallback: Estimate | None
) -> Dossier:
    """A dossier of this party alone."""
    seat = PartyOnPaper(party.key, party.name, Standing.PRINCIPAL, fallback or Estimate.exactly(0))
    issues = tuple(
        Issue(
            question.id,
            question.ask,
            tuple(Option(option, words) for option, words in question.options.items()),
            (own[question.id].preference,),
        )
        for question in stated
    )
    return Dossier("own", "own", None, None, (seat,), (), issues)


def _ends(statement: Statement) -> tuple[str, str]:
    """The worst and the best option for the party, of those it would sign (of all, when it would sign none)."""
    preference = statement.preference
    options = list(statement.question.options)
    allowed = [option for option in options if option not in preference.red_lines] or options
    ranked = sorted(allowed, key=lambda option: central_value(preference, option))
    return ranked[0], ranked[-1]
