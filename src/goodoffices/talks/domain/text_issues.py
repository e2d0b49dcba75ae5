"""What a clause settles: the issues and options of the case, once the case is on the table."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from goodoffices.errors import TalksError
from goodoffices.talks.models import CaseFile
from goodoffices.talks.wording.lists import listed

__all__ = ["Question", "check_tie", "questions"]


@dataclass(frozen=True)
class Question:
    """An issue of the case: what is asked, and its options by id, in words."""

    id: str
    ask: str
    options: dict[str, str]


def questions() -> tuple[Question, ...]:
    """The issues of the newest case that the viewer may see; none when no case was laid on the table."""
    found = CaseFile.objects.order_by("-number").first()
    if found is None or not found.is_open():
        return ()
    return tuple(Question(told["id"], told["ask"], dict(told["options"])) for told in found.questions)


def check_tie(issue: str, option: str) -> None:
    """Raises TalksError for an option without its issue, or for names that the case does not have."""
    if option and not issue:
        raise TalksError.of(_("an option belongs to an issue"), remedy=_("name the issue, too"))
    known = {question.id: question for question in questions()}
    if not known or not issue:
        return
    if issue not in known:
        raise TalksError.of(
            _("the case has no issue `%(issue)s`") % {"issue": issue},
            remedy=_("it has: %(known)s") % {"known": listed(known)},
        )
    if option and option not in known[issue].options:
        has = listed(known[issue].options)
        raise TalksError.of(
            _("the issue `%(issue)s` has no option `%(option)s`") % {"issue": issue, "option": option},
            remedy=_("it has: %(known)s") % {"known": has},
        )
