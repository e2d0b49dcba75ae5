"""The release rule: what the terms say of who reads a report first, whether together, and how long before the others.

The rule that stood when an issue was made is frozen into it, and holds for it whatever is agreed later.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from goodoffices.errors import TalksError
from goodoffices.talks.domain.ceasefire import parties_named
from goodoffices.talks.models import Party, ReportIssue, ReportRelease, Room
from goodoffices.talks.wording.lists import listed

__all__ = ["Rule", "check_rule", "rule_of"]


@dataclass(frozen=True)
class Rule:
    """Who reads it first (those with a party here, and names that stand for none), together or not, and the hours
    before anybody else does."""

    first: tuple[Party, ...]
    strangers: tuple[str, ...]
    together: bool
    embargo: dt.timedelta

    @property
    def hours(self) -> int:
        """The embargo in hours."""
        return int(self.embargo.total_seconds() // 3600)


def rule_of(issue: ReportIssue) -> Rule:
    """The rule that holds for an issue; of several ceasefires, all that any of them asks for."""
    told = issue.data.get("release", [])
    names = [name for one in told for name in one["first"]]
    first = parties_named(names)
    known = {word.casefold() for party in first for word in (party.key, party.name)}
    return Rule(
        first=tuple(first),
        strangers=tuple(dict.fromkeys(name for name in names if name.casefold() not in known)),
        together=any(one["together"] for one in told),
        embargo=dt.timedelta(hours=max((one["embargo_hours"] or 0 for one in told), default=0)),
    )


def check_rule(issue: ReportIssue, room: Room, opens: dt.datetime) -> None:
    """Raises TalksError for a release that the rule does not allow at this moment to this room."""
    rule = rule_of(issue)
    inside = set(room.party_list)
    is_wide = room.kind in {Room.Kind.PLENARY, Room.Kind.PUBLIC}
    if rule.together and not is_wide and set(rule.first) - inside:
        raise TalksError.of(
            _("the terms say that these read it together: %(names)s")
            % {"names": listed(party.name for party in rule.first)},
            remedy=_("choose a room to which all of them belong"),
        )
    if is_wide and rule.embargo and rule.first and not _had_it(issue, rule, opens):
        raise TalksError.of(
            _("the terms say that %(names)s read it %(hours)s hours before anybody else")
            % {"names": listed(party.name for party in rule.first), "hours": rule.hours},
            remedy=_("release it to them first, and to others that much later"),
        )
    if room.kind == Room.Kind.PUBLIC and not _out_in_plenary(issue, opens):
        raise TalksError.of(
            _("those at the table read an issue before the public does"),
            remedy=_("release it in plenary first, and to the public at that moment or later"),
        )


def _had_it(issue: ReportIssue, rule: Rule, opens: dt.datetime) -> bool:
    """Whether all who read first have it, by then, for as long as the embargo lasts."""
    early = ReportRelease.objects.filter(issue=issue, opens__lte=opens - rule.embargo).exclude(seconded=None)
    have: set[Party] = set()
    for release in early:
        have |= set(rule.first) if release.room.kind == Room.Kind.PLENARY else set(release.room.party_list)
    return set(rule.first) <= have


def _out_in_plenary(issue: ReportIssue, opens: dt.datetime) -> bool:
    plenary = ReportRelease.objects.filter(issue=issue, room__kind=Room.Kind.PLENARY, opens__lte=opens)
    return plenary.exclude(seconded=None).exists()
