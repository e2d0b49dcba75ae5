"""Accounts: passphrases, the first administrator, and taking an account out of use."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from goodoffices.errors import TalksError
from goodoffices.seal import PrivateKey
from goodoffices.talks.access.roles import Role
from goodoffices.talks.access.sessions import end_sessions
from goodoffices.talks.access.viewer import looking_as_the_system
from goodoffices.talks.domain.log import all_or_nothing, record_act
from goodoffices.talks.models import Invitation, LockKey, Member, Seat, Token

__all__ = [
    "change_passphrase",
    "check_passphrase",
    "check_username",
    "codes_of",
    "deactivate",
    "new_passphrase",
    "reactivate",
    "record_everywhere",
    "step_down",
]

_FEWEST_LETTERS = 6  # different ones
_SHORTEST_NAME = 3  # a shorter name may occur in any passphrase by chance


def check_passphrase(passphrase: str, *names: str) -> None:
    """Raises TalksError for a passphrase that is short, common, monotonous, or holds one of the names."""
    if len(passphrase) < settings.SHORTEST_PASSPHRASE:
        raise TalksError.of(
            _("The passphrase is too short: it takes at least %(least)d characters.")
            % {"least": settings.SHORTEST_PASSPHRASE},
            remedy=_("Take five words or more that have nothing to do with each other."),
        )
    folded = passphrase.casefold()
    if any(len(part) >= _SHORTEST_NAME and part in folded for name in names for part in name.casefold().split()):
        raise TalksError.of(_("The passphrase must not contain your name."))
    if len(set(folded)) < _FEWEST_LETTERS:
        raise TalksError.of(_("The passphrase repeats too few letters."))
    try:
        CommonPasswordValidator().validate(passphrase)
        CommonPasswordValidator().validate("".join(folded.split()))
    except ValidationError as error:
        raise TalksError.of(_("This passphrase is one of the commonest.")) from error


def codes_of(member: Member) -> list[Any]:
    """The second factors of an account of which a code can be asked for without signing in: no passkeys."""
    from allauth.mfa.models import Authenticator  # noqa: PLC0415 (its models must be loaded first)

    return list(Authenticator.objects.filter(user=member).exclude(type=Authenticator.Type.WEBAUTHN))


def check_username(username: str) -> None:
    """Raises TalksError for a name that is taken."""
    if Member.objects.filter(username=username).exists():
        raise TalksError.of(_("This name is taken."), remedy=_("Choose another."))


def change_passphrase(*, member: Member, key: PrivateKey, passphrase: str, session: str | None) -> None:
    """Lock the same key under another passphrase: everything stays open. All sessions but this one end, and programs'
    tokens: whoever changes it because somebody else knew it must not leave that person a way in.
    """
    check_passphrase(passphrase, member.username, member.name)
    with transaction.atomic():
        member.relock(key, passphrase)
        member.save(update_fields=["locked_key"])
        end_sessions(member, but=session)
        with looking_as_the_system():
            Token.objects.filter(member=member).delete()
        record_everywhere(member, "passphrase.change")


def new_passphrase(member: Member, passphrase: str) -> None:
    """Begin anew after a lost passphrase: a new key, and no key of any room until somebody gives them again.

    Second factors stay as they are; sessions and programs' tokens end.
    """
    check_passphrase(passphrase, member.username, member.name)
    with transaction.atomic(), looking_as_the_system():
        member.new_key(passphrase)
        member.save(update_fields=["public_key", "locked_key"])
        LockKey.objects.filter(member=member).delete()
        Token.objects.filter(member=member).delete()
        end_sessions(member)
        record_everywhere(member, "passphrase.renew")


@all_or_nothing
def deactivate(member: Member) -> None:
    """Take an account out of use: its sessions end at once. Raises TalksError for the last administrator."""
    if member.is_administrator:
        _not_the_last(member)
    member.is_active = False
    member.save(update_fields=["is_active"])
    end_sessions(member)
    record_everywhere(member, "member.deactivate")


@all_or_nothing
def step_down(member: Member) -> None:
    """Be no administrator any more; the account stays. Raises TalksError for the last administrator."""
    _not_the_last(member)
    member.is_administrator = False
    member.save(update_fields=["is_administrator"])


def _not_the_last(member: Member) -> None:
    """Another administrator remains; invitations of administrators are withdrawn, since who goes may know a code."""
    in_use = Member.objects.select_for_update().filter(is_administrator=True, is_active=True)
    if not {one.pk for one in in_use} - {member.pk}:
        raise TalksError.of(_("This is the last administrator."), remedy=_("Make another administrator first."))
    with looking_as_the_system():
        waiting = Invitation.objects.filter(role=Role.ADMINISTRATOR, used=None, withdrawn=None)
        waiting.update(withdrawn=timezone.now())


@all_or_nothing
def reactivate(member: Member) -> None:
    """Put an account back in use, with the seats that nobody ended."""
    member.is_active = True
    member.save(update_fields=["is_active"])
    record_everywhere(member, "member.reactivate")


def record_everywhere(member: Member, act: str) -> None:
    """In the record of each process in which the member has a seat: accounts have no record of their own."""
    with looking_as_the_system():
        seats = list(Seat.objects.filter(member=member, ended=None))
    for seat in seats:
        record_act(act, process_id=seat.process_id, on=seat)
