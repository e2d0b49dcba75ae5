"""What is reached over the network: the server on this machine, and the one that sends mail."""

from __future__ import annotations

import http.client
import smtplib
import ssl
from collections.abc import Iterator
from urllib.parse import urlsplit

from goodoffices.talks.doctor.finding import Asked, Finding, fault, ok, warning

__all__ = ["mail", "server"]

_PATIENCE = 10  # seconds
_PAGE = "/sign-in/"
_FINE = 200
_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


def server(asked: Asked) -> Iterator[Finding]:
    """The server on this machine shows the page for signing in, as the proxy would ask for it."""
    origin = urlsplit(asked.environment.get("GOODOFFICES_ORIGIN") or f"http://localhost:{asked.port}")
    heads = {"Host": origin.netloc, "X-Forwarded-Proto": origin.scheme, "User-Agent": "goodoffices-doctor"}
    connection = http.client.HTTPConnection("127.0.0.1", asked.port, timeout=_PATIENCE)
    try:
        connection.request("GET", _PAGE, headers=heads)
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        yield warning(
            f"nothing answers at port {asked.port} ({type(error).__name__})",
            "Start `goodoffices serve`, or name its --port.",
        )
        return
    finally:
        connection.close()
    if status == _FINE:
        yield ok(f"the server answers at port {asked.port}")
    else:
        yield fault(f"the server answers {status} at port {asked.port}", "Look at GOODOFFICES_ORIGIN, and at its log.")


def mail(asked: Asked) -> Iterator[Finding]:
    """The mail server that GOODOFFICES_MAIL names is reached, by TLS where it says so. Nothing is sent.

    What the variable holds is never told: it may be a password.
    """
    given = asked.environment.get("GOODOFFICES_MAIL", "")
    if not given:
        yield ok("no mail server is named: no mail is sent")
        return
    parts = urlsplit(given)
    try:
        port = parts.port or _PORTS[parts.scheme]
        kind = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
        with kind(parts.hostname or "", port, timeout=_PATIENCE) as reached:
            if parts.scheme == "smtp+starttls":
                reached.starttls(context=ssl.create_default_context())
            reached.noop()
    except (KeyError, ValueError):
        yield fault("GOODOFFICES_MAIL is no address of a mail server", "Write it as smtp+starttls://mail.example.org.")
    except (OSError, smtplib.SMTPException) as error:
        yield fault(
            f"the mail server cannot be reached ({type(error).__name__})",
            "Look at its name and port, and at the firewall.",
        )
    else:
        yield ok(f"the mail server answers at port {port}")
