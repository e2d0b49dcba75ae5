"""Invitations: made, withdrawn, accepted. The code is shown once, travels by another road than the address, and is
never stored: from it come the proof that it is right and the secret that closes the keys of the rooms.
"""

from __future__ import annotations

import base64
import datetime as dt
import hmac
import json

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from goodoffices.errors import TalksError
from goodoffices.seal import PrivateKey, close, derive, new_code, read_code, reopen
from goodoffices.talks.access.identify import viewer_in
from goodoffices.talks.access.roles import PARTIES, SEATED, Role
from goodoffices.talks.access.viewer import current_viewer, looking_as, looking_as_the_system
from goodoffices.talks.domain.accounts import check_passphrase, check_username, new_passphrase, record_everywhere
from goodoffices.talks.domain.log import all_or_nothing, record_act
from goodoffices.talks.domain.people import check_side
from goodoffices.talks.domain.processes import end_seat, seat_member
from goodoffices.talks.domain.rooms import give_key, rooms_of
from goodoffices.talks.domain.second_person import check_ready, waits_in_words
from goodoffices.talks.models import Invitation, Lock, Member, Party, Process, Seat

__all__ = [
    "DAYS",
    "MOST_WRONG",
    "accept",
    "hand_over",
    "invite",
    "invite_back",
    "invite_to_account",
    "state_of",
    "try_code",
    "withdraw",
]

DAYS = 7
MOST_WRONG = 5
_INFO = "goodoffices/invitation/1"


@all_or_nothing
def invite(*, process: Process, role: str, label: str, party: Party | None = None) -> tuple[Invitation, str]:
    """Invite somebody to a seat; the invitation and its code. Who is not of the mediator's team invites to their own
    side only: TalksError otherwise.
    """
    viewer = current_viewer()
    if not viewer.is_mediator() and (role, party.pk if party else "") != (viewer.role, viewer.party_id):
        raise TalksError.of(_("You can invite to your own side only."))
    if role not in SEATED or (role in PARTIES) != (party is not None):
        raise TalksError.of(_("A delegate or guarantor sits for a party; the others sit for none."))
    return _issue(Invitation(process=process, role=role, party=party, label=label))


@all_or_nothing
def hand_over(*, seat: Seat, label: str) -> tuple[Invitation, str]:
    """End a seat and invite its successor, both or neither. What was said before goes over to the successor; who leaves
    cannot open what is said from now on. Raises TalksError for one's own seat: the leaver must not know the code.
    """
    check_side(seat)
    if seat.pk == current_viewer().seat_id:
        raise TalksError.of(
            _("You cannot hand over your own seat."), remedy=_("Somebody else of your side, or a mediator, does it.")
        )
    end_seat(seat)
    return _issue(Invitation(process=seat.process, role=seat.role, party=seat.party, label=label))


@all_or_nothing
def invite_back(*, seat: Seat) -> tuple[Invitation, str]:
    """A way back in for somebody who lost their passphrase: it gives a new key and no key of any room. Where no second
    factor can be asked for, it waits for a second person.
    """
    check_side(seat)
    back = Invitation(
        process=seat.process, role=seat.role, party=seat.party, member=seat.member, label=str(seat.member)
    )
    return _issue(back, keys=False)


@all_or_nothing
def invite_to_account(
    *, label: str = "", member: Member | None = None, administrator: bool = False
) -> tuple[Invitation, str]:
    """The administrator's invitation: to a new account without a seat (perhaps of another administrator), or back in to
    an account.
    """
    role = Role.ADMINISTRATOR if administrator else Role.MEMBER
    return _issue(Invitation(role=role, member=member, label=label or str(member)), keys=False)


@all_or_nothing
def withdraw(invitation: Invitation) -> None:
    """Close an invitation at once."""
    invitation.withdrawn = timezone.now()
    invitation.save(update_fields=["withdrawn"])
    if process_id := invitation.process_id or current_viewer().process_id:
        record_act("invitation.withdraw", process_id=process_id, on=invitation)
    elif invitation.member is not None:
        record_everywhere(invitation.member, "invitation.withdraw")


def state_of(invitation: Invitation) -> str:
    """In words for those who invite: whether it waits, and if not, why."""
    if invitation.used:
        return _("accepted")
    if invitation.withdrawn:
        return _("withdrawn")
    if invitation.wrong_codes >= MOST_WRONG:
        return _("closed after %(wrong)d wrong codes") % {"wrong": MOST_WRONG}
    if invitation.expires <= timezone.now():
        return _("expired")
    with looking_as_the_system():
        if not _usable().filter(pk=invitation.pk).exists():
            return _("closed: its people have left")
        return waits_in_words(invitation) or _("waits")


