"""Asking a double-blind question, taking it back, and letting it die. How it is answered: domain/blind_board.py."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db.models import Min, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from goodoffices.errors import TalksError
from goodoffices.talks.access.viewer import looking_as_the_system
from goodoffices.talks.domain.blind_invitation import earlier_of, plain_line, trial_invitation
from goodoffices.talks.domain.log import all_or_nothing, record_act
from goodoffices.talks.domain.proposals import check_shown, people_of
from goodoffices.talks.domain.rooms import named_room
from goodoffices.talks.models import (
    BlindHolder,
    BlindMessage,
    BlindQuestion,
    Party,
    Process,
    Proposal,
    Room,
    Round,
    Seat,
    TextVersion,
)

__all__ = [
    "FEWEST",
    "MOST_DELEGATIONS",
    "ask_blind",
    "asked_so_far",
    "check_source",
    "clear_late_questions",
    "locked_question",
    "next_run",
    "promised",
    "withdraw_blind",
]

FEWEST, MOST_DELEGATIONS = 2, 50
_LONGEST = dt.timedelta(days=366)
_SHORTEST = dt.timedelta(minutes=10)
"""From asking to the deadline. Naming a person, a key, fingerprints compared by voice and six steps, each as long as
the slowest line takes: nobody is to be named as having stopped for want of a minute."""


@all_or_nothing
def ask_blind(  # noqa: PLR0913 (keyword-only: what a question consists of)
    *,
    process: Process,
    parties: Iterable[Party],
    author: Seat,
    title: str,
    about: str,
    text: str,
    deadline: dt.datetime,
    most: int,
    to_all: bool = False,
    follows: BlindQuestion | None = None,
) -> BlindQuestion:
    """Ask delegations whether all of them say yes. `to_all`: everybody at the table may read that it is asked and what
    came of it, else those asked and the mediator's team. `follows`: the question that died, of which this is a new run;
    where another device has begun one already, that one is given and no second one begins.

    Raises TalksError when the deadline, the delegations or the number of questions do not allow it.
    """
    asked = sorted(parties, key=lambda party: (party.place, party.name))
    deadline = deadline.astimezone(dt.UTC).replace(microsecond=0)
    with looking_as_the_system():
        Process.objects.select_for_update().get(pk=process.pk)
        if follows is not None and (run := next_run(follows)) is not None:
            return run
    _check(asked, deadline)
    _check_number(asked, most)
    question = BlindQuestion(author=author, deadline=deadline, most=most, follows=follows)
    question.room = _room(process, asked, to_all=to_all)
    question.title, question.about, question.text = plain_line(title), about, text
    if follows is not None:
        question.earlier = earlier_of(follows)
    names = [*(plain_line(party.name) for party in asked), plain_line(_("Mediator's team"))]
    trial_invitation(process, question, names)
    question.save(force_insert=True)
    for place, (party, name) in enumerate(zip([*asked, None], names, strict=True)):
        holder = BlindHolder(question=question, room=question.room, party=party, place=place, name=name)
        holder.save(force_insert=True)
    record_act("blind.ask", on=question)
    return question


@all_or_nothing
def withdraw_blind(question: BlindQuestion) -> None:
    """Take a question back. Raises TalksError once answers can have been closed: then it goes on to its deadline."""
    found = locked_question(question)
    if not found.may_be_withdrawn:
        raise TalksError.of(
            _("this question can no longer be taken back: answers may have been sealed"),
            remedy=_("it ends when all have finished, or at its deadline"),
        )
    found.state, found.ended = BlindQuestion.State.WITHDRAWN, timezone.now()
    found.save(update_fields=["state", "ended"])
    record_act("blind.withdraw", on=found)


@all_or_nothing
def clear_late_questions(process_id: str) -> int:
    """Write down which questions died at their deadline, and since when. How many there were."""
    waiting = (BlindQuestion.State.ROSTER, BlindQuestion.State.RUNNING)
    with looking_as_the_system():
        late = BlindQuestion.objects.select_for_update().filter(
            process_id=process_id, state__in=waiting, deadline__lte=timezone.now()
        )
        died = list(late.order_by("deadline", "pk"))
        for question in died:
            question.state, question.ended = BlindQuestion.State.LAPSED, question.deadline
            question.save(update_fields=["state", "ended"])
            BlindMessage.objects.filter(question=question).update(out=True)
            record_act("blind.lapse", process_id=process_id, on=question)
    return len(died)


def locked_question(question: BlindQuestion) -> BlindQuestion:
    """The question, locked for the rest of the transaction."""
    with looking_as_the_system():
        return BlindQuestion.objects.select_for_update().select_related("room", "process").get(pk=question.pk)


def next_run(died: BlindQuestion) -> BlindQuestion | None:
    """The question that was asked in place of one that died; None when there is none, or it was taken back."""
    runs = BlindQuestion.objects.filter(follows_id=died.pk).exclude(state=BlindQuestion.State.WITHDRAWN)
    return runs.select_related("process").first()


def asked_so_far(party: Party) -> list[BlindQuestion]:
    """What a delegation has been asked double-blind in this round of talks, the newest first: all but what was taken
    back. A round begins when the mediator's team opens one for the plenary."""
    return list(_this_round(party).exclude(state=BlindQuestion.State.WITHDRAWN).order_by("-made", "pk"))


