"""Where letters to subscribers go: a mail server named by the environment, as GOODOFFICES_MAIL and _MAIL_FROM."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

from goodoffices.errors import TalksError
from goodoffices.talks.installation import is_this_machine

__all__ = ["MailServer", "mail_server"]

_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
_ADDRESS = re.compile(r"[^\s@<>,;\"]+@[^\s@<>,;\"]+")
_WRITE = "Write it as smtp+starttls://name:password@mail.example.org, or smtps:// with TLS from the first byte."


@dataclass(frozen=True)
class MailServer:
    """A mail server, and the address that letters come from."""

    scheme: str
    host: str
    port: int
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)

    def settings(self) -> dict[str, Any]:
        """The same as Django's settings have it."""
        return {
            "EMAIL_HOST": self.host,
            "EMAIL_PORT": self.port,
            "EMAIL_HOST_USER": self.user,
            "EMAIL_HOST_PASSWORD": self.password,
            "EMAIL_USE_TLS": self.scheme == "smtp+starttls",
            "EMAIL_USE_SSL": self.scheme == "smtps",
        }


def mail_server(environment: Mapping[str, str]) -> MailServer | None:
    """The mail server that the environment names; None when it names none, and no letter is sent.

    Raises TalksError for what is no address of a server, a sender without an address, and for a server on another
    machine without TLS. The address is never repeated: it may hold a password.
    """
    given, sender = environment.get("GOODOFFICES_MAIL", ""), environment.get("GOODOFFICES_MAIL_FROM", "")
    if not given and not sender:
        return None
    try:
        parts = urlsplit(given)
        port = parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:
        parts, port = urlsplit(""), 0
    if not port or not parts.hostname or parts.scheme not in _PORTS or parts.path.strip("/"):
        raise TalksError.of("GOODOFFICES_MAIL is no address of a mail server", remedy=_WRITE)
    if not _ADDRESS.fullmatch(sender):
        raise TalksError.of(
            "GOODOFFICES_MAIL_FROM is no e-mail address",
            remedy="Give the address that letters come from, as news@example.org.",
        )
    if parts.scheme == "smtp" and not is_this_machine(parts.hostname):
        raise TalksError.of(
            "without TLS, everybody on the network between would read the addresses of subscribers", remedy=_WRITE
        )
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return MailServer(parts.scheme, parts.hostname, port, sender, user, password)