def try_code(*, invitation_id: str, code: str) -> Invitation | None:
    """The invitation, when it can be used and the code is right. A wrong code is counted; the fifth closes it."""
    with looking_as_the_system():
        found = _usable().filter(pk=invitation_id).select_related("process", "party", "member", "seconder").first()
        proof = found.proof if found else "0" * 64
        if hmac.compare_digest(proof, _proof(read_code(code), invitation_id)) and found:
            return found
        _usable().filter(pk=invitation_id).update(wrong_codes=F("wrong_codes") + 1)
    return None


@all_or_nothing
def accept(
    *,
    invitation: Invitation,
    code: str,
    member: Member | None = None,
    username: str = "",
    name: str = "",
    passphrase: str = "",
) -> Member:
    """Take the invitation: a new account, the account of the one signed in (`member`), or a new key for an old account.

    Raises TalksError when it was used in the meantime, it waits for a second person, the name is taken or the
    passphrase will not do.
    """
    with looking_as_the_system():
        # Used and withdrawn are asked once more of the row itself: PostgreSQL looks at nothing else again when another
        # took the invitation at the same moment.
        mine = _usable().filter(pk=invitation.pk, used=None, withdrawn=None)
        if not mine.update(used=timezone.now(), wrong_codes=0):
            raise TalksError.of(_("This invitation can no longer be used."))
        check_ready(Invitation.objects.select_related("member", "seconder").get(pk=invitation.pk))
    if invitation.member is not None:
        new_passphrase(invitation.member, passphrase)
        return invitation.member
    if member is None:
        check_username(username)
        check_passphrase(passphrase, username, name)
        administers = invitation.process_id is None and invitation.role == Role.ADMINISTRATOR
        member = Member.objects.create_member(username, passphrase, name=name, is_administrator=administers)
    if invitation.process is not None:
        seat = seat_member(process=invitation.process, member=member, role=invitation.role, party=invitation.party)
        _give_keys(invitation, seat, read_code(code))
        with looking_as(viewer_in(invitation.process_id, member.pk)):
            record_act("invitation.accept", on=invitation)
    return member


def _usable():  # noqa: ANN202 (a query of invitations)
    """Invitations that can be used now; not those of somebody who has left since."""
    now = timezone.now()
    inviter = Q(inviter=None) | Q(inviter__ended=None, inviter__member__is_active=True)
    seated = Seat.objects.filter(ended=None).values("pk")
    back = Q(member=None) | Q(process=None) | Q(member__seats__in=seated, member__seats__process=F("process"))
    usable = Invitation.objects.filter(inviter, used=None, withdrawn=None, expires__gt=now, wrong_codes__lt=MOST_WRONG)
    active = Q(member=None) | Q(member__is_active=True)
    return Invitation.objects.filter(pk__in=usable.filter(active, back).values("pk"))


def _issue(invitation: Invitation, *, keys: bool = True) -> tuple[Invitation, str]:
    viewer = current_viewer()
    code = new_code()
    secret = read_code(code)
    invitation.inviter_id, invitation.maker_id = viewer.seat_id or None, viewer.member_id or None
    invitation.expires = timezone.now() + dt.timedelta(days=DAYS)
    invitation.proof = _proof(secret, invitation.pk)
    if keys:
        invitation.bundle = close(_bundle(invitation), _bundle_secret(secret, invitation.pk), _INFO)
    with looking_as_the_system():
        invitation.save(force_insert=True)
    if invitation.process_id:
        record_act("invitation.make", process_id=invitation.process_id, on=invitation)
    elif invitation.member is not None:
        record_everywhere(invitation.member, "invitation.make")
    return invitation, code


def _bundle(invitation: Invitation) -> bytes:
    """Every key of the seat's rooms that the inviter holds."""
    ring = current_viewer().keyring
    with looking_as_the_system():
        rooms = rooms_of(invitation.process_id, invitation.role, invitation.party_id or "")
        held = [lock.pk for lock in Lock.objects.filter(room__in=rooms) if ring.holds(lock.pk)]
    return json.dumps({lock: base64.b64encode(ring.lock_key(lock).raw).decode() for lock in held}).encode()


def _give_keys(invitation: Invitation, seat: Seat, secret: bytes) -> None:
    if not invitation.bundle:
        return
    keys = json.loads(reopen(bytes(invitation.bundle), _bundle_secret(secret, invitation.pk), _INFO))
    with looking_as_the_system():
        rooms = rooms_of(seat.process_id, seat.role, seat.party_id or "")
        for lock in Lock.objects.filter(room__in=rooms, pk__in=keys):
            give_key(lock, seat.member, PrivateKey(base64.b64decode(keys[lock.pk])), by=invitation.inviter_id or "")
        Invitation.objects.filter(pk=invitation.pk).update(bundle=b"")


def _proof(secret: bytes, invitation_id: str) -> str:
    return derive(secret, f"{_INFO}/proof/{invitation_id}").hex()


def _bundle_secret(secret: bytes, invitation_id: str) -> bytes:
    return derive(secret, f"{_INFO}/bundle/{invitation_id}")