def _this_round(party: Party) -> QuerySet[BlindQuestion]:
    questions = BlindQuestion.objects.filter(process_id=party.process_id, holders__party=party)
    begun = Round.objects.filter(process_id=party.process_id, room__kind=Room.Kind.PLENARY, on_record=False)
    last = begun.order_by("-made").first()
    if last is not None:
        questions = questions.filter(made__gte=last.made)
    return questions


def promised(party: Party) -> int | None:
    """The smallest number of questions that was promised to a delegation in this round, with what was taken back too;
    None when nothing was."""
    least: int | None = _this_round(party).aggregate(least=Min("most"))["least"]
    return least


def check_source(
    asked: Sequence[Party], version: TextVersion | None, proposal: Proposal | None, *, to_all: bool
) -> None:
    """Raise TalksError when those who will read the question have not been shown what it is about."""
    if version is not None:
        if to_all and version.room.kind not in {Room.Kind.PLENARY, Room.Kind.PUBLIC}:
            raise TalksError.of(
                _("this version of the text has not been shown in plenary"), remedy=_("show it there first")
            )
        check_shown(version, asked)
    if proposal is not None:
        addressed = set(proposal.room.party_list)
        if to_all or not set(asked) <= addressed:
            raise TalksError.of(
                _("this proposal was made to some delegations only"), remedy=_("ask those, and nobody else, about it")
            )


def _room(process: Process, asked: Sequence[Party], *, to_all: bool) -> Room:
    if not to_all:
        return named_room(process=process, parties=asked)
    with looking_as_the_system():
        return Room.objects.get(process=process, kind=Room.Kind.PLENARY)


def _check(asked: Sequence[Party], deadline: dt.datetime) -> None:
    if not FEWEST <= len(asked) <= MOST_DELEGATIONS:
        told = {"fewest": FEWEST, "most": MOST_DELEGATIONS}
        raise TalksError.of(_("between %(fewest)d and %(most)d delegations are asked") % told)
    for party in asked:
        if not people_of(party):
            raise TalksError.of(
                _("nobody is seated for %(party)s who holds its keys") % {"party": party},
                remedy=_("invite somebody who can answer for it first"),
            )
    now = timezone.now()
    if now < deadline < now + _SHORTEST:
        raise TalksError.of(
            _("the deadline is less than %(minutes)d minutes away") % {"minutes": _SHORTEST.seconds // 60},
            remedy=_("leave time for a key, for comparing the fingerprints and for six steps"),
        )
    if not now < deadline <= now + _LONGEST:
        raise TalksError.of(
            _("the deadline is not in the coming year"), remedy=_("choose a moment within the coming year")
        )


def _check_number(asked: Sequence[Party], most: int) -> None:
    """The number of questions that was promised to a delegation is kept until a new round is opened."""
    for party in asked:
        least, number = promised(party), len(asked_so_far(party)) + 1
        if least is not None and most > least:
            raise TalksError.of(
                _("%(party)s was promised at most %(least)d questions in this round")
                % {"party": party, "least": least},
                remedy=_("a promise can be made smaller, not larger; a new round in plenary begins anew"),
            )
        if number > most:
            raise TalksError.of(
                _("this would be question %(number)d to %(party)s in this round; at most %(most)d were promised")
                % {"party": party, "number": number, "most": most},
                remedy=_("each question tells a little: talk instead, or open a new round in plenary"),
            )
