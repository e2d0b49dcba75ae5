"""Consent to the stretches of a corridor: asked by the mediator's team, answered by the delegation, each in its caucus.

Nothing is taken for a yes: neither silence nor a deadline that has passed nor an answer of another day. A delegation
that takes its consent back ends the agreement for everybody at once; who did it is told to the mediator's team alone.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from goodoffices.errors import TalksError
from goodoffices.talks.access.viewer import current_viewer, looking_as_the_system
from goodoffices.talks.domain.log import all_or_nothing, record_act
from goodoffices.talks.domain.rooms import seats_with_keys
from goodoffices.talks.models import ConsentAsked, ConsentGiven, CorridorShown, DeskCorridor, Party, Process, Room, Seat

__all__ = [
    "LONGEST",
    "ConsentNow",
    "Terms",
    "answer_consent",
    "ask_consent",
    "consent_now",
    "end_agreement",
    "states_of",
    "take_back_asking",
]

LONGEST = dt.timedelta(days=732)
"""How far from now times of a corridor may lie."""


@dataclass(frozen=True)
class Terms:
    """What is asked of a delegation: the stretch by its id and its words, the body for which it is to speak, from when
    until when, on what conditions, and by when it has to be answered."""

    stretch: str
    body: str
    title: str
    words: str
    since: dt.datetime
    until: dt.datetime
    deadline: dt.datetime
    conditions: str = ""


@dataclass(frozen=True)
class ConsentNow:
    """Where one asking stands: what was said to it last, and the state in words."""

    asked: ConsentAsked
    given: ConsentGiven | None
    is_valid: bool
    words: str
    can_answer: bool
    can_withdraw: bool


@all_or_nothing
def ask_consent(*, plan: DeskCorridor, party: Party, author: Seat, terms: Terms) -> ConsentAsked:
    """Ask a delegation, in its caucus, for its consent to a stretch. Of several askings for one stretch the newest
    counts, and what was agreed before it counts no more.

    Raises TalksError where nobody could answer, and for times that have passed or do not follow one another.
    """
    with looking_as_the_system():
        Process.objects.select_for_update().get(pk=plan.process_id)
        caucus = Room.objects.get(process_id=plan.process_id, kind=Room.Kind.CAUCUS, parties=party)
    if not any(seat.party_id == party.pk for seat in seats_with_keys(caucus)):
        raise TalksError.of(
            _("nobody is seated for %(party)s who holds its keys") % {"party": party},
            remedy=_("invite somebody who can answer for it first"),
        )
    _check_times(terms)
    asked = ConsentAsked(plan=plan, party=party, room=caucus, author=author, deadline=terms.deadline)
    asked.stretch, asked.body, asked.title = terms.stretch, terms.body, terms.title
    asked.words, asked.conditions = terms.words, terms.conditions
    asked.since, asked.until = terms.since.isoformat(), terms.until.isoformat()
    asked.save(force_insert=True)
    record_act("corridor.ask", on=asked)
    end_agreement(plan.pk, plan.process_id)
    return asked


@all_or_nothing
def take_back_asking(asked: ConsentAsked) -> None:
    """Take an asking back; an answer that was given to it counts no more. Raises TalksError when that was done."""
    with looking_as_the_system():
        Process.objects.select_for_update().get(pk=asked.process_id)
    fresh = ConsentAsked.objects.get(pk=asked.pk)
    if fresh.taken_back is not None:
        raise TalksError.of(_("this was taken back already"))
    fresh.taken_back = timezone.now()
    fresh.save(update_fields=["taken_back"])
    record_act("corridor.ask.withdraw", on=fresh)
    end_agreement(fresh.plan_id, fresh.process_id)


@all_or_nothing
def answer_consent(  # noqa: PLR0913 (each is a question of the form)
    *,
    asked: ConsentAsked,
    author: Seat,
    answer: str,
    office: str = "",
    document: str = "",
    conditions: str = "",
    words: str = "",
    until: dt.datetime | None = None,
) -> ConsentGiven:
    """Say for one's own delegation whether it consents. `until` may be earlier than what was asked, never later.

    Raises TalksError for others than the delegation, after the deadline (but consent can be withdrawn at any time), and
    where office, conditions or times are missing or wrong.
    """
    if current_viewer().party_id != asked.party_id:
        raise TalksError.of(_("a delegation answers for itself only"))
    with looking_as_the_system():
        Process.objects.select_for_update().get(pk=asked.process_id)
    fresh = ConsentAsked.objects.get(pk=asked.pk)
    before = ConsentGiven.objects.filter(asked=fresh).order_by("-made", "pk").first()
    _check_answer(fresh, before, answer, office, conditions)
    given = ConsentGiven(asked=fresh, room=fresh.room, author=author, answer=str(answer), office=office)
    given.document, given.conditions, given.words = document, conditions, words
    given.since, given.until = fresh.since, _valid_until(fresh, until).isoformat()
    given.save(force_insert=True)
    record_act("corridor.answer", on=given)
    if before is not None:
        end_agreement(fresh.plan_id, fresh.process_id)
    return given


def end_agreement(plan_id: str, process_id: str) -> None:
    """From now on the plan is not agreed wherever it was told to be. Nobody there is told who or what ended it."""
    with looking_as_the_system():
        for shown in CorridorShown.objects.filter(plan_id=plan_id, agreed=True, ended=None):
            shown.ended = timezone.now()
            shown.save(update_fields=["ended"])
            record_act("corridor.end", process_id=process_id, on=shown)


def consent_now(asked: ConsentAsked) -> ConsentNow:
    """Where an asking stands, as far as the viewer can open it."""
    given = ConsentGiven.objects.filter(asked=asked).order_by("-made", "pk").first()
    mine = current_viewer().party_id == asked.party_id
    if not asked.is_open() or (given is not None and not given.is_open()):
        return ConsentNow(asked, None, is_valid=False, words=_("closed to you"), can_answer=False, can_withdraw=False)
    words, valid = _state(asked, given)
    stands = given is not None and given.consents()
    return ConsentNow(
        asked,
        given,
        is_valid=valid,
        words=words,
        can_answer=mine and asked.is_waiting,
        can_withdraw=mine and stands and asked.taken_back is None,
    )


def states_of(plan: DeskCorridor) -> list[ConsentNow]:
    """Of each stretch and body the newest asking of a plan, and where it stands."""
    newest: dict[tuple[str, str], ConsentAsked] = {}
    for asked in ConsentAsked.objects.filter(plan=plan).select_related("party").order_by("-made", "pk"):
        newest.setdefault((asked.stretch, asked.body) if asked.is_open() else (asked.pk, ""), asked)
    return [consent_now(asked) for asked in newest.values()]


def _state(asked: ConsentAsked, given: ConsentGiven | None) -> tuple[str, bool]:
    """The state in words, and whether consent is valid now or will be."""
    if asked.taken_back is not None:
        return _("taken back by the mediator's team"), False
    if given is None:
        return (_("not answered yet"), False) if asked.is_waiting else (_("not answered by the deadline"), False)
    if given.consents() and dt.datetime.fromisoformat(given.until) <= timezone.now():
        return _("lapsed"), False
    return given.get_answer_display(), given.consents()


def _valid_until(asked: ConsentAsked, until: dt.datetime | None) -> dt.datetime:
    asked_until = dt.datetime.fromisoformat(asked.until)
    if until is None:
        return asked_until
    if not timezone.now() < until <= asked_until:
        raise TalksError.of(
            _("consent would not end between now and the end that was asked for"),
            remedy=_("choose an earlier moment, or leave it empty"),
        )
    return until


def _check_answer(asked: ConsentAsked, before: ConsentGiven | None, answer: str, office: str, conditions: str) -> None:
    if asked.taken_back is not None:
        raise TalksError.of(_("the mediator's team has taken this question back"))
    if answer == ConsentGiven.Answer.WITHDRAWN:
        if before is None or not before.consents():
            raise TalksError.of(_("there is no consent to withdraw"))
    elif not asked.is_waiting:
        raise TalksError.of(
            _("the deadline has passed; no answer counts as no"), remedy=_("the mediator's team can ask again")
        )
    if not office.strip():
        raise TalksError.of(_("it is not said whose office speaks"), remedy=_("name the office, not the person"))
    if answer == ConsentGiven.Answer.CONDITIONS and not conditions.strip():
        raise TalksError.of(_("the conditions are missing"), remedy=_("write them down, or choose `yes`"))


def _check_times(terms: Terms) -> None:
    now = timezone.now()
    if not now < terms.deadline:
        raise TalksError.of(_("the deadline has passed already"), remedy=_("choose a moment to come"))
    if not now - LONGEST < terms.since or not terms.until < now + LONGEST:
        raise TalksError.of(_("consent is asked for within two years"), remedy=_("choose nearer moments"))
    if terms.until <= terms.since:
        raise TalksError.of(_("consent would end before it begins"), remedy=_("give a later end"))
    if terms.until <= terms.deadline:
        raise TalksError.of(
            _("consent would end before the deadline for answering"), remedy=_("ask for an answer earlier")
        )
