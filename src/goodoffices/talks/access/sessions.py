"""How long a session lasts, and ending it: everywhere, at once."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, logout
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session as StoredSession
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from goodoffices.talks.access.browsers import browser_in_words
from goodoffices.talks.access.viewer import looking_as_the_system
from goodoffices.talks.models import Member

__all__ = [
    "Session",
    "begin_session",
    "end_session",
    "end_sessions",
    "end_when_over",
    "is_over",
    "members_of",
    "seen",
    "sessions_of",
    "sign_out",
]

_BEGAN, _SEEN = "began", "seen"
_STEP = 60  # seconds between two writings of when somebody was last seen


@dataclass(frozen=True)
class Session:
    """A browser in which somebody is signed in. `name` stands for it in an address and tells nothing."""

    name: str
    began: datetime
    last_seen: datetime
    address: str
    browser: str
    is_this: bool


def begin_session(request: HttpRequest) -> None:
    """The clock starts."""
    request.session[_BEGAN] = request.session[_SEEN] = int(time.time())


def end_when_over(request: HttpRequest) -> None:
    """Sign out who was idle for too long, or has been signed in for too long whatever they did."""
    if request.user.is_authenticated and is_over(request.session):
        sign_out(request)


def is_over(session: SessionBase) -> bool:
    """Whether a session was idle for too long, or has lasted too long."""
    now = time.time()
    idle = now - session.get(_SEEN, 0) > settings.SESSION_IDLE_SECONDS
    return idle or now - session.get(_BEGAN, 0) > settings.SESSION_COOKIE_AGE


def members_of(session_keys: Iterable[str]) -> dict[str, Member]:
    """Who is signed in, by the session; without those whose session has ended or whose account may not sign in.

    What `django.contrib.auth.get_user` asks of one request, of many sessions at once.
    """
    stores = []
    for row in StoredSession.objects.filter(session_key__in=session_keys, expire_date__gt=timezone.now()):
        store = SessionStore(row.session_key)
        store._session_cache = store.decode(row.session_data)  # noqa: SLF001 (else the store asks for each row anew)
        if not is_over(store):
            stores.append(store)
    with looking_as_the_system():
        members = Member.objects.filter(is_active=True).in_bulk({store.get(SESSION_KEY, "") for store in stores})
    found = {}
    for store in stores:
        member = members.get(store.get(SESSION_KEY, ""))
        if member and constant_time_compare(store.get(HASH_SESSION_KEY, ""), member.get_session_auth_hash()):
            found[str(store.session_key)] = member
    return found


def sign_out(request: HttpRequest) -> None:
    """End this session, whoever holds its cookie."""
    end_session(request.user, session_name(request.session.session_key or ""))
    logout(request)


def seen(request: HttpRequest) -> None:
    """Somebody did something; written down at most once a minute."""
    now = int(time.time())
    if now - request.session.get(_SEEN, 0) >= _STEP:
        request.session[_SEEN] = now
        UserSession.objects.create_from_request(request)


def session_name(session_key: str) -> str:
    """What stands for a session in an address: of no use to whoever sees it."""
    return salted_hmac("goodoffices.session", session_key, algorithm="sha256").hexdigest()[:22]


def sessions_of(member: Member, this: str | None = None) -> list[Session]:
    """Where a member is signed in, latest first; `this` is the session that asks."""
    found = sorted(UserSession.objects.purge_and_list(member), key=lambda row: row.last_seen_at, reverse=True)
    return [
        Session(
            name=session_name(row.session_key),
            began=row.created_at,
            last_seen=row.last_seen_at,
            address=row.ip,
            browser=browser_in_words(row.user_agent),
            is_this=row.session_key == this,
        )
        for row in found
    ]


def end_session(member: Member, name: str) -> bool:
    """End one session of a member; whether there was one of that name."""
    for row in UserSession.objects.filter(user=member):
        if session_name(row.session_key) == name:
            row.end()
            return True
    return False


def end_sessions(member: Member, but: str | None = None) -> None:
    """End all sessions of a member, but perhaps the one that asks."""
    for row in UserSession.objects.filter(user=member).exclude(session_key=but or ""):
        row.end()
