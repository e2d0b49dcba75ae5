"""Who is not at the table, and on whose judgement."""

from __future__ import annotations

from django.utils.translation import gettext as _

from goodoffices.errors import TalksError
from goodoffices.talks.domain.log import all_or_nothing, record_act
from goodoffices.talks.domain.meanwhile import refuse_changed
from goodoffices.talks.models import Absent, Room, Seat

__all__ = ["change_absent", "name_absent", "remove_absent"]


@all_or_nothing
def name_absent(  # noqa: PLR0913 (each is a question of the form)
    *,
    room: Room,
    author: Seat,
    who: str,
    kind: str = Absent.Kind.OTHER,
    standing: str = Absent.Standing.MISSING,
    how: str = "",
    reason: str = "",
    judgement: str = "",
) -> Absent:
    """Somebody who is not at the table, told to the people of a room.

    Raises TalksError for somebody who was left out without a reason and the name of who judged so.
    """
    _excluded_with_reason(standing, reason, judgement)
    absent = Absent(room=room, author=author, kind=str(kind), standing=str(standing), who=who)
    absent.how, absent.reason, absent.judgement = how, reason, judgement
    absent.save(force_insert=True)
    record_act("absent.name", on=absent)
    return absent


@all_or_nothing
def change_absent(  # noqa: PLR0913 (each is a question of the form)
    *, absent: Absent, who: str, kind: str, standing: str, how: str, reason: str, judgement: str, seen: str = ""
) -> Absent:
    """What is known now, in the room where it is told. Raises TalksError as `name_absent` does."""
    refuse_changed(absent, seen)
    _excluded_with_reason(standing, reason, judgement)
    absent.who, absent.kind, absent.standing = who, str(kind), str(standing)
    absent.how, absent.reason, absent.judgement = how, reason, judgement
    absent.save()
    record_act("absent.change", on=absent)
    return absent


@all_or_nothing
def remove_absent(absent: Absent) -> None:
    """Take somebody off the list: they came to the table, or were named by mistake."""
    record_act("absent.remove", on=absent)
    absent.delete()


def _excluded_with_reason(standing: str, reason: str, judgement: str) -> None:
    if standing == Absent.Standing.EXCLUDED and not (reason and judgement):
        raise TalksError.of(
            _("somebody is left out for a reason, and on somebody's judgement"),
            remedy=_("say why, and whose judgement it is"),
        )
