"""Two persons for what one alone must not be able to do: to let somebody in to an account, or into the mediator's team.

A way back in drops an account's keys and gives its name to whoever holds the code. Where no code of a second factor can
be asked for first, somebody else has to say that it is right. For one made at a table that is an administrator, who
knows the account's other seats. For one made by an administrator it is somebody who answers for a seat of the account
and holds keys of that process (an administrator can seat anybody, but give no key); another administrator only where
there is nobody such, since one administrator makes the next. When nobody at all could be the second person, it waits
two days, in which its owner can refuse it while still signed in.

A seat in the mediator's team opens every room: while there is another mediator who holds keys, they have to agree.
"""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from goodoffices.errors import TalksError
from goodoffices.talks.access.roles import Role
from goodoffices.talks.access.viewer import current_viewer, looking_as_the_system
from goodoffices.talks.domain.accounts import codes_of, record_everywhere
from goodoffices.talks.domain.log import all_or_nothing, record_act
from goodoffices.talks.models import Invitation, LockKey, Member, Seat

__all__ = ["WAIT", "can_second", "check_ready", "second", "waits_in_words"]

WAIT = dt.timedelta(days=2)
"""How long a way back in waits when there is nobody who could be the second person."""


def can_second(invitation: Invitation) -> bool:
    """Whether the current viewer may be the second person for this invitation, and one is needed."""
    return (
        _is_needed(invitation) and not _is_seconded(invitation) and current_viewer().member_id in _seconds(invitation)
    )


@all_or_nothing
def second(invitation: Invitation) -> None:
    """Say, as the second person, that an invitation is right. Raises TalksError for who cannot."""
    if not can_second(invitation):
        raise TalksError.of(_("This invitation does not wait for your word."))
    viewer = current_viewer()
    invitation.seconder_id = viewer.member_id
    invitation.save(update_fields=["seconder"])
    process_id = invitation.process_id or viewer.process_id
    if process_id:
        record_act("invitation.second", process_id=process_id, on=invitation)
    elif invitation.member is not None:
        record_everywhere(invitation.member, "invitation.second")


def check_ready(invitation: Invitation) -> None:
    """Raises TalksError for an invitation that waits for a second person."""
    if waits_in_words(invitation):
        raise TalksError.of(
            _("This invitation waits for the word of a second person."),
            remedy=_("Ask whoever gave it to you, and try again then."),
        )


def waits_in_words(invitation: Invitation) -> str:
    """Why nobody can use an invitation yet: it takes two persons, and there has been one. Empty when it is ready."""
    if not _is_needed(invitation) or _is_seconded(invitation):
        return ""
    if _seconds(invitation):
        return _("waits for a second person")
    if invitation.member_id is not None and timezone.now() < invitation.made + WAIT:
        return _("waits two days, since nobody could be the second person")
    return ""


def _is_needed(invitation: Invitation) -> bool:
    if invitation.member is not None:
        return not codes_of(invitation.member)
    return invitation.role == Role.MEDIATOR


def _is_seconded(invitation: Invitation) -> bool:
    return invitation.seconder is not None and invitation.seconder.is_active


def _seconds(invitation: Invitation) -> set[str]:
    """The accounts that can be the second person: never who made it, nor whom it is for."""
    with looking_as_the_system():
        able = set(_mediators(invitation) if invitation.member_id is None else _for_a_way_back(invitation))
    return able - {invitation.maker_id, invitation.member_id}


def _mediators(invitation: Invitation) -> set[str]:
    return _with_keys(Q(process_id=invitation.process_id, role=Role.MEDIATOR))


def _for_a_way_back(invitation: Invitation) -> set[str]:
    able: set[str] = set()
    if invitation.process_id is None:
        for seat in Seat.objects.filter(member_id=invitation.member_id, ended=None):
            answering = Q(role=Role.MEDIATOR)
            if seat.party_id:
                answering |= Q(party_id=seat.party_id)
            able |= _with_keys(answering & Q(process_id=seat.process_id))
    if able - {invitation.maker_id, invitation.member_id}:
        return able  # not another administrator: one makes the other, and could be both
    administrators = Member.objects.filter(is_administrator=True, is_active=True)
    return set(administrators.values_list("pk", flat=True))


def _with_keys(which: Q) -> set[str]:
    """The members of these seats who hold a key of the process, as nobody does who was seated without any."""
    seats = Seat.objects.filter(which, ended=None, member__is_active=True)
    return {
        seat.member_id
        for seat in seats
        if LockKey.objects.filter(member_id=seat.member_id, lock__room__process_id=seat.process_id).exists()
    }
