"""People: invited, given keys, handed over, let back in, taking leave."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import Path, Router, Schema, Status

from goodoffices.talks.access.viewer import current_viewer
from goodoffices.talks.api.auth import Seated
from goodoffices.talks.api.bodies import body_of, filled
from goodoffices.talks.api.shapes import answers
from goodoffices.talks.domain.invitations import hand_over, invite, invite_back, withdraw
from goodoffices.talks.domain.people import answers_for, give_keys_again, leave
from goodoffices.talks.forms.invitations import HandOverForm, InviteForm
from goodoffices.talks.forms.passphrases import PassphraseAgainForm
from goodoffices.talks.models import Invitation, Member, Process, Seat

router = Router()
InviteIn = body_of("InviteIn", InviteForm)
HandOverIn = body_of("HandOverIn", HandOverForm)
PassphraseIn = body_of("PassphraseIn", PassphraseAgainForm)


class InvitationOut(Schema):
    """An invitation, as those read it who invite on its side."""

    id: str
    label: str
    role: str
    party: str | None
    made: dt.datetime
    expires: dt.datetime
    used: dt.datetime | None
    withdrawn: dt.datetime | None


class NewInvitationOut(InvitationOut):
    """A new invitation: its address, and its code, this once. Send them by two different roads."""

    address: str
    code: str


def invitation_out(invitation: Invitation) -> InvitationOut:
    """An invitation."""
    names = ("label", "role", "made", "expires", "used", "withdrawn")
    told = {name: getattr(invitation, name) for name in names}
    return InvitationOut(id=invitation.pk, party=invitation.party.key if invitation.party else None, **told)


def new_invitation_out(invitation: Invitation, code: str) -> NewInvitationOut:
    """A new invitation, with its code."""
    address = settings.ORIGIN + reverse("invitation", args=[invitation.pk])
    return NewInvitationOut(**invitation_out(invitation).dict(), address=address, code=code)


def found_seat(process: str, seat: str) -> Seat:
    """A seat that one may know of, or 404."""
    return get_object_or_404(
        Seat.objects.select_related("member", "party", "process"), pk=seat, process_id=process, ended=None
    )


def answered_for(process: str, seat: str) -> Seat:
    """Somebody else's seat that one answers for, or 404."""
    found = found_seat(process, seat)
    if found.pk == current_viewer().seat_id or not answers_for(found):
        raise Http404
    return found


def myself() -> dict[str, Any]:
    """Whose passphrase is asked for."""
    return {"member": Member.objects.get(pk=current_viewer().member_id)}


@router.get(
    "/invitations", response=answers(list[InvitationOut]), auth=Seated("people.read"), operation_id="invitations"
)
def list_invitations(request: HttpRequest, process: Path[str]) -> list[InvitationOut]:
    """The invitations of one's side, newest first."""
    return [invitation_out(one) for one in Invitation.objects.select_related("party").order_by("-made")]


@router.post(
    "/invitations", response=answers(NewInvitationOut, 201), auth=Seated("people.invite"), operation_id="invite"
)
def new_invitation(request: HttpRequest, process: Path[str], given: InviteIn) -> Status:
    """Invite somebody. The mediator names the `seat` as `role:PARTY` (`delegate:ID`, `observer:`); others invite to
    their own side.
    """
    told = filled(InviteForm(given.dict()))
    return Status(201, new_invitation_out(*invite(process=Process.objects.get(pk=process), **told)))


@router.post(
    "/invitations/{invitation}/withdraw",
    response=answers(None, 204),
    auth=Seated("people.invite"),
    operation_id="invitation_withdraw",
)
def take_back(request: HttpRequest, process: Path[str], invitation: str) -> Status:
    """Close an invitation."""
    withdraw(get_object_or_404(Invitation, pk=invitation, used=None, withdrawn=None))
    return Status(204, None)


@router.post("/people/{seat}/keys", response=answers(None, 204), auth=Seated("people.share"), operation_id="seat_keys")
def give_keys(request: HttpRequest, process: Path[str], seat: str) -> Status:
    """Give somebody of one's own rooms the keys again."""
    found = found_seat(process, seat)
    if not (answers_for(found) or found.role == "mediator"):
        raise Http404
    give_keys_again(found)
    return Status(204, None)


@router.post("/people/{seat}/end", response=answers(None, 204), auth=Seated("people.read"), operation_id="seat_end")
def end(request: HttpRequest, process: Path[str], seat: str, given: PassphraseIn) -> Status:
    """End a seat; one's own, too. One's passphrase is asked for."""
    found = found_seat(process, seat)
    if not (found.pk == current_viewer().seat_id or answers_for(found)):
        raise Http404
    filled(PassphraseAgainForm(given.dict(), **myself()))
    leave(found)
    return Status(204, None)


@router.post(
    "/people/{seat}/hand-over",
    response=answers(NewInvitationOut, 201),
    auth=Seated("people.invite"),
    operation_id="seat_hand_over",
)
def hand_on(request: HttpRequest, process: Path[str], seat: str, given: HandOverIn) -> Status:
    """End a seat and invite its successor. One's passphrase is asked for."""
    found = answered_for(process, seat)
    told = filled(HandOverForm(given.dict(), **myself()))
    return Status(201, new_invitation_out(*hand_over(seat=found, label=told["label"])))


@router.post(
    "/people/{seat}/back-in",
    response=answers(NewInvitationOut, 201),
    auth=Seated("people.invite"),
    operation_id="seat_back_in",
)
def let_back_in(request: HttpRequest, process: Path[str], seat: str, given: PassphraseIn) -> Status:
    """A way back in for somebody who lost their passphrase. One's own is asked for."""
    found = answered_for(process, seat)
    filled(PassphraseAgainForm(given.dict(), **myself()))
    return Status(201, new_invitation_out(*invite_back(seat=found)))
