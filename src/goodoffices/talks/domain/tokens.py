"""Making, using and revoking the tokens of programs."""

from __future__ import annotations

import datetime as dt
import hmac

from django.utils import timezone
from django.utils.translation import gettext as _

from goodoffices.errors import SealError, TalksError
from goodoffices.seal import PrivateKey, close, derive, new_code, read_code, reopen
from goodoffices.talks.access.identify import viewer_in
from goodoffices.talks.access.viewer import Viewer, current_viewer, looking_as_the_system
from goodoffices.talks.domain.log import all_or_nothing, record_act
from goodoffices.talks.models import Process, Token

__all__ = ["LONGEST", "make_token", "revoke_token", "viewer_of_token"]

LONGEST = 90  # days
_INFO = "goodoffices/token/1"


@all_or_nothing
def make_token(*, process: Process, label: str, days: int = 30, may_write: bool = False) -> tuple[Token, str]:
    """A new token of the current viewer's seat, and its text, which is shown once: `ID.CODE`.

    Raises TalksError when the viewer's key is not unlocked, or for more than 90 days.
    """
    viewer = current_viewer()
    if viewer.keyring.own is None:
        raise TalksError.of(_("your key is not unlocked"), remedy=_("sign in again"))
    if not 1 <= days <= LONGEST:
        raise TalksError.of(
            _("a token lasts 1 to %(most)d days; %(days)d were asked for") % {"most": LONGEST, "days": days}
        )
    code = new_code()
    token = Token(
        process=process,
        member_id=viewer.member_id,
        label=label,
        may_write=may_write,
        expires=timezone.now() + dt.timedelta(days=days),
    )
    secret = read_code(code)
    token.proof = _proof(secret, token.pk)
    token.closed_key = close(viewer.keyring.own.raw, derive(secret, f"{_INFO}/key/{token.pk}"), _INFO)
    token.save(force_insert=True)
    record_act("token.make", process_id=process.pk, on=token)
    return token, f"{token.pk}.{code}"


@all_or_nothing
def revoke_token(token: Token) -> None:
    """End a token at once."""
    record_act("token.revoke", process_id=token.process_id, on=token)
    token.delete()


def viewer_of_token(text: str) -> tuple[Viewer, Token] | None:
    """Who a token acts for; None when it is unknown, expired or revoked, or its member has left the table."""
    name, _, code = text.partition(".")
    if "\0" in name:
        return None
    with looking_as_the_system():
        token = (
            Token.objects.select_related("member")
            .filter(pk=name, expires__gt=timezone.now(), member__is_active=True)
            .first()
        )
    if token is None:
        return None
    try:
        secret = read_code(code)
        if not hmac.compare_digest(token.proof, _proof(secret, token.pk)):
            return None
        key = PrivateKey(reopen(bytes(token.closed_key), derive(secret, f"{_INFO}/key/{token.pk}"), _INFO))
    except SealError:
        return None
    if key.public().raw != bytes(token.member.public_key):
        return None  # the member lost their passphrase and began anew
    viewer = viewer_in(token.process_id, token.member_id, key)
    if viewer is None:
        return None
    _used_today(token)
    return viewer, token


def _used_today(token: Token) -> None:
    today = timezone.now().date()
    if token.last_used != today:
        with looking_as_the_system():
            Token.objects.filter(pk=token.pk).update(last_used=today)


def _proof(secret: bytes, token_id: str) -> str:
    return derive(secret, f"{_INFO}/proof/{token_id}").hex()
