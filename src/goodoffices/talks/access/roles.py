"""The roles at a table, and what each may do. This is the written rule; pages and API only name its lines."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

__all__ = ["RULES", "SEATED", "Role", "may"]


class Role(models.TextChoices):
    """What somebody is to a process. The administrator of the installation has no seat and reads nothing."""

    MEDIATOR = "mediator", _("Mediator's team")
    DELEGATE = "delegate", _("Delegate")
    GUARANTOR = "guarantor", _("Guarantor")
    OBSERVER = "observer", _("Observer")
    MONITOR = "monitor", _("Monitor")
    ADMINISTRATOR = "administrator", _("Administrator")
    MEMBER = "member", _("Member")  # signed in, outside any process
    PUBLIC = "public", _("The public")


MEDIATOR = frozenset({Role.MEDIATOR})
PARTIES = frozenset({Role.DELEGATE, Role.GUARANTOR})  # those who have a caucus
SEATED = MEDIATOR | PARTIES | {Role.OBSERVER, Role.MONITOR}
ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
SIGNED_IN = SEATED | ADMINISTRATOR | {Role.MEMBER}
ANYONE = SIGNED_IN | {Role.PUBLIC}

# What it takes to do a thing. Which records it may be done to is decided by `visible`: both must agree.
RULES: dict[str, frozenset[Role]] = {
    "anyone": ANYONE,
    "account": SIGNED_IN,
    "installation.manage": ADMINISTRATOR,
    "process.read": SEATED,
    "process.manage": MEDIATOR,
    "people.read": SEATED,
    "people.invite": MEDIATOR | PARTIES,  # a delegation invites its own people only
    "people.share": SEATED,  # give somebody of one's own rooms the keys again
    "audit.read": MEDIATOR,
    "notes.read": SEATED,
    "notes.write": SEATED,
    "preparing.read": SEATED,
    "preparing.write": MEDIATOR,
    "consent.read": SEATED,
    "consent.write": MEDIATOR | PARTIES,
    "case.read": SEATED,
    "case.write": MEDIATOR,
    "packages.share": MEDIATOR,
    "worth.own": PARTIES,
    "preferences.read": MEDIATOR | PARTIES,
    "preferences.write": PARTIES,
    "worth.read": MEDIATOR | PARTIES,
    "analysis.run": MEDIATOR,
    "evidence.read": MEDIATOR,
    "evidence.write": MEDIATOR,
    "ceasefire.read": SEATED,  # terms and released reports, each as far as one's rooms go
    "ceasefire.manage": MEDIATOR,
    "incidents.read": MEDIATOR | {Role.MONITOR, Role.GUARANTOR},  # guarantors: what was shared with them
    "incidents.report": MEDIATOR | {Role.MONITOR},
    "incidents.verify": frozenset({Role.MONITOR}),  # and whom the terms name: access/entitled.py
    "incidents.attribute": MEDIATOR,  # with a second person; and whom the terms name
    "incidents.status": frozenset({Role.GUARANTOR}),
    "reports.release": MEDIATOR,  # with a second person
    "stories.read": SEATED,  # by programs: those that are out; the mediator's team the drafts, too
    "stories.manage": MEDIATOR,  # released with a second person
    "corridors.read": SEATED,  # what one's rooms were shown; a plan itself lies on the desk
    "corridors.manage": MEDIATOR,
    "corridors.answer": PARTIES,  # about what was asked of one's own delegation
    "commitments.read": SEATED,  # those of one's rooms
    "commitments.say": MEDIATOR | PARTIES | {Role.MONITOR},  # of one's own, or as whom the commitment names to verify
    "commitments.manage": MEDIATOR,
    "hold.manage": MEDIATOR,
    "hosts.manage": MEDIATOR,
    "text.read": SEATED,
    "text.write": MEDIATOR,
    "text.comment": SEATED,
    "text.ask": MEDIATOR | PARTIES,  # a delegation says of itself what it asked for
    "agreements.read": SEATED,
    "agreements.manage": MEDIATOR,
    "agreements.sign": MEDIATOR | PARTIES,  # the key says whose signature it is, not the seat
    "proposals.read": MEDIATOR | PARTIES,
    "proposals.write": MEDIATOR,
    "proposals.answer": PARTIES,
    "blind.read": SEATED,  # as far as one's rooms go
    "blind.ask": MEDIATOR,
    "blind.name": PARTIES,  # a delegation names the one whose device answers for it
    "blind.take_part": MEDIATOR | PARTIES,  # those on the roster: a key, and a message at each step
    "tokens.manage": SEATED,
    "events.read": SEATED,
}


def may(role: Role, rule: str) -> bool:
    """Whether a role may do what a rule is about. Raises KeyError for a rule that is not written down."""
    return role in RULES[rule]
