"""Two who change the same thing at once: the second is told, and nothing of the first is lost."""

from __future__ import annotations

from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from goodoffices.errors import TalksError
from goodoffices.talks.models.base import Confidential

__all__ = ["mark_of", "refuse_changed"]


def mark_of(record: Confidential) -> str:
    """What a form keeps of a record, to notice that somebody has changed it meanwhile. It tells nothing."""
    return salted_hmac(
        "goodoffices/seen/1", f"{record.pk} {record.changed.isoformat()}", algorithm="sha256"
    ).hexdigest()[:22]


def refuse_changed(record: Confidential, seen: str) -> None:
    """Raises TalksError when the record is no longer as it was read, or as it was `seen` (its mark; empty: not asked).
    Within a transaction: nobody else changes it before the end.
    """
    fresh = type(record).objects.select_for_update().filter(pk=record.pk).first()  # type: ignore[attr-defined]
    if fresh is None or fresh.changed != record.changed or (seen and not constant_time_compare(mark_of(fresh), seen)):
        raise TalksError.of(
            _("somebody has changed this meanwhile; nothing was saved"),
            remedy=_("copy what you wrote, open the page again, and put both together"),
        )
