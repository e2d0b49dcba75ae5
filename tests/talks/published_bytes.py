"""Every byte that a process sends to people without an account: pages, feeds, letters, errors, in every language."""

from __future__ import annotations

import re

from django.conf import settings
from django.core import mail
from django.test import Client, override_settings
from django.urls import reverse

from goodoffices.talks.access.viewer import looking_as_the_system
from goodoffices.talks.domain.letters import queue_letters
from goodoffices.talks.domain.post import send_due
from goodoffices.talks.domain.subscribers import code_for, confirm, sign_up
from goodoffices.talks.models import Process, Subscriber

__all__ = ["published_bytes"]

_LINK = re.compile(r'href="(/public/[^"#]*)')


def published_bytes(process: str) -> dict[str, str]:
    """By what it is (its kind, then where it was found), everything with its headers."""
    told: dict[str, str] = {}
    with override_settings(MAIL_FROM="news@example.org", EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
        client = Client(HTTP_HOST="localhost")
        for code, _name in settings.LANGUAGES:
            told |= _pages(client, process, code)
        told |= _errors(client, process) | _letters(process)
    return told


def _pages(client: Client, process: str, code: str) -> dict[str, str]:
    """The public page and all it leads to, until nothing new is found."""
    waiting, seen = [reverse("public", args=[process]) + f"?in={code}", reverse("public_digest", args=[process])], {}
    while waiting:
        address = waiting.pop().replace("&amp;", "&")
        kind = "feed" if "/feed/" in address else "page"
        if f"{kind} {address}" in seen:
            continue
        answer = client.get(address)
        seen[f"{kind} {address}"] = text = f"{answer.content.decode()}\n{dict(answer.items())}"
        waiting += _LINK.findall(text)
    return seen


def _errors(client: Client, process: str) -> dict[str, str]:
    """What is said to those who ask for what is not there, or as it is not asked for."""
    tries = [
        client.get(reverse("public_story", args=[process, "A" * 22])),
        client.get(reverse("public_report", args=[process, "A" * 22])),
        client.get(reverse("public_feed", args=[process, "xx"])),
        client.post(reverse("public", args=[process])),
        client.post(reverse("public_digest", args=[process]), {"address": "no address"}),
        client.post(reverse("public_digest_confirm", args=[process, "A" * 65])),
        client.get(reverse("process", args=[process])),
        client.get("/sign-in/"),
        client.get("/nowhere/"),
    ]
    return {f"error {at}": f"{one.content.decode()}\n{dict(one.items())}" for at, one in enumerate(tries)}


def _letters(process: str) -> dict[str, str]:
    """A letter of each kind that a new story and a confirmation bring."""
    mail.outbox = []
    with looking_as_the_system():
        found = Process.objects.get(pk=process)
    sign_up(process=found, address="reader@example.org", language="ru", frequency="each")
    send_due()
    with looking_as_the_system():
        reader = Subscriber.objects.get(process=process, wanted__language="ru")
    assert confirm(process, code_for(reader, "confirm"))
    with looking_as_the_system():
        Subscriber.objects.filter(pk=reader.pk).update(told="2000-01-01T00:00:00Z")
    assert queue_letters()
    send_due()
    return {f"letter {at}": _in_full(one) for at, one in enumerate(mail.outbox)}


def _in_full(letter: mail.EmailMessage) -> str:
    parts = [letter.subject, letter.body, *(str(body) for body, _kind in getattr(letter, "alternatives", ()))]
    return "\n".join([*parts, letter.message().as_string()])
