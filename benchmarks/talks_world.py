"""Run in a process of its own: an empty folder becomes an installation with many people at several tables.

The tables are those of the demonstration, with more seats and more said. Everybody is signed in already: their
session, their unlocked key and their second factor are made by the application's own functions, without argon2, which
is asked for once a session and not for each page.
"""

from __future__ import annotations

import base64
import json
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from goodoffices.dossier import read
from goodoffices.talks import open_installation

TABLES = 4
DELEGATES = 7  # of each of the five parties
OTHERS = {"mediator": 5, "observer": 5, "monitor": 5}
NOTES = 60  # more at each table, beside those of the demonstration
COMMENTS = 30
PROPOSALS = 4
WORDS = "We have looked at this with our people and can say more when the maps are on the table. " * 4


@dataclass(frozen=True)
class User:
    """Somebody signed in: what their browser sends, where they sit, and what they may read and write to."""

    name: str
    cookies: dict[str, str]
    process: str
    role: str
    rooms: list[str]
    version: str
    clause: str
    proposal: str


def make_world() -> list[User]:
    """All tables in one transaction. Returns everybody who is signed in."""
    from django.db import transaction

    with transaction.atomic():
        return [user for number in range(TABLES) for user in _table(number)]


def _table(number: int) -> list[User]:
    from goodoffices.talks.access.roles import Role
    from goodoffices.talks.access.viewer import looking_as_the_system
    from goodoffices.talks.demo.folder import example_file
    from goodoffices.talks.demo.people import Table
    from goodoffices.talks.demo.steps import STEPS
    from goodoffices.talks.domain.processes import add_party, open_process

    table = Table(process=None, dossier=read(str(example_file())))
    at_the_table = {party.id: party for party in table.dossier.parties if str(party.role) in {"principal", "guarantor"}}
    _member(table, "mediator", number)
    with looking_as_the_system():
        table.process = open_process(
            title=f"Talks of the hills, table {number + 1}", mediator=table.members["mediator"]
        )
    with table.acting("mediator"):
        for key, party in at_the_table.items():
            table.parties[key] = add_party(process=table.process, key=key, name=party.name, standing=str(party.role))
    for key, party in at_the_table.items():
        role = Role.DELEGATE if str(party.role) == "principal" else Role.GUARANTOR
        for place in range(DELEGATES):
            _seat(table, _name(key, place), number, role, key)
    for role, many in OTHERS.items():
        for place in range(role == "mediator", many):
            _seat(table, _name(role, place), number, Role(role))
    for step in STEPS:
        step(table)
    _say_more(table)
    return [_signed_in(table, who) for who in table.members]


def _name(what: str, place: int) -> str:
    """What an account is called at its table: who acts in the demonstration is called as there."""
    if what == "mediator" and place == 1:
        return "colleague"
    return f"{what}-{place + 1}" if place else what


def names(parties: Iterable[str]) -> list[str]:
    """What all accounts of a table are called."""
    many = dict.fromkeys(parties, DELEGATES) | OTHERS
    return [_name(what, place) for what in many for place in range(many[what])]


def _member(table: Any, name: str, number: int) -> None:
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    from goodoffices.talks.models import Member

    member = Member(username=f"{name}@{number + 1}", name=f"{name.title()} of table {number + 1}")
    table.keys[name] = member.new_key("never typed: everybody is signed in")
    member.save()
    TOTP.activate(member, generate_totp_secret())
    table.members[name] = member


def _seat(table: Any, name: str, number: int, role: Any, party: str = "") -> None:
    from goodoffices.talks.domain.processes import seat_member
    from goodoffices.talks.domain.rooms import share_keys

    _member(table, name, number)
    with table.acting("mediator"):
        seat = seat_member(process=table.process, member=table.members[name], role=role, party=table.parties.get(party))
        share_keys(seat)


def _say_more(table: Any) -> None:
    """Notes and comments of everybody, in turn in their own caucus and in plenary; some more proposals."""
    from goodoffices.talks.domain.notes import write_note
    from goodoffices.talks.domain.text_comments import comment

    speakers = [(name, key) for key in table.parties for name in (key, f"{key}-2")]
    for number in range(NOTES):
        who, key = speakers[number % len(speakers)]
        with table.acting(who) as seat:
            room = table.room(key if number % 3 else "plenary")
            write_note(room=room, author=seat, title=f"On point {number + 1}", text=WORDS)
    for number in range(COMMENTS):
        who, key = speakers[number % len(speakers)]
        with table.acting(who) as seat:
            version = _shown_version()
            clauses = version.wording.clauses
            comment(
                version=version,
                clause=clauses[number % len(clauses)].id,
                room=table.room(key if number % 2 else "plenary"),
                author=seat,
                words=WORDS,
            )
    _propose(table)


def _propose(table: Any) -> None:
    import datetime as dt

    from django.utils import timezone

    from goodoffices.talks.domain.proposals import propose

    for number in range(PROPOSALS):
        with table.acting("mediator") as seat:
            propose(
                process=table.process,
                parties=table.parties.values(),
                author=seat,
                title=f"Step {number + 1}",
                words=WORDS,
                deadline=timezone.now() + dt.timedelta(days=3 + number),
                shows_answers=True,
            )


def _shown_version() -> Any:
    from goodoffices.talks.models import Room, TextVersion

    return TextVersion.objects.filter(room__kind=Room.Kind.PLENARY).first()


def _signed_in(table: Any, who: str) -> User:
    from django.conf import settings

    from goodoffices.talks.models import Proposal, Room

    viewer = table.viewer(who)
    with table.acting(who):
        written_in = ("plenary", "caucus")  # the most in the last
        rooms = sorted(Room.objects.filter(kind__in=written_in), key=lambda room: written_in.index(room.kind))
        version = _shown_version()
        proposal = Proposal.objects.first() if viewer.party_id or viewer.is_mediator() else None
        session, secret = _session(table.members[who], table.keys[who])
        return User(
            name=table.members[who].username,
            cookies={settings.SESSION_COOKIE_NAME: session, settings.KEY_COOKIE_NAME: secret},
            process=table.process.pk,
            role=str(viewer.role),
            rooms=[room.pk for room in rooms],
            version=version.pk,
            clause=version.wording.clauses[1].id,
            proposal=proposal.pk if proposal else "",
        )


def _session(member: Any, key: Any) -> tuple[str, str]:
    """A session as signing in makes it: its name and the secret under which it keeps the member's key."""
    from django.conf import settings
    from django.contrib.auth import login
    from django.contrib.sessions.backends.db import SessionStore
    from django.test import RequestFactory

    from goodoffices.talks.access.session_key import keep_key
    from goodoffices.talks.access.sessions import begin_session

    request = RequestFactory().get("/sign-in/")
    request.session = SessionStore()
    login(request, member, settings.AUTHENTICATION_BACKENDS[0])
    keep_key(request, key)
    begin_session(request)
    request.session.save()
    return request.session.session_key, base64.b64encode(request.new_session_secret).decode()


def main(home: str, people: str) -> None:
    """Make the installation in `home`, and write who is signed in to the file `people`."""
    open_installation(home=home)
    from django.conf import settings

    settings.PASSPHRASE_COST = {"memory": 64, "rounds": 1, "lanes": 1}  # no passphrase is asked for
    everybody = [asdict(user) for user in make_world()]
    Path(people).write_text(json.dumps(everybody), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
