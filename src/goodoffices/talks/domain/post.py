"""Sending the letters that are due, each at most once, with refusals kept and tried again within bounds.

A letter is claimed in a transaction of its own before it is sent. Whoever dies between that and the server's word
leaves a letter of which nobody knows whether it has arrived: it is not sent again. What the server refused in so many
words is tried again, less and less often.
"""

from __future__ import annotations

import datetime as dt
import logging
import smtplib
from collections import Counter
from dataclasses import dataclass

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import Count, F
from django.utils import timezone

from goodoffices.talks.access.roles import RULES
from goodoffices.talks.access.viewer import current_viewer, looking_as_the_system
from goodoffices.talks.domain.letter_words import write_letter
from goodoffices.talks.domain.letters import queue_letters
from goodoffices.talks.domain.subscribers import forget_unconfirmed
from goodoffices.talks.models import Letter, Process, Subscriber

__all__ = ["AGAIN", "AT_ONCE", "PostNow", "post_now", "send_due"]

AGAIN = (5, 30, 120, 480, 1440)
"""Minutes to wait after each refusal; after the last it is given up."""
AT_ONCE = 200
"""Letters of one turn."""
_CUT_OFF = dt.timedelta(minutes=15)
_KEPT = dt.timedelta(days=30)
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class PostNow:
    """What waits and what became of the letters of the last 30 days; no address and no name."""

    by_state: dict[str, int]
    refused: tuple[tuple[str, int], ...]
    next_due: dt.datetime | None
    subscribers: int


def send_due() -> int:
    """Store what is due and send it, one letter after the other; how many the mail server took."""
    with looking_as_the_system():
        _tidy(timezone.now())
        queue_letters()
        waiting = Letter.objects.filter(state=Letter.State.WAITING, due__lte=timezone.now()).order_by("due", "pk")
        due = list(waiting.values_list("pk", flat=True)[:AT_ONCE])
        if not due:
            return 0
        connection = get_connection()
        try:
            connection.open()
        except (OSError, smtplib.SMTPException) as error:  # nothing was sent: all of them wait
            for letter in Letter.objects.filter(pk__in=due, state=Letter.State.WAITING):
                letter.tries += 1
                _put_off(letter, error)
            return 0
        try:
            return sum(_sent(pk, connection) for pk in due)
        finally:
            connection.close()


def post_now() -> PostNow:
    """How the post stands, for the administrator."""
    if current_viewer().role not in RULES["installation.manage"]:
        raise PermissionError("only the administrator looks at the post")
    with looking_as_the_system():
        states = Letter.objects.order_by().values_list("state").annotate(n=Count("pk"))
        refused = Letter.objects.exclude(refused="").exclude(state=Letter.State.SENT).values_list("refused", flat=True)
        waiting = Letter.objects.filter(state=Letter.State.WAITING).order_by("due").first()
        return PostNow(
            by_state={**dict.fromkeys(Letter.State.values, 0), **dict(states)},
            refused=tuple(sorted(Counter(refused).items())),
            next_due=waiting.due if waiting else None,
            subscribers=Subscriber.objects.exclude(confirmed=None).count(),
        )


def _sent(pk: str, connection: BaseEmailBackend) -> bool:
    """Claim one letter and hand it over; whether the server took it."""
    mine = Letter.objects.filter(pk=pk, state=Letter.State.WAITING)
    if not mine.update(state=Letter.State.SENDING, tries=F("tries") + 1, ended=timezone.now()):
        return False  # another server has it, or its reader has left
    letter = Letter.objects.select_related("subscriber", "release").get(pk=pk)
    try:
        mail = write_letter(letter, Process.objects.get(pk=letter.process_id))
        if mail is None:
            letter.delete()
            return False
        connection.send_messages([mail])
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as error:
        _put_off(letter, error)  # the server said so: it has not taken it
    except Exception as error:  # noqa: BLE001 (whatever it is, the others are still to be sent)
        _log.warning("a letter was cut off: %s", _kind(error))
        connection.close()  # in an unknown state: the next letter opens another
        Letter.objects.filter(pk=pk).update(state=Letter.State.UNKNOWN, refused=_kind(error), ended=timezone.now())
    else:
        Letter.objects.filter(pk=pk).update(state=Letter.State.SENT, refused="", ended=timezone.now())
        return True
    return False


def _put_off(letter: Letter, error: Exception) -> None:
    """Keep what kind of refusal it was, and when to try again; given up when that is of no use."""
    _log.warning("a letter was refused: %s", _kind(error))
    lasting = isinstance(error, smtplib.SMTPRecipientsRefused) and all(
        500 <= code < 600  # noqa: PLR2004 (RFC 5321: a refusal that lasts)
        for code, _words in error.recipients.values()
    )
    over = lasting or letter.tries > len(AGAIN)
    due = timezone.now() + dt.timedelta(minutes=AGAIN[min(letter.tries, len(AGAIN)) - 1])
    Letter.objects.filter(pk=letter.pk).update(
        state=Letter.State.FAILED if over else Letter.State.WAITING,
        tries=letter.tries,
        refused=_kind(error),
        due=due,
        ended=timezone.now(),
    )


def _kind(error: Exception) -> str:
    """The kind of an error with the server's number; never its words, which may repeat the address."""
    code = getattr(error, "smtp_code", None)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code = next(iter(error.recipients.values()))[0]
    return f"{type(error).__name__} {code or ''}".strip()[:60]


def _tidy(now: dt.datetime) -> None:
    """Forget what is over, and see which letters were cut off by a server that ended."""
    forget_unconfirmed()
    sending = Letter.objects.filter(state=Letter.State.SENDING, ended__lt=now - _CUT_OFF)
    sending.update(state=Letter.State.UNKNOWN)
    Letter.objects.exclude(state__in=[Letter.State.WAITING, Letter.State.SENDING]).filter(made__lt=now - _KEPT).delete()
