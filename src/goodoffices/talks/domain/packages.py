"""The mediator shows a package to some parties, or lays it on the table for all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils import timezone
from django.utils.translation import gettext as _

from goodoffices.errors import TalksError
from goodoffices.talks.access.viewer import current_viewer
from goodoffices.talks.domain.log import all_or_nothing, record_act
from goodoffices.talks.domain.questions import questions
from goodoffices.talks.domain.rooms import named_room
from goodoffices.talks.models import Party, Process, Room, SharedPackage

__all__ = ["may_withdraw", "share_package", "withdraw_package"]


@all_or_nothing
def share_package(
    *, process: Process, package: Mapping[str, str], parties: Iterable[Party], title: str
) -> SharedPackage:
    """Show a package (options by question, perhaps of some questions only) to some parties, or to all at the table when
    none is named. The package alone: nobody's preferences, nobody's numbers.

    Raises TalksError for a package that is empty or names what is not at the table.
    """
    asked = {question.id: question for question in questions(process)}
    for issue, option in package.items():
        if issue not in asked or option not in asked[issue].options:
            raise TalksError.of(
                _("`%(issue)s: %(option)s` is not at the table") % {"issue": issue, "option": option},
                remedy=_("choose among the options there"),
            )
    if not package:
        raise TalksError.of(_("this package settles nothing"), remedy=_("choose an option on one question or more"))
    named = list(parties)
    room = named_room(process=process, parties=named) if named else Room.objects.get(kind=Room.Kind.PLENARY)
    shared = SharedPackage(room=room, author_id=current_viewer().seat_id or None)
    shared.title, shared.package = title, dict(package)
    shared.save(force_insert=True)
    record_act("package.share", on=shared)
    return shared


def may_withdraw(shared: SharedPackage) -> bool:
    """Whether the viewer may take a package back: who showed it; another of the team once that seat has ended."""
    viewer = current_viewer()
    if shared.withdrawn is not None or not viewer.is_mediator():
        return False
    return shared.author is None or shared.author_id == viewer.seat_id or shared.author.ended is not None


@all_or_nothing
def withdraw_package(shared: SharedPackage) -> None:
    """Take back a package that was shown: it stays listed as taken back, and nobody reckons with it any more.

    Raises TalksError for somebody else's, and when it was taken back already.
    """
    found = SharedPackage.objects.select_for_update().get(pk=shared.pk)
    if found.withdrawn is not None:
        raise TalksError.of(_("this package was taken back already"))
    if not may_withdraw(found):
        raise TalksError.of(
            _("this package was shown by somebody else"), remedy=_("ask whoever showed it to take it back")
        )
    found.withdrawn = timezone.now()
    found.save(update_fields=["withdrawn", "changed"])
    record_act("package.withdraw", on=found)
